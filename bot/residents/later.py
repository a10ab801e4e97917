"""Asked again later: in an hour, tomorrow, or not at all, by button or by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import next_waking
from bot.channels.base import Incoming
from bot.outreach.contact import pause_until
from bot.residents.conversation import resume
from bot.residents.reminders import timezone_of
from bot.residents.talking import hear
from bot.visit import Visit
from conversations.inputs import Postponed, TimedOut
from conversations.layout import ENOUGH, HOUR, LABELS, TOMORROW
from conversations.moving import REMINDERS
from conversations.text import fold
from storage import checkbacks, projects, runs, timers
from storage.runs import Held
from storage.tasks import Task
from storage.timers import Timer

_AFTER = {HOUR: timedelta(hours=1), TOMORROW: timedelta(days=1)}


def _due(visit: Visit, timer: Timer) -> None:
    """Remind of a run: not in the middle of another one, and not for a project that has closed.

    Nor at night, if the bot was down when it fell due, nor of what a later wave is about to ask.
    """
    held = runs.get(visit.db, timer.run or "")
    if held is None or timer.step is None or visit.person.stopped:
        return
    live = projects.get(visit.db, held.project)
    if live is None or not live.live:
        return
    if checkbacks.overtaken(visit.db, held.run.id, visit.now):
        return
    zone = timezone_of(visit, held.project)
    until = pause_until(visit.db, visit.person.id, visit.now, but=held.run.id)
    due = next_waking(until or visit.now, zone, visit.person.awake)
    if due > visit.now:
        timers.add(visit.db, replace(timer, id=visit.house.new_id(), due_at=due), visit.now)
        return
    resume(visit, held, TimedOut(timer.step))
    held = runs.get(visit.db, held.run.id)
    if held is not None and visit.said and held.run.reminders < REMINDERS:
        visit.begin_task("remind", "when", run=held.run.id)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    held = runs.get(visit.db, args[0]) if len(args) == 2 else None
    if held is not None and held.participant == visit.person.id and args[1] in (*_AFTER, ENOUGH):
        visit.mark_tapped("✓ " + visit.words.say(LABELS[args[1]]))
        visit.put_list_away()
        _postpone(visit, held, args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    """Only the very words, or what someone answers to the question below would be lost."""
    visit.end_task()
    held = runs.get(visit.db, str(task.data.get("run", "")))
    said = fold(came.text or "")
    for value in (*_AFTER, ENOUGH):
        label = LABELS[value]
        if held is not None and said in (fold(visit.words.plain(label)), fold(label.msgid)):
            _postpone(visit, held, value)
            return
    hear(visit, came)


def _postpone(visit: Visit, held: Held, value: str) -> None:
    zone = timezone_of(visit, held.project)
    until = _moment(visit, _AFTER[value], zone) if value in _AFTER else None
    resume(visit, held, Postponed(until))
    if until is None or held.run.status == "ended" or held.run.reminders >= REMINDERS:
        return
    there = until.astimezone(ZoneInfo(zone))
    visit.say(
        visit.words.t(
            "All right. I remind you on {day} at {time}.", day=there.date(), time=f"{there:%H:%M}"
        )
    )


def _moment(visit: Visit, after: timedelta, zone: str) -> datetime:
    return next_waking(visit.now + after, zone, visit.person.awake)


TAPS = {"remind": _tapped}
TASKS = {"remind": _typed}
TIMERS = {"reminder": _due}
