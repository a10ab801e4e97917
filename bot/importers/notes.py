"""What could not be carried over from a form: where it stands, and what happens instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from bot.importers.workbook import Row, Sheet


@dataclass(frozen=True)
class Note:
    """One thing that is different in the project: the sheet, its cells, and a plain sentence."""

    sheet: str
    cells: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        where = ", ".join(_ranges(self.cells))
        return (
            f"{self.sheet}!{where}: {self.sentence}" if where else f"{self.sheet}: {self.sentence}"
        )


@dataclass
class Notes:
    """Collects notes; the same sentence about many cells becomes one."""

    _cells: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def add(self, sheet: Sheet, row: Row | None, column: str, sentence: str) -> None:
        """Note ``sentence`` about a cell; about a whole column where ``row`` is ``None``."""
        cell = sheet.cell(row, column) if row else f"column {sheet.letters.get(column, column)}"
        self.at(sheet.name, cell, sentence)

    def at(self, sheet: str, cell: str, sentence: str) -> None:
        """Note ``sentence`` about ``cell``, or about the whole sheet where it is empty."""
        cells = self._cells.setdefault((sheet, sentence), {})
        if cell:
            cells[cell] = None

    def all(self) -> tuple[Note, ...]:
        """Return the notes, in the order in which they were found."""
        return tuple(
            Note(sheet, tuple(cells), sentence) for (sheet, sentence), cells in self._cells.items()
        )


_CELL = re.compile(r"([A-Z]+)(\d+)")


def _ranges(cells: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells, those that lie under one another as "C3:C9"."""
    found = [(match[1], int(match[2])) for cell in cells if (match := _CELL.fullmatch(cell))]
    found.sort()
    yield from (cell for cell in cells if not _CELL.fullmatch(cell))
    runs = groupby(enumerate(found), key=lambda each: (each[1][0], each[1][1] - each[0]))
    for (column, _), run in runs:
        rows = [row for _, (_, row) in run]
        first, last = f"{column}{rows[0]}", f"{column}{rows[-1]}"
        yield first if len(rows) == 1 else f"{first}:{last}"
