"""The one way in: an update becomes a visit, and the visit finds its room.

``receive`` is one unit of work: it runs whole in the writer's transaction or not at all, and
because the writer keeps the order of its queue, a chat's updates are dealt with in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.channels.base import Incoming
from bot.channels.updates import read_update
from bot.house import House
from bot.leads import on_behalf, typing_in
from bot.officers import handing_in, rehearsing
from bot.residents import arriving, labels, languages, reserved
from bot.residents.talking import hear, is_answer, leave_task
from bot.visit import Visit, body
from conversations.text import address
from storage import inbox, outbox, participants, tasks, timers
from storage.participants import Person
from storage.sqlite import Connection
from storage.timers import Timer


@dataclass(frozen=True)
class Receipt:
    """What is left to do outside the transaction: answer a tap, with a note or without."""

    query_id: str | None = None
    note: str | None = None


def receive(
    db: Connection, house: House, seq: int, raw: Mapping[str, object], now: datetime
) -> Receipt:
    """Deal with one update from the inbox. Done twice, the second time does nothing."""
    if not inbox.done(db, seq):
        return Receipt()
    came = read_update(raw)
    if came.place is not None:
        inbox.forget(db, seq)
    if came.kind == "other" or came.chat_id is None:
        return Receipt(came.query_id)
    if not came.private:
        _point_to_private(db, house, came, now)
        return Receipt(came.query_id)
    person = participants.find(db, came.chat_id)
    if came.kind == "member":
        _blocked(db, came, person, now)
        return Receipt()
    new = person is None
    if person is None:
        person = arriving.welcome(db, house, came, now)
    elif not person.reachable:
        participants.set_unreachable(db, came.chat_id, None)
    own = Visit(db, house, now, person, came)
    visit = own if new else on_behalf.whose(own)
    _let_in(visit, came, new)
    on_behalf.afterwards(own, visit)
    return Receipt(came.query_id, visit.toast)


def apologise(
    db: Connection, house: House, seq: int, raw: Mapping[str, object], now: datetime, error: str
) -> Receipt:
    """After a unit failed: keep the update as failed, and tell the person kindly."""
    inbox.failed(db, seq, error)
    came = read_update(raw)
    person = participants.find(db, came.chat_id) if came.chat_id and came.private else None
    if person is not None and came.kind in ("message", "edited", "tap"):
        visit = Visit(db, house, now, person, came)
        visit.say(
            visit.words.t(
                "Something went wrong on our side. What you sent is kept. "
                "Please try again, or send /start to see where you are."
            )
        )
    return Receipt(came.query_id)


def timer_due(db: Connection, house: House, timer: Timer, now: datetime) -> None:
    """Deal with a timer that fell due, once: the same walk through another door."""
    if not timers.done(db, timer.id):
        return
    step = house.rooms.timers.get(timer.kind)
    person = participants.get(db, timer.participant) if timer.participant else _nobody()
    if step is None or person is None:
        timers.dropped(db, timer.id)
        return
    step(Visit(db, house, now, person), timer)


def _nobody() -> Person:
    """Stand in where a timer belongs to a project and to no one person."""
    return Person("", "en", None, stopped=False, reachable=False)


def _let_in(visit: Visit, came: Incoming, new: bool) -> None:
    if came.kind == "tap":
        _tapped(visit, came.data or "")
    elif (not new and rehearsing.takes(visit, came)) or typing_in.takes(visit, came):
        pass
    elif came.kind == "edited":
        hear(visit, came)
    elif came.text and came.text.startswith("/") and len(came.text) > 1:
        _command(visit, came)
    elif new:
        arriving.first_words(visit, came)
    else:
        _message(visit, came)


def _tapped(visit: Visit, data: str) -> None:
    name, *args = data.split(":")
    room = visit.house.rooms.taps.get(name)
    if room is None:
        visit.toast = visit.words.plain(reserved.STALE)
        return
    room(visit, tuple(args))


def _command(visit: Visit, came: Incoming) -> None:
    word, _, rest = (came.text or "")[1:].partition(" ")
    command = visit.house.rooms.commands.get(word.casefold())
    if command is None:
        visit.say(visit.words.t("I do not know that command. Send /help to see what I can do."))
        return
    if word.casefold() == "start":
        rest = came.payload or rest
    if word.casefold() not in reserved.IN_BETWEEN:
        visit.end_task()
    command(visit, rest.strip())


def _reserved(visit: Visit, text: str) -> str | None:
    """Return the command a whole message stands for, also in the language of who types for one."""
    found = reserved.command_for(text, visit.words)
    if found is None and visit.person.through is not None:
        return reserved.command_for(text, on_behalf.to_helper(visit))
    return found


def _message(visit: Visit, came: Incoming) -> None:
    """Words or a file: a reserved word, a step of a task, or something said in the run."""
    if handing_in.takes(visit, came):
        return
    task = tasks.current(visit.db, visit.person.id)
    name = _reserved(visit, came.text) if came.text and not came.media else None
    if name in reserved.GIVE_WAY and is_answer(visit, came.text or ""):
        name = None
    if name not in reserved.ALWAYS:
        if labels.takes(visit, came, task):
            return
        if task is not None and task.step in visit.house.rooms.names.get(task.name, ()):
            name = None
    if name is not None and name in reserved.IN_BETWEEN:
        visit.house.rooms.commands[name](visit, "")
        return
    if name is not None:
        visit.end_task()
        if not (task and name in ("back", "skip") and leave_task(visit, task, name)):
            visit.house.rooms.commands[name](visit, "")
        return
    step = visit.house.rooms.tasks.get(task.name) if task else None
    if task is not None and step is not None:
        step(visit, task, came)
        return
    language = languages.named(visit, came.text) if came.text and not came.media else None
    if language is not None:
        languages.choose(visit, language)
    else:
        hear(visit, came)


def _blocked(db: Connection, came: Incoming, person: Person | None, now: datetime) -> None:
    if person is None or came.chat_id is None:
        return
    participants.set_unreachable(db, came.chat_id, now if came.blocked else None)
    if came.blocked:
        outbox.unreachable(db, came.chat_id, "blocked the bot")


def _point_to_private(db: Connection, house: House, came: Incoming, now: datetime) -> None:
    """In a group say where the private chat is, and nothing else: groups are not confidential."""
    if came.chat_id is None or not (came.text or "").startswith("/"):
        return
    words = house.words(came.language_code or "en")
    text = words.t(
        "This is a group, so it is not confidential. Please write to me alone: {link}",
        link=address(f"https://t.me/{house.bot_username}"),
    )
    outbox.add(db, chat_id=came.chat_id, body=body(text), now=now)
