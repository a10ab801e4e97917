"""Backups: one whole, encrypted, checked copy of the database, made while the bot runs."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from storage.sqlite import DatabaseMissing, Error, StorageError, connect

__all__ = ["BackupError", "backup"]


class BackupError(StorageError):
    """No backup was made; nothing is left under its name."""


def backup(path: Path, key: bytes | None, target: Path) -> None:
    """Copy the database at ``path`` to the new file ``target``, which opens with the same key.

    VACUUM INTO copies one moment, without what was deleted, and without stopping the bot (a plain
    copy of the file gave broken copies under load). The copy is read through before it gets its
    name, so that whatever is called ``target`` is a whole backup.

    Raises BackupError, DatabaseMissing, WrongKey.
    """
    if target.exists():
        raise BackupError(f"There is a file {target} already; a backup never replaces one.")
    if not path.exists():
        raise DatabaseMissing(f"There is no database at {path}.")
    part = target.with_name(target.name + ".part").absolute()
    try:
        part.unlink(missing_ok=True)
        # Made beforehand, because SQLite would make it readable by others.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect(path, key)) as db:
            db.execute("VACUUM INTO ?", (str(part),)).close()
        _check(part, key)
        _to_disk(part)
        part.rename(target)
    except (Error, OSError) as error:
        raise BackupError(f"No backup was made: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _check(copy: Path, key: bytes | None) -> None:
    """Read the whole copy; raises Error if SQLite finds anything wrong with it."""
    with closing(connect(copy, key, read_only=True)) as db:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check").fetchall()]
    if found != ["ok"]:
        raise Error("the copy is damaged: " + "; ".join(found[:3]))


def _to_disk(copy: Path) -> None:
    handle = os.open(copy, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
