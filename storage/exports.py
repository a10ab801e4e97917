"""What leaves Tellback: rows for exports, under pseudonyms, and the one-use links to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.staff import token_hash
from storage.times import stamp

_sql = load("exports")

#: The tables of an export, each a query of ``queries/exports.sql``.
TABLES = (
    "people",
    "answers",
    "files",
    "themes",
    "themings",
    "questions",
    "decisions",
    "decision_noes",
    "decision_themes",
    "decision_answers",
    "promises",
    "promise_states",
    "constraints_shown",
    "prompts",
)


def rows(db: Connection, table: str, project: str) -> list[dict[str, Any]]:
    """Return one table of a project's export, as it is stored; ``table`` is one of TABLES."""
    if table not in TABLES:
        raise KeyError(table)
    return [dict(row) for row in getattr(_sql, table)(db, project=project)]


def add_link(
    db: Connection,
    token: str,
    project: str,
    by: str,
    now: datetime,
    expires_at: datetime,
    *,
    opens: str = "zip",
) -> None:
    """Keep a one-use link to what it ``opens``; only a hash of its token is stored."""
    _sql.add_link(
        db,
        token_hash=token_hash(token),
        project=project,
        made_by=by,
        format=opens,
        at=stamp(now),
        expires_at=stamp(expires_at),
    )


def link_open(db: Connection, token: str, now: datetime, *, opens: str = "zip") -> bool:
    """Say whether a link to what it ``opens`` can still be used."""
    found: Mapping[str, Any] | None = _sql.link(db, token_hash=token_hash(token))
    if found is None or found["format"] != opens:
        return False
    return found["used_at"] is None and bool(found["expires_at"] > stamp(now))


def use_link(
    db: Connection, token: str, now: datetime, *, opens: str = "zip"
) -> tuple[str, str] | None:
    """Use a link up and return (project, who asked for it); ``None`` if it was used or is over."""
    if not _sql.use_link(db, token_hash=token_hash(token), format=opens, at=stamp(now)):
        return None
    found = _sql.link(db, token_hash=token_hash(token))
    return found["project"], found["made_by"] or ""
