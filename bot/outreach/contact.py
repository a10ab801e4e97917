"""May we write to someone now? Waking hours, the weekly budget, a natural pause, their own word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.calendar import next_waking
from conversations.turn import STALLED
from storage import outreach, participants, runs
from storage.participants import Person
from storage.runs import Held
from storage.sqlite import Connection

#: At most this many messages a week that someone did not ask for, across all projects.
PER_WEEK = 2
_WEEK = timedelta(days=7)

#: Someone who paused this recently has hardly put the phone away; so often we look again.
_MINUTES = timedelta(minutes=30)

#: What we would write: what a peer lead wants to know; what was decided, or that it is late; the
#: question whether it got better, whose day was promised; a word on what they asked us themselves.
What = Literal["prompt", "news", "checkback", "asked"]

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
    if what != "asked" and "contact" not in participants.agreed(db, person.id, project):
        return Leave(never=True, why="no consent")
    waking = next_waking(now, timezone, person.awake)
    if waking > now:
        return Leave(waking, NIGHT)
    busy = pause_until(db, person.id, now)
    if busy is not None:
        return Leave(busy, BUSY)
    if _week_is_full(db, person, now, what):
        return Leave(next_waking(now + timedelta(days=1), timezone, person.awake), WEEK)
    return Leave()


def held_back(db: Connection, among: Collection[str], timezone: str, now: datetime) -> Counter[str]:
    """Count who of ``among`` would wait for what if a prompt went out now: as ``leave`` says.

    All at once, because they may be thousands: only who chose hours of their own, or was in the
    middle of something lately, is looked at one by one.
    """
    night = next_waking(now, timezone) > now
    own = outreach.own_hours(db)
    lately = outreach.open_since(db, now - STALLED - _MINUTES)
    contacted = outreach.contacted(db, now - _WEEK, now + _WEEK)
    held: Counter[str] = Counter()
    for participant in among:
        asleep = _asleep(db, participant, timezone, now) if participant in own else night
        if asleep:
            held[NIGHT] += 1
        elif participant in lately and pause_until(db, participant, now) is not None:
            held[BUSY] += 1
        elif contacted[participant] >= PER_WEEK:
            held[WEEK] += 1
    return held


def _asleep(db: Connection, participant: str, timezone: str, now: datetime) -> bool:
    person = participants.get(db, participant)
    return person is not None and next_waking(now, timezone, person.awake) > now


def pause_until(db: Connection, participant: str, now: datetime, but: str = "") -> datetime | None:
    """Return when to look again for a natural pause; ``None``: there is one now.

    There is none while a question waits for someone, until its run is stalled, nor within minutes
    of their saying "pause". A conversation that is over is one. ``but`` is a run left out of it.
    """
    ends = [_rests(held) for held in runs.open_of(db, participant) if held.run.id != but]
    return min(max(ends), now + _MINUTES) if ends and max(ends) > now else None


def _rests(held: Held) -> datetime:
    """Return when an open run is paused or stalled for sure, and not only just reminded of."""
    if held.run.status == "paused":
        return held.heard_at + _MINUTES
    # Its reminder falls due when it is stalled, and goes first.
    return max(held.heard_at + STALLED, held.run.asked_at or held.heard_at) + _MINUTES


def _week_is_full(db: Connection, person: Person, now: datetime, what: What) -> bool:
    """Say whether the two a week are spent, for ``what``.

    What was promised comes before prompts: a prompt leaves room for what is to come within the
    week, and news waits for other news but not for prompts. A check-back happens on its day, and
    who asked us something is answered.
    """
    if what in ("checkback", "asked"):
        return False
    past = outreach.contacts_since(db, person.id, now - _WEEK)
    if what == "news":
        return past.promised >= PER_WEEK
    coming = outreach.promised_by(db, person.id, now + _WEEK)
    return past.prompts + past.promised + coming >= PER_WEEK
