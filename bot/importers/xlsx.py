"""The sheets of an ``.xlsx`` file: a file from outside, looked through before it is opened.

What no form needs and only an attack or an accident brings is refused before it is unpacked.
Formulas are not worked out, and nothing that the file points to is fetched.

It is read by openpyxl, with which pyxform reads it too. pyxform's own reading on top of that does
not say where cells stand, stops after some empty rows or columns, and opens what it has not
looked into.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from bot.importers.refusing import FormRefused, damaged, too_large

#: Bytes of all parts unpacked, and how many parts there may be.
MOST_UNPACKED, MOST_PARTS = 30_000_000, 500

#: How Excel packs parts: not at all, or deflated. Other ways may ask for gigabytes to unpack.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

#: Tags in all parts together, opening and closing: each that is kept takes far more than it has.
MOST_TAGS = 1_200_000

#: Rows and cells there may be, empty ones too: each is looked at. Nothing may stand further down.
MOST_ROWS, MOST_CELLS, LAST_ROW = 100_000, 200_000, 100_000

#: Columns that are read where something, perhaps nothing but a format, stands far to the right.
MOST_COLUMNS = 300

_ROW, _CELL = re.compile(rb"<(?:\w+:)?row[\s>/]"), re.compile(rb"<(?:\w+:)?c[\s>/]")
_AT = rb'<(?:\w+:)?c\s(?:[^>]{0,200}\s)?r="'
_FORMULA = re.compile(_AT + rb'([A-Z]{1,3}\d{1,7})"[^>]{0,200}>\s*<(?:\w+:)?f[\s>/]')
_FAR_RIGHT = re.compile(_AT + rb"[A-Z]{3}")
_FAR_DOWN = re.compile(_AT + rb'[A-Z]{1,3}(\d{6,8})"[^>]{0,200}(?<!/)>')


class Book:
    """The sheets of a workbook, and which of their cells hold a formula."""

    def __init__(self, content: bytes) -> None:
        self.formulas: list[tuple[str, str]] = []
        self._formulas: dict[str, tuple[str, ...]] = {}
        self._wide: set[str] = set()
        for part, inside in _looked_into(content):
            self._formulas[part] = tuple(cell.decode() for cell in _FORMULA.findall(inside))
            if _FAR_RIGHT.search(inside):
                self._wide.add(part)
        self._book = _open(content)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the names of the sheets."""
        return tuple(self._book.sheetnames)

    def rows(self, title: str) -> tuple[tuple[int, tuple[Any, ...]], ...]:
        """Return each row of a sheet with its number; of a formula, what it showed last."""
        try:
            sheet = self._book[title]
            # Where it lies in the archive, which the library knows and does not say.
            part = sheet._worksheet_path.lstrip("/")  # noqa: SLF001
            self.formulas += [
                (title.strip().lower(), cell) for cell in self._formulas.get(part, ())
            ]
            # What the file says of its own size need not be true, and is used for nothing else.
            sheet.reset_dimensions()
            wide = MOST_COLUMNS if part in self._wide else None
            with _quietly():
                rows = sheet.iter_rows(max_row=LAST_ROW, max_col=wide, values_only=True)
                return tuple((number, row) for number, row in enumerate(rows, start=1) if row)
        except Exception as error:
            # Broken files make the library raise whatever its insides stumble over.
            raise damaged() from error


@contextmanager
def _quietly() -> Iterator[None]:
    """Let the library not warn of what it leaves out: headers, styles, none of it words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(content: bytes) -> Any:
    # Imported here: it takes a quarter of a second to load, and few commands read a spreadsheet.
    import openpyxl  # noqa: PLC0415

    try:
        with _quietly():
            return openpyxl.load_workbook(
                BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
    except Exception as error:
        raise damaged() from error


def _looked_into(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that are sheets, by name.

    Refuse an archive that would fill the memory, or that is more than sheets of words.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
    # zipfile raises NotImplementedError for a version or a compression it does not know.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    if any(part.compress_type not in _PACKED for part in parts):
        raise damaged()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large()
    for part in parts:
        _refuse_foreign(part.filename.lower())
    left, tags = MOST_UNPACKED, MOST_TAGS
    for part in parts:
        inside = _unpacked(archive, part, left)
        left, tags = left - len(inside), tags - inside.count(b"<")
        if tags < 0:
            raise too_large()
        _refuse_entities(inside)
        if b"sheetData" in inside:
            _refuse_endless(inside)
            yield part.filename, inside


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
    """Refuse what stands for other things, and letters of two bytes, among which it could hide."""
    wide = inside[:4].startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    # Entities that unfold into each other can fill the memory; Excel writes none.
    if wide or b"<!DOCTYPE" in inside or b"<!ENTITY" in inside:
        raise FormRefused(
            "This file holds instructions that no spreadsheet has. It was not opened. Copy its "
            "sheets into a new workbook, and try again."
        )


def _refuse_endless(inside: bytes) -> None:
    rows = sum(1 for _ in _ROW.finditer(inside))
    cells = sum(1 for _ in _CELL.finditer(inside))
    far = any(int(number) > LAST_ROW for number in _FAR_DOWN.findall(inside))
    if rows > MOST_ROWS or cells > MOST_CELLS or far:
        raise FormRefused(
            f"A sheet here has {rows:,} rows and {cells:,} cells, empty ones among them"
            f"{', some of them far below the others' if far else ''}. Copy what is the form into a "
            "new workbook, and try again."
        )
