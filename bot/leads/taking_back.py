"""A teller allows less than before, or deletes: it is taken back at once, even from open chats.

What stands on readers' phones is replaced, also where it is being read at this moment; files are
taken away, as long as Telegram lets a bot do that (two days). Marks that need leave fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.visit import Visit, body, column, tap
from conversations.catalogue import N_
from conversations.events import AnswerChanged, AnswerRecorded, Event
from conversations.storytelling import QUOTABLE, USE
from conversations.text import insert
from storage import inbox, outbox, participants, quotes, reviews, tasks, told_of

#: Dialogues of the team in which words can be kept, and what each is about: that is all that stays.
_ABOUT = {
    "answer": ("question",),
    "ask_back": ("answer",),
    "moderate": ("contribution",),
    "others_asked": ("question",),
}


def honour(visit: Visit, run: str, events: Sequence[Event]) -> None:
    """Honour at once what the visit's person has just said a story may be used for."""
    for event in events:
        if isinstance(event, AnswerRecorded | AnswerChanged) and event.node.endswith(USE):
            parts = reviews.of_story(visit.db, run, event.node.removesuffix(USE))
            use = event.answer.value[0] if event.answer.value else ""
            if use not in QUOTABLE:
                for answer in parts:
                    quotes.unmark(visit.db, answer)
            if use == "never":
                take_back(visit, parts)


def take_back_all(visit: Visit, project: str | None = None) -> None:
    """Take back everything the visit's person told, in one project or in all, before it goes.

    What others read of theirs in public is not changed on their phones: it named nobody.
    """
    me = visit.person.id
    take_back(visit, reviews.of_person(visit.db, me, project))
    _replace_all(visit, told_of.showing(visit.db, me, project))
    for said in told_of.public(visit.db, me, project):
        told_of.forget_public(visit.db, insert(said))
    for who in told_of.in_dialogues(visit.db, me, project):
        task = tasks.current(visit.db, who)
        if task is not None and task.name in _ABOUT:
            about = {key: task.data[key] for key in _ABOUT[task.name]}
            tasks.put(visit.db, who, task.name, task.step, about, visit.now)


def take_back(visit: Visit, answers: Iterable[str]) -> None:
    """Replace these answers on every phone where they stand."""
    for answer in answers:
        _replace_all(visit, reviews.showing(visit.db, answer), answer)


def _replace_all(visit: Visit, showing: Iterable[reviews.Showing], answer: str = "") -> None:
    for shown in showing:
        reader = participants.get(visit.db, shown.reader)
        if outbox.take_back(visit.db, shown.row) and reader is not None:
            _replace(visit.other(reader), shown, answer)


def _replace(visit: Visit, shown: reviews.Showing, answer: str) -> None:
    if visit.person.chat_id is None:
        return
    # A tap brings the whole message it was on.
    inbox.scrub_chat(visit.db, visit.person.chat_id)
    task = tasks.current(visit.db, visit.person.id)
    reading = task is not None and task.name == "listen" and task.data.get("answer") == answer
    go_on = [tap(N_("Go on"), "desk", "new", words=visit.words)] if reading else []
    text = visit.words.t(
        "The person took this back. It is used for nothing any more. Please keep to yourself "
        "what you have read."
    )
    outbox.add(
        visit.db,
        chat_id=visit.person.chat_id,
        participant=visit.person.id,
        body={"gone": True} if shown.is_file else body(text, column(go_on)),
        now=visit.now,
        edits=shown.row,
    )
