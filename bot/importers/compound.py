"""The container of old Office files: a small file system of its own, with tables of sectors.

After [MS-CFB], "Compound File Binary File Format". Nothing is followed further than the file is
long, so a chain that bites its own tail ends too.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER, _ENTRY = 512, 128
_STREAM, _ROOT = 2, 5

#: Sectors above this mean something else: the end, none, a table's own.
_LAST_SECTOR = 0xFFFFFFFA


class Broken(Exception):
    """The container does not hold together."""


class Compound:
    """The streams in such a file, by name."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(SIGNATURE) or len(content) < _HEADER:
            raise Broken
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift > shift:
            raise Broken
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory,) = struct.unpack_from("<I", content, 48)
        self._cutoff, mini_table = struct.unpack_from("<II", content, 56)
        self._next = self._numbers(b"".join(self._sector(n) for n in self._tables()))
        self._mini_next = self._numbers(self._chain(mini_table))
        self._places: dict[str, tuple[int, int]] = {}
        self._small = b""
        self._read_directory(self._chain(directory))

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all streams and folders."""
        return frozenset(self._places)

    def stream(self, name: str) -> bytes:
        """Return what the stream ``name`` holds."""
        start, size = self._places[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        parts, at, left = [], start, len(self._small) // self._mini_size + 1
        while at < len(self._mini_next) and left:
            parts.append(self._small[at * self._mini_size : (at + 1) * self._mini_size])
            at, left = self._mini_next[at], left - 1
        return b"".join(parts)[:size]

    def _read_directory(self, directory: bytes) -> None:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[at : at + _ENTRY]
            (length,) = struct.unpack_from("<H", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            kind = entry[66]
            if kind == _ROOT:
                self._small = self._chain(start)[:size]
            elif kind:
                name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                self._places.setdefault(name, (start, size if kind == _STREAM else 0))

    def _tables(self) -> Iterator[int]:
        """Yield the sectors that hold the table of which sector follows which."""
        first, count = struct.unpack_from("<II", self._content, 68)
        numbers = self._numbers(self._content[76:_HEADER])
        left = min(count, len(self._content) // self._size)
        while True:
            yield from (n for n in numbers if n < _LAST_SECTOR)
            if not left or first >= _LAST_SECTOR:
                return
            table = self._numbers(self._sector(first))
            numbers, first, left = table[:-1], table[-1], left - 1

    def _chain(self, start: int) -> bytes:
        parts, at, left = [], start, len(self._content) // self._size + 1
        while at < len(self._next) and left:
            parts.append(self._sector(at))
            at, left = self._next[at], left - 1
        return b"".join(parts)

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._content[begin : begin + self._size]

    def _numbers(self, table: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
