"""A silent person is reminded: after a day, after three more, then left in peace."""

from __future__ import annotations

from datetime import timedelta

from bot.visit import Visit
from conversations.engine import REMINDERS
from conversations.inputs import TimedOut
from conversations.run import Run
from storage import runs, timers
from storage.timers import Timer

_AFTER = (timedelta(days=1), timedelta(days=3))


def set_reminder(visit: Visit, run: Run, project: str) -> None:
    """Set the one timer a run has: for its open question, if it may still be reminded of it."""
    timers.drop_for_run(visit.db, run.id, "reminder")
    if run.status != "waiting" or run.reminders >= REMINDERS:
        return
    from bot.calendar import next_waking

    due = next_waking(visit.now + _AFTER[run.reminders], visit.house.timezone)
    timers.add(
        visit.db,
        Timer(visit.house.new_id(), "reminder", due, visit.person.id, project, run.id, run.step),
        visit.now,
    )


def _due(visit: Visit, timer: Timer) -> None:
    from bot.residents.conversation import resume

    held = runs.get(visit.db, timer.run or "")
    if held is None or visit.person.stopped or timer.step is None:
        return
    resume(visit, held, TimedOut(timer.step))


TIMERS = {"reminder": _due}
