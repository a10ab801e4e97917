"""Hours and expenses of the team, written down by each of them for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("timesheet")

Kind = Literal["minutes", "pence"]


@dataclass(frozen=True)
class Line:
    """One thing someone did or paid on a day; ``receipt`` is a file they sent."""

    id: str
    participant: str
    project: str
    kind: Kind
    amount: int
    what: str
    day: date
    receipt: str | None = None


def add(db: Connection, line: Line, now: datetime) -> None:
    """Write a line down."""
    _sql.add(
        db,
        id=line.id,
        participant=line.participant,
        project=line.project,
        kind=line.kind,
        amount=line.amount,
        what=line.what,
        day=line.day.isoformat(),
        receipt=line.receipt,
        at=stamp(now),
    )


def change(db: Connection, line: Line) -> bool:
    """Put ``line`` in the place of the one with its id; a receipt stays unless there is another."""
    return bool(
        _sql.change(
            db,
            id=line.id,
            participant=line.participant,
            kind=line.kind,
            amount=line.amount,
            what=line.what,
            day=line.day.isoformat(),
            receipt=line.receipt,
        )
    )


def delete(db: Connection, participant: str, line: str) -> bool:
    """Delete a line of someone's with its receipt; ``False`` if it is not there."""
    _sql.delete_receipt(db, participant=participant, id=line)
    return bool(_sql.delete(db, participant=participant, id=line))


def get(db: Connection, participant: str, line: str) -> Line | None:
    """Return a line of someone's own, or ``None``."""
    row = _sql.get(db, participant=participant, id=line)
    return _line(row) if row else None


def month(
    db: Connection, participant: str, project: str, first: date, last: date
) -> tuple[Line, ...]:
    """Return someone's lines from ``first`` to ``last``, by day."""
    rows = _sql.month(
        db,
        participant=participant,
        project=project,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return tuple(_line(row) for row in rows)


def own(db: Connection, participant: str, project: str) -> tuple[Line, ...]:
    """Return all of someone's lines in a project, by day."""
    return tuple(_line(r) for r in _sql.own(db, participant=participant, project=project))


def of_project(db: Connection, project: str) -> tuple[tuple[Line, str | None], ...]:
    """Return everyone's lines in a project, with what the team calls each."""
    return tuple((_line(r), r["name"]) for r in _sql.of_project(db, project=project))


def _line(r: Any) -> Line:
    return Line(
        r["id"],
        r["participant"],
        r["project"],
        r["kind"],
        r["amount"],
        r["what"],
        date.fromisoformat(r["day"]),
        r["receipt"],
    )
