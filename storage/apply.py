"""From events to rows: what a step produced, written down in the transaction of its input."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from conversations import events as happened
from conversations.equality.apart import is_apart
from conversations.events import Event
from conversations.flow import Ask, Script
from conversations.run import NO_MESSAGE, Answer
from conversations.statements import OWN
from storage import contributions, equality, participants
from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("answers")


@dataclass(frozen=True)
class Whose:
    """Whose events they are, and what they were shown: the context every row needs."""

    run: str
    participant: str
    project: str
    revision: str
    language: str
    notice_version: int


def apply(
    db: Connection,
    script: Script,
    whose: Whose,
    events: tuple[Event, ...],
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Write down ``events``, in order. Nothing is overwritten: an answer replaced is superseded."""
    for event in events:
        match event:
            case happened.AnswerRecorded() | happened.AnswerChanged():
                # One set aside because it is offered no more is replaced by this, too.
                _record_answer(db, script, whose, event.node, event.answer, now, new_id)
            case happened.AnswerSetAside() if is_apart(event.node):
                equality.set_aside(db, whose.run, event.node, now)
            case happened.AnswerSetAside():
                _sql.set_aside(db, run=whose.run, node=event.node, at=stamp(now))
            case happened.AnswerRestored() if is_apart(event.node):
                equality.restore(db, whose.run, event.node)
            case happened.AnswerRestored():
                _sql.restore(db, run=whose.run, node=event.node)
            case happened.WordsKept():
                _keep_words(db, whose, event, now, new_id)
            case happened.ConstraintShown():
                _sql.show_constraint(
                    db,
                    participant=whose.participant,
                    project=whose.project,
                    constraint_key=event.constraint,
                    version=event.version,
                    at=stamp(now),
                )
            case happened.ConsentGiven() | happened.ConsentWithdrawn():
                _record_consent(db, whose, event, now)
            case happened.LanguageChanged():
                participants.set_language(db, whose.participant, event.language, whose.project)
            case _:
                pass


def _record_answer(
    db: Connection,
    script: Script,
    whose: Whose,
    node: str,
    answer: Answer,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    ask = script.find(node)
    if ask is not None and ask.block is not None and ask.consent is not None:
        # What was agreed to is kept as a consent; what was said beside it, as words.
        if answer.words:
            _keep_words(db, whose, happened.WordsKept(node, "\n".join(answer.words)), now, new_id)
        return
    if ask is not None and ask.block is not None:
        equality.record(
            db,
            ask,
            answer,
            participant=whose.participant,
            run=whose.run,
            project=whose.project,
            now=now,
            new_id=new_id,
        )
        return
    _sql.supersede(db, run=whose.run, node=node, at=stamp(now))
    _add_answer(db, ask, whose, node, answer, now, new_id)


def _add_answer(
    db: Connection,
    ask: Ask | None,
    whose: Whose,
    node: str,
    answer: Answer,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    answer_id = new_id()
    _sql.add(
        db,
        id=answer_id,
        run=whose.run,
        participant=whose.participant,
        project=whose.project,
        node=node,
        status=answer.status,
        value=json.dumps(answer.value),
        words=json.dumps(answer.words, ensure_ascii=False),
        language=answer.language,
        serves=ask.serves if ask else None,
        constraint_version=answer.constraint_version,
        measure=ask.measure if ask else None,
        promise=ask.promise if ask else None,
        at=stamp(now),
    )
    if ask is not None and ask.for_others and answer.words:
        step = node.removesuffix(OWN)
        contributions.add(
            db, new_id(), "statement", whose.project, whose.participant, answer_id, step, now
        )
    for position, media in enumerate(answer.media):
        _sql.add_media(db, answer=answer_id, media=media, position=position)
    for message in answer.messages:
        if message == NO_MESSAGE:
            continue
        _sql.add_message(db, answer=answer_id, message_id=message)


def _keep_words(
    db: Connection,
    whose: Whose,
    kept: happened.WordsKept,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    for media in kept.media or (None,):
        _sql.keep_words(
            db,
            id=new_id(),
            run=whose.run,
            participant=whose.participant,
            project=whose.project,
            node=kept.node,
            words=kept.words,
            media=media,
            at=stamp(now),
        )


def _record_consent(
    db: Connection,
    whose: Whose,
    event: happened.ConsentGiven | happened.ConsentWithdrawn,
    now: datetime,
) -> None:
    participants.record_consent(
        db,
        whose.participant,
        whose.project,
        event.scope,
        given=isinstance(event, happened.ConsentGiven),
        notice_version=whose.notice_version,
        revision=whose.revision,
        language=whose.language,
        now=now,
    )
