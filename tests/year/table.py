"""The table that is printed: what was planted, what was found, and where they part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = tuple[str, str, str, str]
_HEAD: Row = ("", "planted", "found", "")


@dataclass(frozen=True)
class Line:
    """One thing that was planted, what the bot shows of it, and whether that holds."""

    what: str
    planted: str
    found: str
    holds: bool


def line(what: str, planted: object, found: object) -> Line:
    """Return a line that holds where both are the same."""
    return Line(what, str(planted), str(found), holds=str(planted) == str(found))


def table(found: Mapping[str, Iterable[Line]]) -> str:
    """Return the lines under their headings; where planted and found part, it says so."""
    chapters = {heading: [_row(one) for one in lines] for heading, lines in found.items()}
    rows = [_HEAD, *(row for lines in chapters.values() for row in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    told = [_told(_HEAD, widths)]
    for heading, lines in chapters.items():
        told += ["", heading, *(_told(row, widths) for row in lines)]
    return "\n".join(told)


def _row(one: Line) -> Row:
    return one.what, one.planted, one.found, "as planted" if one.holds else "THEY PART"


def _told(row: Row, widths: list[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
    return "  ".join(("", *cells, row[3])).rstrip()
