"""What someone is in the middle of, outside a run: asking the team, writing a decision …"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("tasks")


@dataclass(frozen=True)
class Task:
    """A short dialogue of several messages: its name, where it is, what was gathered so far.

    ``at``: when it got there.
    """

    name: str
    step: str
    data: Mapping[str, Any]
    at: datetime


def current(db: Connection, participant: str) -> Task | None:
    """Return what someone is in the middle of, if anything."""
    row = _sql.get(db, participant=participant)
    if row is None:
        return None
    return Task(row["name"], row["step"], json.loads(row["data"]), moment(row["at"]))


def put(
    db: Connection,
    participant: str,
    name: str,
    step: str,
    data: Mapping[str, Any],
    now: datetime,
) -> None:
    """Begin a task or move it on; there is one at a time."""
    _sql.put(
        db,
        participant=participant,
        name=name,
        step=step,
        data=json.dumps(data, ensure_ascii=False),
        at=stamp(now),
    )


def drop(db: Connection, participant: str) -> None:
    """End whatever someone is in the middle of."""
    _sql.drop(db, participant=participant)
