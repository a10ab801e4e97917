"""Who fits what a peer lead wants of an audience: language, source, theme, what was answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from conversations.languages import base_of
from storage import outreach
from storage.outreach import Reachable
from storage.sql import load
from storage.sqlite import Connection

_sql = load("audiences")

What = Literal["language", "source", "theme", "place", "answered", "unanswered", "chose", "prompt"]


@dataclass(frozen=True)
class Condition:
    """One thing an audience has in common. ``value`` is a language, a source, a theme's id …

    For ``place`` and ``chose`` it is "question=answer".
    """

    what: What
    value: str


def of_project(
    db: Connection, project: str, conditions: Iterable[Condition], *, of: str
) -> tuple[Reachable, ...]:
    """Return who may be written to, may be seen by ``of``, and fits all ``conditions``."""
    found = outreach.audience(db, project, of=of)
    for condition in conditions:
        found = narrowed(db, project, found, condition)
    return found


def narrowed(
    db: Connection, project: str, people: tuple[Reachable, ...], condition: Condition
) -> tuple[Reachable, ...]:
    """Return those of ``people`` who fit ``condition``."""
    if condition.what == "language":
        return tuple(one for one in people if base_of(one.language) == condition.value)
    fitting = _fitting(db, project, condition)
    wanted = condition.what != "unanswered"
    return tuple(one for one in people if (one.participant in fitting) == wanted)


def _fitting(db: Connection, project: str, condition: Condition) -> frozenset[str]:
    """Return who fits a condition; for ``unanswered``, who does not."""
    value = condition.value
    match condition.what:
        case "source":
            rows = _sql.by_source(db, project=project, source=value)
        case "theme":
            rows = _sql.by_theme(db, project=project, theme=value)
        case "prompt":
            rows = _sql.by_prompt(db, project=project, script=f"prompt:{value}")
        case "place" | "chose":
            node, _, wanted = value.partition("=")
            rows = _sql.by_answer(db, project=project, node=node)
            return frozenset(
                r["participant"] for r in rows if wanted in _values(r["value"], r["words"])
            )
        case _:
            rows = _sql.by_answer(db, project=project, node=value)
    return frozenset(row["participant"] for row in rows)


def _values(value: str, words: str) -> dict[str, str]:
    """Return what was chosen, or else the words of an answer as they are compared, and as said."""
    chosen = {one: one for one in json.loads(value)}
    return chosen or {" ".join(said.casefold().split()): said for said in json.loads(words)[:1]}


def sources(db: Connection, project: str, among: Iterable[str]) -> Counter[str]:
    """Count how ``among`` came."""
    people = frozenset(among)
    rows = _sql.sources(db, project=project)
    return Counter(row["source"] for row in rows if row["participant"] in people)


def places(db: Connection, project: str, node: str, among: Iterable[str]) -> dict[str, str]:
    """Return what ``among`` called the place they were asked for, the most named first.

    Each as it is compared, with how somebody wrote it.
    """
    people, named, written = frozenset(among), Counter[str](), dict[str, str]()
    for row in _sql.by_answer(db, project=project, node=node):
        if row["participant"] in people:
            for value, said in _values(row["value"], row["words"]).items():
                named[value] += 1
                written.setdefault(value, said)
    return {value: written[value] for value, _ in named.most_common()}
