"""Lateness is said aloud: to the team when a report is due, to people when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at, next_waking
from bot.leads.scope import within_reach
from bot.outreach.sweeping import set_aside
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from storage import decisions, outreach, projects, timers
from storage.sqlite import Connection
from storage.timers import Timer

#: The team is reminded so many days before a report is due.
_SOON = 7

_REPORT = N_("Report back")


def set_project_timers(
    db: Connection, loaded: Loaded, now: datetime, new_id: Callable[[], str]
) -> None:
    """Set what falls due at a project's own dates, in place of what a rehearsal had set."""
    project = loaded.project
    day = now.astimezone(ZoneInfo(project.timezone)).date()
    report = day + timedelta(days=project.dates.report_back)
    for kind, on in (
        ("report_soon", report - timedelta(days=_SOON)),
        ("report_back", report + timedelta(days=1)),
    ):
        timers.drop_about(db, kind, project.slug)
        if on <= day:
            continue
        due = at(on, time(10), project.timezone)
        timer = Timer(new_id(), kind, due, project=project.slug, subject=project.slug)
        timers.add(db, timer, now)


def late_sentence(loaded: Loaded, db: Connection, now: datetime) -> Phrase | None:
    """Return what is late in a project, for anyone to read, or ``None`` if nothing is."""
    project = loaded.project
    published = projects.get(db, project.slug)
    if published is None or decisions.of_project(db, project.slug):
        return None
    zone = ZoneInfo(project.timezone)
    promised = published.first_published_at.astimezone(zone).date() + timedelta(
        days=project.dates.report_back
    )
    if now.astimezone(zone).date() <= promised:
        return None
    days = (now.astimezone(zone).date() - promised).days
    return N_(
        "The decision was promised by {day}. Days late: {days}.",
        day=promised,
        days=days,
    )


def _soon(visit: Visit, timer: Timer) -> None:
    loaded = visit.house.project(visit.db, timer.project or "")
    if loaded is not None and not decisions.of_project(visit.db, loaded.project.slug):
        _tell_team(
            visit,
            loaded,
            N_(
                "In {days} days people are to hear what was decided. Nothing is recorded yet.",
                days=_SOON,
            ),
        )


def _due(visit: Visit, timer: Timer) -> None:
    """The day has passed: if nothing was decided, say so to the team and to everyone who waits."""
    loaded = visit.house.project(visit.db, timer.project or "")
    if loaded is None or decisions.of_project(visit.db, loaded.project.slug):
        return
    _tell_team(
        visit, loaded, N_("The report back is late. People are being told so, with no reason yet.")
    )
    people = outreach.audience(visit.db, loaded.project.slug)
    set_aside(visit, loaded.project.slug, (one.participant for one in people))


def _tell_team(visit: Visit, loaded: Loaded, text: Phrase) -> None:
    project = loaded.project
    for person in within_reach(visit, project.slug, "lead", "officer"):
        other = visit.other(person)
        other.say(
            other.words.say(text),
            column([tap(_REPORT, "desk", "decide", words=other.words)]),
            kind="notice",
            due=next_waking(visit.now, project.timezone, person.awake),
        )


TIMERS = {"report_soon": _soon, "report_back": _due}
