"""A link's QR code, as rectangles: sharp at any size, and no picture of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

#: How many modules stay empty around it (ISO/IEC 18004 asks for four).
QUIET = 4


@dataclass(frozen=True)
class Code:
    """A QR code: ``side`` modules each way, the quiet ones among them, and its dark bars."""

    side: int
    bars: tuple[tuple[int, int, int], ...]


def code(link: str) -> Code:
    """Return the QR code of ``link``; each bar is (x, y, width) in modules.

    A quarter of it may be torn off or dirty (level Q): posters hang in the rain.
    """
    rows = [list(row) for row in segno.make(link, error="q", micro=False).matrix]
    return Code(len(rows) + 2 * QUIET, tuple(_bars(rows)))


def _bars(rows: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                yield QUIET + x, QUIET + y, width
            x += width
