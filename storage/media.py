"""Files people sent, kept inside the encrypted database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("media")


@dataclass(frozen=True)
class Wanted:
    """A file not fetched yet."""

    id: str
    kind: str
    mime: str | None
    file_id: str
    tries: int


@dataclass(frozen=True)
class File:
    """A file someone sent; ``content`` is ``None`` until it was fetched, or if it never was."""

    id: str
    participant: str
    kind: str
    mime: str | None
    seconds: int | None
    file_id: str
    state: str
    content: bytes | None = field(repr=False)


def add(
    db: Connection,
    media: str,
    *,
    participant: str,
    kind: str,
    mime: str | None,
    seconds: int | None,
    file_id: str,
    now: datetime,
    message_id: int | None = None,
    unique_id: str | None = None,
) -> None:
    """Note a file that is to be fetched; ``unique_id`` stays when ``file_id`` is given anew."""
    _sql.add(
        db,
        id=media,
        participant=participant,
        kind=kind,
        mime=mime,
        seconds=seconds,
        file_id=file_id,
        message_id=message_id,
        unique_id=unique_id,
        at=stamp(now),
    )


def wanted(db: Connection, at_most: int = 20) -> tuple[Wanted, ...]:
    """Return files still to be fetched, those tried least first."""
    return tuple(
        Wanted(r["id"], r["kind"], r["mime"], r["file_id"], r["tries"])
        for r in _sql.wanted(db, at_most=at_most)
    )


def keep(db: Connection, media: str, content: bytes, mime: str | None = None) -> None:
    """Keep a file's bytes."""
    _sql.keep(db, id=media, content=content, mime=mime)


def give_up(db: Connection, media: str, state: Literal["gone", "too_big"]) -> None:
    """Note that a file can never be fetched; that it was sent stays known."""
    _sql.give_up(db, id=media, state=state)


def tried(db: Connection, media: str) -> None:
    """Count a try that failed."""
    _sql.tried(db, id=media)


def of_message(db: Connection, participant: str, message_id: int) -> tuple[str, str] | None:
    """Return (id, unique id) of the file that a message of someone's brought, if it did."""
    found = _sql.of_message(db, participant=participant, message_id=message_id)
    return (found["id"], found["unique_id"] or "") if found else None


def run_of(db: Connection, media: str) -> str | None:
    """Return the run in which a file was sent, or ``None`` if it was sent elsewhere."""
    run: str | None = _sql.run_of(db, id=media)
    return run


def failed_of_run(db: Connection, run: str) -> tuple[str, ...]:
    """Return the files of a run's answers that will never come, in the order they were sent."""
    return tuple(row["id"] for row in _sql.failed_of_run(db, run=run))


def get(db: Connection, media: str) -> File | None:
    """Return a file with its bytes, or ``None``."""
    r = _sql.get(db, id=media)
    if r is None:
        return None
    return File(
        r["id"],
        r["participant"],
        r["kind"],
        r["mime"],
        r["seconds"],
        r["file_id"],
        r["state"],
        r["content"],
    )
