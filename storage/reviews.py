"""What came in and waits to be read, one person's words at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.run import Answer, AnswerStatus
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("reviews")


@dataclass(frozen=True)
class Told:
    """One answer as staff may see it: under a made-up name, with what its teller allowed.

    ``use`` and ``about`` are the teller's own word on a story: what it may be used for, and what
    it is about (empty where they did not say). ``was`` is the answer it replaced after it was sent.
    """

    id: str
    run: str
    participant: str
    project: str
    revision: str
    node: str
    answer: Answer
    at: datetime
    pseudonym: str
    source: str | None
    use: str
    about: str
    was: str | None = None


@dataclass(frozen=True)
class FileTold:
    """A file that belongs to an answer."""

    id: str
    kind: str
    seconds: int | None
    state: str


def unread(db: Connection, project: str, reader: str, at_most: int = 1) -> tuple[Told, ...]:
    """Return what nobody has read yet, the oldest first, of people the reader may see."""
    return tuple(
        _told(row) for row in _sql.unread(db, project=project, reader=reader, at_most=at_most)
    )


def unread_count(db: Connection, project: str, reader: str) -> int:
    """Return how much nobody has read yet of people the reader may see."""
    return int(_sql.unread_count(db, project=project, reader=reader))


def unread_of_run(db: Connection, run: str) -> int:
    """Return how much of one run nobody has read yet."""
    return int(_sql.unread_of_run(db, run=run))


def get(db: Connection, answer: str, reader: str) -> Told | None:
    """Return one answer; ``None`` if the reader may not see it, or it was changed or erased."""
    row = _sql.get(db, id=answer, reader=reader)
    return _told(row) if row else None


def files(db: Connection, answer: str) -> tuple[FileTold, ...]:
    """Return an answer's files in the order they were sent."""
    return tuple(
        FileTold(r["id"], r["kind"], r["seconds"], r["state"])
        for r in _sql.files(db, answer=answer)
    )


def read(db: Connection, review: str, answer: str, by: str, now: datetime) -> bool:
    """Note that an answer was read; ``False`` if somebody had read it before."""
    return bool(_sql.read(db, id=review, answer=answer, made_by=by, at=stamp(now)))


def read_not(db: Connection, answer: str, by: str) -> bool:
    """Take back that ``by`` has read an answer: it is new again."""
    return bool(_sql.unread_again(db, answer=answer, made_by=by))


def _told(row: Any) -> Told:
    status: AnswerStatus = row["status"]
    said = Answer(
        tuple(json.loads(row["value"])),
        tuple(json.loads(row["words"])),
        status=status,
        language=row["language"],
    )
    return Told(
        row["id"],
        row["run"],
        row["participant"],
        row["project"],
        row["revision"],
        row["node"],
        said,
        moment(row["at"]),
        row["pseudonym"],
        row["source"],
        _first(row["story_use"]),
        _first(row["about"]),
        row["was"],
    )


def _first(value: str | None) -> str:
    values = json.loads(value) if value else []
    return str(values[0]) if values else ""
