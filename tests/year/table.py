"""The table that is printed: what was planted, what was found, and where they part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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


def table(lines: Iterable[Line]) -> str:
    """Return the lines below each other; where planted and found part, it says so."""
    rows = [("", "planted", "found", ""), *((*_cells(one), _verdict(one)) for one in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    return "\n".join(
        "  ".join((*(row[at].ljust(widths[at]) for at in range(3)), row[3])).rstrip()
        for row in rows
    )


def _cells(one: Line) -> tuple[str, str, str]:
    return one.what, one.planted, one.found


def _verdict(one: Line) -> str:
    return "as planted" if one.holds else "THEY PART"
