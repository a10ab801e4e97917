"""What members of the team want for themselves: a weekly digest, and to be asked how they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("care")


@dataclass(frozen=True)
class Care:
    """What someone wants. ``digest_day``: 1 is Monday, ``None`` is never."""

    digest_day: int | None = None
    told_at: datetime | None = None
    ask_after: bool = True
    asked_at: datetime | None = None


def of(db: Connection, participant: str) -> Care:
    """Return what someone wants; who never said anything is asked how they are, and no digest."""
    row = _sql.get(db, participant=participant)
    if row is None:
        return Care()
    return Care(
        row["digest_day"],
        moment(row["told_at"]) if row["told_at"] else None,
        bool(row["ask_after"]),
        moment(row["asked_at"]) if row["asked_at"] else None,
    )


def set_digest(db: Connection, participant: str, day: int | None, now: datetime) -> None:
    """Note on which day of the week someone wants a digest; the first tells what comes from now."""
    _sql.set_digest(db, participant=participant, day=day, at=stamp(now))


def told(db: Connection, participant: str, now: datetime) -> None:
    """Note until when a digest has told."""
    _sql.told(db, participant=participant, at=stamp(now))


def set_asking(db: Connection, participant: str, *, ask: bool) -> None:
    """Note whether to ask someone how they are after a hard story."""
    _sql.set_asking(db, participant=participant, ask=int(ask))


def asked(db: Connection, participant: str, now: datetime) -> None:
    """Note that someone was asked how they are."""
    _sql.asked(db, participant=participant, at=stamp(now))


def came_in(db: Connection, reader: str, project: str, since: datetime, until: datetime) -> int:
    """Return how many people whom ``reader`` may see sent something in between."""
    return int(
        _sql.came_in(db, reader=reader, project=project, since=stamp(since), until=stamp(until))
    )


def decided(db: Connection, project: str, since: datetime, until: datetime) -> tuple[str, ...]:
    """Return the decisions that people began to hear in between."""
    rows = _sql.decided(db, project=project, since=stamp(since), until=stamp(until))
    return tuple(row["id"] for row in rows)


def promised(
    db: Connection, project: str, since: date, until: date
) -> tuple[tuple[str, date], ...]:
    """Return what was promised for a day after ``since`` and not after ``until``."""
    rows = _sql.promised(db, project=project, since=since.isoformat(), until=until.isoformat())
    return tuple((row["what"], date.fromisoformat(row["due_on"])) for row in rows)
