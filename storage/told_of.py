"""Where somebody's words stand besides their answers: in messages to others, in others' dialogues.

It is looked up when they take their words back, in one project or (``project`` ``None``) in all.
"""

from __future__ import annotations

import json

from storage.reviews import Showing
from storage.sql import load
from storage.sqlite import Connection

_sql = load("told_of")


def note(db: Connection, row: int, participant: str, project: str) -> None:
    """Note that an outbox row holds words of somebody."""
    _sql.note(db, outbox=row, participant=participant, project=project)


def showing(db: Connection, participant: str, project: str | None) -> tuple[Showing, ...]:
    """Return the messages in which their words stand on somebody's phone."""
    rows = _sql.showing(db, participant=participant, project=project)
    return tuple(Showing(row["id"], row["participant"], row["media"] is not None) for row in rows)


def public(db: Connection, participant: str, project: str | None) -> tuple[str, ...]:
    """Return what others read that was made of their words."""
    rows = _sql.public(db, participant=participant, project=project)
    return tuple(row["said"] for row in rows)


def forget_public(db: Connection, text: str) -> None:
    """Forget all messages that went out with ``text``, as it stands in them, to whomever."""
    _sql.forget_public(db, said=json.dumps(text, ensure_ascii=False)[1:-1])


def in_dialogues(db: Connection, participant: str, project: str | None) -> tuple[str, ...]:
    """Return who else is in the middle of something that is about something of theirs."""
    rows = _sql.in_dialogues(db, participant=participant, project=project)
    return tuple(row["participant"] for row in rows)
