"""Going back to people: one row a person, a project and a wave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("checkbacks")


@dataclass(frozen=True)
class CheckBack:
    """One person's check-back in one wave (``after-1``, ``after-2`` …)."""

    id: str
    participant: str
    wave: str


def add(
    db: Connection, checkback: str, project: str, participant: str, wave: str, due: datetime
) -> bool:
    """Set a check-back for someone; ``False`` if that wave is set already."""
    return bool(
        _sql.add(
            db,
            id=checkback,
            project=project,
            participant=participant,
            wave=wave,
            due_at=stamp(due),
        )
    )


def move(db: Connection, project: str, due: datetime) -> int:
    """Let every check-back that has not begun fall due at ``due``; return how many."""
    return int(_sql.move(db, project=project, due_at=stamp(due)))


def states_of(db: Connection, project: str, participant: str) -> tuple[str, ...]:
    """Return the states of all check-backs someone has had: waiting, begun, cancelled."""
    rows = _sql.states_of(db, project=project, participant=participant)
    return tuple(row["state"] for row in rows)


def due(db: Connection, project: str, now: datetime, at_most: int) -> tuple[CheckBack, ...]:
    """Return the check-backs to look at now."""
    rows = _sql.due(db, project=project, now=stamp(now), at_most=at_most)
    return tuple(CheckBack(r["id"], r["participant"], r["wave"]) for r in rows)


def next_due(db: Connection, project: str) -> datetime | None:
    """Return when a project's next check-back falls due, or ``None``."""
    found = _sql.next_due(db, project=project)
    return moment(found) if found else None


def begin(db: Connection, checkback: str) -> bool:
    """Take a check-back to be asked; ``False`` if it was taken before, or cancelled."""
    return bool(_sql.begin(db, id=checkback))


def asked_in(db: Connection, checkback: str, run: str) -> None:
    """Note the run a check-back became."""
    _sql.asked_in(db, id=checkback, run=run)


def hold(db: Connection, checkback: str, until: datetime) -> None:
    """Look at a check-back again later."""
    _sql.hold(db, id=checkback, due_at=stamp(until))


def cancel(db: Connection, checkback: str) -> None:
    """Cancel one check-back that has not begun."""
    _sql.cancel(db, id=checkback)
