"""A form written as Markdown tables, as people put it into mails and manuals.

The first cell of a row names a sheet; the rows under it, their first cell empty, are the sheet's.

pyxform reads such tables too, but not all that people write: it takes a line of "| --- |" for a
sheet, loses the last cell of a line without a bar at its end, does not say where cells stand, and
a line of 20,000 "#" takes it four seconds, a longer one minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")


class Book:
    """The sheets of such a text."""

    formulas: tuple[tuple[str, str], ...] = ()

    def __init__(self, content: bytes) -> None:
        self._rows: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        name = ""
        for line in content.decode("utf-8-sig").splitlines():
            if not line.strip().startswith("|") or _RULE.fullmatch(line):
                continue
            first, *cells = (cell.replace("\\|", "|").strip() for cell in _CELL.split(line)[1:])
            if first:
                name = first
                self._rows.setdefault(name, [])
            if name and any(cells):
                rows = self._rows[name]
                rows.append((len(rows) + 1, tuple(cells)))

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the names of the sheets."""
        return tuple(self._rows)

    def rows(self, title: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each row of a sheet with its number."""
        yield from self._rows[title]
