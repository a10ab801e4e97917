"""How long concerns are kept: as long as their project says, from when they were dealt with."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.house import House
from storage import audit, concerns, projects
from storage.sqlite import Connection

#: A rehearsal nobody ended is removed with the housekeeping.
_REHEARSED = timedelta(days=1)


def forget_concerns(db: Connection, house: House, now: datetime) -> None:
    """Delete what is past its time, with a line in the audit log; what still waits is kept."""
    for published in projects.every(db):
        loaded = house.project(db, published.slug)
        if loaded is None:
            continue
        before = months_before(now, loaded.project.keep_concerns_months)
        for concern in concerns.over(db, published.slug, before):
            concerns.drop(db, concern.id)
            audit.add(
                db,
                actor="housekeeping",
                action="deleted a concern whose time was over",
                now=now,
                project=concern.project,
                subject=concern.pseudonym,
            )
    for concern in concerns.rehearsals_before(db, now - _REHEARSED):
        concerns.drop(db, concern.id)


def months_before(now: datetime, months: int) -> datetime:
    """Return the same day so many calendar months earlier, or the last of that month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in range(now.day, 27, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return now.replace(year=year, month=month + 1, day=min(now.day, 28))
