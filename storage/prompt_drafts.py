"""Prompts that were begun and neither sent nor left: where their makers stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("prompt_drafts")


def get(db: Connection, maker: str, project: str) -> tuple[str, Mapping[str, Any]] | None:
    """Return the open question and what was said so far, or ``None``: nothing is begun."""
    row = _sql.get(db, maker=maker, project=project)
    return (row["step"], json.loads(row["draft"])) if row else None


def put(
    db: Connection, maker: str, project: str, step: str, draft: Mapping[str, Any], now: datetime
) -> None:
    """Keep what was said so far; there is one at a time in a project."""
    kept = json.dumps(draft, ensure_ascii=False)
    _sql.put(db, maker=maker, project=project, step=step, draft=kept, at=stamp(now))


def drop(db: Connection, maker: str, project: str) -> None:
    """Forget it: it was sent, planned or left."""
    _sql.drop(db, maker=maker, project=project)
