"""Reading a translators' spreadsheet back: a file from outside, so nothing in it is trusted.

It is bounded before it is opened, formulas are not evaluated, and nothing it links to is fetched.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.translating.sheet_out import COLUMNS

#: Bytes of a spreadsheet: packed, and unpacked. A thousand texts in one language take 0.1 MB.
MOST_PACKED, MOST_UNPACKED = 5_000_000, 50_000_000
#: Parts in the file, sheets, and rows of each that are read.
MOST_PARTS, MOST_SHEETS, MOST_ROWS = 500, 50, 5_000

_FIRST_ROW = 3
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class NoSheet(Exception):
    """The file cannot be read as a spreadsheet; the message says why, in words."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: where it stands, and what is in the columns that are read.

    ``formula``: there is a formula where the translation should be.
    """

    language: str
    number: int
    path: str
    source: str
    said: str
    checker: str
    formula: bool

    def cell(self, column: str) -> str:
        """Return the cell's address, as people find it."""
        return f"{self.language}!{column}{self.number}"


def read_sheets(path: Path) -> tuple[Row, ...]:
    """Return every line of every sheet; a sheet is named after its language.

    Raises :class:`NoSheet` for what is no spreadsheet, and for one that is too large to be one of
    ours.
    """
    _refuse_hostile(path)
    # Imported here: it takes a quarter of a second to load, and few commands read a spreadsheet.
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
        try:
            return tuple(row for name in book.sheetnames[:MOST_SHEETS] for row in _rows(book[name]))
        finally:
            book.close()
    except Exception as error:  # noqa: BLE001 - a broken file fails anywhere, with anything
        raise NoSheet(f"{path.name} cannot be read as a spreadsheet ({error}).") from None


def _refuse_hostile(path: Path) -> None:
    try:
        if path.stat().st_size > MOST_PACKED:
            raise NoSheet(f"{path.name} is larger than {MOST_PACKED:,} bytes.")
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > MOST_UNPACKED:
                raise NoSheet(f"{path.name} unpacks to more than any spreadsheet of ours.")
            for info in infos:
                content = parts.read(info)
                # Entities that unfold into each other can fill the memory; Excel writes none.
                if any(doctype in content for doctype in _DOCTYPES):
                    raise NoSheet(f"{path.name} holds a document type, as no spreadsheet does.")
    # zipfile raises NotImplementedError for a compression it does not know, and RuntimeError for
    # a part that is encrypted.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise NoSheet(f"{path.name} is not an .xlsx spreadsheet ({error}).") from None


def _rows(sheet: Any) -> Iterator[Row]:
    cells = sheet.iter_rows(min_row=_FIRST_ROW, max_row=MOST_ROWS, max_col=len(COLUMNS))
    for number, row in enumerate(cells, start=_FIRST_ROW):
        path, _, source, said, _, checker = ([*map(_words, row), *[""] * 6])[:6]
        if path:
            formula = len(row) > 3 and row[3].data_type == "f"
            yield Row(sheet.title, number, path, source, said, checker, formula)


def _words(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value).replace("\r\n", "\n").strip()
