"""Lateness is said aloud: to the team when a report is due, to people when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at
from bot.outreach.contact import leave
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from storage import decisions, outreach, participants, projects, staff, timers
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
        day=loaded.catalogues.words(project.language).date(promised),
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
    for one in outreach.audience(visit.db, loaded.project.slug):
        _tell_late(visit, loaded, one.participant)


def _tell_team(visit: Visit, loaded: Loaded, text: Phrase) -> None:
    for role in ("lead", "officer"):
        for holder in staff.holders(visit.db, loaded.project.slug, role):
            person = participants.get(visit.db, holder.participant)
            if person is not None:
                other = visit.other(person)
                other.say(
                    other.words.say(text),
                    column([tap(_REPORT, "desk", "decide", words=other.words)]),
                    kind="notice",
                )


def _tell_late(visit: Visit, loaded: Loaded, participant: str) -> None:
    person, project = participants.get(visit.db, participant), loaded.project
    if person is None:
        return
    allowed = leave(visit.db, person, project.slug, project.timezone, visit.now, promised=True)
    if allowed.never:
        return
    other = visit.other(person)
    words = other.words_of(loaded)
    other.say(
        words.t(
            "<b>{title}</b>: by now you should have heard what was decided. There is no "
            "decision yet. We are late, and we are sorry. You hear from us as soon as there "
            "is one.\n<i>You get this because you said we may write. /stop ends it.</i>",
            title=project.title,
        ),
        kind="notice",
        due=allowed.until,
    )


TIMERS = {"report_soon": _soon, "report_back": _due}
