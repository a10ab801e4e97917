"""What was marked as being about someone's safety, in its exact words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("concerns")


@dataclass(frozen=True)
class Concern:
    """A marked message. ``participant`` is ``None`` once they were erased; the words stay.

    ``answer`` is the answer it stood in, if any: a story told by voice has its words there alone.
    ``note`` holds what was done so far, each note in a paragraph of its own.
    """

    id: str
    project: str
    participant: str | None
    pseudonym: str
    words: str = field(repr=False)
    answer: str | None
    marked_by: str
    marked_at: datetime
    acknowledged_at: datetime | None
    note: str | None


def add(
    db: Connection,
    concern: str,
    project: str,
    participant: str,
    pseudonym: str,
    words: str,
    answer: str | None,
    marked_by: Literal["resident", "lead"],
    now: datetime,
) -> None:
    """Keep a concern."""
    _sql.add(
        db,
        id=concern,
        project=project,
        participant=participant,
        pseudonym=pseudonym,
        words=words,
        answer=answer,
        marked_by=marked_by,
        at=stamp(now),
    )


def get(db: Connection, concern: str) -> Concern | None:
    """Return a concern, or ``None``."""
    row = _sql.get(db, id=concern)
    return _concern(row) if row else None


def unfinished(db: Connection, project: str) -> tuple[Concern, ...]:
    """Return the concerns of which nobody has noted what was done, the oldest first."""
    return tuple(_concern(row) for row in _sql.open(db, project=project))


def of_person(db: Connection, participant: str) -> tuple[Concern, ...]:
    """Return the concerns about what someone said."""
    return tuple(_concern(row) for row in _sql.of_person(db, participant=participant))


def acknowledge(db: Connection, concern: str, by: str, now: datetime) -> bool:
    """Note who has seen a concern and when; ``False`` if somebody had already."""
    return bool(_sql.acknowledge(db, id=concern, by=by, at=stamp(now)))


def passed_on(db: Connection, answer: str) -> bool:
    """Say whether a peer lead has marked this answer before."""
    return bool(_sql.passed_on(db, answer=answer))


def note(db: Connection, concern: str, words: str) -> None:
    """Note what was done; earlier notes stay above it."""
    _sql.note(db, id=concern, note=words, between="\n")


def _concern(row: Any) -> Concern:
    seen = row["acknowledged_at"]
    return Concern(
        row["id"],
        row["project"],
        row["participant"],
        row["pseudonym"],
        row["words"],
        row["answer"],
        row["marked_by"],
        moment(row["marked_at"]),
        moment(seen) if seen else None,
        row["note"],
    )
