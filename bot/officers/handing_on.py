"""Handing a concern over: to another safeguarding contact, or to somebody outside."""

from __future__ import annotations

from bot.leads.scope import remark
from bot.officers.chasing import arm
from bot.officers.contacts import called, others, tell_contact, within_call
from bot.residents.reserved import STALE
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option
from conversations.text import Text
from storage import concerns
from storage.concerns import Concern

_OUTSIDE = Option("outside", N_("Someone outside"))


def options(visit: Visit, concern: Concern) -> tuple[Option, ...]:
    """Return whom a concern can be handed over to."""
    there = others(visit, concern.project)
    return (*(Option(one, Text(name)) for one, name in there), _OUTSIDE)


def ask(visit: Visit, concern: Concern) -> None:
    """Ask whom it goes to; buttons name contacts by their place in the list, which is not an id."""
    listed = options(visit, concern)
    visit.begin_task("concern", "hand", concern=concern.id)
    visit.say(
        visit.words.t(
            "Who takes it over? Another safeguarding contact gets it here at once, and has to say "
            "that they have seen it. Or type: back"
        ),
        column(
            tap(option.label, "con", concern.id, "to", place, words=visit.words)
            for place, option in enumerate(listed)
        ),
    )


def chosen(visit: Visit, concern: Concern, args: tuple[str, ...]) -> None:
    """Hand it to whom was chosen: by place in the list, or by the option itself."""
    listed = options(visit, concern)
    key = args[0] if len(args) == 1 else ""
    if key.isdecimal() and int(key) < len(listed):
        key = listed[int(key)].key
    if key == _OUTSIDE.key:
        visit.begin_task("concern", "outside", concern=concern.id)
        visit.say(
            visit.words.t(
                "Who has it now, and how were they told? For example: adult social care, by phone, "
                "reference 1234. Or type: back"
            )
        )
    elif key in {option.key for option in listed}:
        visit.end_task()
        _to_contact(visit, concern, key)
    else:
        remark(visit, STALE)


def _to_contact(visit: Visit, concern: Concern, to: str) -> None:
    concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now)
    concerns.hand_over(visit.db, concern.id, visit.person.id, to, visit.now)
    handed = concerns.get(visit.db, concern.id)
    assert handed is not None, "it was just there"
    for person in within_call(visit, concern.project):
        if person.id == to:
            other = visit.other(person)
            by = called(other, concern.project, visit.person.id)
            text = N_("Something about safety was handed over to you, by {who}.", who=Text(by))
            tell_contact(visit, person, handed, text)
    arm(visit, handed)
    visit.say(
        visit.words.t(
            "Handed over to {who}. You hear from me if they have not seen it in time.",
            who=called(visit, concern.project, to),
        )
    )


def outside(visit: Visit, concern: Concern, whom: str) -> None:
    """Note that it went outside: from here on it no longer waits."""
    concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now)
    concerns.hand_outside(visit.db, concern.id, visit.person.id, whom, visit.now)
    visit.say(visit.words.t("Written down: it was handed over outside. It no longer waits."))
