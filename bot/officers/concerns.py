"""Concerns: the exact words, and what was done with them."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import NOT_YOURS, day, remark
from bot.leads.telling import parts, say_files
from bot.officers import handing_on, safety_rehearsal
from bot.officers.chasing import arm_note
from bot.officers.contacts import about_whom, called, headed, is_contact
from bot.officers.histories import history, older
from bot.officers.lifting import lift, log
from bot.residents.reserved import STALE
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import insert
from storage import concerns, projects, staff
from storage.concerns import Concern
from storage.tasks import Task

#: So many are shown at once: each is a message of its own, to be read one by one.
_AT_ONCE = 5

#: How much of the notes is shown, in characters.
_NOTE = 500

_ONLY_THEM = N_("Only the safeguarding contact can see this.")

#: What can be done with a concern that is shown.
_ACTS = (
    Option("seen", N_("I have seen this")),
    Option("note", N_("Note what was done")),
    Option("hand", N_("Hand it over")),
    Option("who", N_("Find out who it is")),
    Option("history", N_("What has happened")),
)


def waiting_for(visit: Visit) -> tuple[Concern, ...]:
    """Return what waits for this person as a safeguarding contact, in whichever project."""
    every = [project.slug for project in projects.every(visit.db)]
    mine = [slug for slug in every if is_contact(visit, slug)]
    found = [concern for slug in mine for concern in concerns.unfinished(visit.db, slug)]
    return tuple(sorted(found, key=lambda concern: concern.marked_at))


def _concerns(visit: Visit, rest: str) -> None:
    if all(post.role != "safeguarding" for post in staff.posts(visit.db, visit.person.id)):
        visit.say(visit.words.say(NOT_YOURS))
        return
    waiting = waiting_for(visit)
    if not waiting:
        visit.say(
            visit.words.t("Nothing waits. You are told at once when something is marked."),
            column([tap(N_("Earlier ones"), "con", "all", words=visit.words)]),
        )
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
    visit.begin_task("concern", "act", concern=concern.id)
    visit.say(
        headed(words, concern, "\n".join([last, *_state(visit, concern)])),
        column(tap(o.label, "con", concern.id, o.key, words=words) for o in _ACTS),
        protect=True,
    )


def _exact(visit: Visit, concern: Concern) -> list[str]:
    words = visit.words
    who = {
        "resident": N_("the person"),
        "lead": N_("a peer lead"),
        "contact": N_("a safeguarding contact"),
    }[concern.marked_by]
    on = day(concern.marked_at, words, visit.house.timezone)
    first, *others = parts(concern.words) or ("",)
    if not first:
        return [
            words.t(
                "{who}, marked by {by} on {day}. There are no words: it was sent as a file.",
                who=about_whom(words, concern),
                by=who,
                day=on,
            )
        ]
    text = words.t(
        "{who}, marked by {by} on {day}:\n“{words}”",
        who=about_whom(words, concern),
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
        by = called(visit, concern.project, concern.acknowledged_by)
        lines = [words.t("Seen on {day} by {who}.", day=on, who=by)]
    if concern.note:
        lines.append(words.t("Noted so far: {note}", note=_end_of(concern.note)))
    return lines


def _end_of(note: str) -> str:
    """Return as much of the notes as fits below the words, the newest of them."""
    return note if len(note) <= _NOTE else "…" + note[-_NOTE:]


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    if args == ("all",):
        older(visit)
        return
    concern = concerns.get(visit.db, args[0]) if len(args) >= 2 else None
    if concern is None or not is_contact(visit, concern.project):
        remark(visit, _ONLY_THEM)
    elif args[1] == "to":
        handing_on.chosen(visit, concern, args[2:])
    else:
        _act(visit, concern, args[1])


def _act(visit: Visit, concern: Concern, what: str) -> None:
    match what:
        case "read":
            _show(visit, concern)
        case "seen":
            _seen(visit, concern)
        case "note":
            visit.begin_task("concern", "note", concern=concern.id)
            visit.say(visit.words.t("What was done? Type it in one message. Or type: back"))
        case "hand":
            handing_on.ask(visit, concern)
        case "history":
            history(visit, concern)
        case "who" if concern.rehearsal:
            remark(visit, N_("This one is invented: there is nobody to find."))
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
        arm_note(visit, concern)
        visit.say(visit.words.t("Written down: you have seen it. Next: note what was done."))
    else:
        remark(visit, N_("It was seen already."))


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    concern = concerns.get(visit.db, str(task.data["concern"]))
    text = (came.text or "").strip()
    if concern is None or not is_contact(visit, concern.project):
        visit.end_task()
        visit.say(visit.words.say(_ONLY_THEM))
    elif task.step in ("act", "hand"):
        _chosen(visit, task, concern, text)
    elif len(text) < 5:
        visit.say(visit.words.t("Please write a few words more, so that it can be understood."))
    elif task.step == "note":
        visit.end_task()
        _note(visit, concern, text)
    elif task.step == "outside":
        visit.end_task()
        handing_on.outside(visit, concern, text)
        if concern.rehearsal:
            safety_rehearsal.finish(visit, concern)
        else:
            log(visit, concern, "handed a concern over outside")
    else:
        visit.end_task()
        lift(visit, concern, text)


def _chosen(visit: Visit, task: Task, concern: Concern, text: str) -> None:
    """One of the buttons below a concern, or of those to hand it over to, by number or name."""
    offered = _ACTS if task.step == "act" else handing_on.options(visit, concern)
    reading = match_option(text, offered, visit.words)
    if not isinstance(reading, Understood) or reading.words:
        visit.say(
            visit.words.t("Please tap a button, or type its number. Nothing has changed yet.")
        )
    elif task.step == "act":
        _act(visit, concern, reading.value[0])
    else:
        handing_on.chosen(visit, concern, (reading.value[0],))


def _note(visit: Visit, concern: Concern, text: str) -> None:
    concerns.acknowledge(visit.db, concern.id, visit.person.id, visit.now)
    concerns.note(visit.db, concern.id, text, visit.person.id, visit.now)
    if concern.rehearsal:
        safety_rehearsal.finish(visit, concern)
        return
    log(visit, concern, "noted what was done")
    visit.say(visit.words.t("Noted. It no longer waits."))


COMMANDS = {"concerns": _concerns}
TAPS = {"con": _tapped}
TASKS = {"concern": _typed}
