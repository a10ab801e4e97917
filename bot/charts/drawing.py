"""A picture drawn: laid out on a sheet, written as SVG, and made a PNG with the fonts we have."""

from __future__ import annotations

import resvg_py
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.charts.kinds import Bars, Chain, Link, Picture, Range, Ranges, described
from bot.charts.sheet import MARGIN, WIDTH, Sheet
from bot.drawing.fonts import font_files, width, wrap
from bot.fonts import BOLD, REGULAR, families
from conversations.languages import is_right_to_left

#: The PNG has so many dots to a point.
_ZOOM = 2

_BAR = 26.0
_GAP = 26.0
_CELL = (WIDTH - 2 * MARGIN - 2 * _GAP) / 3
_PAD = 10.0
_ROOM = WIDTH - 2 * MARGIN


def svg(picture: Picture, name: str = "") -> str:
    """Return a picture as SVG; its words are words.

    ``name`` begins the names of its parts: several stand on one page.
    """
    sheet = Sheet(rtl=is_right_to_left(picture.language))
    sheet.say(picture.title, 21, "title", bold=True)
    match picture:
        case Bars():
            _bars(sheet, picture)
        case Ranges():
            _ranges(sheet, picture)
        case Chain():
            _chain(sheet, picture)
    environment = Environment(
        loader=PackageLoader("bot.charts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("sheet.svg")
    return template.render(
        picture=picture,
        sheet=sheet,
        width=WIDTH,
        families=families(),
        described=described(picture),
        name=name,
    )


def png(picture: Picture) -> bytes:
    """Return a picture as PNG."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(picture),
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=families()[0],
        zoom=_ZOOM,
    )
    return bytes(drawn)


def _names(sheet: Sheet, names: tuple[tuple[str, str], ...]) -> None:
    """Say what each look means, a line each, before the first of them is seen."""
    sheet.space(6)
    for look, name in names:
        sheet.space(6)
        sheet.block(MARGIN, sheet.y, 26, 15, look)
        sheet.space(-6)
        sheet.say(name, 14, "label", indent=36)


def _bars(sheet: Sheet, picture: Bars) -> None:
    _names(sheet, picture.names)
    for row in picture.rows:
        sheet.space(16)
        sheet.say(row.label, 15, "heading", bold=True)
        sheet.space(7)
        sheet.bar(((p.share, p.look if p.sure else f"{p.look} rough") for p in row.parts), _BAR)
        sheet.say(" · ".join(part.said for part in row.parts), 13, "number")
        if row.note:
            sheet.say(row.note, 13, "number")


def _ranges(sheet: Sheet, picture: Ranges) -> None:
    _names(sheet, picture.names)
    far = max((abs(end) for row in picture.rows for end in (row.least, row.most)), default=1.0) or 1
    sheet.space(26)
    sheet.write(MARGIN, sheet.y, picture.worse, "label")
    sheet.write(WIDTH / 2, sheet.y, picture.none, "label", middle=True)
    sheet.write(WIDTH - MARGIN - width(picture.better, 14), sheet.y, picture.better, "label")
    for row in picture.rows:
        _range(sheet, row, far)


def _range(sheet: Sheet, row: Range, far: float) -> None:
    def at(points: float) -> float:
        return WIDTH / 2 + points / far * _ROOM / 2

    sheet.space(14)
    sheet.say(row.label, 15, "heading", bold=True)
    sheet.space(16)
    sheet.stroke((at(0), sheet.y - 16), (at(0), sheet.y + 14), "axis")
    sheet.stroke((at(row.least), sheet.y), (at(row.most), sheet.y), "bounds")
    if row.low is not None and row.high is not None:
        sheet.block(at(row.low), sheet.y - 6, max(at(row.high) - at(row.low), 2), 12, "interval")
    sheet.block(at(row.mean) - 4, sheet.y - 11, 8, 22, "mean")
    sheet.space(10)
    sheet.say(row.said, 13, "number")


def _chain(sheet: Sheet, picture: Chain) -> None:
    sheet.space(24)
    for number, head in enumerate(picture.heads):
        sheet.write(MARGIN + number * (_CELL + _GAP), sheet.y, head, "heading")
    sheet.space(8)
    for row in picture.rows:
        _link(sheet, row)


def _link(sheet: Sheet, row: Link) -> None:
    cells = [_wrapped(lines) for lines in (row.heard, row.decided, row.kept)]
    height = max(len(cell) for cell in cells) * 13 * 1.35 + 2 * _PAD
    for number, cell in enumerate(cells):
        x = MARGIN + number * (_CELL + _GAP)
        sheet.block(x, sheet.y, _CELL, height, "box")
        for place, (line, look) in enumerate(cell, start=1):
            sheet.write(x + _PAD, sheet.y + _PAD / 2 + place * 13 * 1.35, line, look)
        if number:
            middle = sheet.y + height / 2
            sheet.stroke((x - _GAP + 3, middle), (x - 5, middle), "arrow", arrow=True)
    sheet.space(height + 14)


def _wrapped(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the lines of a box, each with its look: the first says the most."""
    found: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        weight, look = (REGULAR, "cell") if number else (BOLD, "cell first")
        found += [(part, look) for part in wrap(line, 13, _CELL - 2 * _PAD, weight)]
    return found
