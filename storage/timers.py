"""Rows that fall due: reminders, reports back, check-backs. The table is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("timers")


@dataclass(frozen=True)
class Timer:
    """Something that falls due at ``due_at``; ``subject`` is the id of what it is about."""

    id: str
    kind: str
    due_at: datetime
    participant: str | None = None
    project: str | None = None
    run: str | None = None
    step: int | None = None
    subject: str | None = None


def add(db: Connection, timer: Timer, now: datetime) -> None:
    """Set a timer."""
    _sql.add(
        db,
        id=timer.id,
        kind=timer.kind,
        due_at=stamp(timer.due_at),
        participant=timer.participant,
        project=timer.project,
        run=timer.run,
        step=timer.step,
        subject=timer.subject,
        made_at=stamp(now),
    )


def due(db: Connection, now: datetime, at_most: int = 100) -> tuple[Timer, ...]:
    """Return what has fallen due, the oldest first."""
    return tuple(
        Timer(
            r["id"],
            r["kind"],
            moment(r["due_at"]),
            r["participant"],
            r["project"],
            r["run"],
            r["step"],
            r["subject"],
        )
        for r in _sql.due(db, now=stamp(now), at_most=at_most)
    )


def next_due(db: Connection) -> datetime | None:
    """Return when the next timer falls due, or ``None`` if none waits."""
    found = _sql.next_due(db)
    return moment(found) if found else None


def done(db: Connection, timer: str) -> bool:
    """Take a timer; ``False`` if it was taken before, so that nothing happens twice."""
    return bool(_sql.end(db, id=timer, state="done"))


def dropped(db: Connection, timer: str) -> None:
    """Note that a timer's moment passed it by."""
    _sql.end(db, id=timer, state="dropped")


def postpone(db: Connection, timer: str, due_at: datetime) -> None:
    """Let a timer fall due later instead."""
    _sql.postpone(db, id=timer, due_at=stamp(due_at))


def drop_for_run(db: Connection, run: str, kind: str) -> None:
    """Drop a run's waiting timers of one kind."""
    _sql.drop_for_run(db, run=run, kind=kind)


def drop_for(db: Connection, participant: str) -> None:
    """Drop everything that waits for a person."""
    _sql.drop_for(db, participant=participant)


def drop_about(db: Connection, kind: str, subject: str) -> None:
    """Drop the waiting timers of one kind that are about ``subject``."""
    _sql.drop_about(db, kind=kind, subject=subject)


def of_project(db: Connection, kind: str, project: str) -> tuple[str, ...]:
    """Return the ids of a project's waiting timers of one kind."""
    return tuple(r["id"] for r in _sql.of_project(db, kind=kind, project=project))


def drop_in(db: Connection, kind: str, project: str) -> None:
    """Drop the waiting timers of one kind in a project."""
    _sql.drop_in(db, kind=kind, project=project)


def waits(db: Connection, kind: str, subject: str) -> bool:
    """Say whether a timer of this kind already waits for ``subject``."""
    return bool(_sql.waiting_for(db, kind=kind, subject=subject))


def waits_before(db: Connection, kind: str, subject: str, due_at: datetime) -> bool:
    """Say whether a timer of this kind waits for ``subject`` that falls due by ``due_at``."""
    return bool(_sql.waiting_before(db, kind=kind, subject=subject, due_at=stamp(due_at)))
