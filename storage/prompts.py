"""What peer leads send to many."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.languages import base_of
from conversations.prompting import Composed, Version
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("prompts")

#: So many prompts are listed for their maker.
_LATEST = 5


@dataclass(frozen=True)
class Prompt:
    """A prompt as it was confirmed: what it says never changes.

    ``progress`` is the outbox row of the message that shows its maker how far it is, and
    ``shown`` what that says at the moment. ``reminds`` is the prompt it reminds of.
    """

    id: str
    project: str
    made_by: str | None
    composed: Composed
    recording: str | None
    reminds: str | None
    state: str
    paused: bool
    progress: int | None
    shown: str
    made_at: datetime

    @property
    def words(self) -> str:
        """Return its words in the language it was written in."""
        return self.composed.versions[self.composed.written].words


def add(
    db: Connection,
    prompt: str,
    project: str,
    by: str,
    composed: Composed,
    now: datetime,
    *,
    recording: str | None = None,
    reminds: str | None = None,
) -> None:
    """Keep a prompt that was confirmed."""
    _sql.add(
        db,
        id=prompt,
        project=project,
        made_by=by,
        words=composed.versions[composed.written].words,
        language=composed.written,
        content=json.dumps(composed.data(), ensure_ascii=False),
        recording=recording,
        reminds=reminds,
        at=stamp(now),
    )


def get(db: Connection, prompt: str) -> Prompt | None:
    """Return a prompt, or ``None``."""
    row = _sql.get(db, id=prompt)
    return _prompt(row) if row else None


def latest(db: Connection, project: str, made_by: str) -> tuple[Prompt, ...]:
    """Return what someone sent last in a project, the newest first, without reminders."""
    rows = _sql.latest(db, project=project, made_by=made_by, at_most=_LATEST)
    return tuple(_prompt(row) for row in rows)


def of_project(db: Connection, project: str) -> tuple[Prompt, ...]:
    """Return all prompts of a project, the oldest first, without reminders."""
    return tuple(_prompt(row) for row in _sql.of_project(db, project=project))


def reminder_of(db: Connection, prompt: str) -> str | None:
    """Return the prompt that reminds of this one, if there is one."""
    found = _sql.reminder_of(db, reminds=prompt)
    return str(found) if found else None


def pause(db: Connection, prompt: str, now: datetime | None) -> bool:
    """Let a prompt wait, or (``None``) go on; ``False`` if it had ended before."""
    return bool(_sql.pause(db, id=prompt, at=stamp(now) if now else None))


def cancel(db: Connection, prompt: str) -> bool:
    """Note that the rest of a prompt is not to go out; ``False`` if it had ended before."""
    return bool(_sql.end(db, id=prompt, state="cancelled"))


def done(db: Connection, prompt: str) -> None:
    """Note that nothing of a prompt waits any more."""
    _sql.end(db, id=prompt, state="done")


def show(db: Connection, prompt: str, row: int, shown: str) -> None:
    """Remember the message that shows how far a prompt is, and what it says now."""
    _sql.show(db, id=prompt, progress=row, shown=shown)


def _prompt(row: Any) -> Prompt:
    return Prompt(
        row["id"],
        row["project"],
        row["made_by"],
        _composed(row),
        row["recording"],
        row["reminds"],
        row["state"],
        row["paused_at"] is not None,
        row["progress"],
        row["shown"],
        moment(row["made_at"]),
    )


def _composed(row: Any) -> Composed:
    """Return what it says; those of before knew own words in one language only."""
    if row["content"]:
        return Composed.of(json.loads(row["content"]))
    written = base_of(row["language"])
    return Composed("words", written, {written: Version(row["words"])})
