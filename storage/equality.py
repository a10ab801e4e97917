"""What people said about themselves: one word on each question, apart from all their answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from conversations.equality.apart import OFFER, TELL, USE, node, question, without
from conversations.equality.block import block
from conversations.flow import Ask
from conversations.run import NO_MESSAGE, Answer, AnswerStatus
from storage import runs
from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("equality")


@dataclass(frozen=True)
class Told:
    """A person's word on one question of a block, and the run and project it was said in."""

    question: str
    block: str
    run: str
    project: str
    answer: Answer


@dataclass(frozen=True)
class Count:
    """How many people of a project said the same: ``value`` is empty where it was in words."""

    question: str
    status: AnswerStatus
    value: str
    people: int


def record(
    db: Connection,
    ask: Ask,
    answer: Answer,
    *,
    participant: str,
    run: str,
    project: str,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Take down an answer to ``ask``, in place of what the person said to it before, anywhere.

    Skipping takes nothing back that was told elsewhere.
    """
    assert ask.block is not None, "only what is asked by a block is kept here"
    asked = question(ask.key)
    before = next((told for told in current(db, participant) if told.question == asked), None)
    if answer.status == "skipped" and before is not None and before.run != run:
        return
    _sql.supersede(db, participant=participant, question=asked, at=stamp(now))
    for follow in block(ask.block).behind(asked):
        # What followed from the answer given elsewhere does not follow from this one.
        _sql.supersede_elsewhere(
            db, participant=participant, question=follow, run=run, at=stamp(now)
        )
    answer_id = new_id()
    _sql.add(
        db,
        id=answer_id,
        participant=participant,
        run=run,
        project=project,
        block=ask.block,
        question=asked,
        status=answer.status,
        value=json.dumps(answer.value),
        words=json.dumps(answer.words, ensure_ascii=False),
        language=answer.language,
        at=stamp(now),
    )
    for message in answer.messages:
        if message != NO_MESSAGE:
            _sql.add_message(db, answer=answer_id, message_id=message)


def set_aside(db: Connection, run: str, key: str, now: datetime) -> None:
    """Put aside what was said at the node ``key``: it no longer lies on the person's way."""
    _sql.set_aside(db, run=run, question=question(key), at=stamp(now))


def restore(db: Connection, run: str, key: str) -> None:
    """Let what was put aside count again."""
    _sql.restore(db, run=run, question=question(key))


def current(db: Connection, participant: str) -> tuple[Told, ...]:
    """Return what someone says about themselves now, what they skipped too."""
    return tuple(
        Told(
            row["question"],
            row["block"],
            row["run"],
            row["project"],
            Answer(
                tuple(json.loads(row["value"])),
                tuple(json.loads(row["words"])),
                status=row["status"],
                language=row["language"],
            ),
        )
        for row in _sql.current(db, participant=participant)
    )


def erase(db: Connection, participant: str) -> bool:
    """Erase all someone said about themselves, and let their runs know nothing of it.

    Returns whether there was anything.
    """
    found = bool(_sql.erase(db, participant=participant))
    whose = {"participant": participant, "offer": OFFER, "questions": node("%")}
    _sql.erase_files(db, **whose)
    _sql.erase_words(db, **whose)
    for held in runs.of_person(db, participant):
        run = without(held.run)
        if run is not held.run:
            # Nobody touched it: when it was last touched decides which run is open, and when
            # answers never sent are deleted.
            runs.save(db, held, run, held.touched_at, heard=False)
    return found


def counts(db: Connection, project: str) -> tuple[Count, ...]:
    """Return how many people who sent their answers, and agree, said what about themselves."""
    return tuple(
        Count(row["question"], row["status"], "".join(json.loads(row["value"])), row["people"])
        for row in _sql.counts(db, project=project, tell=TELL, use=USE)
    )
