"""Readings and verdicts: what people said before and after, and what they say of promises."""

from __future__ import annotations

import json
from collections import Counter

from storage.sql import load
from storage.sqlite import Connection

_sql = load("outcomes")


def readings(db: Connection, project: str, measure: str, *, after: bool) -> dict[str, int]:
    """Return each person's number for a measure at the start, or the last they gave since."""
    query = _sql.after_of if after else _sql.before_of
    found: dict[str, int] = {}
    for row in query(db, project=project, measure=measure):
        value = json.loads(row["value"])
        if value and value[0].isdecimal():
            found[row["participant"]] = int(value[0])
    return found


def before(db: Connection, project: str, participant: str) -> dict[str, str]:
    """Return what one person said to each measure at the start."""
    found: dict[str, str] = {}
    for row in _sql.before(db, project=project, participant=participant):
        value = json.loads(row["value"])
        if value:
            found[row["measure"]] = value[0]
    return found


def verdicts(db: Connection, promise: str) -> dict[str, int]:
    """Return how many people said what of a promise; the last word of each counts."""
    last: dict[str, str] = {}
    for row in _sql.verdicts(db, promise=promise):
        value = json.loads(row["value"])
        if value:
            last[row["participant"]] = value[0]
    return dict(Counter(last.values()))
