"""May we write to someone now? Waking hours, the weekly budget, a natural pause, their own word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.calendar import next_waking
from storage import outreach, participants, runs
from storage.participants import Person
from storage.sqlite import Connection

#: At most this many messages a week that someone did not ask for, across all projects.
PER_WEEK = 2
_WEEK = timedelta(days=7)

#: Someone who did something this recently is in the middle of it.
_PAUSE = timedelta(minutes=30)


@dataclass(frozen=True)
class Leave:
    """``until`` is ``None``: go on. Else look again then; ``why`` is a word for the team.

    ``never``: not at all (they said stop, cannot be reached, or no longer agree).
    """

    until: datetime | None = None
    why: str = ""
    never: bool = False


def leave(
    db: Connection, person: Person, project: str, timezone: str, now: datetime, *, promised: bool
) -> Leave:
    """Say whether we may write to ``person`` now.

    ``promised``: it is what we said they would hear (a decision, a check-back). That counts
    towards the week but does not wait for it: when the budget is spent, it is the prompt that
    waits.
    """
    if person.stopped or not person.reachable:
        return Leave(never=True, why="stopped" if person.stopped else "unreachable")
    if "contact" not in participants.agreed(db, person.id, project):
        return Leave(never=True, why="no consent")
    waking = next_waking(now, timezone)
    if waking > now:
        return Leave(waking, "quiet hours")
    busy = [
        held.touched_at + _PAUSE
        for held in runs.open_of(db, person.id)
        if held.run.status == "waiting" and held.touched_at + _PAUSE > now
    ]
    if busy:
        return Leave(max(busy), "in the middle of something")
    week = outreach.contacts_since(db, person.id, now - _WEEK)
    if not promised and week >= PER_WEEK:
        return Leave(next_waking(now + timedelta(days=1), timezone), "two messages this week")
    return Leave()
