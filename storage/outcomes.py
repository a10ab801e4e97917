"""Readings and verdicts: what people said before and after, and what they say of promises."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from conversations.equality.apart import is_apart
from conversations.languages import base_of
from conversations.outcomes import Numbers
from conversations.population import Group
from storage import representation
from storage.sql import load
from storage.sqlite import Connection

_sql = load("outcomes")


def readings(db: Connection, project: str, measure: str) -> dict[str, Numbers]:
    """Return each person's number for a measure, wave by wave; their last in a wave counts."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _sql.readings(db, project=project, measure=measure):
        value = json.loads(row["value"])
        if value and value[0].isdecimal():
            found[row["wave"]][row["participant"]] = int(value[0])
    return dict(found)


def before(db: Connection, project: str, participant: str) -> dict[str, str]:
    """Return what one person said to each measure at the start."""
    found: dict[str, str] = {}
    for row in _sql.before(db, project=project, participant=participant):
        value = json.loads(row["value"])
        if value:
            found[row["measure"]] = value[0]
    return found


def verdicts(db: Connection, promise: str) -> dict[str, dict[str, str | None]]:
    """Return each person's word on a promise, wave by wave; their last in a wave counts.

    ``None``: the question came to them, and they said nothing of it.
    """
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in _sql.verdicts(db, promise=promise):
        value = json.loads(row["value"]) if row["status"] == "given" else ()
        found[row["wave"]][row["participant"]] = value[0] if value else None
    return dict(found)


def began(db: Connection, project: str) -> dict[str, bool]:
    """Return everyone who began a project's conversation: whether they sent what they said."""
    return {row["participant"]: bool(row["sent"]) for row in _sql.began(db, project=project)}


def told(db: Connection, project: str) -> dict[str, bool]:
    """Return everyone who was to be told a decision: whether it came to them."""
    return {row["participant"]: bool(row["reached"]) for row in _sql.told(db, project=project)}


def fates(db: Connection, project: str) -> dict[str, dict[str, str]]:
    """Return what became of going back to each person, wave by wave: one of ``FATES``."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _sql.fates(db, project=project):
        found[row["wave"]][row["participant"]] = row["fate"]
    return dict(found)


def asked_again(db: Connection, project: str) -> bool:
    """Say whether anyone in a project was asked again yet."""
    return bool(_sql.asked_again(db, project=project))


def categories(db: Connection, project: str, group: Group) -> Mapping[str, str]:
    """Return the category of ``group`` that each person is in.

    Nobody is in any of a group that is kept apart: it may not be put beside what they said.
    """
    if is_apart(group.key):
        return {}
    if group.kind == "language":
        rows = _sql.spoken(db, project=project)
        return {row["participant"]: base_of(row["language"]) for row in rows}
    return {
        row["participant"]: representation.category(
            group, row["status"], representation.said_in(row["value"], row["words"])
        )
        for row in _sql.said(db, project=project, node=group.key)
    }
