"""What residents ask the team, and what the team answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("questions")


@dataclass(frozen=True)
class Question:
    """A question for the team; ``constraint`` is the power card it was asked at, if any.

    ``follows`` is the question before it, whose answer did not do. ``late``: its asker has been
    told that the answer is late. ``contribution``: what they wrote for others, where it is a
    reply to what the team did with that.
    """

    id: str
    project: str
    participant: str
    pseudonym: str
    constraint: str | None
    words: str
    language: str
    asked_at: datetime
    answer: str | None
    answered_by: str | None = None
    follows: str | None = None
    late: bool = False
    contribution: str | None = None


def add(
    db: Connection,
    question: str,
    project: str,
    participant: str,
    constraint: str | None,
    words: str,
    language: str,
    now: datetime,
    *,
    follows: str | None = None,
    contribution: str | None = None,
) -> None:
    """Keep a question, in the asker's exact words."""
    _sql.add(
        db,
        id=question,
        project=project,
        participant=participant,
        constraint_key=constraint,
        words=words,
        language=language,
        follows=follows,
        contribution=contribution,
        at=stamp(now),
    )


def get(db: Connection, question: str, reader: str) -> Question | None:
    """Return a question; ``None`` if its asker was erased, or the reader may not see them."""
    row = _sql.get(db, id=question, reader=reader)
    return _question(row) if row else None


def own(db: Connection, question: str) -> Question | None:
    """Return a question for whoever asked it, or for the bot itself; ``None`` if it is gone."""
    row = _sql.own(db, id=question)
    return _question(row) if row else None


def before(db: Connection, question: Question, reader: str) -> tuple[Question, ...]:
    """Return what the asker asked before this in the same matter, the first of it first."""
    found: list[Question] = []
    follows = question.follows
    while follows is not None:
        earlier = get(db, follows, reader)
        if earlier is None:
            break
        found.insert(0, earlier)
        follows = earlier.follows
    return tuple(found)


def unanswered(db: Connection, project: str, reader: str) -> tuple[Question, ...]:
    """Return what waits for an answer, the oldest first, of people the reader may see."""
    return tuple(_question(row) for row in _sql.open(db, project=project, reader=reader))


def answer(db: Connection, question: str, words: str, by: str, now: datetime) -> bool:
    """Keep the team's answer; ``False`` if someone was faster."""
    return bool(_sql.answer(db, id=question, answer=words, answered_by=by, at=stamp(now)))


def thank(db: Connection, question: str, now: datetime) -> bool:
    """Note that the asker said thank you; ``False`` if they did before."""
    return bool(_sql.thank(db, id=question, at=stamp(now)))


def late(db: Connection, question: str, now: datetime) -> bool:
    """Note that its asker is told it is late; ``False`` if they were, or have an answer."""
    return bool(_sql.late(db, id=question, at=stamp(now)))


def _question(row: Any) -> Question:
    return Question(
        row["id"],
        row["project"],
        row["participant"],
        row["pseudonym"],
        row["constraint_key"],
        row["words"],
        row["language"],
        moment(row["asked_at"]),
        row["answer"],
        row["answered_by"],
        row["follows"],
        row["late_told_at"] is not None,
        row["contribution"],
    )
