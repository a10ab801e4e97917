"""The poster as a picture, to send on in other chats: the same words, fewer of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import resvg_py
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.drawing.fonts import drawable, font_files, wrap
from bot.exports.wording import laid
from bot.fonts import BOLD, FAMILIES, REGULAR
from bot.posters.code import code
from bot.posters.wording import Poster
from conversations.languages import base_of, is_right_to_left
from conversations.text import FSI, PDI

#: Dots. Phones show it without a margin, and chats do not make it smaller.
_WIDTH, _MARGIN, _SIDE = 1080, 70, 520

#: Right-to-Left Isolate … Pop Directional Isolate (Unicode Bidirectional Algorithm, UAX #9).
_RLI, _PDI = "\u2067", "\u2069"


@dataclass(frozen=True)
class _Line:
    y: float
    text: str
    size: float
    weight: int


def png(poster: Poster) -> bytes:
    """Return it as a PNG."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(poster),
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILIES[0],
    )
    return bytes(drawn)


def svg(poster: Poster) -> str:
    """Return it as SVG: every line stands in the middle, whichever way it is read."""
    above, top = _laid(poster, _head(poster), _MARGIN)
    below, end = _laid(poster, _foot(poster), top + _SIDE)
    environment = Environment(
        loader=PackageLoader("bot.posters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawn = code(f"https://{poster.address}")
    return environment.get_template("poster.svg").render(
        poster=poster,
        language=base_of(poster.language),
        lines=[*above, *below],
        code=drawn,
        one=_SIDE / drawn.side,
        left=(_WIDTH - _SIDE) / 2,
        top=top,
        width=_WIDTH,
        height=end + _MARGIN,
    )


def _head(poster: Poster) -> Iterator[tuple[str, float, int, float]]:
    """Yield what stands above the code: text, size, weight, and the space after it."""
    yield poster.title, 64, BOLD, 8
    yield poster.organisation, 32, REGULAR, 34
    for head, names in poster.asked:
        yield head, 32, REGULAR, 2
        yield " · ".join(names), 40, BOLD, 22


def _foot(poster: Poster) -> Iterator[tuple[str, float, int, float]]:
    yield poster.scan, 34, BOLD, 12
    yield f"{FSI}{poster.address}{PDI}", 34, REGULAR, 24
    for promise in poster.promises[:3]:
        yield promise, 29, REGULAR, 6
    if poster.by:
        yield poster.by, 32, BOLD, 0


def _laid(
    poster: Poster, texts: Iterator[tuple[str, float, int, float]], top: float
) -> tuple[list[_Line], float]:
    """Return the lines of ``texts`` one below the other, and where the last of them ends."""
    rtl = is_right_to_left(poster.language)
    lines = []
    for text, size, weight, after in texts:
        said = drawable(laid(text, poster.language))
        for line in wrap(said, size, _WIDTH - 2 * _MARGIN, weight):
            top += size * 1.35
            shown = f"{_RLI}{line}{_PDI}" if rtl else line
            lines.append(_Line(top - size * 0.35, shown, size, weight))
        top += after
    return lines, top
