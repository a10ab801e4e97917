"""Prompts that go out later, once or again and again until a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("plans")


@dataclass(frozen=True)
class Plan:
    """A prompt to come. ``draft`` is what its maker said; to whom it goes is settled on the day.

    ``first_at`` is when it first goes out and ``times`` how often it has.
    """

    id: str
    project: str
    made_by: str | None
    draft: Mapping[str, Any]
    first_at: datetime
    due_at: datetime
    times: int
    state: str


def add(
    db: Connection,
    plan: str,
    project: str,
    by: str,
    draft: Mapping[str, Any],
    first_at: datetime,
    now: datetime,
) -> None:
    """Keep a prompt that is to go out at ``first_at``."""
    kept = json.dumps(draft, ensure_ascii=False)
    _sql.add(
        db,
        id=plan,
        project=project,
        made_by=by,
        draft=kept,
        first_at=stamp(first_at),
        at=stamp(now),
    )


def get(db: Connection, plan: str) -> Plan | None:
    """Return a plan, or ``None``."""
    row = _sql.get(db, id=plan)
    return _plan(row) if row else None


def waiting(db: Connection, project: str, made_by: str) -> tuple[Plan, ...]:
    """Return what someone has planned in a project, the next first."""
    return tuple(_plan(row) for row in _sql.waiting(db, project=project, made_by=made_by))


def went(db: Connection, plan: str, then: datetime | None, times: int) -> None:
    """Note that it went out, and when it does so next; ``None``: never again."""
    _sql.went(
        db,
        id=plan,
        due_at=stamp(then) if then else None,
        times=times,
        state="waiting" if then else "done",
    )


def cancel(db: Connection, plan: str) -> bool:
    """Let it not go out any more; ``False`` if it had ended before."""
    return bool(_sql.cancel(db, id=plan))


def _plan(row: Any) -> Plan:
    return Plan(
        row["id"],
        row["project"],
        row["made_by"],
        json.loads(row["draft"]),
        moment(row["first_at"]),
        moment(row["due_at"]),
        row["times"],
        row["state"],
    )
