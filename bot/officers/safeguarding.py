"""Safeguarding: told at once, the exact words, what was done; and only here a name is lifted."""

from __future__ import annotations

from typing import Literal

from bot.channels.base import Incoming
from bot.leads.scope import NOT_YOURS, called, day, remark, within_reach
from bot.leads.telling import parts, say_files
from bot.residents.reserved import STALE
from bot.visit import Visit, column, tap
from conversations.catalogue import N_, Phrase
from conversations.loader import Loaded
from conversations.text import address, insert
from storage import audit, concerns, participants, projects, scope, staff
from storage.concerns import Concern
from storage.participants import Person
from storage.tasks import Task

#: So many are shown at once: each is a message of its own, to be read one by one.
_AT_ONCE = 5

#: How much of the notes is shown, in characters.
_NOTE = 500

_ONLY_THEM = N_("Only the safeguarding contact can see this.")
_NOBODY = N_(
    "Something was marked as being about safety, and no safeguarding contact has "
    "joined to read it. Please invite one now."
)
_UNREACHED = N_(
    "Something was marked as being about safety, and the safeguarding contact cannot be "
    "reached here. Please call them now and say that it waits."
)


def raise_concern(
    visit: Visit,
    loaded: Loaded,
    words: str,
    *,
    answer: str | None = None,
    by: Literal["resident", "lead"] = "resident",
    about: str | None = None,
) -> bool:
    """Keep what was marked, and tell every safeguarding contact at once.

    ``about`` is the participant whose words they are; without it, the visit's own person.
    ``False`` if no contact is within reach: the officers are then told that something waits,
    without its words, and whoever marked it must be told the truth.
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
    contacts = within_reach(visit, slug, "safeguarding")
    for person in contacts:
        _tell(visit, person, N_("Something was marked as being about safety."), concern)
    if not contacts:
        missing = _UNREACHED if staff.holders(visit.db, slug, "safeguarding") else _NOBODY
        for person in within_reach(visit, slug, "officer", "admin"):
            _tell(visit, person, missing)
    return bool(contacts)


def _tell(visit: Visit, person: Person, text: Phrase, concern: str | None = None) -> None:
    other = visit.other(person)
    button = tap(N_("Read it now"), "con", concern, "read", words=other.words)
    other.say(other.words.say(text), column([button] if concern else []), kind="notice")


def _mine(visit: Visit, project: str) -> bool:
    """Only this role, and not an administrator either: residents were told so."""
    return staff.holds(visit.db, visit.person.id, project, "safeguarding")


def waiting_for(visit: Visit) -> tuple[Concern, ...]:
    """Return what waits for this person as a safeguarding contact, in whichever project."""
    every = [project.slug for project in projects.every(visit.db)]
    mine = [slug for slug in every if _mine(visit, slug)]
    found = [concern for slug in mine for concern in concerns.unfinished(visit.db, slug)]
    return tuple(sorted(found, key=lambda concern: concern.marked_at))


def _concerns(visit: Visit, rest: str) -> None:
    if all(post.role != "safeguarding" for post in staff.posts(visit.db, visit.person.id)):
        visit.say(visit.words.say(NOT_YOURS))
        return
    waiting = waiting_for(visit)
    if not waiting:
        visit.say(visit.words.t("Nothing waits. You are told at once when something is marked."))
    for concern in waiting[:_AT_ONCE]:
        _show(visit, concern)
    more = len(waiting) - _AT_ONCE
    if more > 0:
        visit.say(
            visit.words.tn(
                "{n} more waits. Note what was done above, then send /concerns again.",
                "{n} more wait. Note what was done above, then send /concerns again.",
                more,
            )
        )


def _show(visit: Visit, concern: Concern) -> None:
    """Show what was recorded and the exact words, all of them; then what can be done."""
    if concern.answer is not None:
        say_files(visit, concern.pseudonym, concern.answer)
    *before, last = _exact(visit, concern)
    for text in before:
        visit.say(text, protect=True)
    words = visit.words
    visit.say(
        "\n".join([last, *_state(visit, concern)]),
        column(
            [
                tap(N_("I have seen this"), "con", concern.id, "seen", words=words),
                tap(N_("Note what was done"), "con", concern.id, "note", words=words),
                tap(N_("Find out who it is"), "con", concern.id, "who", words=words),
            ]
        ),
        protect=True,
    )


def _exact(visit: Visit, concern: Concern) -> list[str]:
    words = visit.words
    who = N_("the person") if concern.marked_by == "resident" else N_("a peer lead")
    on = day(concern.marked_at, words, visit.house.timezone)
    first, *others = parts(concern.words) or ("",)
    if not first:
        return [
            words.t(
                "{who}, marked by {by} on {day}. There are no words: it was sent as a file.",
                who=concern.pseudonym,
                by=who,
                day=on,
            )
        ]
    text = words.t(
        "{who}, marked by {by} on {day}:\n“{words}”",
        who=concern.pseudonym,
        by=who,
        words=first,
        day=on,
    )
    return [text, *(f"“{insert(part)}”" for part in others)]


def _state(visit: Visit, concern: Concern) -> list[str]:
    words = visit.words
    if concern.acknowledged_at is None:
        lines = [words.t("Nobody has seen it yet.")]
    else:
        on = day(concern.acknowledged_at, words, visit.house.timezone)
        lines = [words.t("Seen on {day}.", day=on)]
    if concern.note:
        lines.append(words.t("Noted so far: {note}", note=_end_of(concern.note)))
    return lines


def _end_of(note: str) -> str:
    """Return as much of the notes as fits below the words, the newest of them."""
    return note if len(note) <= _NOTE else "…" + note[-_NOTE:]


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    concern = concerns.get(visit.db, args[0]) if len(args) == 2 else None
    if concern is None or not _mine(visit, concern.project):
        remark(visit, _ONLY_THEM)
        return
    match args[1]:
        case "read":
            _show(visit, concern)
        case "seen":
            _seen(visit, concern)
        case "note":
            visit.begin_task("concern", "note", concern=concern.id)
            visit.say(visit.words.t("What was done? Type it in one message. Or type: back"))
        case "who":
            visit.begin_task("concern", "who", concern=concern.id)
            visit.say(
                visit.words.t(
                    "Why do you need to know who it is? Type the reason. It is written down, and "
                    "it can be looked at later. Or type: back"
                )
            )
        case _:
            remark(visit, STALE)


def _seen(visit: Visit, concern: Concern) -> None:
    if concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now):
        visit.say(visit.words.t("Written down: you have seen it. Next: note what was done."))
    else:
        remark(visit, N_("It was seen already."))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    concern = concerns.get(visit.db, str(task.data["concern"]))
    text = (came.text or "").strip()
    if concern is None or not _mine(visit, concern.project):
        visit.end_task()
        visit.say(visit.words.say(_ONLY_THEM))
    elif len(text) < 5:
        visit.say(visit.words.t("Please write a few words more, so that it can be understood."))
    elif task.step == "note":
        visit.end_task()
        concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now)
        concerns.note(visit.db, concern.id, text)
        _log(visit, concern, "noted what was done")
        visit.say(visit.words.t("Noted. It no longer waits."))
    else:
        visit.end_task()
        _lift(visit, concern, text)


def _lift(visit: Visit, concern: Concern, reason: str) -> None:
    """Lift a pseudonym: the one way there is, with its line in the audit log."""
    _log(visit, concern, "lifted a pseudonym", reason)
    person = participants.get(visit.db, concern.participant) if concern.participant else None
    if person is None or person.chat_id is None:
        visit.say(
            visit.words.t(
                "We no longer know: the person asked to be forgotten. "
                "That you looked is written down."
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


def _log(visit: Visit, concern: Concern, action: str, reason: str | None = None) -> None:
    """Write down who did what about whom: never a word of what they said."""
    audit.add(
        visit.db,
        actor=f"safeguarding {visit.person.id}",
        action=action,
        now=visit.now,
        project=concern.project,
        subject=concern.pseudonym,
        reason=reason,
    )


COMMANDS = {"concerns": _concerns}
TAPS = {"con": _tapped}
TASKS = {"concern": _typed}
