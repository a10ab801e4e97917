"""Telling a decision: what each person's own words are in it, and what people answer to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from conversations.run import Answer
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment

_sql = load("reports")

Side = Literal["for", "against"]


@dataclass(frozen=True)
class Own:
    """One thing someone told that a decision rests on: in ``words``, or ``aloud`` in a file."""

    side: Side
    words: str
    aloud: bool


@dataclass(frozen=True)
class Answers:
    """How many people say that a decision answers what they told us.

    ``silent`` were told of it and have not answered, or would rather not.
    """

    yes: int
    partly: int
    no: int
    silent: int

    @property
    def answered(self) -> int:
        """Return how many people answered."""
        return self.yes + self.partly + self.no


def own(db: Connection, decision: str, participant: str) -> tuple[Own, ...]:
    """Return what a decision rests on of one person, the oldest first."""
    rows = _sql.own(db, decision=decision, participant=participant)
    return tuple(
        Own(row["side"], "\n".join(json.loads(row["words"])), bool(row["files"])) for row in rows
    )


def heard_at(db: Connection, decision: str, participant: str) -> datetime | None:
    """Return when someone was told a decision, or ``None`` if they were not."""
    found = _sql.heard_at(db, decision=decision, participant=participant)
    return moment(found) if found else None


def call_off(db: Connection, decision: str) -> int:
    """Tell nobody else a decision that was put right; return how many would have heard it."""
    return int(_sql.call_off(db, decision=decision))


def shown_then(db: Connection, decision: str, participant: str, card: str) -> int | None:
    """Return the version of a power card that someone had been shown when they said it.

    ``None`` if they had not been shown it.
    """
    found = _sql.shown_then(db, decision=decision, participant=participant, card=card)
    return int(found) if found is not None else None


def answers_to(db: Connection, decision: str) -> Answers:
    """Return what those who were told of a decision answer to it."""
    found = {row["value"]: row["n"] for row in _sql.answers_to(db, decision=decision)}
    counts = {value: found.get(json.dumps([value]), 0) for value in ("yes", "partly", "no")}
    return Answers(**counts, silent=sum(found.values()) - sum(counts.values()))


def answer_of(
    db: Connection, decision: str, participant: str
) -> tuple[Answer | None, Answer | None]:
    """Return what one person answered to a decision, and what they say is missing."""
    said = {
        row["node"]: _answer(row)
        for row in _sql.answer_of(db, decision=decision, participant=participant)
    }
    return said.get("report.answers"), said.get("report.why")


def _answer(row: Any) -> Answer:
    return Answer(
        tuple(json.loads(row["value"])), tuple(json.loads(row["words"])), status=row["status"]
    )
