"""Where somebody's words stand besides their answers: in messages to others, in others' dialogues.

It is looked up when they take their words back, in one project or (``project`` ``None``) in all.
"""

from __future__ import annotations

import json

from storage.reviews import Showing
from storage.sql import load
from storage.sqlite import Connection
from storage.tasks import Task

_sql = load("told_of")


def note(db: Connection, row: int, participant: str, project: str) -> None:
    """Note that an outbox row holds words of somebody."""
    _sql.note(db, outbox=row, participant=participant, project=project)


def showing(db: Connection, participant: str, project: str | None) -> tuple[Showing, ...]:
    """Return the messages in which their words stand on somebody's phone."""
    rows = _sql.showing(db, participant=participant, project=project)
    return tuple(
        Showing(row["id"], row["participant"], row["media"] is not None) for row in list(rows)
    )


def public(db: Connection, participant: str, project: str | None) -> tuple[str, ...]:
    """Return what others read that was made of their words."""
    rows = _sql.public(db, participant=participant, project=project)
    return tuple(row["said"] for row in rows)


def forget_public(db: Connection, text: str) -> None:
    """Forget all messages that went out with ``text``, as it stands in them, to whomever."""
    _sql.forget_public(db, said=json.dumps(text, ensure_ascii=False)[1:-1])


def dialogues(
    db: Connection, participant: str, project: str | None
) -> tuple[tuple[str, Task], ...]:
    """Return what others are in the middle of, and who, that is about something of theirs."""
    rows = _sql.dialogues(db, participant=participant, project=project)
    return tuple(
        (row["participant"], Task(row["name"], row["step"], json.loads(row["data"])))
        for row in list(rows)
    )
