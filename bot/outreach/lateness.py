"""Lateness is said aloud: nobody has to press a button for people to hear that a promise is late.

A project looks at its promises by a timer that sets itself again: a week before a day the team is
told, the morning after it everyone concerned is, and so is what the team says of it later on. After
any time down it is done once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at, next_waking
from bot.leads.scope import within_reach
from bot.outreach.going_out import TO_TAKE_BACK
from bot.outreach.promised import late, standing
from bot.outreach.sweeping import arm
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.standing import what
from storage import decisions, outreach, promises, timers
from storage.outreach import News
from storage.promises import Promise, Watched
from storage.sqlite import Connection
from storage.timers import Timer

#: The team is reminded so many days before a promise is due.
_SOON = timedelta(days=7)

_MORNING = time(10)
_DAY = timedelta(days=1)


def set_project_timers(
    db: Connection, loaded: Loaded, now: datetime, new_id: Callable[[], str]
) -> None:
    """Promise what a project's own dates say, in place of what a rehearsal had promised."""
    project = loaded.project
    day = now.astimezone(ZoneInfo(project.timezone)).date()
    promises.drop_agreed(db, project.slug)
    agreed: tuple[tuple[promises.Kind, int], ...] = (
        ("read", project.dates.read_by),
        ("report", project.dates.report_back),
    )
    for kind, days in agreed:
        due = day + timedelta(days=days)
        promises.add(db, project.slug, Promise(new_id(), None, "", due, "", kind=kind), now)
    timers.drop_about(db, "promises", project.slug)
    watch(db, project.slug, project.timezone, now, new_id)


def watch(
    db: Connection, project: str, timezone: str, now: datetime, new_id: Callable[[], str]
) -> None:
    """See to it that a project's promises are looked at when one of them is next to be told of."""
    looks = [_next_look(one, timezone) for one in promises.watched(db, project)]
    looks += [one.at + TO_TAKE_BACK for one in promises.untold(db, project)]
    due = min((one for one in looks if one is not None), default=None)
    if due is not None and not timers.waits_before(db, "promises", project, due):
        timers.add(db, Timer(new_id(), "promises", due, project=project, subject=project), now)


def _next_look(promise: Watched, timezone: str) -> datetime | None:
    if promise.settled:
        return None
    soon = at(promise.due_on - _SOON, _MORNING, timezone)
    if not promise.soon_told and soon > promise.made_at:
        return soon
    return at(promise.due_on + _DAY, _MORNING, timezone)


def _look(visit: Visit, timer: Timer) -> None:
    loaded = visit.house.project(visit.db, timer.project or "")
    if loaded is None:
        return
    slug, zone = loaded.project.slug, loaded.project.timezone
    today = visit.now.astimezone(ZoneInfo(zone)).date()
    for promise in promises.watched(visit.db, slug):
        if promise.settled:
            continue
        if today > promise.due_on:
            _call_late(visit, loaded, promise)
        elif today >= promise.due_on - _SOON and not promise.soon_told:
            promises.told_soon(visit.db, promise.id, visit.now)
            _remind(visit, loaded, promise)
    _pass_words_on(visit, loaded)
    watch(visit.db, slug, zone, visit.now, visit.house.new_id)


def _remind(visit: Visit, loaded: Loaded, promise: Watched) -> None:
    """Tell the team that a day is near; of what everyone can see is done, nothing."""
    found = promises.get(visit.db, promise.id)
    if found is None:
        return
    days = (found.due_on - visit.now.astimezone(ZoneInfo(loaded.project.timezone)).date()).days
    if found.kind == "report" and not decisions.of_project(visit.db, loaded.project.slug):
        soon = N_(
            "In {days} days people are to hear what was decided. Nothing is recorded yet.",
            days=days,
        )
        _tell_team(visit, loaded, soon, N_("Report back"), "decide")
    elif found.kind == "read" and promises.unread_from(visit.db, loaded.project.slug, visit.now):
        soon = N_("In {days} days everything that was sent is to be read.", days=days)
        _tell_team(visit, loaded, soon, N_("Read new"), "new")
    elif found.kind == "change":
        soon = N_("In {days} days this is due: {what}", days=days, what=found.what)
        _tell_team(visit, loaded, soon, N_("Promises"), "promises")


