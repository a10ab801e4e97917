"""The sheets of an old ``.xls`` file (Excel 5 to 2003), as records one after the other.

After [MS-XLS], "Excel Binary File Format". Only the words and numbers of cells are read; formulas
are not worked out, and what they showed last is taken.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.importers.compound import SIGNATURE, Broken, Compound
from bot.importers.refusing import SAVE_ANEW, FormRefused, damaged

__all__ = ["SIGNATURE", "Book"]

_BOF, _EOF, _CONTINUE, _LOCKED, _SHEET, _STRINGS, _TABLE = (
    0x0809, 0x0A, 0x3C, 0x2F, 0x85, 0xFC, 0x42,
)  # fmt: skip
_LABEL, _RICH, _SHARED, _NUMBER, _RK, _RKS = 0x204, 0xD6, 0xFD, 0x203, 0x27E, 0xBD
_BOOL, _FORMULA, _SHOWN = 0x205, 0x06, 0x207

#: The versions Excel wrote since 1993 and since 1997; only in the latter have texts all letters.
_BIFF5, _BIFF8 = 0x0500, 0x0600

#: Where letters of older files stand in a table of their own.
_MAC_TABLES = {10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}

Value = str | float | bool


class Book:
    """The sheets of such a file, and which of their cells hold a formula."""

    def __init__(self, content: bytes) -> None:
        self.formulas: list[tuple[str, str]] = []
        try:
            self._stream = _workbook(Compound(content))
            self._places: dict[str, int] = {}
            self._strings: list[str] = []
            self._read_globals()
        except (Broken, struct.error, IndexError, ValueError) as error:
            raise damaged() from error

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the names of the sheets."""
        return tuple(self._places)

    def rows(self, title: str) -> Iterator[tuple[int, tuple[Value | None, ...]]]:
        """Yield each row of a sheet that has cells, with its number."""
        try:
            found = sorted(self._cells(title), key=lambda cell: cell[:2])
        except (struct.error, IndexError, ValueError) as error:
            raise damaged() from error
        for row, cells in groupby(found, key=lambda cell: cell[0]):
            by_column = {column: value for _, column, value in cells}
            yield row + 1, tuple(by_column.get(at) for at in range(max(by_column) + 1))

    def _read_globals(self) -> None:
        records = _records(self._stream, 0)
        kind, parts = next(records, (0, _Parts([])))
        version = parts.number("H") if kind == _BOF else 0
        if version not in (_BIFF5, _BIFF8):
            raise FormRefused(f"This .xls file is older than Excel 5. {SAVE_ANEW}")
        self._codec = "" if version == _BIFF8 else "cp1252"
        for kind, parts in records:
            if kind == _EOF:
                return
            if kind == _LOCKED:
                raise FormRefused(f"This file is locked with a password. {SAVE_ANEW}")
            if kind == _TABLE and self._codec:
                self._codec = _codec(parts.number("H"))
            elif kind == _SHEET:
                place, sort = parts.number("I"), parts.number("H") >> 8
                name = parts.text(parts.number("B"), self._codec)
                if sort == 0:
                    self._places.setdefault(name, place)
            elif kind == _STRINGS:
                parts.number("I")
                self._strings = [parts.text(parts.number("H")) for _ in range(parts.number("I"))]

    def _cells(self, title: str) -> Iterator[tuple[int, int, Value]]:
        records, inside, at = _records(self._stream, self._places[title]), 0, (0, 0)
        for kind, parts in records:
            # A chart in a sheet is a sheet of its own between its cells.
            inside += (kind == _BOF) - (kind == _EOF)
            if inside < 1:
                return
            if kind == _SHOWN:
                yield *at, parts.text(parts.number("H"), self._codec)
            elif inside == 1 and kind in _READERS:
                row, column = parts.number("H"), parts.number("H")
                at = row, column
                if kind == _FORMULA:
                    self.formulas.append((title.strip().lower(), f"{_letters(column)}{row + 1}"))
                for n, value in enumerate(self._values(kind, parts)):
                    yield row, column + n, value

    def _values(self, kind: int, parts: _Parts) -> Iterator[Value]:
        if kind == _RKS:
            while parts.left >= 8:
                parts.number("H")
                yield _short(parts.number("I"))
            return
        parts.number("H")
        if kind == _SHARED:
            yield self._strings[parts.number("I")]
        elif kind in (_LABEL, _RICH):
            yield parts.text(parts.number("H"), self._codec)
        elif kind == _NUMBER:
            yield struct.unpack("<d", parts.take(8))[0]
        elif kind == _RK:
            yield _short(parts.number("I"))
        elif kind == _BOOL:
            value, wrong = parts.take(2)
            if not wrong:
                yield bool(value)
        else:
            yield from _result(parts.take(8))


