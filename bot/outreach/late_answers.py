"""An answer that is late: the team is told again, and who asked is told honestly, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.calendar import next_waking
from bot.leads.scope import day, within_reach
from bot.outreach.contact import leave
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import participants, questions, scope, timers
from storage.questions import Question
from storage.timers import Timer

#: How much of a question stands in the word that its answer is late.
_REMINDER = 200


def watch(visit: Visit, loaded: Loaded, question: str) -> None:
    """Look at a question again when its answer was promised by."""
    _look_again(visit, loaded, question, "question_late", answer_by(loaded, visit.now))


def answer_by(loaded: Loaded, asked_at: datetime) -> datetime:
    """Return until when the answer to a question was promised."""
    return asked_at + timedelta(days=loaded.project.dates.answer_questions)


def is_late(loaded: Loaded, question: Question, now: datetime) -> bool:
    """Say whether the answer to a question has not come by when it was promised.

    To a reply, about what someone wrote for others, none was promised.
    """
    promised = question.contribution is None
    return promised and question.answer is None and answer_by(loaded, question.asked_at) <= now


def _look_again(visit: Visit, loaded: Loaded, question: str, kind: str, due: datetime) -> None:
    # It belongs to no person: the team hears of it even where who asked has said stop.
    timer = Timer(visit.house.new_id(), kind, due, project=loaded.project.slug, subject=question)
    timers.add(visit.db, timer, visit.now)


def _found(visit: Visit, timer: Timer) -> tuple[Loaded, Question] | None:
    question = questions.own(visit.db, timer.subject or "")
    loaded = visit.house.project(visit.db, timer.project or "")
    if loaded is None or question is None or question.answer is not None:
        return None
    return loaded, question


def _late(visit: Visit, timer: Timer) -> None:
    """The day has passed: the team hears it, and then who asked."""
    found = _found(visit, timer)
    if found is not None:
        _tell_team(visit, *found)
        _tell_asker(visit, *found)


def _tell_team(visit: Visit, loaded: Loaded, question: Question) -> None:
    slug = loaded.project.slug
    reading = {
        *scope.readers(visit.db, question.participant, slug, "lead"),
        *scope.readers(visit.db, question.participant, slug, "officer"),
    }
    for person in within_reach(visit, slug, "lead", "officer"):
        if person.id in reading:
            other = visit.other(person)
            other.say(
                other.words.t(
                    "A question from a resident is late for its answer. They are being told so."
                ),
                column([tap(N_("Read and answer"), "q", question.id, "open", words=other.words)]),
                kind="notice",
                due=next_waking(visit.now, loaded.project.timezone, person.awake),
            )


def _tell_asker(visit: Visit, loaded: Loaded, question: Question) -> None:
    """Tell who asked, once, when they are awake and in the middle of nothing."""
    asker = participants.get(visit.db, question.participant)
    if asker is None:
        return
    project = loaded.project
    member = participants.membership(visit.db, asker.id, project.slug)
    if member is not None and member.language is not None:
        asker = replace(asker, language=member.language)
    found = leave(visit.db, asker, project.slug, project.timezone, visit.now, "asked")
    if found.never:
        return
    if found.until is not None:
        _look_again(visit, loaded, question.id, "question_told", found.until)
    elif questions.late(visit.db, question.id, visit.now):
        _say_late(visit.other(asker), loaded, question)


def _say_late(visit: Visit, loaded: Loaded, question: Question) -> None:
    words, team = visit.words_of(loaded), loaded.project.team
    asked = question.words
    about = f"<b>{words.say(loaded.project.title)}</b>\n" if len(visit.projects()) > 1 else ""
    visit.say(
        about
        + words.t(
            "On {day} you asked: “{question}”\nThere is no answer yet. We are late, and we are "
            "sorry.",
            day=day(question.asked_at, words, loaded.project.timezone),
            question=asked if len(asked) <= _REMINDER else asked[:_REMINDER] + "…",
        )
        + "\n"
        + words.t(
            "The team was told again today. Your question stays open: the answer comes here. If "
            "you would rather call: {name}, {number}",
            name=team.name,
            number=team.number,
        ),
        kind="notice",
    )


def _told(visit: Visit, timer: Timer) -> None:
    """They were asleep, or in the middle of something: look again."""
    found = _found(visit, timer)
    if found is not None:
        _tell_asker(visit, *found)


TIMERS = {"question_late": _late, "question_told": _told}
