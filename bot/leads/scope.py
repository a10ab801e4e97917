"""Which project a member of the team works in, and how they see people and numbers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.visit import Visit
from conversations.catalogue import N_, Words
from conversations.loader import Loaded
from storage import projects, staff
from storage.staff import Role

#: Everyone who works with what residents said.
TEAM: tuple[Role, ...] = ("lead", "officer", "admin")

NOT_YOURS = N_("This is for the team of the project. If you should be in it, ask for an invite.")


def workplace(visit: Visit, *roles: Role) -> Loaded | None:
    """Return the live project this person holds one of ``roles`` in, the newest post first.

    Says so, kindly, and returns ``None`` if there is none.
    """
    for post in reversed(staff.posts(visit.db, visit.person.id)):
        if post.role not in (*roles, "admin"):
            continue
        slug = post.project or next((p.slug for p in projects.every(visit.db) if p.live), "")
        loaded = visit.house.project(visit.db, slug)
        if loaded is not None:
            return loaded
    visit.say(visit.words.say(NOT_YOURS))
    return None


def allowed(visit: Visit, project: str, *roles: Role) -> bool:
    """Say whether this person holds one of ``roles`` in ``project``; tell them kindly if not."""
    if visit.holds(project, *roles):
        return True
    visit.toast = visit.words.plain(NOT_YOURS)
    return False


def people(n: int, small: int, words: Words) -> str:
    """Return a number of people in words; a small one is not told exactly (DESIGN section 5)."""
    if n == 0:
        return words.t("nobody yet")
    if n < small:
        return words.t("fewer than {small} people", small=small)
    return words.tn("{n} person", "{n} people", n)


def day(moment: datetime, words: Words, timezone: str) -> str:
    """Return the day of ``moment`` where the project is: never the time of day."""
    return words.date(moment.astimezone(ZoneInfo(timezone)).date())
