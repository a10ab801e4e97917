"""How wide words are in the fonts there are, and which letters these fonts have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import uharfbuzz as hb

from bot.fonts import FAMILIES, REGULAR, font_file, installed

#: The width of a letter that no font of ours has, in its size: room for the widest.
_UNKNOWN = 1.0


def font_files() -> list[str]:
    """Return the paths of the fonts."""
    ours = [str(font_file(family)) for family in FAMILIES]
    return ours + [str(file) for files in installed().values() for file in files]


def lacking(text: str) -> str:
    """Return the letters of ``text`` that no font of ours has."""
    return "".join(ch for ch in text if _font_of(ch) is None)


def drawable(text: str) -> str:
    """Return ``text`` without signs that no font of ours has, such as emoji; letters stay."""
    kept = (ch for ch in text if _font_of(ch) is not None or unicodedata.category(ch)[0] in "LMN")
    return " ".join("".join(kept).split())


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Return how wide ``text`` is in one line."""
    spaces = text.count(" ")
    words = text.split(" ")
    return size * (sum(_width(word, weight) for word in words) + spaces * _width(" ", weight))


def wrap(text: str, size: float, room: float, weight: int = REGULAR) -> list[str]:
    """Return the lines of ``text``, each no wider than ``room``; a word too wide is cut."""
    lines: list[str] = []
    for part in text.splitlines():
        line = ""
        for word in _fitting(part.split(), size, room, weight):
            longer = f"{line} {word}".strip()
            if line and width(longer, size, weight) > room:
                lines.append(line)
                longer = word
            line = longer
        if line:
            lines.append(line)
    return lines


def _fitting(words: list[str], size: float, room: float, weight: int) -> Iterator[str]:
    for word in words:
        rest = word
        while width(rest, size, weight) > room and len(rest) > 1:
            fits = max(
                (n for n in range(1, len(rest)) if width(rest[:n], size, weight) <= room), default=1
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


@cache
def _width(word: str, weight: int) -> float:
    """Return the width of a word in units of its size: letters of one font are shaped together."""
    whole = 0.0
    for font, letters in groupby(word, key=_font_of):
        run = "".join(letters)
        whole += _UNKNOWN * len(run) if font is None else _shaped(run, font, weight)
    return whole


def _shaped(run: str, font: int, weight: int) -> float:
    face = _fonts(weight)[font]
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    hb.shape(face, buffer)
    advances: float = sum(position.x_advance for position in buffer.glyph_positions)
    return advances / float(face.face.upem)


@cache
def _font_of(letter: str) -> int | None:
    """Return the number of the first font that has ``letter``; what is not seen is in any."""
    if letter.isspace() or unicodedata.category(letter) == "Cf":
        return 0
    for number, font in enumerate(_fonts(REGULAR)):
        if font.get_nominal_glyph(ord(letter)):
            return number
    return None


@cache
def _fonts(weight: int) -> list[hb.Font]:
    fonts = []
    for path in font_files():
        font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
        font.set_variations({"wght": weight})
        fonts.append(font)
    return fonts
