"""What residents ask the team: told at once, answered in chat, neither side's identity shown."""

from __future__ import annotations

from bot.channels.base import Incoming
from bot.leads.scope import TEAM, allowed, day, workplace
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.text import insert
from storage import participants, questions, staff
from storage.questions import Question
from storage.tasks import Task

_LONGEST = 1500


def tell_team(visit: Visit, project: str, question: str) -> None:
    """Tell every peer lead of ``project`` that a resident asks something."""
    for holder in staff.holders(visit.db, project, "lead"):
        lead = participants.get(visit.db, holder.participant)
        if lead is not None and lead.id != visit.person.id:
            other = visit.other(lead)
            other.say(
                other.words.t("A resident asks the team something."),
                column([tap(N_("Read and answer"), "q", question, "open", words=other.words)]),
                kind="notice",
            )


def _questions(visit: Visit, rest: str) -> None:
    loaded = workplace(visit, *TEAM)
    if loaded is None:
        return
    waiting = questions.unanswered(visit.db, loaded.project.slug)
    if not waiting:
        visit.say(
            visit.words.t("No question waits for an answer."),
            column([tap(N_("To the desk"), "desk", "desk", words=visit.words)]),
        )
        return
    _show(visit, waiting[0])


def _show(visit: Visit, question: Question) -> None:
    loaded = visit.house.project(visit.db, question.project)
    if loaded is None:
        return
    words, card = visit.words_of(loaded), loaded.project.constraints.get(question.constraint or "")
    lines = [
        words.t(
            "{who} asked on {day}:",
            who=question.pseudonym,
            day=day(question.asked_at, words, visit.house.timezone),
        ),
        f"“{insert(question.words[:_LONGEST])}”",
    ]
    if card is not None:
        lines.append(words.t("It is about: {card}", card=card.name))
    lines.append(
        words.t("Type your answer in one message. They do not see who you are. Or type: back")
    )
    visit.begin_task("answer", "words", question=question.id)
    visit.say("\n".join(lines), protect=True)


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    question = questions.get(visit.db, args[0]) if len(args) == 2 else None
    if question is None or question.answer is not None:
        visit.toast = visit.words.plain(N_("That question has been answered, or taken back."))
    elif not allowed(visit, question.project, *TEAM):
        return
    elif args[1] == "open":
        _show(visit, question)
    elif args[1] == "send":
        _send(visit, question)


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    question = questions.get(visit.db, str(task.data["question"]))
    if question is None or question.answer is not None:
        visit.end_task()
        visit.say(visit.words.t("That question has been answered, or taken back."))
        return
    text = (came.text or "").strip()
    if not text or len(text) > _LONGEST:
        visit.say(
            visit.words.t("Please type the answer in words, at most {n} letters.", n=_LONGEST)
        )
        return
    visit.begin_task("answer", "preview", question=question.id, text=text)
    visit.say(
        visit.words.t(
            "This is what they will read:\n“{words}”\nTo change it, type it anew.", words=text
        ),
        column([tap(N_("Send this answer"), "q", question.id, "send", words=visit.words)]),
    )


def _send(visit: Visit, question: Question) -> None:
    task = visit.task()
    if task is None or task.name != "answer" or task.data.get("question") != question.id:
        visit.toast = visit.words.plain(N_("Please type your answer first."))
        return
    text = str(task.data.get("text", ""))
    visit.end_task()
    if not text or not questions.answer(visit.db, question.id, text, visit.person.id, visit.now):
        visit.toast = visit.words.plain(N_("Somebody else has just answered it."))
        return
    visit.mark_tapped("✓ " + visit.words.t("Sent"))
    _relay(visit, question, text)
    visit.say(visit.words.t("Sent. {who} has your answer.", who=question.pseudonym))
    _questions(visit, "")


def _relay(visit: Visit, question: Question, text: str) -> None:
    asker = participants.get(visit.db, question.participant)
    if asker is None or asker.stopped:
        return
    other = visit.other(asker)
    other.say(
        other.words.t(
            "You asked: “{question}”\nThe team answers: “{answer}”",
            question=question.words[:300],
            answer=text,
        ),
        column([tap(N_("Ask the team"), "do", "ask", words=other.words)]),
        kind="notice",
    )


COMMANDS = {"questions": _questions}
TAPS = {"q": _tapped}
TASKS = {"answer": _typed}
