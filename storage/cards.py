"""Which version of a power card people had been shown when they gave an answer."""

from __future__ import annotations

from collections.abc import Iterable

from storage.sql import load
from storage.sqlite import Connection

_sql = load("cards")

#: Who had been shown which version, by power card.
Shown = dict[str, dict[int, set[str]]]


def shown(db: Connection, answers: Iterable[str]) -> Shown:
    """Return for each power card who had been shown which version when they gave ``answers``."""
    found: Shown = {}
    for answer in answers:
        for row in _sql.versions(db, answer=answer):
            versions = found.setdefault(row["constraint_key"], {})
            versions.setdefault(row["version"], set()).add(row["participant"])
    return found


def served(db: Connection, answers: Iterable[str]) -> frozenset[str]:
    """Return the power cards that ``answers`` were given to influence."""
    return frozenset(found for one in answers if (found := _sql.serves(db, answer=one)))
