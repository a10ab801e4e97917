"""What peer leads send to many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("prompts")


@dataclass(frozen=True)
class Prompt:
    """A prompt as it was confirmed: its words never change.

    ``progress`` is the outbox row of the message that shows its maker how far it is, and
    ``shown`` what that says at the moment.
    """

    id: str
    project: str
    made_by: str | None
    words: str
    language: str
    state: str
    progress: int | None
    shown: str


def add(
    db: Connection, prompt: str, project: str, by: str, words: str, language: str, now: datetime
) -> None:
    """Keep a prompt that was confirmed."""
    _sql.add(
        db, id=prompt, project=project, made_by=by, words=words, language=language, at=stamp(now)
    )


def get(db: Connection, prompt: str) -> Prompt | None:
    """Return a prompt, or ``None``."""
    r = _sql.get(db, id=prompt)
    if r is None:
        return None
    return Prompt(
        r["id"],
        r["project"],
        r["made_by"],
        r["words"],
        r["language"],
        r["state"],
        r["progress"],
        r["shown"],
    )


def cancel(db: Connection, prompt: str) -> bool:
    """Note that the rest of a prompt is not to go out; ``False`` if it had ended before."""
    return bool(_sql.end(db, id=prompt, state="cancelled"))


def done(db: Connection, prompt: str) -> None:
    """Note that nothing of a prompt waits any more."""
    _sql.end(db, id=prompt, state="done")


def show(db: Connection, prompt: str, row: int, shown: str) -> None:
    """Remember the message that shows how far a prompt is, and what it says now."""
    _sql.show(db, id=prompt, progress=row, shown=shown)
