"""One bot to a data folder: a lock file that the system lets go of when its process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.sqlite import StorageError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["AlreadyRunning", "DataLock"]

_NAME = "tellback.lock"
# Windows locks bytes, and a locked byte cannot be read: lock one far behind the process number.
_WINDOWS_BYTE = 1 << 20


class AlreadyRunning(StorageError):
    """Another process works on the same data; ``pid`` is its process number, None if not known."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        """Say which folder, and who has it."""
        who = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"Tellback is already running on {folder} ({who}). Please stop it first; two at once "
            "would take each other's messages."
        )
        self.pid = pid


class DataLock:
    """Holds a data folder for as long as the ``with`` block lasts; raises AlreadyRunning.

    The file stays when the lock goes: removing it would let two processes lock two files of the
    same name. A process that dies, however it dies, leaves no lock behind.
    """

    def __init__(self, folder: Path) -> None:
        """For the folder that holds the database; it must exist by the time of entering."""
        self._folder = folder
        self._handle: int | None = None

    def __enter__(self) -> Self:
        """Take the lock and note our process number for whoever comes second."""
        handle = os.open(self._folder / _NAME, os.O_CREAT | os.O_RDWR, 0o600)
        if not _take(handle):
            pid = _read_pid(handle)
            os.close(handle)
            raise AlreadyRunning(self._folder, pid)
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        self._handle = handle
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go; closing the file is what unlocks it."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":

    def _take(handle: int) -> bool:
        os.lseek(handle, _WINDOWS_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _read_pid(handle: int) -> int | None:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 32).strip()
    return int(text) if text.isdigit() else None
