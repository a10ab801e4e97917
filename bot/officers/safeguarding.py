"""Safeguarding: what is marked is kept in its exact words, and those who can act are told."""

from __future__ import annotations

from bot.officers.chasing import NOBODY, UNREACHED, arm
from bot.officers.contacts import tell_contacts, tell_officers
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import concerns, participants, staff
from storage.concerns import MarkedBy

MARKED = N_("Something was marked as being about safety.")


def raise_concern(
    visit: Visit,
    loaded: Loaded,
    words: str,
    *,
    answer: str | None = None,
    question: str | None = None,
    by: MarkedBy = "resident",
    about: str | None = None,
) -> bool:
    """Keep what was marked, tell every safeguarding contact at once, and set its clock.

    ``about`` is the participant whose words they are; without it, the visit's own person.
    ``False`` if no contact is within reach: the officers are then told that something waits,
    without its words, and whoever marked it must be told the truth.
    """
    slug, participant = loaded.project.slug, about or visit.person.id
    member = participants.membership(visit.db, participant, slug)
    new = visit.house.new_id()
    concerns.add(
        visit.db,
        new,
        slug,
        participant,
        member.pseudonym if member else "?",
        words,
        answer,
        by,
        visit.now,
        question=question,
        marker=visit.person.id,
    )
    concern = concerns.get(visit.db, new)
    assert concern is not None, "it was just added"
    told = tell_contacts(visit, concern, MARKED, "told")
    if not told:
        joined = staff.holders(visit.db, slug, "safeguarding")
        tell_officers(visit, concern, UNREACHED if joined else NOBODY)
    arm(visit, concern)
    return bool(told)
