"""Promises, what the team says of each, and the dates agreed with people when they were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("promises")

#: A change that a decision carries, or a date agreed at the start: by when everything is read, by
#: when people hear what was decided.
Kind = Literal["change", "read", "report"]

#: What the team can say of a promise: still on it, kept, kept in part, it will not be.
State = Literal["in_hand", "kept", "part", "not_kept"]


@dataclass(frozen=True)
class Promise:
    """A dated change that will be checked: ``known_by`` says how people will know that it is so.

    ``decision`` is ``None`` for a date agreed at the start (``kind`` other than change): it has no
    words of its own.
    """

    id: str
    decision: str | None
    what: str
    due_on: date
    responsible: str
    known_by: str = ""
    language: str = ""
    kind: Kind = "change"


@dataclass(frozen=True)
class Word:
    """What the team said of a promise at one moment, and by when they now expect it, if they say.

    The day that was promised stays as it was.
    """

    state: State
    reason: str
    expected_on: date | None
    language: str
    at: datetime


def add(db: Connection, project: str, promise: Promise, now: datetime, position: int = 0) -> None:
    """Keep a promise; among those of one decision, ``position`` is its place."""
    _sql.add(
        db,
        id=promise.id,
        project=project,
        decision=promise.decision,
        kind=promise.kind,
        what=promise.what,
        due_on=promise.due_on.isoformat(),
        responsible=promise.responsible,
        known_by=promise.known_by,
        language=promise.language,
        position=position,
        at=stamp(now),
    )


def get(db: Connection, promise: str) -> Promise | None:
    """Return a promise, or ``None``."""
    row = _sql.get(db, id=promise)
    return _promise(row) if row else None


def project_of(db: Connection, promise: str) -> str | None:
    """Return the project in which something was promised, or ``None``."""
    found = _sql.project_of(db, id=promise)
    return str(found) if found else None


def of_decision(db: Connection, decision: str) -> tuple[Promise, ...]:
    """Return the promises a decision carries, in the order they were made."""
    return tuple(_promise(row) for row in _sql.of_decision(db, decision=decision))


def of_project(db: Connection, project: str) -> tuple[Promise, ...]:
    """Return everything promised in a project, agreed dates too, by the day it is due."""
    return tuple(_promise(row) for row in _sql.of_project(db, project=project))


def say(db: Connection, new_id: str, promise: str, word: Word, by: str | None) -> None:
    """Keep what the team says of a promise; earlier words of it stay on record."""
    _sql.say(
        db,
        id=new_id,
        promise=promise,
        state=word.state,
        reason=word.reason,
        expected_on=word.expected_on.isoformat() if word.expected_on else None,
        language=word.language,
        said_by=by,
        at=stamp(word.at),
    )


def unsay(db: Connection, word: str) -> bool:
    """Take back the last the team said of a promise; ``False`` if it is not, or people heard it."""
    return bool(_sql.unsay(db, id=word))


def said(db: Connection, promise: str) -> tuple[Word, ...]:
    """Return what the team said of a promise, the latest last."""
    return tuple(_word(row) for row in _sql.said(db, promise=promise))


def last_word(db: Connection, promise: str) -> Word | None:
    """Return the last the team said of a promise, or ``None``."""
    words = said(db, promise)
    return words[-1] if words else None


def drop_agreed(db: Connection, project: str) -> None:
    """Forget the dates agreed at the start: a rehearsal is over, and they are agreed anew."""
    _sql.drop_agreed(db, project=project)


def unread_from(db: Connection, project: str, until: datetime) -> tuple[str, ...]:
    """Return who sent words before ``until`` that nobody on the team has read to this day."""
    rows = _sql.unread_from(db, project=project, until=stamp(until))
    return tuple(r["participant"] for r in rows)


def last_read(db: Connection, project: str, until: datetime) -> datetime | None:
    """Return when the last of what was sent before ``until`` was read, or ``None``."""
    found = _sql.last_read(db, project=project, until=stamp(until))
    return moment(found) if found else None


@dataclass(frozen=True)
class Watched:
    """A promise nobody was told of as late; ``settled``: the team says what became of it."""

    id: str
    kind: Kind
    due_on: date
    made_at: datetime
    soon_told: bool
    settled: bool


def watched(db: Connection, project: str) -> tuple[Watched, ...]:
    """Return the promises of a project that may still have to be called late, by their day."""
    return tuple(
        Watched(
            r["id"],
            r["kind"],
            date.fromisoformat(r["due_on"]),
            moment(r["made_at"]),
            r["soon_told_at"] is not None,
            r["state"] in ("kept", "part", "not_kept"),
        )
        for r in _sql.to_look_at(db, project=project)
    )


def told_soon(db: Connection, promise: str, now: datetime) -> bool:
    """Note that the team was told a promise is due soon; ``False`` if it was before."""
    return bool(_sql.told_soon(db, id=promise, at=stamp(now)))


def told_late(db: Connection, promise: str, now: datetime) -> bool:
    """Note that a promise was called late, for all to hear; ``False`` if it was before."""
    return bool(_sql.told_late(db, id=promise, at=stamp(now)))


@dataclass(frozen=True)
class Untold:
    """A word of the team that those concerned have not heard; ``late``: they heard it is late."""

    id: str
    promise: str
    state: State
    at: datetime
    late: bool


def untold(db: Connection, project: str) -> tuple[Untold, ...]:
    """Return the team's words on promises that those concerned have not heard, oldest first."""
    return tuple(
        Untold(r["id"], r["promise"], r["state"], moment(r["at"]), r["late_told_at"] is not None)
        for r in _sql.words_to_tell(db, project=project)
    )


def word(db: Connection, word_id: str) -> tuple[str, Word] | None:
    """Return one word of the team with the promise it is about; ``None`` if it was taken back."""
    row = _sql.word(db, id=word_id)
    return (row["promise"], _word(row)) if row else None


def told_word(db: Connection, word_id: str, now: datetime) -> None:
    """Note that those concerned hear a word of the team, or need not."""
    _sql.told_word(db, id=word_id, at=stamp(now))


def _promise(r: Any) -> Promise:
    return Promise(
        r["id"],
        r["decision"],
        r["what"],
        date.fromisoformat(r["due_on"]),
        r["responsible"],
        r["known_by"],
        r["language"],
        r["kind"],
    )


def _word(r: Any) -> Word:
    expected = r["expected_on"]
    return Word(
        r["state"],
        r["reason"],
        date.fromisoformat(expected) if expected else None,
        r["language"],
        moment(r["at"]),
    )
