"""Finding out who a person is: only here a name is lifted, for a reason that stays."""

from __future__ import annotations

from bot.leads.scope import called
from bot.officers.contacts import headed
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.text import address
from storage import audit, concerns, participants, scope
from storage.concerns import Concern


def lift(visit: Visit, concern: Concern, reason: str) -> None:
    """Lift a pseudonym: the one way there is, with its line in the audit log."""
    concerns.happened(visit.db, concern.id, "looked", visit.now, by=visit.person.id, words=reason)
    log(visit, concern, "lifted a pseudonym", reason)
    person = participants.get(visit.db, concern.participant) if concern.participant else None
    if person is None or person.chat_id is None:
        visit.say(
            headed(
                visit.words,
                concern,
                visit.words.t(
                    "We no longer know: the person asked to be forgotten. "
                    "That you looked is written down."
                ),
            )
        )
        return
    if person.through is not None:
        _lift_to_helper(visit, concern, person.through, person.chat_id)
        return
    visit.say(
        visit.words.t(
            "{who} is the Telegram user {id}: {link}\nThat you looked, and why, is written down.",
            who=concern.pseudonym,
            id=person.chat_id,
            link=address(f"tg://user?id={person.chat_id}"),
        ),
        protect=True,
    )


def _lift_to_helper(visit: Visit, concern: Concern, helper: str, chat: int) -> None:
    """Say who knows the person: they have no address with us."""
    found = [lead for lead in scope.leads(visit.db, concern.project) if lead.participant == helper]
    name = called(visit.words, found[0]) if found else visit.words.plain(N_("a team member"))
    visit.say(
        visit.words.t(
            "{who} has no address with us. {name} wrote down what they said, and knows who they "
            "are: {link}\nThat you looked, and why, is written down.",
            who=concern.pseudonym,
            name=name,
            link=address(f"tg://user?id={chat}"),
        ),
        protect=True,
    )


def log(visit: Visit, concern: Concern, action: str, reason: str | None = None) -> None:
    """Write down who did what about whom: never a word of what they said. Rehearsals are not."""
    if concern.rehearsal:
        return
    audit.add(
        visit.db,
        actor=f"safeguarding {visit.person.id}",
        action=action,
        now=visit.now,
        project=concern.project,
        subject=concern.pseudonym,
        reason=reason,
    )
