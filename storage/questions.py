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
    """A question for the team; ``constraint`` is the power card it was asked at, if any."""

    id: str
    project: str
    participant: str
    pseudonym: str
    constraint: str | None
    words: str
    language: str
    asked_at: datetime
    answer: str | None


def add(
    db: Connection,
    question: str,
    project: str,
    participant: str,
    constraint: str | None,
    words: str,
    language: str,
    now: datetime,
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
        at=stamp(now),
    )


def get(db: Connection, question: str, reader: str) -> Question | None:
    """Return a question; ``None`` if its asker was erased, or the reader may not see them."""
    row = _sql.get(db, id=question, reader=reader)
    return _question(row) if row else None


def unanswered(db: Connection, project: str, reader: str) -> tuple[Question, ...]:
    """Return what waits for an answer, the oldest first, of people the reader may see."""
    return tuple(_question(row) for row in _sql.open(db, project=project, reader=reader))


def answer(db: Connection, question: str, words: str, by: str, now: datetime) -> bool:
    """Keep the team's answer; ``False`` if someone was faster."""
    return bool(_sql.answer(db, id=question, answer=words, answered_by=by, at=stamp(now)))


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
    )
