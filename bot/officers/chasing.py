"""The clock of a concern: it is chased until a contact has seen it, at any hour of the day.

Each concern has one timer at a time. What fell due while the bot was down is made up for as soon
as it runs, once, and by how long the concern has waited, not by how often it was chased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import next_waking
from bot.officers.contacts import (
    headed,
    how_long,
    tell_contact,
    tell_contacts,
    tell_officers,
    within_call,
)
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.text import Html
from storage import concerns, participants, timers
from storage.concerns import Concern
from storage.timers import Timer


@dataclass(frozen=True)
class Pace:
    """How long a concern waits until something happens, from the moment it was marked.

    ``reach``: whoever was told turns out to be out of reach, or not. ``first``: the contacts are
    told again. ``officers``: again, and officers hear that it waits. ``every``: so often from then.
    """

    reach: timedelta
    first: timedelta
    officers: timedelta
    every: timedelta


REAL = Pace(timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3))
#: A rehearsal goes the same way, in minutes.
REHEARSED = Pace(
    timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)
)

#: After so long without anybody, telling them eight times a day no longer helps: it is once a day.
_OFTEN, _DAILY = timedelta(days=2), timedelta(days=1)

#: Who has seen a concern and noted nothing is reminded after so long, in waking hours.
_NOTHING_NOTED = timedelta(days=1)

NOBODY = N_(
    "Something was marked as being about safety, and no safeguarding contact has "
    "joined to read it. Please invite one now."
)
UNREACHED = N_(
    "Something was marked as being about safety, and the safeguarding contact cannot be "
    "reached here. Please call them now and say that it waits."
)


def pace_of(concern: Concern) -> Pace:
    """Return how fast a concern's clock goes."""
    return REHEARSED if concern.rehearsal else REAL


def next_moment(since: datetime, now: datetime, pace: Pace) -> datetime:
    """Return when a concern that waits ``since`` then is next looked at."""
    for after in (pace.reach, pace.first, pace.officers):
        if since + after > now:
            return since + after
    last = since + pace.officers
    every = pace.every if now - since < _OFTEN else _DAILY
    return last + ((now - last) // every + 1) * every


def arm(visit: Visit, concern: Concern) -> None:
    """Set a concern's one timer, in place of any it has."""
    due = next_moment(concern.waits_since, visit.now, pace_of(concern))
    timers.drop_about(visit.db, "concern", concern.id)
    timers.add(visit.db, _timer(visit, "concern", due, concern), visit.now)


def _timer(visit: Visit, kind: str, due: datetime, concern: Concern) -> Timer:
    return Timer(visit.house.new_id(), kind, due, project=concern.project, subject=concern.id)


def _due(visit: Visit, timer: Timer) -> None:
    concern = concerns.get(visit.db, timer.subject or "")
    loaded = visit.house.project(visit.db, concern.project) if concern else None
    if concern is None or loaded is None or concern.acknowledged_at or concern.closed_at:
        return
    waited, pace = visit.now - concern.waits_since, pace_of(concern)
    if not within_call(visit, concern.project):
        _out_of_reach(visit, loaded, concern)
    elif waited >= pace.first:
        _chase(visit, loaded, concern, officers=waited >= pace.officers)
    arm(visit, concern)


def _chase(visit: Visit, loaded: Loaded, concern: Concern, *, officers: bool) -> None:
    waited = visit.now - concern.waits_since
    for person in within_call(visit, concern.project):
        long = Html(how_long(visit.other(person).words, waited))
        tell_contact(visit, person, concern, _waits(long))
    concerns.happened(visit.db, concern.id, "chased", visit.now)
    if officers:
        contact = loaded.project.safeguarding
        tell_officers(
            visit,
            concern,
            N_(
                "Something marked as being about safety waits, and no safeguarding contact has "
                "seen it yet. Please call {name}, {number}, and say so. What it is, only they can "
                "read.",
                name=contact.name,
                number=contact.number,
            ),
        )


def _waits(long: Html) -> Phrase:
    return N_(
        "Something marked as being about safety has waited for {time}, and nobody has seen it "
        "yet. You are told again until someone has, at night too.",
        time=long,
    )


def _out_of_reach(visit: Visit, loaded: Loaded, concern: Concern) -> None:
    """Nobody can be told (any more): the officers hear it, and whoever was told otherwise."""
    before = {one.what for one in concerns.history(visit.db, concern.id)}
    waited = visit.now - concern.waits_since
    if "officers" in before and waited < pace_of(concern).officers:
        return
    tell_officers(visit, concern, UNREACHED if "told" in before else NOBODY)
    marker = participants.get(visit.db, concern.marker) if concern.marker else None
    if marker is None or marker.stopped or "told" not in before or "officers" in before:
        return
    other, contact = visit.other(marker), loaded.project.safeguarding
    words, emergency = other.words_of(loaded), loaded.project.emergency[0].number
    # safety: after someone marked a message, and the contact could not be told after all
    told = words.t(
        "About what you marked: {name} could not be reached here after all. Your words are "
        "kept, and the team was asked to call them. If it cannot wait, call {number}, or "
        "{emergency} in danger.",
        name=contact.name,
        number=contact.number,
        emergency=emergency,
    )
    other.say(headed(words, concern, told), kind="notice")


# -------------------------------------------------------------------- seen, and then nothing


def arm_note(visit: Visit, concern: Concern) -> None:
    """From tomorrow on ask who has seen a concern what was done."""
    if concern.rehearsal:
        return
    due = next_waking(visit.now + _NOTHING_NOTED, visit.house.timezone, visit.person.awake)
    timers.drop_about(visit.db, "concern_note", concern.id)
    timers.add(visit.db, _timer(visit, "concern_note", due, concern), visit.now)


def _note_due(visit: Visit, timer: Timer) -> None:
    concern = concerns.get(visit.db, timer.subject or "")
    if concern is None or concern.acknowledged_at is None or concern.closed_at is not None:
        return
    text = N_(
        "Something about safety was seen on {day}, and nothing is noted yet. What was done?",
        day=concern.acknowledged_at.astimezone(ZoneInfo(visit.house.timezone)).date(),
    )
    holder = next(
        (one for one in within_call(visit, concern.project) if one.id == concern.acknowledged_by),
        None,
    )
    if holder is None:
        tell_contacts(visit, concern, text, "chased")
        arm_note(visit, concern)
    else:
        tell_contact(visit, holder, concern, text)
        concerns.happened(visit.db, concern.id, "chased", visit.now)
        arm_note(visit.other(holder), concern)


TIMERS = {"concern": _due, "concern_note": _note_due}