_READERS = frozenset({_LABEL, _RICH, _SHARED, _NUMBER, _RK, _RKS, _BOOL, _FORMULA})


def _codec(table: int) -> str:
    name = _MAC_TABLES.get(table, f"cp{table}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _result(shown: bytes) -> Iterator[Value]:
    """Yield what a formula showed last; a text comes in the record behind it."""
    if shown[6:] != b"\xff\xff":
        yield struct.unpack("<d", shown)[0]
    elif shown[0] == 1:
        yield bool(shown[2])


def _short(packed: int) -> float:
    """Return a number as Excel packs it into 30 bits: whole or not, a hundredfold or not."""
    if packed & 2:
        number = float((packed - (1 << 32) if packed >> 31 else packed) >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]
    return number / 100 if packed & 1 else number


def _workbook(file: Compound) -> bytes:
    if "EncryptedPackage" in file.names:
        raise FormRefused(f"This file is locked with a password. {SAVE_ANEW}")
    for name in ("Workbook", "Book"):
        if name in file.names:
            return file.stream(name)
    raise FormRefused(f"This is an old Office file, and no workbook. {SAVE_ANEW}")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, _Parts]]:
    """Yield each record from ``at`` on, with those that continue it."""
    kind, parts = 0, list[bytes]()
    while at + 4 <= len(stream):
        this, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if this == _CONTINUE and parts:
            parts.append(data)
            continue
        if parts:
            yield kind, _Parts(parts)
        kind, parts = this, [data]
    if parts:
        yield kind, _Parts(parts)


@dataclass
class _Parts:
    """What a record holds, read from the front; a text may go on in the next part."""

    parts: list[bytes]
    part: int = 0
    at: int = 0

    @property
    def left(self) -> int:
        """Return how many bytes are left of this part."""
        return len(self.parts[self.part]) - self.at

    def take(self, count: int) -> bytes:
        """Return so many bytes."""
        taken = b""
        while len(taken) < count:
            if not self.left:
                self.part, self.at = self.part + 1, 0
            piece = self.parts[self.part][self.at : self.at + count - len(taken)]
            self.at += len(piece)
            taken += piece
        return taken

    def number(self, form: str) -> int:
        """Return the next number, of this ``struct`` format."""
        return int(struct.unpack(f"<{form}", self.take(struct.calcsize(form)))[0])

    def text(self, count: int, codec: str = "") -> str:
        """Return a text of so many letters, and pass over how it is formatted.

        Old files have one byte a letter, from the table ``codec``.
        """
        if codec:
            return self.take(count).decode(codec, "replace")
        flags = self.number("B")
        runs = self.number("H") if flags & 8 else 0
        more = self.number("I") if flags & 4 else 0
        text = self._letters(count, wide=bool(flags & 1))
        self.take(min(4 * runs, self._all_left()))
        self.take(min(more, self._all_left()))
        return text

    def _letters(self, count: int, *, wide: bool) -> str:
        text = ""
        while count:
            if not self.left:
                self.part, self.at = self.part + 1, 0
                # Each part says anew how wide its letters are.
                wide = bool(self.number("B") & 1)
            size = 2 if wide else 1
            letters = min(count, self.left // size)
            if not letters:
                raise Broken
            text += self.take(letters * size).decode("utf-16-le" if wide else "latin-1", "replace")
            count -= letters
        return text

    def _all_left(self) -> int:
        return self.left + sum(map(len, self.parts[self.part + 1 :]))


def _letters(at: int) -> str:
    return f"{chr(64 + at // 26) if at > 25 else ''}{chr(65 + at % 26)}"
