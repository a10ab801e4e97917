"""What came in and waits to be read, one person's words at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.run import Answer, AnswerStatus
from conversations.storytelling import QUOTABLE
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("reviews")


@dataclass(frozen=True)
class Told:
    """One answer as staff may see it: under a made-up name, with what its teller allowed.

    ``use``, ``about`` and ``weight`` are the teller's own word on a story: what it may be used for,
    what it is about, and how much it matters to them (empty where they did not say). ``was`` is the
    answer it replaced after it was sent.
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
    weight: str = ""
    was: str | None = None

    @property
    def quotable(self) -> bool:
        """Whether its teller allowed it to be quoted."""
        return self.use in QUOTABLE


@dataclass(frozen=True)
class Showing:
    """A message in which somebody's words stand on a reader's phone; ``is_file``: as a file."""

    row: int
    reader: str
    is_file: bool


@dataclass(frozen=True)
class FileTold:
    """A file that belongs to an answer."""

    id: str
    kind: str
    seconds: int | None
    state: str


@dataclass(frozen=True)
class HowFar:
    """How far listening is: people ``asked`` and who ``sent``, answers ``told`` and ``read``."""

    asked: int
    sent: int
    told: int
    read: int


def how_far(db: Connection, project: str) -> HowFar:
    """Return how much of what a project heard has been read."""
    row = _sql.how_far(db, project=project)
    return HowFar(row["asked"], row["sent"], row["told"], row["read"])


def unread(db: Connection, project: str, reader: str, at_most: int = 1) -> tuple[Told, ...]:
    """Return what nobody has read yet, of people the reader may see.

    The oldest comes first, and what they put off comes last.
    """
    return tuple(
        told_of(row) for row in _sql.unread(db, project=project, reader=reader, at_most=at_most)
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
    return told_of(row) if row else None


def before(db: Connection, answer: str, reader: str, at_most: int) -> tuple[Told, ...]:
    """Return what the same person told before an answer, the newest first."""
    return tuple(told_of(row) for row in _sql.before(db, id=answer, reader=reader, at_most=at_most))


def files(db: Connection, answer: str) -> tuple[FileTold, ...]:
    """Return an answer's files in the order they were sent."""
    return tuple(
        FileTold(r["id"], r["kind"], r["seconds"], r["state"])
        for r in _sql.files(db, answer=answer)
    )


def read(db: Connection, review: str, answer: str, by: str, now: datetime) -> bool:
    """Note that an answer was read; ``False`` if somebody had read it before."""
    return bool(_sql.read(db, id=review, answer=answer, made_by=by, at=stamp(now)))


def is_read_by(db: Connection, answer: str, reader: str) -> bool:
    """Say whether ``reader`` read an answer, as the first or as the second."""
    return bool(_sql.is_read_by(db, answer=answer, reader=reader))


def read_not(db: Connection, answer: str, by: str) -> bool:
    """Take back that ``by`` has read an answer: it is new again."""
    return bool(_sql.unread_again(db, answer=answer, made_by=by))


def put_off(db: Connection, answer: str, reader: str, now: datetime) -> None:
    """Put an answer at the end of one reader's queue."""
    _sql.put_off(db, answer=answer, reader=reader, at=stamp(now))


def not_put_off(db: Connection, answer: str, reader: str) -> None:
    """Put an answer back where it was in a reader's queue."""
    _sql.not_put_off(db, answer=answer, reader=reader)


def told_in(db: Connection, row: int | None, answer: str) -> None:
    """Note that an answer is told in an outbox row (``None``: it reaches nobody)."""
    if row is not None:
        _sql.told_in(db, outbox=row, answer=answer)


def showing(db: Connection, answer: str) -> tuple[Showing, ...]:
    """Return the messages in which an answer stands on somebody's phone."""
    return tuple(
        Showing(row["id"], row["participant"], row["media"] is not None)
        for row in _sql.showing(db, answer=answer)
    )


def of_story(db: Connection, run: str, story: str) -> tuple[str, ...]:
    """Return a story's answers of any time: the telling, and what was said about it."""
    return tuple(row["id"] for row in _sql.of_story(db, run=run, story=story))


def of_person(db: Connection, participant: str, project: str | None) -> tuple[str, ...]:
    """Return all answers of someone that were ever told to the team."""
    rows = _sql.of_person(db, participant=participant, project=project)
    return tuple(row["id"] for row in rows)


def told_of(row: Any) -> Told:
    """Return a row of the view ``told``."""
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
        _first(row["weight"]),
        row["was"],
    )


def _first(value: str | None) -> str:
    values = json.loads(value) if value else []
    return str(values[0]) if values else ""
