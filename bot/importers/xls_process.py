"""Reads an old ``.xls`` file in a process of its own: the file comes in, its cells go out as JSON.

xlrd, which pyxform reads such files with, follows what they say of themselves without end: texts
whose length is below nothing, folders within themselves, sectors in a circle. So this process
limits its own time and memory before it reads a byte; ``xls`` starts it and knows what it means
when it stops.

pyxform's own reading on top of it does not say where cells stand, and stops after a few empty rows.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import time
from io import StringIO
from typing import Any

import xlrd

from bot.importers.headers import SHEETS
from bot.importers.refusing import SAVE_ANEW, FormRefused, damaged, too_large

#: Seconds at work, and bytes of memory. The largest form takes a tenth of either.
MOST_SECONDS, MOST_MEMORY = 3, 400_000_000

#: Cells, empty ones among them, and letters: one text may stand in many cells and be stored once.
MOST_CELLS, MOST_LETTERS = 400_000, 10_000_000

_BEGIN, _END, _FORMULA = 0x0809, 0x0A, 0x06

Value = str | float | bool | None


def main() -> None:
    """Read what comes in, and write its sheets, or the sentence that refuses it."""
    with suppress(ValueError, OSError):  # macOS keeps to no limit on memory, and may say so
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        said: dict[str, Any] = {"sheets": list(_sheets(sys.stdin.buffer.read()))}
    except FormRefused as refused:
        said = {"refused": str(refused)}
    except Exception:  # noqa: BLE001 - broken files make xlrd raise whatever it stumbles over
        said = {"refused": str(damaged())}
    sys.stdout.write(json.dumps(said))


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield each sheet: its title, its rows with their numbers, and the cells with a formula."""
    book, left = _open(content), MOST_LETTERS
    for number, title in enumerate(book.sheet_names()):
        rows, formulas = [], list[str]()
        if title.strip().lower() in SHEETS:
            formulas = list(_formulas(book, number))
            for at, cells in _rows(book, number):
                left -= sum(len(value) for value in cells if isinstance(value, str))
                if left < 0:
                    raise too_large()
                rows.append((at, cells))
        yield {"title": title, "rows": rows, "formulas": formulas}


def _open(content: bytes) -> Any:
    # A new Office file that has a password is packed into the container of the old ones.
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FormRefused(f"This file is locked with a password. {SAVE_ANEW}")
    try:
        return xlrd.open_workbook(
            file_contents=content, logfile=StringIO(), on_demand=True, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise FormRefused(f"This file is locked with a password. {SAVE_ANEW}") from error
        if "Can't find workbook" in str(error):
            raise FormRefused(
                f"This is an old Office file, and no workbook. {SAVE_ANEW}"
            ) from error
        raise


def _rows(book: Any, number: int) -> Iterator[tuple[int, list[Value]]]:
    sheet = book.sheet_by_index(number)
    if sum(map(sheet.row_len, range(sheet.nrows))) > MOST_CELLS:
        raise too_large()
    for at in range(sheet.nrows):
        cells = [_value(cell, book.datemode) for cell in sheet.row(at)]
        if any(value is not None for value in cells):
            yield at + 1, cells
    book.unload_sheet(number)


def _value(cell: Any, datemode: int) -> Value:
    """Return what a cell holds; a date as "2027-05-03", an error as Excel shows it."""
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#"))
        case xlrd.XL_CELL_DATE:
            return _moment(cell.value, datemode)
    value: str | float = cell.value
    return value


def _moment(value: float, datemode: int) -> str | float:
    """Return a date, a time, or both; the number itself where no calendar has such a day."""
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError):
        return value
    if 0 <= value < 1:
        return str(moment.time())
    return str(moment.date() if moment.time() == time() else moment)


def _formulas(book: Any, number: int) -> Iterator[str]:
    """Yield the cells of a sheet that hold a formula, which xlrd reads and does not tell."""
    # Where a sheet begins, which the library knows and does not say.
    stream, at, inside = book.mem, book._sh_abs_posn[number], 0  # noqa: SLF001
    while 0 <= at <= len(stream) - 8:
        kind, length, row, column = struct.unpack_from("<HHHH", stream, at)
        # A chart in a sheet is a sheet of its own between its cells.
        inside += (kind == _BEGIN) - (kind == _END)
        if inside == 0:
            return
        if kind == _FORMULA and inside == 1:
            yield xlrd.cellname(row, column)
        at += 4 + length


if __name__ == "__main__":
    main()
