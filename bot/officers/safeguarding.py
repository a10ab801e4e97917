"""Safeguarding: told at once, the exact words, what was done; and only here a name is lifted."""

from __future__ import annotations

from typing import Literal

from bot.channels.base import Button, Incoming
from bot.leads.scope import day, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.text import address
from storage import audit, concerns, participants, staff
from storage.concerns import Concern
from storage.tasks import Task

_NOT_YOURS = N_("Only the safeguarding contact can see this.")


def raise_concern(
    visit: Visit,
    loaded: Loaded,
    words: str,
    *,
    answer: str | None = None,
    by: Literal["resident", "lead"] = "resident",
    about: str | None = None,
) -> None:
    """Keep what was marked, and tell every safeguarding contact at once.

    ``about`` is the participant whose words they are; without it, the visit's own person.
    """
    slug, participant = loaded.project.slug, about or visit.person.id
    member = participants.membership(visit.db, participant, slug)
    concern = visit.house.new_id()
    concerns.add(
        visit.db,
        concern,
        slug,
        participant,
        member.pseudonym if member else "?",
        words,
        answer,
        by,
        visit.now,
    )
    contacts = staff.holders(visit.db, slug, "safeguarding")
    for holder in contacts:
        _tell(
            visit,
            holder.participant,
            N_("Something was marked as being about safety."),
            tap(N_("Read it now"), "con", concern, "read", words=visit.words),
        )
    if not contacts:
        for holder in (
            *staff.holders(visit.db, slug, "officer"),
            *staff.holders(visit.db, slug, "admin"),
        ):
            _tell(
                visit,
                holder.participant,
                N_(
                    "Something was marked as being about safety, and no safeguarding contact has "
                    "joined to read it. Please invite one now."
                ),
            )


def _tell(visit: Visit, participant: str, text: Phrase, *buttons: Button) -> None:
    person = participants.get(visit.db, participant)
    if person is not None:
        other = visit.other(person)
        other.say(other.words.say(text), column(buttons), kind="notice")


def _concerns(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, "safeguarding")
    if loaded is None:
        return
    if not _mine(visit, loaded.project.slug):
        visit.say(visit.words.say(_NOT_YOURS))
        return
    waiting = concerns.unfinished(visit.db, loaded.project.slug)
    if not waiting:
        visit.say(visit.words.t("Nothing waits. You are told at once when something is marked."))
    for concern in waiting[:5]:
        _show(visit, concern)


def _mine(visit: Visit, project: str) -> bool:
    """Only this role, and not an administrator either: residents were told so."""
    return staff.holds(visit.db, visit.person.id, project, "safeguarding")


def _show(visit: Visit, concern: Concern) -> None:
    words = visit.words
    who = N_("the person") if concern.marked_by == "resident" else N_("a peer lead")
    seen = words.t("Seen.") if concern.acknowledged_at else words.t("Nobody has seen it yet.")
    text = words.t(
        "{who}, marked by {by} on {day}:\n“{words}”",
        who=concern.pseudonym,
        by=who,
        words=concern.words[:3000],
        day=day(concern.marked_at, words, visit.house.timezone),
    )
    visit.say(
        f"{text}\n{seen}",
        column(
            [
                tap(N_("I have seen this"), "con", concern.id, "seen", words=words),
                tap(N_("Note what was done"), "con", concern.id, "note", words=words),
                tap(N_("Find out who it is"), "con", concern.id, "who", words=words),
            ]
        ),
        protect=True,
    )


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    concern = concerns.get(visit.db, args[0]) if len(args) == 2 else None
    if concern is None or not _mine(visit, concern.project):
        visit.toast = visit.words.plain(_NOT_YOURS)
        return
    match args[1]:
        case "read":
            _show(visit, concern)
        case "seen":
            _seen(visit, concern)
        case "note":
            visit.begin_task("concern", "note", concern=concern.id)
            visit.say(visit.words.t("What was done? Type it in one message. Or type: back"))
        case _:
            visit.begin_task("concern", "who", concern=concern.id)
            visit.say(
                visit.words.t(
                    "Why do you need to know who it is? Type the reason. It is written down, and "
                    "it can be looked at later. Or type: back"
                )
            )


def _seen(visit: Visit, concern: Concern) -> None:
    if concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now):
        visit.say(visit.words.t("Written down: you have seen it. Next: note what was done."))
    else:
        visit.toast = visit.words.plain(N_("It was seen already."))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    concern = concerns.get(visit.db, str(task.data["concern"]))
    text = (came.text or "").strip()
    if concern is None or not _mine(visit, concern.project):
        visit.end_task()
        visit.say(visit.words.say(_NOT_YOURS))
    elif len(text) < 5:
        visit.say(visit.words.t("Please write a few words more, so that it can be understood."))
    elif task.step == "note":
        visit.end_task()
        concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now)
        concerns.note(visit.db, concern.id, text)
        visit.say(visit.words.t("Noted. It no longer waits."))
    else:
        visit.end_task()
        _lift(visit, concern, text)


def _lift(visit: Visit, concern: Concern, reason: str) -> None:
    """Lift a pseudonym: the one way there is, with its line in the audit log."""
    audit.add(
        visit.db,
        actor=f"safeguarding {visit.person.id}",
        action="lifted a pseudonym",
        now=visit.now,
        project=concern.project,
        subject=concern.pseudonym,
        reason=reason,
    )
    person = participants.get(visit.db, concern.participant) if concern.participant else None
    if person is None or person.chat_id is None:
        visit.say(
            visit.words.t(
                "We no longer know: the person asked to be forgotten. "
                "That you looked is written down."
            )
        )
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


COMMANDS = {"concerns": _concerns}
TAPS = {"con": _tapped}
TASKS = {"concern": _typed}
