"""The picture as a file: SVG, whose words are words, and PNG with the fonts that come with us."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import resvg_py
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.drawing.blocks import Plan
from bot.drawing.fonts import font_files, lacking
from bot.drawing.layout import lay_out
from bot.drawing.shapes import Drawing, Line, Number, Rect, Shape, Sign, Words
from bot.fonts import FAMILIES
from conversations.languages import RIGHT_TO_LEFT, base_of

#: Right-to-Left Isolate … Pop Directional Isolate around a line, since not every program that
#: draws SVG knows which way a line of it is read (Unicode Bidirectional Algorithm, UAX #9).
_RLI, _RLM, _PDI = "\u2067", "\u200f", "\u2069"

#: A PNG is twice as sharp as its size in points, but never has more dots than this.
_ZOOM, _MOST_DOTS = 2.0, 24_000_000


def svg(plan: Plan) -> str:
    """Return the picture as SVG."""
    return _rendered(plan, lay_out(plan))


def png(plan: Plan) -> tuple[bytes, tuple[str, ...]]:
    """Return the picture as PNG, and what its numbers stand for.

    Words in a script that we have no font for would be blank: a number stands in their place, and
    is explained in words beside the picture.
    """
    drawing, legend = _numbered(lay_out(plan))
    zoom = min(_ZOOM, sqrt(_MOST_DOTS / (drawing.width * drawing.height)))
    drawn = resvg_py.svg_to_bytes(
        svg_string=_rendered(plan, drawing),
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILIES[0],
        zoom=zoom,
    )
    return bytes(drawn), legend


def _numbered(drawing: Drawing) -> tuple[Drawing, tuple[str, ...]]:
    legend: list[str] = []
    shapes: list[Shape] = []
    for shape in drawing.shapes:
        if isinstance(shape, Words) and lacking("".join(shape.lines)):
            legend.append(" ".join(shape.lines))
            shapes.append(replace(shape, lines=(f"[{len(legend)}]",)))
        else:
            shapes.append(shape)
    return replace(drawing, shapes=tuple(shapes)), tuple(legend)


def _rendered(plan: Plan, drawing: Drawing) -> str:
    rtl = base_of(plan.language).partition("-")[0] in RIGHT_TO_LEFT
    environment = Environment(
        loader=PackageLoader("bot.drawing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "px": _px,
        "way": _way,
        "head": _head,
        "hexagon": _hexagon,
        # A space, so that two lines read aloud or copied do not become one word; with a mark
        # behind it, or it would lie on the side where the line begins (UAX #9, L1).
        "isolated": lambda line: f"{_RLI}{line} {_RLM}{_PDI}" if rtl else f"{line} ",
    }
    kinds = {"rect": Rect, "words": Words, "line": Line, "sign": Sign, "numbered": Number}
    environment.tests |= {
        name: lambda shape, kind=kind: isinstance(shape, kind) for name, kind in kinds.items()
    }
    template = environment.get_template("picture.svg")
    return template.render(plan=plan, drawing=drawing, language=base_of(plan.language))


def _px(length: float) -> str:
    """Return a length without the digits nobody sees."""
    return f"{length:.1f}".removesuffix(".0")


def _way(line: Line) -> str:
    first, *others = (f"{_px(x)} {_px(y)}" for x, y in line.points)
    return f"M{first}" + "".join(f"L{point}" for point in others)


def _head(line: Line) -> str:
    """Return the arrow's head, at the end of a line that comes from above or from a side."""
    (before_x, before_y), (x, y) = line.points[-2:]
    if before_y != y:
        points = ((x - 5, y - 8), (x, y), (x + 5, y - 8))
    else:
        back = x - 8 if before_x < x else x + 8
        points = ((back, y - 5), (x, y), (back, y + 5))
    return "M" + "L".join(f"{_px(a)} {_px(b)}" for a, b in points) + "z"


def _hexagon(rect: Rect) -> str:
    cut, left, top = min(12.0, rect.height / 3), rect.x, rect.y
    right, bottom = left + rect.width, top + rect.height
    corners = (
        (left + cut, top),
        (right - cut, top),
        (right, (top + bottom) / 2),
        (right - cut, bottom),
        (left + cut, bottom),
        (left, (top + bottom) / 2),
    )
    return "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in corners) + "z"
