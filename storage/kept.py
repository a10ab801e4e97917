"""What people said that is no answer, and waits to be read by the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.equality.apart import OFFER
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("kept")


@dataclass(frozen=True)
class Kept:
    """Words or a file, and at which question of which run, if at any, they came."""

    id: str
    participant: str
    project: str
    node: str | None
    run: str | None
    words: str
    media: str | None
    media_kind: str
    media_there: bool
    at: datetime
    pseudonym: str


def unread(db: Connection, project: str, reader: str, at_most: int = 1) -> tuple[Kept, ...]:
    """Return what nobody has read yet, the oldest first, of people the reader may see."""
    return _unread(db, project, reader, None, at_most)


def get(db: Connection, kept: str, reader: str) -> Kept | None:
    """Return one of them; ``None`` if it was read, is gone, or is not the reader's to see."""
    return next(iter(_unread(db, None, reader, kept, 1)), None)


def read(db: Connection, kept: str, by: str, now: datetime) -> bool:
    """Note that it was read; ``False`` if somebody had read it before."""
    return bool(_sql.read(db, id=kept, by=by, at=stamp(now)))


def _unread(
    db: Connection, project: str | None, reader: str, kept: str | None, at_most: int
) -> tuple[Kept, ...]:
    rows = _sql.unread(
        db,
        project=project,
        reader=reader,
        id=kept,
        apart=OFFER,
        inside=f"{OFFER}.%",
        at_most=at_most,
    )
    return tuple(_kept(row) for row in rows)


def _kept(row: Any) -> Kept:
    return Kept(
        row["id"],
        row["participant"],
        row["project"],
        row["node"],
        row["run"],
        row["words"],
        row["media"],
        row["media_kind"] or "",
        row["media_state"] == "kept",
        moment(row["at"]),
        row["pseudonym"],
    )
