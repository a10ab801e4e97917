"""The rows behind the evidence document: every number in it is a count of what is fetched here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment

_sql = load("evidence")


@dataclass(frozen=True)
class Talk:
    """One person's passage through the project's own conversation."""

    id: str
    participant: str
    revision: str
    began_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class ToldRow:
    """Something said in words or with files, and what the team did with it."""

    id: str
    participant: str
    read: bool
    read_twice: bool
    themed: bool
    has_files: bool


@dataclass(frozen=True)
class Chosen:
    """What somebody chose: the id of the row, and the keys chosen (none: words alone)."""

    id: str
    value: tuple[str, ...]


def revisions(db: Connection, project: str) -> tuple[tuple[str, datetime], ...]:
    """Return every revision of a project with when it was published, the oldest first."""
    rows = _sql.revisions(db, project=project)
    return tuple((r["id"], moment(r["published_at"])) for r in rows)


def talks(db: Connection, project: str) -> tuple[Talk, ...]:
    """Return the project's own conversation with each person, as each began."""
    return tuple(
        Talk(
            r["id"],
            r["participant"],
            r["revision"],
            moment(r["started_at"]),
            moment(r["sent_at"]) if r["sent_at"] else None,
        )
        for r in _sql.talks(db, project=project)
    )


def shown(db: Connection, project: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return by card and version the talks, sent since, whose person had been shown it before."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in _sql.shown(db, project=project):
        found.setdefault((row["constraint_key"], row["version"]), []).append(row["run"])
    return {key: tuple(rows) for key, rows in found.items()}


def understood(db: Connection, project: str) -> tuple[Chosen, ...]:
    """Return what each person who sent said can still change; nothing chosen: in own words."""
    return _chosen(_sql.understood(db, project=project))


def told(db: Connection, project: str) -> tuple[ToldRow, ...]:
    """Return everything said in words, by voice or with files, and what was done with it."""
    return tuple(
        ToldRow(
            r["id"],
            r["participant"],
            bool(r["was_read"]),
            bool(r["read_twice"]),
            bool(r["themed"]),
            bool(r["has_files"]),
        )
        for r in _sql.told(db, project=project)
    )


def helped(db: Connection, project: str) -> dict[str, tuple[str, ...]]:
    """Return who took part through a helper, by how: *face*, *phone*, *paper*."""
    return _by(_sql.helped(db, project=project), "how", "participant")


def languages(db: Connection, project: str) -> dict[str, tuple[str, ...]]:
    """Return the talks that were sent, by the language they were held in."""
    return _by(_sql.languages(db, project=project), "language", "id")


def news(db: Connection, decision: str) -> dict[str, tuple[str, ...]]:
    """Return the copies of a decision's news: *sent* ones, those *waiting*, and the *others*."""
    found: dict[str, list[str]] = {"sent": [], "waiting": [], "others": []}
    for row in _sql.news(db, decision=decision):
        state = "sent" if row["sent"] == "sent" else row["state"]
        found[state if state in found else "others"].append(row["id"])
    return {state: tuple(rows) for state, rows in found.items()}


def answers_to(db: Connection, project: str, decision: str) -> tuple[Chosen, ...]:
    """Return what people said to "does this answer what you told us?" of a decision."""
    return _chosen(_sql.answers_to(db, project=project, decision=decision))


def readings(db: Connection, project: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the readings there are, by measure and wave."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in _sql.readings(db, project=project):
        found.setdefault((row["measure"], row["wave"]), []).append(row["id"])
    return {key: tuple(rows) for key, rows in found.items()}


def verdicts(db: Connection, project: str) -> dict[tuple[str, str], tuple[Chosen, ...]]:
    """Return the verdicts there are, by promise and wave."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in _sql.verdicts(db, project=project):
        found.setdefault((row["promise"], row["wave"]), []).append(row)
    return {key: _chosen(rows) for key, rows in found.items()}


def _chosen(rows: Any) -> tuple[Chosen, ...]:
    return tuple(Chosen(r["id"], tuple(json.loads(r["value"]))) for r in rows)


def _by(rows: Any, key: str, value: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row[value])
    return {name: tuple(ids) for name, ids in found.items()}
