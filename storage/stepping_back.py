"""Peer leads who step back, for a while or for good, and who reads their people meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage import scope, staff
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("stepping_back")


@dataclass(frozen=True)
class SteppedBack:
    """Someone who was a peer lead until ``since``: what they saw, and what they were called."""

    project: str
    since: datetime
    for_good: bool
    sees: scope.Sees
    name: str | None


def step_back(
    db: Connection, lead: str, project: str, now: datetime, *, for_good: bool
) -> Mapping[str | None, int] | None:
    """Take the role and hand every one of their own people on.

    Returns how many went to whom; ``None`` are those whom officers read on, no other peer lead
    being left. ``None`` if they are no peer lead.
    """
    post = _sql.post(db, participant=lead, project=project)
    if post is None:
        return None
    _sql.add(
        db,
        participant=lead,
        project=project,
        at=stamp(now),
        for_good=int(for_good),
        sees=post["sees"],
        name=post["name"],
    )
    own = scope.own_people(db, lead, project)
    staff.revoke(db, lead, project, "lead", now)
    gone: dict[str | None, int] = {}
    for one in own:
        after = scope.next_lead(db, one.participant, project)
        scope.set_lead(db, one.participant, project, after)
        _sql.lend(db, participant=one.participant, project=project, lead=lead)
        gone[after] = gone.get(after, 0) + 1
    return gone


def come_back(db: Connection, post: str, lead: str, project: str, now: datetime) -> bool:
    """Give the role, and their own people, back; ``False`` if they have not stepped back."""
    back = get(db, lead, project)
    if back is None:
        return False
    _sql.remove(db, participant=lead, project=project)
    staff.give(db, post, lead, project, "lead", now, sees=back.sees, name=back.name)
    _sql.give_back(db, lead=lead, project=project)
    _sql.lent_no_more(db, lead=lead, project=project)
    return True


def get(db: Connection, lead: str, project: str) -> SteppedBack | None:
    """Return since when someone has stepped back from a project, or ``None``."""
    row = _sql.get(db, participant=lead, project=project)
    return _of(row) if row else None


def every(db: Connection, lead: str) -> tuple[SteppedBack, ...]:
    """Return the projects someone has stepped back from, the last one first."""
    return tuple(_of(row) for row in _sql.of(db, participant=lead))


def _of(row: Any) -> SteppedBack:
    return SteppedBack(
        row["project"], moment(row["since"]), bool(row["for_good"]), row["sees"], row["name"]
    )
