"""Readings and verdicts: what people said before and after, and what they say of promises."""

from __future__ import annotations

import json

from storage.sql import load
from storage.sqlite import Connection

_sql = load("outcomes")


def readings(db: Connection, project: str, measure: str, wave: str) -> dict[str, int]:
    """Return each person's number for a measure in a wave; the last one they gave counts."""
    found: dict[str, int] = {}
    for row in _sql.readings(db, project=project, measure=measure, wave=wave):
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
    """Return how many people said what of a promise."""
    return {
        json.loads(r["value"])[0]: r["n"]
        for r in _sql.verdicts(db, promise=promise)
        if json.loads(r["value"])
    }
