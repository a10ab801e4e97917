"""Ballast: a file of no use that is thrown overboard when the disk is full.

SQLite needs room even to delete: without any, a full disk could not be cleaned up from within.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["BALLAST_BYTES", "drop_ballast", "lay_ballast"]

BALLAST_BYTES = 16 * 1024 * 1024
"""Room for the log of a large deletion."""

_NAME = "ballast"
_BLOCK = bytes(1024 * 1024)


def lay_ballast(folder: Path) -> bool:
    """See to it that the ballast lies in ``folder``; False if there is no room for it.

    Call it at every start, so that it is there again once a full disk has been cleaned up.
    """
    path = folder / _NAME
    if path.exists() and path.stat().st_size == BALLAST_BYTES:
        return True
    try:
        # Written out block by block: a file that merely claims its size would hold no room.
        with path.open("wb") as file:
            for _ in range(BALLAST_BYTES // len(_BLOCK)):
                file.write(_BLOCK)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def drop_ballast(folder: Path) -> bool:
    """Give the room back to whoever has to delete something; False if none was left to give."""
    path = folder / _NAME
    if not path.exists():
        return False
    path.unlink()
    return True
