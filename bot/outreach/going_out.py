"""A decision goes out: after a while in which it can be taken back, those concerned hear it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar import next_waking
from bot.outreach.sweeping import arm, set_aside
from bot.outreach.waves import after_decision
from bot.visit import Visit
from conversations.loader import Loaded
from storage import decisions, outreach, reports, timers
from storage.decisions import Decision
from storage.sqlite import Connection
from storage.timers import Timer

#: So long nobody is told, and what was said can be taken back as if it had never been.
TO_TAKE_BACK = timedelta(minutes=15)

_KIND = "decided"


def wait_to_go_out(visit: Visit, loaded: Loaded, decision: str) -> datetime:
    """Let a decision go out once it can no longer be taken back; return when, in waking hours."""
    project = loaded.project
    due = next_waking(visit.now + TO_TAKE_BACK, project.timezone)
    timer = Timer(visit.house.new_id(), _KIND, due, project=project.slug, subject=decision)
    timers.add(visit.db, timer, visit.now)
    return due


def take_back(visit: Visit, decision: str) -> bool:
    """Forget a decision that nobody has heard; ``False`` if it is too late for that."""
    if not decisions.take_back(visit.db, decision):
        return False
    timers.drop_about(visit.db, _KIND, decision)
    return True


def listeners(db: Connection, decision: Decision) -> tuple[str, ...]:
    """Return who hears a decision: those whose words are on either side of it.

    One that answers no theme is for everyone who took part and may be written to.
    """
    concerned = decisions.contributors(db, decision.id)
    if any(one.side == "for" for one in decisions.heard_themes(db, decision.id)):
        return concerned
    everyone = (one.participant for one in outreach.audience(db, decision.project))
    return tuple(dict.fromkeys((*concerned, *everyone)))


def _goes_out(visit: Visit, timer: Timer) -> None:
    decision = decisions.get(visit.db, timer.subject or "")
    loaded = visit.house.project(visit.db, timer.project or "")
    if loaded is None or decision is None:
        return
    if not decisions.goes_out(visit.db, decision.id, visit.now):
        return
    slug, hear = loaded.project.slug, listeners(visit.db, decision)
    if decision.replaces is not None:
        reports.call_off(visit.db, decision.replaces)
    outreach.cancel_late(visit.db, slug)
    set_aside(visit, slug, hear, decision=decision.id)
    after_decision(visit.db, loaded, hear, visit.now, visit.house.new_id)
    arm(visit, slug)


TIMERS = {_KIND: _goes_out}
