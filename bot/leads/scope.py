"""Which project a member of the team works in, and how they see people and numbers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.visit import Visit
from conversations.catalogue import N_, Phrase, Words
from conversations.loader import Loaded
from storage import participants, projects, staff
from storage.participants import Person
from storage.scope import Lead
from storage.staff import Role

#: Everyone who works with what residents said.
TEAM: tuple[Role, ...] = ("lead", "officer", "admin")

NOT_YOURS = N_("This is for the team of the project. If you should be in it, ask for an invite.")


def workplace(visit: Visit, *roles: Role) -> Loaded | None:
    """Return the project this person works in with one of ``roles``: the one they chose, if any.

    Else it is that of their newest post. Says so, kindly, and returns ``None`` if there is none.
    """
    mine = workplaces(visit, *roles)
    if visit.person.workplace in mine:
        return visit.house.project(visit.db, visit.person.workplace or "")
    if mine:
        return visit.house.project(visit.db, mine[0])
    visit.say(visit.words.say(NOT_YOURS))
    return None


def workplaces(visit: Visit, *roles: Role) -> tuple[str, ...]:
    """Return the published projects this person holds one of ``roles`` in, the newest post first.

    An administrator holds every role in every project.
    """
    published = [one.slug for one in sorted(projects.every(visit.db), key=lambda one: not one.live)]
    found: list[str] = []
    for post in reversed(staff.posts(visit.db, visit.person.id)):
        if post.role in (*roles, "admin"):
            found += [post.project] if post.project else published
    return tuple(slug for slug in dict.fromkeys(found) if slug in published)


def allowed(visit: Visit, project: str, *roles: Role) -> bool:
    """Say whether this person holds one of ``roles`` in ``project``; tell them kindly if not."""
    if visit.holds(project, *roles):
        return True
    remark(visit, NOT_YOURS)
    return False


def not_there(visit: Visit, said: Phrase) -> bool:
    """Say that something is not there (any more); to those not on a team, that it is not theirs.

    Returns whether they are on a team.
    """
    on_a_team = any(post.role in TEAM for post in staff.posts(visit.db, visit.person.id))
    remark(visit, said if on_a_team else NOT_YOURS)
    return on_a_team


def remark(visit: Visit, said: Phrase) -> None:
    """Say something in passing: over the chat to who tapped, as a message to who typed."""
    came = visit.incoming
    if came is not None and came.kind == "tap" and came.text is None:
        visit.toast = visit.words.plain(said)
    else:
        visit.say(visit.words.say(said))


def within_reach(visit: Visit, project: str, *roles: Role) -> tuple[Person, ...]:
    """Return who holds one of ``roles`` in ``project`` and can be told something, each once.

    Who said stop or blocked the bot is left out: what must be heard has to go to someone else.
    """
    found: dict[str, Person] = {}
    for role in roles:
        for holder in staff.holders(visit.db, project, role):
            person = participants.get(visit.db, holder.participant)
            if person is not None and person.reachable and not person.stopped:
                found[person.id] = person
    return tuple(found.values())


def people(n: int, small: int, words: Words) -> str:
    """Return a number of people in words; a small one is not told exactly (DESIGN section 5)."""
    if n == 0:
        return words.t("nobody yet")
    if n < small:
        return words.t("fewer than {small} people", small=small)
    return words.tn("{n} person", "{n} people", n)


def called(words: Words, lead: Lead) -> str:
    """Return what a peer lead is called: the name they were invited under, or their number."""
    return lead.name or words.plain(N_("Peer lead {n}", n=str(lead.number)))


def day(moment: datetime, words: Words, timezone: str) -> str:
    """Return the day of ``moment`` where the project is: never the time of day."""
    return words.date(moment.astimezone(ZoneInfo(timezone)).date())
