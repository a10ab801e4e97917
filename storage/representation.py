"""How many people of a project are in each category of a group: counts, never who."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime

from conversations.equality.apart import is_apart, question
from conversations.languages import base_of
from conversations.population import Group
from conversations.representation import DECLINED, ELSEWHERE, NOT_ASKED, UNANSWERED, Counts
from conversations.text import fold
from storage import equality
from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("representation")


def joined(db: Connection, project: str, group: Group) -> Counts:
    """Return how many joined and sent nothing yet, by the language they speak."""
    return {**dict.fromkeys(group.people, 0), **_languages(db, project, sent=False)}


def answered(db: Connection, project: str, group: Group) -> Counts:
    """Return how many of those who sent their answers are in each category of ``group``.

    Whoever is in none is counted by why: they would rather not say, did not answer, or were not
    asked; each of these is there, though nobody may be in it.
    """
    spoken = _languages(db, project, sent=True)
    if group.kind == "language":
        return {**dict.fromkeys(group.people, 0), **spoken}
    kinds = (*group.answers, *group.people, *(() if group.answers else (ELSEWHERE,)))
    found = Counter(dict.fromkeys((*kinds, DECLINED, UNANSWERED, NOT_ASKED), 0))
    for status, value, people in _said(db, project, group):
        found[category(group, status, value)] += people
    found[NOT_ASKED] = max(0, spoken.total() - found.total())
    return dict(found)


def _languages(db: Connection, project: str, *, sent: bool) -> Counter[str]:
    found = Counter[str]()
    for row in _sql.languages(db, project=project):
        if bool(row["sent"]) == sent:
            found[base_of(row["language"])] += row["people"]
    return found


def _said(db: Connection, project: str, group: Group) -> list[tuple[str, str, int]]:
    if is_apart(group.key):
        asked = question(group.key)
        counts = equality.counts(db, project)
        return [(c.status, c.value, c.people) for c in counts if c.question == asked]
    return [
        (
            row["status"],
            said_in(row["value"], row["words"]),
            row["people"],
        )
        for row in _sql.said(db, project=project, node=group.key)
    ]


def said_in(value: str, words: str) -> str:
    """Return what an answer says, of its stored value or else its words."""
    return "".join(json.loads(value)) or " ".join(json.loads(words))


def category(group: Group, status: str, value: str) -> str:
    """Return which category of ``group`` an answer to its question belongs to."""
    if status == "declined":
        return DECLINED
    if status != "given":
        return UNANSWERED
    if group.answers:
        return value if value in group.answers else UNANSWERED
    typed = fold(value)
    return next((name for name in group.people if fold(name) == typed), ELSEWHERE)


def shown(db: Connection, project: str, counted: str) -> Counts:
    """Return the counts that were shown last; none if there was no picture yet."""
    kept: dict[str, int] = json.loads(_sql.shown(db, project=project, counted=counted) or "{}")
    return kept


def show(db: Connection, project: str, counted: str, counts: Counts, now: datetime) -> None:
    """Note the counts that are shown from now on."""
    _sql.show(db, project=project, counted=counted, counts=json.dumps(counts), at=stamp(now))
