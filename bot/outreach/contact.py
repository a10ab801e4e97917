"""May we write to someone now? Waking hours, the weekly budget, a natural pause, their own word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.calendar import next_waking
from storage import outreach, participants, runs
from storage.participants import Person
from storage.sqlite import Connection

#: At most this many messages a week that someone did not ask for, across all projects.
PER_WEEK = 2
_WEEK = timedelta(days=7)

#: Someone who did something this recently is in the middle of it.
_PAUSE = timedelta(minutes=30)

#: What we would write: what a peer lead wants to know; what was decided, or that it is late; the
#: question whether it got better, whose day was promised.
What = Literal["prompt", "news", "checkback"]

#: Why somebody waits, as deliveries keep it.
NIGHT, BUSY, WEEK = "quiet hours", "in the middle of something", "two messages this week"


@dataclass(frozen=True)
class Leave:
    """``until`` is ``None``: go on. Else look again then; ``why`` is a word for the team.

    ``never``: not at all (they said stop, cannot be reached, or no longer agree).
    """

    until: datetime | None = None
    why: str = ""
    never: bool = False


def leave(
    db: Connection, person: Person, project: str, timezone: str, now: datetime, what: What
) -> Leave:
    """Say whether we may write to ``person`` now."""
    if person.stopped or not person.reachable:
        return Leave(never=True, why="stopped" if person.stopped else "unreachable")
    if "contact" not in participants.agreed(db, person.id, project):
        return Leave(never=True, why="no consent")
    waking = next_waking(now, timezone)
    if waking > now:
        return Leave(waking, NIGHT)
    busy = [
        held.touched_at + _PAUSE
        for held in runs.open_of(db, person.id)
        if held.run.status == "waiting" and held.touched_at + _PAUSE > now
    ]
    if busy:
        return Leave(max(busy), BUSY)
    if _week_is_full(db, person, now, what):
        return Leave(next_waking(now + timedelta(days=1), timezone), WEEK)
    return Leave()


def _week_is_full(db: Connection, person: Person, now: datetime, what: What) -> bool:
    """Say whether the two a week are spent, for ``what``.

    What was promised comes before prompts: a prompt leaves room for what is to come within the
    week, and news waits for other news but not for prompts. A check-back happens on its day.
    """
    if what == "checkback":
        return False
    past = outreach.contacts_since(db, person.id, now - _WEEK)
    if what == "news":
        return past.promised >= PER_WEEK
    coming = outreach.promised_by(db, person.id, now + _WEEK)
    return past.prompts + past.promised + coming >= PER_WEEK
