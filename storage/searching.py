"""Searching what people said: in any script, by the beginnings of words, without their accents."""

from __future__ import annotations

import json

from conversations.text import fold
from storage.sql import load
from storage.sqlite import Connection

_sql = load("searching")


def search(db: Connection, project: str, reader: str, typed: str, at_most: int) -> tuple[str, ...]:
    """Return the answers that hold a word for each word typed, the newest first.

    Only what the reader may see is found, and of that what counts now: nothing unsent, nothing
    taken back.
    """
    words = fold(typed).split()
    if not words:
        return ()
    _catch_up(db, project)
    query = " ".join(f'"{word}"*' for word in words)
    rows = _sql.found(db, query=query, project=project, reader=reader, at_most=at_most)
    return tuple(row["id"] for row in rows)


def _catch_up(db: Connection, project: str) -> None:
    """Write down the words that came in since somebody last searched, folded as they are sought."""
    for row in _sql.unindexed(db, project=project):
        said = fold(" ".join(json.loads(row["words"])))
        _sql.put(db, id=_sql.note(db, answer=row["id"]), words=said)
