"""From what was said to what came of it: the decisions that rest on a theme, or on one answer."""

from __future__ import annotations

from bot.leads.decided import list_all, show
from bot.leads.scope import TEAM, allowed, not_there, remark
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import decisions, reviews, themes
from storage.decisions import Decision


def came_of(visit: Visit, args: tuple[str, ...]) -> None:
    """Show what was decided on a theme or an answer: ``came:theme:<id>``, ``came:answer:<id>``."""
    found = _of(visit, *args) if len(args) == 2 else None
    if found is None:
        not_there(visit, N_("Nothing has been decided on it yet."))
        return
    loaded, made = found
    if not allowed(visit, loaded.project.slug, *TEAM):
        return
    if len(made) == 1:
        show(visit, loaded, made[0])
    elif made:
        list_all(visit, loaded, tuple(reversed(made)))
    else:
        remark(visit, N_("Nothing has been decided on it yet."))


def _of(visit: Visit, kind: str, subject: str) -> tuple[Loaded, tuple[Decision, ...]] | None:
    """Return the decisions that rest on a theme, or on an answer this person may read."""
    if kind == "theme":
        theme = themes.get(visit.db, subject)
        project = theme.project if theme else None
        made = decisions.of_theme(visit.db, subject)
    else:
        told = reviews.get(visit.db, subject, visit.person.id)
        project = told.project if told else None
        made = decisions.of_answer(visit.db, subject)
    loaded = visit.house.project(visit.db, project) if project else None
    return (loaded, made) if loaded is not None else None


TAPS = {"came": came_of}
