"""A silent person is reminded after a day, perhaps after three more, then left in peace."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar import next_waking
from bot.visit import Visit
from conversations.moving import REMINDERS
from conversations.run import Run
from storage import projects, timers
from storage.timers import Timer

_AFTER = (timedelta(days=1), timedelta(days=3))

#: How often we remind of ourselves at most, by the kind of script: of what we started only once,
#: and of a prompt never, unless its peer lead does so. Whoever wants to be reminded, is.
_MOST = {"main": REMINDERS, "report": 1, "checkback": 1, "prompt": 0, "asked": 0}


def set_reminder(visit: Visit, run: Run, project: str, wanted: datetime | None = None) -> None:
    """Set the one timer a run has: for its open question, if it may still be reminded of it.

    ``wanted`` is when the person asked for it. A retired project reminds nobody.
    """
    timers.drop_for_run(visit.db, run.id, "reminder")
    most = _MOST[run.script.partition(":")[0]]
    live = projects.get(visit.db, project)
    if live is None or not live.live:
        return
    if run.status != "waiting" or (wanted is None and run.reminders >= most):
        return
    moment = wanted or visit.now + _AFTER[run.reminders]
    due = next_waking(moment, timezone_of(visit, project), visit.person.awake)
    timers.add(
        visit.db,
        Timer(visit.house.new_id(), "reminder", due, visit.person.id, project, run.id, run.step),
        visit.now,
    )


def timezone_of(visit: Visit, project: str) -> str:
    """Return a project's time zone; the house's own where there is no such project any more."""
    loaded = visit.house.project(visit.db, project)
    return loaded.project.timezone if loaded is not None else visit.house.timezone
