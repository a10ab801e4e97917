"""When each person is asked again: set by the project's schedule once they sent their answers.

A wave is set for ten in the morning where the project is. Its day counts from the schedule's
start, never from the wave before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at
from conversations.loader import Loaded
from conversations.schedules import still_to_come
from storage import checkbacks, decisions, projects
from storage.sqlite import Connection

NewId = Callable[[], str]

_TEN = time(10)


def set_waves(
    db: Connection, loaded: Loaded, participant: str, now: datetime, new_id: NewId
) -> None:
    """Set when someone is asked again, or set it anew; what they were asked stays as it is."""
    slug = loaded.project.slug
    days = _days(db, loaded, participant)
    had = {one.place: one for one in checkbacks.of_person(db, slug, participant)}
    for place, day in days.items():
        due = _moment(loaded, day)
        if place in had:
            checkbacks.move(db, had[place].id, due)
        elif due > now:
            checkbacks.add(db, new_id(), slug, participant, place, due)
    for place, one in had.items():
        if place not in days and not one.once_more:
            checkbacks.drop(db, one.id)


def set_all(db: Connection, loaded: Loaded, now: datetime, new_id: NewId) -> None:
    """Set when everyone is asked again: the schedule has changed."""
    for participant in checkbacks.everyone(db, loaded.project.slug):
        set_waves(db, loaded, participant, now, new_id)


def after_decision(
    db: Connection, loaded: Loaded, listeners: Iterable[str], now: datetime, new_id: NewId
) -> None:
    """See to it that everyone who hears a decision is asked again.

    The first decision sets the days of all who wait, where the schedule counts from it. Whoever
    hears of a later one when all their waves are over is asked once more.
    """
    project = loaded.project
    if len(_told(db, project.slug)) == 1 and project.check_backs.start == "decision":
        _count_from_today(db, loaded, now, new_id)
    for listener in listeners:
        if not checkbacks.of_person(db, project.slug, listener):
            set_waves(db, loaded, listener, now, new_id)
        _once_more(db, loaded, listener, now, new_id)


def _count_from_today(db: Connection, loaded: Loaded, now: datetime, new_id: NewId) -> None:
    """Set everyone's waves by the decision: all at once, for they may be thousands."""
    slug = loaded.project.slug
    for place, day in enumerate(loaded.project.check_backs.days(_there(loaded, now)), start=1):
        checkbacks.move_all(db, slug, place, _moment(loaded, day))
        for participant in checkbacks.lacking(db, slug, place):
            set_waves(db, loaded, participant, now, new_id)


def _once_more(
    db: Connection, loaded: Loaded, participant: str, now: datetime, new_id: NewId
) -> None:
    slug = loaded.project.slug
    had = checkbacks.of_person(db, slug, participant)
    if any(one.state == "waiting" for one in had):
        return
    day = loaded.project.check_backs.steps[0].after(_there(loaded, now))
    place = max((one.place for one in had), default=0) + 1
    due = _moment(loaded, day)
    checkbacks.add(db, new_id(), slug, participant, place, due, once_more=True)


def _days(db: Connection, loaded: Loaded, participant: str) -> dict[int, date]:
    """Return the day of each wave that is still to come for someone, by its place."""
    project = loaded.project
    sent = checkbacks.sent_at(db, project.slug, participant)
    if sent is None:
        return {}
    there = _there(loaded, sent)
    days = project.check_backs.days(_start(db, loaded, there))
    return still_to_come(days, there, project.check_backs.steps[0])


def _start(db: Connection, loaded: Loaded, sent: date) -> date:
    """Return the day the schedule counts from, for someone who sent their answers on ``sent``."""
    project = loaded.project
    if isinstance(project.check_backs.start, date):
        return project.check_backs.start
    if project.check_backs.start == "sent":
        return sent
    told = _told(db, project.slug)
    if project.check_backs.start == "decision" and told:
        return _there(loaded, told[0])
    published = projects.get(db, project.slug)
    began = _there(loaded, published.first_published_at) if published else sent
    if project.check_backs.start == "published":
        return began
    # Until there is a decision, it counts from the day one was promised for.
    return began + timedelta(days=project.dates.report_back)


def _told(db: Connection, project: str) -> list[datetime]:
    """Return when people first heard of each decision, the first one first."""
    every = decisions.of_project(db, project)
    return sorted(one.told_at for one in every if one.told_at is not None)


def _there(loaded: Loaded, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(loaded.project.timezone)).date()


def _moment(loaded: Loaded, day: date) -> datetime:
    return at(day, _TEN, loaded.project.timezone)
