"""Retiring a project: it stops asking, still answers, keeps its promises; and taking that back."""

from __future__ import annotations

from datetime import datetime

from storage import audit, outreach, projects, timers
from storage.sqlite import Connection


def retire(db: Connection, slug: str, now: datetime, *, actor: str) -> bool:
    """Let a project ask nobody anything more; ``False`` if it was retired already.

    Reminders and prompts that wait are dropped. What was promised stays: answers to questions,
    news of decisions, check-backs, and the word that it is late.
    """
    if not projects.set_live(db, slug, live=False):
        return False
    timers.drop_in(db, "reminder", slug)
    outreach.cancel_prompts(db, slug)
    audit.add(db, actor=actor, action="retired the project", now=now, project=slug)
    return True


def reopen(db: Connection, slug: str, now: datetime, *, actor: str) -> bool:
    """Let a retired project ask again; ``False`` if it is not retired.

    Prompts that were cancelled stay so: whoever sent them decides anew.
    """
    if not projects.set_live(db, slug, live=True):
        return False
    audit.add(db, actor=actor, action="reopened the project", now=now, project=slug)
    return True
