"""The sheets of an ``.xlsx`` file: a file from outside, looked through before it is opened.

What no form needs and only an attack or an accident brings is refused before it is unpacked.
Formulas are not worked out, and nothing that the file points to is fetched.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from bot.importers.refusing import FormRefused, damaged, too_large

#: Bytes of all parts unpacked, of the largest part that is read, and how many parts there may be.
MOST_UNPACKED, MOST_PARTS = 30_000_000, 500

#: Columns, and rows however empty, that are looked at.
MOST_COLUMNS, LAST_ROW = 300, 100_000

#: Cells that are looked at, however empty: each is read one by one.
MOST_CELLS = 400_000

#: How XML can be written; in none of them has a spreadsheet a document type.
_DOCTYPES = tuple(
    f"<!{word}".encode(code)
    for word in ("DOCTYPE", "ENTITY")
    for code in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_CELL, _ROW = re.compile(rb"<(?:\w+:)?c[\s>/]"), re.compile(rb"<(?:\w+:)?row[\s>/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


class Book:
    """The sheets of a workbook, and which of their cells hold a formula."""

    def __init__(self, content: bytes) -> None:
        self.formulas: list[tuple[str, str]] = []
        has_formulas = _look_inside(content)
        self._shown = _open(content, values=True)
        self._written = _open(content, values=False) if has_formulas else None

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the names of the sheets."""
        return tuple(self._shown.sheetnames)

    def rows(self, title: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield each row of a sheet with its number; of a formula, what it showed last."""
        if self._written is not None:
            self._find_formulas(title)
        for number, row in self._cells(self._shown, title):
            yield number, tuple(cell.value for cell in row)

    def _find_formulas(self, title: str) -> None:
        for _, row in self._cells(self._written, title):
            for cell in row:
                if cell.data_type == "f":
                    self.formulas.append((title.strip().lower(), cell.coordinate))

    def _cells(self, book: Any, title: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        try:
            sheet = book[title]
            # What the file says of its own size need not be true, and is used for nothing else.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)
            yield from enumerate(rows, start=1)
        except FormRefused:
            raise
        except Exception as error:
            # Broken files make the library raise whatever its insides stumble over.
            raise damaged() from error


def _open(content: bytes, *, values: bool) -> Any:
    # Imported here: it takes a quarter of a second to load, and few commands read a spreadsheet.
    import openpyxl  # noqa: PLC0415

    try:
        return openpyxl.load_workbook(
            BytesIO(content), read_only=True, data_only=values, keep_links=False
        )
    except Exception as error:
        raise damaged() from error


def _look_inside(content: bytes) -> bool:
    """Refuse an archive that would fill the memory, or that is more than sheets of words.

    Return whether there are formulas in it.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large()
    for part in parts:
        _refuse_foreign(part.filename.lower())
    left, formulas = MOST_UNPACKED, False
    for part in parts:
        inside = _unpacked(archive, part, left)
        left -= len(inside)
        if part.filename.lower().startswith("xl/media/"):
            continue
        _refuse_entities(inside)
        if b"<sheetData" in inside or b":sheetData" in inside:
            _refuse_endless(inside)
            formulas = formulas or _FORMULA.search(inside) is not None
    return formulas


def _refuse_foreign(name: str) -> None:
    if "externallinks/" in name:
        raise FormRefused(
            "This workbook takes values from other files. In Excel choose Data, Edit Links, Break "
            "Link, save it, and try again."
        )
    if name.endswith("vbaproject.bin"):
        raise FormRefused(
            "This workbook holds macros, which are programs. Save it as .xlsx without them, and "
            "try again."
        )


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """Return one part of the archive, read no further than ``left`` bytes."""
    try:
        with archive.open(part) as opened:
            # What a directory says of itself need not be true.
            inside = opened.read(left + 1)
    except RuntimeError as error:
        raise FormRefused(
            "This file is locked with a password. Save it without one, and try again."
        ) from error
    except Exception as error:
        raise damaged() from error
    if len(inside) > left:
        raise too_large()
    return inside


def _refuse_entities(inside: bytes) -> None:
    # Entities that unfold into each other can fill the memory; Excel writes none.
    if any(doctype in inside for doctype in _DOCTYPES):
        raise FormRefused(
            "This file holds instructions that no spreadsheet has (a document type). It was not "
            "opened. Copy its sheets into a new workbook, and try again."
        )


def _refuse_endless(inside: bytes) -> None:
    rows = sum(1 for _ in _ROW.finditer(inside))
    cells = sum(1 for _ in _CELL.finditer(inside))
    if rows > LAST_ROW or cells > MOST_CELLS:
        raise FormRefused(
            f"A sheet here has {rows:,} rows and {cells:,} cells, empty ones among them. Copy what "
            "is the form into a new workbook, and try again."
        )
