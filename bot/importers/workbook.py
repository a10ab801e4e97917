"""A form's workbook, read in bounded time and memory: its rows, and where each cell stands.

The format is found by content: real ``.xls`` files travel under the name ``.xlsx``. Each format is
read in a file of its own (``xlsx``, ``xls``, ``markdown``), which says with which library; what
they bring is put in order here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.importers import markdown, xls, xlsx
from bot.importers.headers import SHEETS, canonical
from bot.importers.refusing import FormRefused

#: A form of a thousand questions in ten languages is well below each of these.
MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 5_000_000, 10_000, 1_000

#: A cell of more characters holds no question, a workbook of more no conversation.
LONGEST_CELL, LONGEST_FORM = 10_000, 3_000_000

#: What a cell holds as the formats bring it; the texts of rows by the number of row and column.
Cell = str | bool | int | float | date | datetime | time | None
Cells = Iterable[tuple[int, tuple[Cell, ...]]]


@dataclass(frozen=True)
class Row:
    """One row of a sheet that is not empty: its number, and its cells by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows; by column name the letter of each, and what the form itself calls it.

    ``odd``: cells that no column name stands over, or whose column stands there twice.
    """

    name: str
    rows: tuple[Row, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    odd: tuple[str, ...] = ()

    def cell(self, row: Row, column: str) -> str:
        """Return where the cell stands: "C12"; "row 12" for a column that is not there."""
        letter = self.letters.get(column)
        return f"{letter}{row.number}" if letter else f"row {row.number}"


@dataclass(frozen=True)
class Workbook:
    """The sheets of a form.

    ``formulas`` are cells that hold one, by sheet; ``unread`` are sheets that are not read.
    """

    survey: Sheet
    choices: Sheet
    settings: Sheet
    external: Sheet
    formulas: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


def read_workbook(content: bytes) -> Workbook:
    """Return the sheets of the form in ``content``. Raises ``FormRefused``."""
    if len(content) > MOST_BYTES:
        raise FormRefused(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB. A form holds words only: take "
            "pictures and data out of it, and try again."
        )
    book = _format(content)(content)
    found: dict[str, Sheet] = {}
    room = _Room()
    for title in book.titles:
        name = title.strip().lower()
        if name in SHEETS and name not in found:
            found[name] = _sheet(name, book.rows(title), room)
    if "survey" not in found:
        listed = ", ".join(f"“{title.strip()}”" for title in book.titles[:5])
        raise FormRefused(
            "This file has no sheet “survey”, where an XLSForm has its questions. "
            f"Its sheets are {listed or 'none'}."
        )
    return Workbook(
        survey=found["survey"],
        choices=found.get("choices", Sheet("choices")),
        settings=found.get("settings", Sheet("settings")),
        external=found.get("external_choices", Sheet("external_choices")),
        formulas=tuple(book.formulas),
        unread=tuple(title for title in book.titles if title.strip().lower() not in SHEETS),
    )


def _format(content: bytes) -> Callable[[bytes], xlsx.Book | xls.Book | markdown.Book]:
    """Return what reads a file of this content, whatever it is called."""
    if content.startswith(b"PK"):
        return xlsx.Book
    if content.startswith(xls.SIGNATURE):
        return xls.Book
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or not re.search(r"^\s*\|", text, re.MULTILINE):
        raise FormRefused(
            "This is neither an Excel file (.xlsx, .xls) nor a form written as Markdown tables. "
            "Save the form as .xlsx, and try again."
        )
    return markdown.Book


@dataclass
class _Room:
    """How many more letters there may be: one text may stand in many cells and be stored once."""

    left: int = LONGEST_FORM

    def take(self, letters: int) -> None:
        self.left -= letters
        if self.left < 0:
            raise FormRefused(
                f"There are more than {LONGEST_FORM:,} letters in this workbook. Take out what is "
                "no form."
            )


def _sheet(name: str, rows: Cells, room: _Room) -> Sheet:
    """Put a sheet in order; its first row that is not empty holds the names of its columns."""
    filled = _filled(name, rows, room)
    _, heads = next(filled, (0, {}))
    if len(heads) > MOST_COLUMNS:
        raise FormRefused(
            f"The sheet “{name}” has more than {MOST_COLUMNS:,} columns. Take out what is no form."
        )
    columns: dict[int, str] = {}
    letters: dict[str, str] = {}
    headings: dict[str, str] = {}
    odd = []
    for at, said in heads.items():
        column = canonical(said, name)
        if column in letters:
            odd.append(f"column {letter(at)}")
        else:
            columns[at], letters[column], headings[column] = column, letter(at), said
    kept = []
    for number, cells in filled:
        kept.append(Row(number, {columns[at]: said for at, said in cells.items() if at in columns}))
        odd += [f"{letter(at)}{number}" for at in cells if at not in columns and at not in heads]
    return Sheet(name, tuple(row for row in kept if row.cells), letters, headings, tuple(odd))


def _filled(name: str, rows: Cells, room: _Room) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield the number and the texts of each row that is not empty, by the number of the column."""
    count = 0
    for number, values in rows:
        cells: dict[int, str] = {}
        for at, value in enumerate(values):
            if value is not None:
                long = isinstance(value, str) and len(value) > LONGEST_CELL
                said = "" if long else _words(value)
                if long:
                    raise FormRefused(
                        f"The cell {letter(at)}{number} of the sheet “{name}” has more than "
                        f"{LONGEST_CELL:,} characters. Nobody could read that in a chat: make it "
                        "shorter."
                    )
                room.take(len(value) if isinstance(value, str) else len(said))
                if said:
                    cells[at] = said
        if cells:
            count += 1
            yield number, cells
        if count > MOST_ROWS:
            raise FormRefused(
                f"The sheet “{name}” has more than {MOST_ROWS:,} rows. Take out what is no form."
            )


#: What a chat cannot show and a file cannot hold; non-breaking spaces are only spaces.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\ufffe\uffff\ud800-\udfff]")


def _words(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if value is None:
        return ""
    said = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _UNSHOWN.sub("", said).strip()


def letter(at: int) -> str:
    """Return the letters of a column, counted from 0: A, B … Z, AA."""
    said = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(ord("A") + rest) + said
    return said
