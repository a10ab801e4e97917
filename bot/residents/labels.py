"""What stands on a button, typed: the same as tapping it.

A question and a short dialogue read their own buttons. This is for all the others: under what came
since from us or from somebody else, and under what is only told.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from bot.channels.base import Button, Incoming
from bot.residents.talking import is_answer
from bot.visit import LISTS, Visit, keyboard_of
from conversations.text import fold, insert
from storage import outbox, runs
from storage.outbox import Seen
from storage.tasks import Task

#: So many of the newest messages are before someone's eyes.
_BEFORE_THEIR_EYES = 12

#: A mark that tells nothing by itself.
_TICK = "✓"


def takes(visit: Visit, came: Incoming, task: Task | None) -> bool:
    """Take a label as the tap it stands for; ``False`` if it is none, or an answer of its own.

    Its button is the newest that is so called and does not stand before what is open: older ones
    are only there to be tapped. What the open question offers is always meant for the question.
    """
    if task is not None and task.name in LISTS:
        task = None  # nobody is in the middle of writing something
    if not came.text or came.media or (task is None and is_answer(visit, came.text)):
        return False
    found = _button(visit, fold(came.text), task)
    if found is None:
        return False
    # Its words stay: whoever typed them is told in a message what a tap is told in a note.
    visit.incoming = replace(came, kind="tap", data=found[1], message_id=found[0])
    name, *args = found[1].split(":")
    visit.house.rooms.taps[name](visit, tuple(args))
    _speak_up(visit)
    return True


def _speak_up(visit: Visit) -> None:
    """Say what only who taps would see: a note over the chat, a mark at a button tapped above."""
    if visit.toast:
        visit.say(insert(visit.toast))
        visit.toast = None
    elif visit.marked and visit.marked != _TICK and not visit.said:
        visit.say(visit.marked)


def _button(visit: Visit, wanted: str, task: Task | None) -> tuple[int, str] | None:
    """Return the message a button stands under, and what its tap brings back."""
    chat = visit.person.chat_id
    if chat is None or not wanted or wanted.isdecimal():  # a number picks from what is open
        return None
    for seen in _since_it_opened(visit, chat, task):
        for button in chain.from_iterable(keyboard_of(dict(seen.body))):
            if fold(button.text) == wanted and _is_ours(button):
                return seen.message_id, button.data or ""
    return None


def _since_it_opened(visit: Visit, chat: int, task: Task | None) -> tuple[Seen, ...]:
    """Return the newest messages, back to where a dialogue, or the open question, began.

    A question that was put again began where the person was last heard.
    """
    newest = outbox.newest(visit.db, chat, visit.person.id, _BEFORE_THEIR_EYES)
    if task is not None:
        return tuple(seen for seen in newest if seen.made_at >= task.at)
    held = runs.latest(visit.db, visit.person.id)
    if held is None or held.run.status != "waiting":
        return newest
    return tuple(seen for seen in newest if seen.made_at >= held.heard_at)


def _is_ours(button: Button) -> bool:
    """Say whether this is no link, and no button of a question: those the question reads."""
    return button.data is not None and not button.data.startswith("r:")
