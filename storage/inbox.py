"""What arrived, kept exactly as it came before anything is acknowledged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("inbox")


@dataclass(frozen=True)
class Arrived:
    """One update in the order it came; ``raw`` is the channel's own JSON."""

    seq: int
    raw: Mapping[str, object]


def keep(
    db: Connection,
    updates: Sequence[tuple[int, int | None, Mapping[str, object]]],
    now: datetime,
) -> None:
    """Keep a batch of (update id, chat id, raw update); what came before is passed over.

    Telegram restarts its ids at random after a quiet week (Bot API, ``Update.update_id``). An id
    that goes back without being one we hold, or that we hold with other content, begins a new
    epoch; ids are only compared within one.
    """
    latest = _sql.epoch(db)
    epoch, last = (latest["epoch"], latest["last"]) if latest else (1, None)
    for update_id, chat_id, raw in updates:
        text = json.dumps(raw, ensure_ascii=True, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        held = _sql.digest_of(db, epoch=epoch, update_id=update_id)
        if held == digest:
            continue
        if held is not None or (last is not None and update_id < last):
            epoch += 1
        _sql.keep(
            db,
            epoch=epoch,
            update_id=update_id,
            chat_id=chat_id,
            raw=text,
            digest=digest,
            received_at=stamp(now),
        )
        last = update_id


def waiting(db: Connection) -> tuple[Arrived, ...]:
    """Return what has not been dealt with, in the order it came."""
    return tuple(Arrived(row["seq"], json.loads(row["raw"])) for row in _sql.waiting(db))


def done(db: Connection, seq: int) -> bool:
    """Note that an update was dealt with; ``False`` if it already had been."""
    return bool(_sql.end(db, seq=seq, state="done", error=None))


def failed(db: Connection, seq: int, error: str) -> bool:
    """Note that an update could not be dealt with; it stays for a developer to look at."""
    return bool(_sql.end(db, seq=seq, state="failed", error=error))


def forget(db: Connection, seq: int) -> None:
    """Forget at once the contents of one update that was dealt with; its key stays."""
    _sql.forget(db, seq=seq)


def scrub(db: Connection, before: datetime) -> int:
    """Forget the contents of what was dealt with before that moment; keys stay. Say how many."""
    return int(_sql.scrub(db, before=stamp(before)))


def scrub_chat(db: Connection, chat_id: int) -> None:
    """Forget at once the contents of everything that came from a chat (they asked us to)."""
    _sql.scrub_chat(db, chat_id=chat_id)
