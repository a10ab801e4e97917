"""What a reader leaves on an answer beside themes: that it needs the team; and undoing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("marks")

What = Literal["theme", "read", "skip", "quote", "flag", "back", "known", "safe"]


@dataclass(frozen=True)
class Flag:
    """Something in an answer that the team has to do something about, and what."""

    id: str
    answer: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Deed:
    """What a reader did last with an answer; ``subject`` is what they put there, if anything."""

    id: str
    answer: str
    what: What
    subject: str


def flag(db: Connection, flag: str, answer: str, note: str, by: str, now: datetime) -> None:
    """Note that an answer needs the team, and for what."""
    _sql.flag(db, id=flag, answer=answer, note=note, made_by=by, at=stamp(now))


def unflag(db: Connection, flag: str) -> bool:
    """Take a flag back; ``False`` if it is gone or resolved."""
    return bool(_sql.unflag(db, id=flag))


def resolve(db: Connection, flag: str, by: str, now: datetime) -> bool:
    """Note that what was needed is done; ``False`` if somebody was faster."""
    return bool(_sql.resolve(db, id=flag, by=by, at=stamp(now)))


def reopen(db: Connection, flag: str, by: str) -> bool:
    """Take back that ``by`` resolved it."""
    return bool(_sql.reopen(db, id=flag, by=by))


def open_flags(db: Connection, project: str, reader: str) -> tuple[Flag, ...]:
    """Return what needs the team, the oldest first, of people the reader may see."""
    return tuple(_flag(row) for row in _sql.open_flags(db, project=project, reader=reader))


def flag_of(db: Connection, flag: str) -> Flag | None:
    """Return a flag, or ``None``."""
    row = _sql.flag_of(db, id=flag)
    return _flag(row) if row else None


def did(db: Connection, reader: str, deed: Deed) -> None:
    """Note what a reader did last."""
    _sql.did(
        db, reader=reader, id=deed.id, answer=deed.answer, what=deed.what, subject=deed.subject
    )


def last_deed(db: Connection, reader: str) -> Deed | None:
    """Return what a reader did last, if it can still be undone."""
    row = _sql.last_deed(db, reader=reader)
    return Deed(row["id"], row["answer"], row["what"], row["subject"]) if row else None


def forget_deed(db: Connection, reader: str) -> None:
    """Note that there is nothing to undo."""
    _sql.forget_deed(db, reader=reader)


def _flag(row: Any) -> Flag:
    return Flag(row["id"], row["answer"], row["note"], moment(row["at"]))
