"""The key file: 32 bytes as hex text, kept apart from the database it opens.

Telegram's terms for bots ask that people's data is encrypted at rest with the key kept elsewhere
(telegram.org/privacy-tpa). Whoever loses the file has lost the database.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from storage.sqlite import KEY_BYTES, StorageError

__all__ = ["KeyFileError", "load_or_make_key"]

_HEX = re.compile(rf"[0-9a-fA-F]{{{KEY_BYTES * 2}}}")


class KeyFileError(StorageError):
    """The key file is missing, open to others, or holds no key."""


def load_or_make_key(path: Path, new_key: bytes, *, database: Path) -> tuple[bytes, bool]:
    """The key kept at ``path``, and whether it was made just now, from ``new_key``.

    A key is made (file 0600, its folder 0700 if new) only while ``database`` does not exist: a
    new key would not open an old database. On Windows file modes mean nothing and are not checked.

    Raises KeyFileError, in a sentence, if the file is missing beside a database, can be read by
    others, or is not 32 bytes written as 64 hex digits.
    """
    if path.exists():
        return _load(path), False
    if database.exists() and database.stat().st_size:
        raise KeyFileError(
            f"The key file {path} is missing, and the database {database} opens with no other "
            "key. Please put the key file back from where you keep its copy."
        )
    if len(new_key) != KEY_BYTES:
        raise KeyFileError(f"A database key has {KEY_BYTES} bytes; this one has {len(new_key)}.")
    _make(path, new_key)
    return new_key, True


def _load(path: Path) -> bytes:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileError(
            f"Other people on this machine may read the key file {path}. Please run: "
            f"chmod 600 {path}"
        )
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if not text:
        raise KeyFileError(
            f"The key file {path} is empty. Please put the right one back from its copy; if there "
            "is no database yet, delete the file and a new key will be made."
        )
    if not _HEX.fullmatch(text):
        raise KeyFileError(
            f"The key file {path} does not hold a key: it should be {KEY_BYTES * 2} hex digits "
            f"on one line. Please put the right one back from its copy."
        )
    return bytes.fromhex(text)


def _make(path: Path, key: bytes) -> None:
    """Write the key so that it is on disk before any database relies on it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    if os.name == "posix":
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new file survives a power cut only once its folder is on disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
