"""One SQLCipher connection, opened the one way we open it, and the errors it can meet.

Every unit of work in ``storage`` is handed a :data:`Connection`. SQLCipher's Python module ships
no types and has the shape of the standard ``sqlite3``, so type checkers are shown that one.

Never open the database file with ``open()`` in a process that also has it open here: closing any
handle on a file drops all of the process's POSIX locks on it (sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, TypeVar

import aiosqlite

if TYPE_CHECKING:
    from sqlite3 import (
        Connection,
        DatabaseError,
        Error,
        IntegrityError,
        OperationalError,
        Row,
        complete_statement,
    )
    from sqlite3 import connect as _connect
else:
    from sqlcipher3.dbapi2 import (
        Connection,
        DatabaseError,
        Error,
        IntegrityError,
        OperationalError,
        Row,
        complete_statement,
    )
    from sqlcipher3.dbapi2 import connect as _connect

__all__ = [
    "KEY_BYTES",
    "Connection",
    "DatabaseBusy",
    "DatabaseError",
    "DatabaseMissing",
    "Error",
    "IntegrityError",
    "OperationalError",
    "Row",
    "StorageError",
    "Worker",
    "WrongKey",
    "complete_statement",
    "connect",
    "is_busy",
    "perform",
]

T = TypeVar("T")

KEY_BYTES = 32
"""Length of a raw SQLCipher key (zetetic.net/sqlcipher/sqlcipher-api/#key)."""

_BUSY_SECONDS = 5.0
_CACHED_STATEMENTS = 512
# Primary result codes, sqlite.org/rescode.html; extended codes keep these in their low byte.
_SQLITE_BUSY = 5
_SQLITE_LOCKED = 6
_SQLITE_NOTADB = 26

# At DEBUG aiosqlite writes every call with its parameters: people's words, and the key.
logging.getLogger("aiosqlite").setLevel(logging.WARNING)


class StorageError(Exception):
    """Something about the storage itself; the message is a sentence for whoever runs Tellback."""


class WrongKey(StorageError):
    """The database cannot be read with the key given (or is no database at all)."""


class DatabaseBusy(StorageError):
    """Another process kept the database to itself for longer than we wait."""


class DatabaseMissing(StorageError):
    """There is no database where one was expected."""


def is_busy(error: BaseException) -> bool:
    """Whether an error only says that another connection holds the lock just now."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in (_SQLITE_BUSY, _SQLITE_LOCKED)


def connect(path: Path, key: bytes | None, *, read_only: bool = False) -> Connection:
    """Open the database at ``path`` with its raw key; made (mode 0600) if it is not there.

    ``read_only`` opens an existing file for questions only. ``key=None`` opens an unkeyed file:
    for tests of erasure, which must be able to look for words in it. Transactions are ours to
    begin (``isolation_level`` is None). The connection belongs to the thread that opened it.

    Raises WrongKey, DatabaseBusy, DatabaseMissing, or Error for anything else SQLite says.
    """
    if key is not None and len(key) != KEY_BYTES:
        raise WrongKey(f"A database key has {KEY_BYTES} bytes; this one has {len(key)}.")
    path = path.absolute()
    if not read_only:
        _make_private(path)
    elif not path.exists():
        raise DatabaseMissing(f"There is no database at {path}.")
    db = _connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        _unlock(db, path, key)
        _settle(db, read_only)
    except BaseException:
        db.close()
        raise
    return db


def _make_private(path: Path) -> None:
    """Create an empty file that only we may read: SQLite gives its WAL the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except FileNotFoundError as error:
        raise DatabaseMissing(f"There is no folder {path.parent} for the database.") from error


def _unlock(db: Connection, path: Path, key: bytes | None) -> None:
    """Set the key and read once, because SQLCipher notices a wrong key only on reading."""
    db.execute("PRAGMA cipher_log_level = NONE").close()
    if key is not None:
        if db.execute("PRAGMA cipher_version").fetchone() is None:
            raise StorageError("This SQLite cannot encrypt: sqlcipher3 is not SQLCipher.")
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"").close()
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == _SQLITE_NOTADB:
            raise WrongKey(
                f"The database {path} does not open with this key. Either the key file belongs "
                "to another database, or the database file is damaged; put the right key file "
                "back, or restore a backup."
            ) from None
        if is_busy(error):
            raise DatabaseBusy(f"Another process keeps the database {path} to itself.") from error
        raise


def _settle(db: Connection, read_only: bool) -> None:
    """The settings every connection of ours has; WAL itself is remembered by the file."""
    db.row_factory = Row
    db.execute("PRAGMA foreign_keys = ON").close()
    if read_only:
        db.execute("PRAGMA query_only = ON").close()
        return
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    # FULL and not NORMAL: under NORMAL a power cut takes transactions back that we confirmed.
    db.execute("PRAGMA synchronous = FULL").close()
    db.execute("PRAGMA secure_delete = ON").fetchone()


def perform(db: Connection, function: Callable[[Connection], T]) -> T:
    """Call a unit or query, refusing the two results that cannot leave the connection's thread.

    A lazy iterator would be read later, in another thread, with the transaction gone; a coroutine
    means that someone passed an async function. StopIteration cannot be carried by a future.
    """
    try:
        value = function(db)
    except StopIteration as error:
        raise RuntimeError("A unit of work let a StopIteration escape.") from error
    except BaseException as error:
        # Whoever keeps the error keeps its frames, and with them half-read cursors, which would
        # hold an old snapshot open, and people's words.
        clear_frames(error.__traceback__)
        raise
    if isinstance(value, (Iterator, Awaitable)):
        getattr(value, "close", lambda: None)()
        raise TypeError(
            f"A unit of work must return finished values, not {type(value).__name__}: wrap rows "
            "in list(), and pass a plain function, not an async one."
        )
    return value


class Worker(aiosqlite.Connection):
    """A connection with a thread of its own, to which whole functions are sent.

    aiosqlite's public calls hop to the thread once a statement; ``run`` hops once a unit.
    """

    @classmethod
    async def start(cls, path: Path, key: bytes | None, *, read_only: bool = False) -> Worker:
        """Open a connection in a new thread; errors as for :func:`connect`."""
        # The key stays in this closure: a statement of its own would pass aiosqlite's logger.
        worker = cls(lambda: connect(path, key, read_only=read_only), iter_chunk_size=64)
        try:
            await worker
        except BaseException:
            # aiosqlite has told the thread to end and does not wait for it; it would answer to
            # an event loop that may be gone by then.
            worker._thread.join()
            raise
        return worker

    async def run(self, function: Callable[[Connection], T]) -> T:
        """Call ``function`` with the connection in its thread, after all that was sent before."""
        # aiosqlite leaves this method untyped; it hands back what ``function`` returned.
        result: T = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]
        return result
