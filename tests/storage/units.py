"""A small table and units of work on it, for the tests of the storage core."""

from __future__ import annotations

import asyncio
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from storage.sqlite import Connection
from storage.store import Store

TABLES = (
    "CREATE TABLE said (n INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE run (id TEXT PRIMARY KEY, step INTEGER NOT NULL) STRICT",
    "CREATE TABLE later (n INTEGER REFERENCES said (n) DEFERRABLE INITIALLY DEFERRED) STRICT",
)


def say(db: Connection, words: str) -> str:
    """Keep some words, which must be new."""
    db.execute("INSERT INTO said (words) VALUES (?)", (words,)).close()
    return words


def all_said(db: Connection) -> list[str]:
    """All words, in the order in which they were kept."""
    return [row["words"] for row in db.execute("SELECT words FROM said ORDER BY n").fetchall()]


def was_said(db: Connection, words: str) -> bool:
    """Whether just these words were kept."""
    return db.execute("SELECT 1 FROM said WHERE words = ?", (words,)).fetchone() is not None


def wait_for(event: threading.Event) -> None:
    """Wait in a thread, but not for ever."""
    assert event.wait(30), "the test waited too long"


class Gate:
    """Holds the writer inside a unit, so that what is submitted meanwhile becomes one batch."""

    def __init__(self, store: Store) -> None:
        self._opened = threading.Event()
        self._reached = threading.Event()
        self.future = store.submit(self._wait)

    def _wait(self, db: Connection) -> None:
        self._reached.set()
        wait_for(self._opened)

    async def reached(self) -> None:
        """Return once the writer stands at the gate."""
        await asyncio.to_thread(wait_for, self._reached)

    def open(self) -> None:
        """Let the writer go on; what has been submitted by now is its next batch."""
        self._opened.set()


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """What a full disk is to SQLite, for this process, by the kernel."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
