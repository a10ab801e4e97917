"""Retiring a project: it stops asking, still answers, keeps its promises; and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from storage import audit, outreach, projects, timers
from storage.sqlite import Connection
from storage.timers import Timer

#: People hear that a project closes after this long: until then it can be taken back in silence.
TAKEN_BACK_WITHIN = timedelta(hours=1)


def retire(
    db: Connection, slug: str, now: datetime, new_id: Callable[[], str], *, actor: str
) -> bool:
    """Let a project ask nobody anything more; ``False`` if it was retired already.

    Everyone who agreed to be written to hears that it closes, with all it promised and what became
    of it.

    Reminders and prompts that wait are dropped. What was promised stays: answers to questions,
    news of decisions, check-backs, and the word that it is late.
    """
    if not projects.set_live(db, slug, live=False):
        return False
    timers.drop_in(db, "reminder", slug)
    outreach.cancel_prompts(db, slug)
    due = now + TAKEN_BACK_WITHIN
    for one in outreach.audience(db, slug):
        outreach.add_delivery(db, new_id(), slug, one.participant, now, news="closing", due=due)
    if not timers.waits_before(db, "sweep", slug, due):
        timers.add(db, Timer(new_id(), "sweep", due, project=slug, subject=slug), now)
    audit.add(db, actor=actor, action="retired the project", now=now, project=slug)
    return True


def reopen(db: Connection, slug: str, now: datetime, *, actor: str) -> bool:
    """Let a retired project ask again; ``False`` if it is not retired.

    Prompts that were cancelled stay so: whoever sent them decides anew.
    """
    if not projects.set_live(db, slug, live=True):
        return False
    outreach.drop_closing(db, slug)
    audit.add(db, actor=actor, action="reopened the project", now=now, project=slug)
    return True