def _call_late(visit: Visit, loaded: Loaded, watched: Watched) -> None:
    """The day has passed: unless it was kept, say so to the team and to who waits for it."""
    promise = promises.get(visit.db, watched.id)
    if promise is None or not promises.told_late(visit.db, watched.id, visit.now):
        return
    found = standing(visit.db, loaded, promise, visit.now)
    if found.stands != "late":
        return
    if promise.kind == "report":
        told = N_("The report back is late. People are being told so, with no reason yet.")
        _tell_team(visit, loaded, told, N_("Report back"), "decide")
    elif promise.kind == "read":
        told = N_("Some of what was sent has not been read, and the day for it has passed.")
        _tell_team(visit, loaded, told, N_("Read new"), "new")
    else:
        told = N_(
            "This was promised by {day}, and nobody has said that it is done: {what}\n"
            "People are being told that it is late. Say how it stands, and why.",
            day=promise.due_on,
            what=what(found),
        )
        _tell_team(visit, loaded, told, N_("Promises"), "promises")
    _set_aside(visit, loaded, _concerned(visit, loaded, promise), "late", promise.id)


def _pass_words_on(visit: Visit, loaded: Loaded) -> None:
    """Let those who heard that a promise is late, or who raised it, hear what the team says."""
    for word in promises.untold(visit.db, loaded.project.slug):
        if word.at + TO_TAKE_BACK > visit.now:
            continue
        promises.told_word(visit.db, word.id, visit.now)
        promise = promises.get(visit.db, word.promise)
        if promise is None:
            continue
        people = outreach.told_of(visit.db, promise.id) if word.late else ()
        if word.state == "not_kept":
            people = (*people, *_concerned(visit, loaded, promise))
        _set_aside(visit, loaded, tuple(dict.fromkeys(people)), "word", promise.id, word.id)


def _concerned(visit: Visit, loaded: Loaded, promise: Promise) -> tuple[str, ...]:
    """Return who waits for a promise: whose words it rests on, or else everyone who may be told."""
    slug = loaded.project.slug
    everyone = tuple(one.participant for one in outreach.audience(visit.db, slug))
    if promise.kind == "read":
        end = at(promise.due_on + _DAY, time(), loaded.project.timezone)
        theirs = promises.unread_from(visit.db, slug, end)
    elif promise.decision is not None:
        theirs = decisions.contributors(visit.db, promise.decision) or everyone
    else:
        theirs = everyone
    return tuple(one for one in everyone if one in frozenset(theirs))


def _set_aside(
    visit: Visit,
    loaded: Loaded,
    people: tuple[str, ...],
    news: News,
    promise: str,
    word: str | None = None,
) -> None:
    for participant in people:
        outreach.add_delivery(
            visit.db,
            visit.house.new_id(),
            loaded.project.slug,
            participant,
            visit.now,
            news=news,
            promise=promise,
            word=word,
        )
    arm(visit, loaded.project.slug)


def late_sentence(loaded: Loaded, db: Connection, now: datetime) -> Phrase | None:
    """Return what is late of a project's report, for anyone to read, or ``None`` if it is not."""
    for found in late(db, loaded, now):
        if found.kind == "report":
            return N_(
                "The decision was promised by {day}. Days late: {days}.",
                day=found.due_on,
                days=found.days,
            )
    return None


def _tell_team(visit: Visit, loaded: Loaded, text: Phrase, door: Phrase, command: str) -> None:
    project = loaded.project
    for person in within_reach(visit, project.slug, "lead", "officer"):
        other = visit.other(person)
        other.say(
            other.words.say(text),
            column([tap(door, "desk", command, words=other.words)]),
            kind="notice",
            due=next_waking(visit.now, project.timezone, person.awake),
        )


TIMERS = {"promises": _look}
