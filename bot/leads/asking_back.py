"""Asking somebody back: one message, relayed; neither side sees who the other is."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.base import Incoming
from bot.leads import deeds
from bot.leads.reading import about, current, show
from bot.leads.scope import remark
from bot.leads.telling import telling_of
from bot.outreach.contact import Leave, leave
from bot.residents.conversation import begin
from bot.scripts import of_asked_back
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from storage import asked_back, participants, timers
from storage.participants import Person
from storage.reviews import Told
from storage.tasks import Task
from storage.timers import Timer

_LONGEST = 500
#: "Yes" is no question: whoever types it below theirs means that it is right.
_SEND = Option("send", N_("Send it"), (N_("send"), N_("ok"), N_("yes")))


def _may(visit: Visit, loaded: Loaded, participant: str) -> tuple[Person | None, Leave]:
    """Return who is to be asked, and whether we may write to them now."""
    person, project = participants.get(visit.db, participant), loaded.project
    if person is None:
        return None, Leave(never=True, why="erased")
    member = participants.membership(visit.db, participant, project.slug)
    if member is not None and member.language is not None:
        person = replace(person, language=member.language)
    asked = leave(visit.db, person, project.slug, project.timezone, visit.now, "prompt")
    return person, asked


def ask(visit: Visit, loaded: Loaded, told: Told) -> None:
    """Begin to ask back, or say at once that this person is not to be written to."""
    if _may(visit, loaded, told.participant)[1].never:
        remark(visit, N_("They did not agree to be written to again, or cannot be reached."))
        return
    about(visit, told, "words", name="ask_back")
    visit.say(
        visit.words.t(
            "What do you want to ask {who}? Write it in one message. They do not see who you "
            "are, and you do not see who they are. Or type: back",
            who=told.pseudonym,
        )
    )


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    found = current(visit, str(task.data["answer"]))
    if found is None:
        return
    text = (came.text or "").strip()
    reading = match_option(text, (_SEND,), visit.words)
    if task.step == "preview" and isinstance(reading, Understood) and not reading.words:
        _send(visit, *found, str(task.data["text"]))
    elif not text or len(text) > _LONGEST:
        visit.say(visit.words.t("Please write it in words, at most {n} letters.", n=_LONGEST))
    else:
        told = found[1]
        about(visit, told, "preview", name="ask_back", text=text)
        said = visit.words.t(
            "This is what they will be asked:\n“{words}”\nTo change it, type it anew.", words=text
        )
        # A question may quote what was told.
        with telling_of(visit, told.participant, told.project):
            visit.say(said, column([tap(_SEND.label, "back", told.id, "send", words=visit.words)]))


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    found = current(visit, args[0]) if len(args) == 2 else None
    task = visit.task()
    if found is None:
        return
    if task is None or task.name != "ask_back" or task.data.get("answer") != args[0]:
        remark(visit, N_("Please type your question first."))
    elif task.step == "preview":
        _send(visit, *found, str(task.data["text"]))


def _send(visit: Visit, loaded: Loaded, told: Told, text: str) -> None:
    made, language = visit.house.new_id(), visit.person.language
    asked_back.add(visit.db, made, told.id, text, language, visit.person.id, visit.now)
    timer = Timer(
        visit.house.new_id(),
        "ask_back",
        visit.now,
        participant=told.participant,
        project=told.project,
        subject=made,
    )
    timers.add(visit.db, timer, visit.now)
    undo = deeds.did(visit, told, "back", made)
    visit.mark_tapped("✓")
    visit.say(
        visit.words.t(
            "It is on its way, at an hour that suits them. What they answer comes to you as new, "
            "and stands beside this."
        ),
        column([undo]),
    )
    show(visit, loaded, told)


def _due(visit: Visit, timer: Timer) -> None:
    """Ask now, or look again when we may; never what was taken back meanwhile."""
    asked = asked_back.get(visit.db, timer.subject or "")
    loaded = visit.house.project(visit.db, timer.project or "")
    if asked is None or loaded is None or asked.state != "waiting":
        return
    person, found = _may(visit, loaded, asked.participant)
    if person is None or found.never or not asked_back.stands(visit.db, asked.id):
        asked_back.move(visit.db, asked.id, "cancelled")
    elif found.until is not None:
        later = replace(timer, id=visit.house.new_id(), due_at=found.until)
        timers.add(visit.db, later, visit.now)
    elif asked_back.move(visit.db, asked.id, "begun"):
        script = of_asked_back(visit.db, loaded, asked.id, person.language)
        begin(visit.other(person), loaded, script, wave="asked", kind="prompt")


def _back(visit: Visit, task: Task) -> None:
    found = current(visit, str(task.data["answer"]))
    if found is not None:
        show(visit, *found)


TAPS = {"back": _tapped}
TASKS = {"ask_back": _typed}
BACKS = {"ask_back": _back}
TIMERS = {"ask_back": _due}
