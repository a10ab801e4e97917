"""A ZIP that is sent while it is made: people's recordings are never all in memory at once."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime


class _Pipe(io.RawIOBase):
    """Takes what is written and hands it on; it cannot be sought in, as zipfile finds out."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def writable(self) -> bool:
        """It is written to."""
        return True

    def write(self, data: object) -> int:
        """Hold ``data`` until it is taken."""
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # whatever has a buffer
        self._held.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        held, self._held = self._held, []
        return b"".join(held)


async def zipped(files: AsyncIterator[tuple[str, bytes]], now: datetime) -> AsyncIterator[bytes]:
    """Yield a ZIP of ``files`` (name, content), piece by piece, each marked as made ``now``."""
    pipe = _Pipe()
    archive = zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED)
    async for name, content in files:
        entry = zipfile.ZipInfo(name, now.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        await asyncio.to_thread(archive.writestr, entry, content)
        yield pipe.taken()
    archive.close()
    yield pipe.taken()
