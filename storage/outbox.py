"""What is to be sent, and what became of it: commit first, then send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("outbox")

Kind = Literal["reply", "notice", "prompt"]
Settled = Literal["sent", "unknown", "failed", "unreachable", "cancelled"]


@dataclass(frozen=True)
class Row:
    """A message that is due. ``target`` is the message id it edits, once that was sent."""

    id: int
    chat_id: int
    participant: str | None
    kind: Kind
    body: Mapping[str, Any]
    media: str | None
    edits: int | None
    target: int | None
    repeatable: bool
    tries: int


@dataclass(frozen=True)
class Seen:
    """A message as it stands in a chat now."""

    message_id: int
    body: Mapping[str, Any]
    made_at: datetime


def add(
    db: Connection,
    *,
    chat_id: int,
    body: Mapping[str, Any],
    now: datetime,
    participant: str | None = None,
    kind: Kind = "reply",
    media: str | None = None,
    edits: int | None = None,
    run: str | None = None,
    step: int | None = None,
    repeatable: bool = False,
    due: datetime | None = None,
) -> int:
    """Queue a message and return its row; it is sent after the commit, not before ``due``."""
    return int(
        _sql.add(
            db,
            chat_id=chat_id,
            participant=participant,
            kind=kind,
            body=json.dumps(body, ensure_ascii=False),
            media=media,
            edits=edits,
            run=run,
            step=step,
            repeatable=int(repeatable),
            due_at=stamp(due or now),
            made_at=stamp(now),
        )
    )


def of_step(db: Connection, run: str, step: int) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    """Return the rows said at a run's ``step`` with their bodies: the question first."""
    return tuple(
        (row["id"], json.loads(row["body"])) for row in _sql.of_step(db, run=run, step=step)
    )


def of_message(
    db: Connection, chat_id: int, message_id: int
) -> tuple[int, Mapping[str, Any]] | None:
    """Return the row that was sent as this message, and its body (empty once scrubbed)."""
    row = _sql.of_message(db, chat_id=chat_id, message_id=message_id)
    return (row["id"], json.loads(row["body"] or "{}")) if row else None


def whose(db: Connection, chat_id: int, message_id: int) -> str | None:
    """Return whom a message was for: in a helper's chat, perhaps someone they speak for."""
    found = _sql.whose(db, chat_id=chat_id, message_id=message_id)
    return str(found) if found else None


def newest(db: Connection, chat_id: int, participant: str, at_most: int) -> tuple[Seen, ...]:
    """Return what someone has before their eyes in a chat, the newest first."""
    found: dict[int, Seen] = {}
    for row in _sql.newest(db, chat_id=chat_id, participant=participant, at_most=at_most):
        now = found.get(row["message_id"])
        body = now.body if now else json.loads(row["body"] or "{}")
        found[row["message_id"]] = Seen(row["message_id"], body, moment(row["made_at"]))
    return tuple(found.values())


def unsay(db: Connection, row: int) -> None:
    """Take back a message that nobody needs to be sent, while it is still queued."""
    _sql.unsay(db, id=row)


def due(db: Connection, now: datetime, at_most: int = 100) -> tuple[Row, ...]:
    """Return the next message of each chat that has one due."""
    return tuple(
        Row(
            r["id"],
            r["chat_id"],
            r["participant"],
            r["kind"],
            json.loads(r["body"] or "{}"),
            r["media"],
            r["edits"],
            r["target"],
            bool(r["repeatable"]),
            r["tries"],
        )
        for r in _sql.due(db, now=stamp(now), at_most=at_most)
    )


def next_due(db: Connection) -> datetime | None:
    """Return when the next message falls due, or ``None`` if none waits."""
    found = _sql.next_due(db)
    return moment(found) if found else None


def quiet_until(db: Connection, why: str) -> datetime | None:
    """Return until when what waits for ``why`` waits, or ``None`` if nothing does."""
    found = _sql.quiet_until(db, why=why)
    return moment(found) if found else None


def claim(db: Connection, row: int) -> bool:
    """Note, before sending, that we are about to: after a crash its fate is then known unknown."""
    return bool(_sql.claim(db, id=row))


def settle(
    db: Connection,
    row: int,
    state: Settled,
    now: datetime,
    message_id: int | None = None,
    why: str | None = None,
) -> None:
    """Note what became of a message."""
    _sql.settle(db, id=row, state=state, message_id=message_id, why=why, sent_at=stamp(now))


def requeue(db: Connection, row: int, due_at: datetime, why: str | None = None) -> None:
    """Put a message back, to be sent at ``due_at``."""
    _sql.requeue(db, id=row, due_at=stamp(due_at), why=why)


def recover(db: Connection, now: datetime) -> tuple[int, int]:
    """After a crash: send questions again, call the rest unknown. Returns (again, unknown)."""
    again = unknown = 0
    for row in _sql.interrupted(db):
        if row["repeatable"]:
            requeue(db, row["id"], now, "interrupted while sending")
            again += 1
        else:
            settle(db, row["id"], "unknown", now, why="interrupted while sending")
            unknown += 1
    return again, unknown


def unreachable(db: Connection, chat_id: int, why: str) -> None:
    """Give up what waits for a chat that cannot be reached."""
    _sql.cancel_chat(db, chat_id=chat_id, state="unreachable", why=why)


def cancel_for(db: Connection, participant: str, why: str) -> int:
    """Cancel everything that waits for a person (they said stop). Returns how much it was."""
    return int(_sql.cancel_waiting(db, participant=participant, why=why))


def cancel(db: Connection, row: int, why: str, *, first: int | None = None) -> bool:
    """Cancel one message if it has not gone; ``False`` if it has.

    With ``first``, what was said to the same chat from there on before it, too.
    """
    return bool(_sql.cancel_row(db, id=row, first=row if first is None else first, why=why))


def scrub(db: Connection, before: datetime) -> int:
    """Forget the words of messages made before that moment; what became of them stays."""
    return int(_sql.scrub(db, before=stamp(before)))


def forget_words(db: Connection, participant: str, now: datetime) -> None:
    """Forget at once the words of all that went to a person, and of marks still on their way."""
    _sql.forget_sent(db, participant=participant)
    _sql.forget_marks(db, participant=participant, before=stamp(now))


def take_back(db: Connection, row: int) -> bool:
    """Forget the words of a message; ``False`` if it had not gone out, and now never does."""
    _sql.take_back(db, id=row)
    return bool(_sql.gone_out(db, id=row))


def moved(db: Connection, chat_id: int, new_chat_id: int) -> None:
    """Follow a group that became a supergroup to its new id."""
    _sql.moved(db, chat_id=chat_id, new_chat_id=new_chat_id)
