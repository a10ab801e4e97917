"""What is worth quoting: marked by a reader, looked at by the team, allowed by its teller."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("quotes")

#: From less to more: what may be quoted in public may stand in the report, too.
Use = Literal["report", "public"]


@dataclass(frozen=True)
class Quote:
    """Somebody's words as they may be quoted; ``use`` is what their teller allows now."""

    id: str
    answer: str
    words: str
    language: str
    use: Use


def mark(db: Connection, new_id: str, answer: str, by: str, now: datetime) -> bool:
    """Mark an answer as worth quoting: it waits to be looked at. ``False`` if it is marked."""
    if not _sql.mark(db, answer=answer, made_by=by, at=stamp(now)):
        return False
    _sql.to_moderation(db, id=new_id, answer=answer, at=stamp(now))
    return True


def unmark(db: Connection, answer: str) -> bool:
    """Take the mark off again, and whatever the team did with it; ``False`` if there is none."""
    _sql.drop(db, answer=answer)
    return bool(_sql.unmark(db, answer=answer))


def marked(db: Connection, answer: str) -> bool:
    """Say whether an answer is marked as worth quoting."""
    return bool(_sql.marked(db, answer=answer))


def decided_on(db: Connection, answer: str) -> bool:
    """Say whether the team has looked at it, and its teller was told."""
    return bool(_sql.decided_on(db, answer=answer))


def cleared(
    db: Connection,
    use: Use,
    *,
    decision: str | None = None,
    theme: str | None = None,
    besides: str = "",
) -> tuple[Quote, ...]:
    """Return what may be quoted for ``use``, of what a decision rests on or under a theme.

    Asked anew each time, it is always as its tellers allow it at this moment. ``besides``: not of
    this person, who need not be told what they said themselves.
    """
    rows = _sql.cleared(db, use=use, decision=decision, theme=theme, besides=besides)
    return tuple(_quote(row) for row in rows)


def of_project(db: Connection, project: str, reader: str) -> tuple[Quote, ...]:
    """Return what may be quoted, the newest first, of people the reader may see."""
    return tuple(_quote(row) for row in _sql.of_project(db, project=project, reader=reader))


def _quote(row: Any) -> Quote:
    (use,) = json.loads(row["story_use"])
    return Quote(row["id"], row["answer"], row["words"], row["language"], use)
