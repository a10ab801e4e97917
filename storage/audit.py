"""Who did what that others must be able to see afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("audit")


@dataclass(frozen=True)
class Entry:
    """One line of the log; it never holds a resident's words."""

    at: datetime
    actor: str
    action: str
    project: str | None
    subject: str | None
    reason: str | None


def add(
    db: Connection,
    *,
    actor: str,
    action: str,
    now: datetime,
    project: str | None = None,
    subject: str | None = None,
    reason: str | None = None,
) -> None:
    """Add a line; lines are never changed."""
    _sql.add(
        db,
        at=stamp(now),
        actor=actor,
        action=action,
        project=project,
        subject=subject,
        reason=reason,
    )


def of_project(db: Connection, project: str) -> tuple[Entry, ...]:
    """Return a project's log, the oldest line first."""
    return tuple(
        Entry(moment(r["at"]), r["actor"], r["action"], r["project"], r["subject"], r["reason"])
        for r in _sql.of_project(db, project=project)
    )
