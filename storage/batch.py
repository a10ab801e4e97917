"""How one batch of units becomes one transaction, and how its callers come to know.

All but :func:`_release` runs in the writer's thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from storage.sqlite import Connection, DatabaseBusy, StorageError, is_busy, perform

__all__ = ["Job", "NotSaved", "run_batch"]

_log = logging.getLogger(__name__)


class NotSaved(StorageError):
    """The transaction that held a unit did not commit, for a reason that was not the unit's own.

    The cause is the error behind it (a full disk, a failed commit). The unit may be tried again.
    """


@dataclass(slots=True, eq=False, repr=False)
class Job:
    """One unit in the queue, and how it ended.

    It shows nothing of itself: asyncio's own log lines show what they handle, values included.
    """

    unit: Callable[[Connection], Any]
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None


def run_batch(db: Connection, batch: Sequence[Job], loop: asyncio.AbstractEventLoop) -> None:
    """Run jobs in the writer's thread and, committed or failed, give the word to their callers."""
    todo = deque(batch)
    while todo:
        _run_transaction(db, todo)
    loop.call_soon_threadsafe(_release, batch)


def _run_transaction(db: Connection, todo: deque[Job]) -> None:
    """Commit as many jobs from ``todo`` as one transaction takes: all, unless it is lost midway."""
    taken: list[Job] = []
    try:
        db.execute("BEGIN IMMEDIATE").close()
        while todo:
            taken.append(todo.popleft())
            _run_job(db, taken[-1])
        db.execute("COMMIT").close()
    except BaseException as error:  # noqa: BLE001  # it reaches the callers; the writer goes on
        if not taken:
            taken.extend(todo)
            todo.clear()
        for job in taken:
            job.error = job.error or _why_not_saved(error)
        if db.in_transaction:
            db.execute("ROLLBACK").close()


def _run_job(db: Connection, job: Job) -> None:
    """Run one unit in a savepoint; raises only if the whole transaction is gone."""
    db.execute("SAVEPOINT unit").close()
    try:
        job.value = perform(db, job.unit)
    except BaseException as error:  # noqa: BLE001  # it reaches the unit's own caller
        job.error = error
        if db.in_transaction:
            db.execute("ROLLBACK TO unit").close()
    if not db.in_transaction:
        # SQLite itself rolls back on some errors (a full disk), taking the units before along;
        # or the unit broke the rule and ended the transaction. Either way nobody can vouch.
        raise NotSaved(
            "The transaction ended in the middle of a unit of work: the disk may be full, or the "
            "unit said COMMIT, ROLLBACK or executescript, which no unit may."
        ) from job.error
    db.execute("RELEASE unit").close()


def _why_not_saved(error: BaseException) -> StorageError:
    """One exception for one caller of a lost transaction, with the cause behind it."""
    told: StorageError
    if is_busy(error):
        told = DatabaseBusy("Another process kept the database to itself; nothing was saved.")
    else:
        told = NotSaved(f"This was not saved: {error}")
    told.__cause__ = error
    return told


def _release(batch: Sequence[Job]) -> None:
    """Tell the callers, in order, how their units ended. Runs in the event loop."""
    for job in batch:
        if job.future.done():
            if job.error is not None:
                # The type only: the message may carry what a person wrote.
                _log.warning("A unit failed after its caller left: %s", type(job.error).__name__)
        elif job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.value)
