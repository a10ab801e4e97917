"""The stories chosen as the change that matters most, in an export: each choice with its reason."""

from __future__ import annotations

import json
from typing import Any

from conversations.storytelling import QUOTABLE
from storage import significance
from storage.sqlite import Connection

#: A reason tells of its story: it is withheld where the story is.
WITHHELD = "(withheld: its teller allowed reading only)"


def chosen(db: Connection, project: str) -> list[dict[str, Any]]:
    """Return the rows of the table, by wave, in the order they were chosen."""
    return [
        {
            **row,
            "why": row["why"] if _use(row["story_use"]) in QUOTABLE else WITHHELD,
            "stands": "yes" if row["stands"] else "",
            "at": row["at"][:10],
        }
        for row in significance.every(db, project)
    ]


def _use(value: str | None) -> str:
    return next(iter(json.loads(value or "[]")), "")
