"""Old ``.xls`` files for tests: a workbook's records, in a container with a table of sectors."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

SECTOR, END, FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

#: A record holds no more than this; the rest of a long one is in records that continue it.
_LONGEST = 8_224

#: The ways a cell is shown: as it is, and as a day.
_PLAIN, _DAY = 0, 1
_LOOKS = (0, 14)


@dataclass(frozen=True)
class Formula:
    """A cell that works out a number; what it showed last."""

    shown: float


def old_book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an ``.xls`` file with these sheets: texts, numbers, days, formulas, and ``None``."""
    texts = list(dict.fromkeys(str(c) for rows in sheets.values() for row in rows for c in row
                               if isinstance(c, str)))  # fmt: skip
    bodies = [_sheet(rows, texts) for rows in sheets.values()]
    shared = _strings(texts) + b"".join(map(_look, _LOOKS))
    names = [_bound(name, 0) for name in sheets]
    place = len(begin(5)) + sum(map(len, names)) + len(shared) + 4
    bound = b""
    for name, body in zip(sheets, bodies, strict=True):
        bound += _bound(name, place)
        place += len(body)
    return container({"Workbook": begin(5) + bound + shared + record(0x0A) + b"".join(bodies)})


def container(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file with these streams, each long enough to have sectors of its own."""
    padded = {name: body + bytes(max(0, 4_096 - len(body))) for name, body in streams.items()}
    entries = [entry("Root Entry", 5, END, 0, first=1)]
    sectors, table = b"", [_TABLE, END]
    for number, (name, body) in enumerate(padded.items(), start=1):
        following = number + 1 if number < len(padded) else FREE
        count = -(-len(body) // SECTOR)
        entries.append(entry(name, 2, len(table), len(body), following))
        table += [*range(len(table) + 1, len(table) + count), END]
        sectors += body + bytes(count * SECTOR - len(body))
    assert len(table) <= SECTOR // 4, "one sector of the table is enough for tests"
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4_096, END, 0, END, 0
    )  # fmt: skip
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + struct.pack("<128I", *table) + directory + sectors


def entry(
    name: str,
    kind: int,
    start: int,
    size: int,
    following: int = FREE,
    *,
    first: int = FREE,
    before: int = FREE,
) -> bytes:
    """Return an entry of the directory: a stream, what is beside it, what is within it."""
    said = name.encode("utf-16-le") + b"\0\0"
    head = said.ljust(64, b"\0") + struct.pack("<HBB", len(said), kind, 1)
    return head + struct.pack("<III", before, following, first) + bytes(36) + struct.pack(
        "<IQ", start, size
    )  # fmt: skip


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record of a workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def begin(sort: int) -> bytes:
    """Return the record that begins a workbook (5) or a sheet (16)."""
    return record(0x0809, struct.pack("<HH", 0x0600, sort) + bytes(12))


def _bound(name: str, place: int) -> bytes:
    return record(0x85, struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le"))


def _look(format_key: int) -> bytes:
    return record(0xE0, struct.pack("<HH", 0, format_key) + bytes(16))


def _strings(texts: Sequence[str]) -> bytes:
    """Return the table of texts; one that goes on in the next record says anew how wide it is."""
    parts = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        if len(parts[-1]) > _LONGEST - 4:
            parts.append(b"")
        parts[-1] += struct.pack("<HB", len(text), 1)
        for at, letter in enumerate(text.encode("utf-16-le")):
            if len(parts[-1]) >= _LONGEST - 1 and at % 2 == 0:
                parts.append(b"\1")
            parts[-1] += bytes((letter,))
    return record(0xFC, parts[0]) + b"".join(record(0x3C, part) for part in parts[1:])


def _sheet(rows: Sequence[Sequence[object]], texts: Sequence[str]) -> bytes:
    body = begin(0x10)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            where = struct.pack("<HHH", at, column, _DAY if isinstance(cell, date) else _PLAIN)
            if isinstance(cell, str):
                body += record(0xFD, where + struct.pack("<I", texts.index(cell)))
            elif isinstance(cell, float | int):
                body += record(0x203, where + struct.pack("<d", cell))
            elif isinstance(cell, date):
                days = (cell - date(1899, 12, 30)).days
                body += record(0x203, where + struct.pack("<d", days))
            elif isinstance(cell, Formula):
                body += record(0x06, where + struct.pack("<d", cell.shown) + bytes(8))
    return body + record(0x0A)
