"""The store: one writer that works through a queue, and readers beside it.

A unit of work is a plain synchronous function over a connection. Units run in the order in which
they were submitted, whole, in one thread, several to a transaction (*group commit*); nobody is
told that a unit is done before the transaction that holds it is on disk.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from storage.batch import Job, NotSaved, run_batch
from storage.sqlite import (
    Connection,
    DatabaseBusy,
    DatabaseMissing,
    OperationalError,
    StorageError,
    Worker,
    connect,
    is_busy,
    perform,
)

__all__ = ["NotSaved", "Store", "StoreClosed", "run_unit"]

P = ParamSpec("P")
T = TypeVar("T")

# A batch keeps other processes out for as long as it runs: 100 units are some 25 ms.
_BATCH = 100
_PAUSE_SECONDS = 0.001
_READERS = 2

_TRIES = 7_500
_TRY_EVERY_SECONDS = 0.002


class StoreClosed(StorageError):
    """The store was asked for something after it had been closed."""


class Store:
    """The database of one running bot: made by :meth:`open`, ended by :meth:`close`."""

    def __init__(self, writer: Worker, readers: Sequence[Worker]) -> None:
        """Take over connections that are open; use :meth:`open`."""
        self._writer = writer
        self._readers = tuple(readers)
        self._reading = [0] * len(self._readers)
        self._queue: asyncio.Queue[Job | None] = asyncio.Queue()
        self._closing = False
        self._stopped = False
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._serve(), name="store-writer")

    @classmethod
    async def open(cls, path: Path, key: bytes | None) -> Store:
        """Open the database at ``path`` with its raw key; tables are ``migrate``'s business.

        Raises WrongKey, DatabaseBusy or DatabaseMissing (there is no such folder).
        """
        workers: list[Worker] = []
        try:
            # The writer first: it is the one that makes the file.
            for read_only in (False,) + (True,) * _READERS:
                worker = await Worker.start(path, key, read_only=read_only)
                workers.append(worker)
        except BaseException:
            for worker in reversed(workers):
                await worker.close()
            raise
        return cls(workers[0], workers[1:])

    async def write(
        self, unit: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``unit(connection, *args, **kwargs)`` in a transaction and return when it is on disk.

        If the unit raises, all that it wrote is undone, and only that; its exception arrives here.
        A caller that is cancelled stops waiting; its unit is carried out all the same.

        Raises NotSaved when the commit fails, DatabaseBusy when another process kept the lock,
        StoreClosed after close.
        """
        return await self.submit(unit, *args, **kwargs)

    def submit(
        self, unit: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[T]:
        """Queue a unit as :meth:`write` does, without waiting: first submitted, first run."""
        if self._closing:
            raise StoreClosed("The store is closed; nothing more can be written.")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put_nowait(Job(lambda db: unit(db, *args, **kwargs), future))
        return future

    async def read(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on a read-only connection and return its value.

        All its statements see one moment of the database, with everything written so far in it;
        nothing is held open afterwards. Raises what the query raises, or StoreClosed.
        """
        if self._closing:
            raise StoreClosed("The store is closed; nothing more can be read.")
        at = self._reading.index(min(self._reading))
        self._reading[at] += 1
        try:
            return await self._readers[at].run(
                lambda db: _look(db, lambda shown: query(shown, *args, **kwargs))
            )
        finally:
            self._reading[at] -= 1

    async def checkpoint(self) -> None:
        """Move all of the write-ahead log into the database file and empty it.

        Deleted words are gone from disk only after this. Raises DatabaseBusy if someone is
        reading an older state for longer than a few seconds; try again then.
        """
        if self._closing:
            raise StoreClosed("The store is closed.")
        await self._writer.run(_checkpoint)

    async def data_version(self) -> int:
        """A number that changes when another process has written, and not when this store has."""
        if self._closing:
            raise StoreClosed("The store is closed.")
        return await self._writer.run(_data_version)

    async def close(self) -> None:
        """Carry out what is queued, then close all connections. Closing twice does nothing."""
        self._stop()
        await asyncio.shield(self._task)

    def _stop(self) -> None:
        if not self._closing:
            self._closing = True
            self._queue.put_nowait(None)

    async def _serve(self) -> None:
        """Work through the queue until the sentinel, then close the connections."""
        while not self._stopped:
            try:
                await self._commit_next()
            except asyncio.CancelledError:
                # The event loop is being torn down without close(): what was submitted is still
                # carried out, and then we end like any other time.
                self._stop()
        for reader in self._readers:
            await reader.close()
        # Last, so that it is the writer that empties the log: a reader may not.
        await self._writer.close()

    async def _commit_next(self) -> None:
        """Wait for work, take what has queued up, and run it as one batch."""
        batch: list[Job] = []
        job = await self._queue.get()
        while job is not None:
            batch.append(job)
            if len(batch) == _BATCH or self._queue.empty():
                break
            job = self._queue.get_nowait()
        self._stopped = job is None
        if batch:
            await self._writer.run(partial(run_batch, batch=batch, loop=self._loop))
        if len(batch) == _BATCH:
            # With work always waiting the lock would hardly be free for another process. Smaller
            # batches leave gaps enough, and a pause after each would slow a quiet bot threefold.
            await asyncio.sleep(_PAUSE_SECONDS)


def _look(db: Connection, query: Callable[[Connection], T]) -> T:
    """Answer a query from one snapshot, and let go of it."""
    db.execute("BEGIN").close()
    try:
        return perform(db, query)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK").close()


def _checkpoint(db: Connection) -> None:
    busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise DatabaseBusy("Someone is still reading; the log could not be emptied.")


def _data_version(db: Connection) -> int:
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def run_unit(
    path: Path,
    key: bytes | None,
    unit: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run one unit from a command, beside a bot that may be running on the same database.

    Opens a connection of its own, waits for the lock for about 15 seconds, commits, closes.
    Raises what the unit raises (then nothing is written), DatabaseMissing, WrongKey, DatabaseBusy.
    """
    if not path.exists():
        raise DatabaseMissing(f"There is no database at {path}.")
    with closing(connect(path, key)) as db:
        _begin(db)
        try:
            value = perform(db, lambda own: unit(own, *args, **kwargs))
            db.execute("COMMIT").close()
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK").close()
        return value


def _begin(db: Connection) -> None:
    """Take the write lock, asking often: a busy bot lets go of it for a millisecond at a time.

    SQLite's own waiting asks ever more seldom and would miss those moments.
    """
    db.execute("PRAGMA busy_timeout = 0").fetchone()
    for _ in range(_TRIES):
        try:
            db.execute("BEGIN IMMEDIATE").close()
        except OperationalError as error:
            if not is_busy(error):
                raise
            time.sleep(_TRY_EVERY_SECONDS)
        else:
            db.execute("PRAGMA busy_timeout = 5000").fetchone()
            return
    raise DatabaseBusy("The running bot kept the database to itself; please try again in a minute.")
