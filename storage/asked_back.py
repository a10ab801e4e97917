"""What was asked back about an answer, and what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("asked_back")


@dataclass(frozen=True)
class AskedBack:
    """A question about an answer: its words, whose answer it is, and what that said."""

    id: str
    answer: str
    participant: str
    project: str
    words: str
    language: str
    theirs: str
    state: str


@dataclass(frozen=True)
class Exchange:
    """What was asked, and what they answered (``None``: nothing yet; empty: a file)."""

    words: str
    said: str | None


def add(
    db: Connection, asked: str, answer: str, words: str, language: str, by: str, now: datetime
) -> None:
    """Keep what is to be asked back."""
    _sql.add(db, id=asked, answer=answer, made_by=by, words=words, language=language, at=stamp(now))


def get(db: Connection, asked: str) -> AskedBack | None:
    """Return what was asked back, or ``None``."""
    row = _sql.get(db, id=asked)
    if row is None:
        return None
    return AskedBack(
        row["id"],
        row["answer"],
        row["participant"],
        row["project"],
        row["words"],
        row["language"],
        "\n".join(json.loads(row["theirs"])),
        row["state"],
    )


def stands(db: Connection, asked: str) -> bool:
    """Say whether what it is about has not been taken back."""
    return bool(_sql.stands(db, id=asked))


def move(db: Connection, asked: str, state: Literal["begun", "cancelled"]) -> bool:
    """Note that it has gone out, or never will; ``False`` if that was settled before."""
    return bool(_sql.move(db, id=asked, state=state))


def of_answer(db: Connection, answer: str) -> tuple[Exchange, ...]:
    """Return what was asked back about an answer, the oldest first."""
    return tuple(
        Exchange(
            row["words"],
            "\n".join(json.loads(row["said"])) if row["reply"] is not None else None,
        )
        for row in _sql.of_answer(db, answer=answer)
    )
