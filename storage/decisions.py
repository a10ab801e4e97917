"""Decisions, and the themes and answers they rest on, fixed when each was made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage import promises
from storage.promises import Promise
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("decisions")


@dataclass(frozen=True)
class Decision:
    """What was decided and why; ``constraint`` is the power card that limited it, if any.

    ``decided_by`` and ``decided_on`` say who decided and when, as people should read it; it was
    recorded here at ``made_at``. ``voices`` is how many people's words it rested on when it was
    made: erasing a person takes their words away and leaves that number.
    """

    id: str
    project: str
    heard: str
    verdict: str
    decided: str
    why: str
    constraint: str | None
    constraint_version: int | None
    language: str
    made_at: datetime
    decided_by: str = ""
    decided_on: date | None = None
    voices: int = 0


@dataclass(frozen=True)
class Rests:
    """The themes and answers on one side of a decision."""

    themes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


_NOTHING = Rests()


@dataclass(frozen=True)
class HeardTheme:
    """A theme a decision rests on: ``side`` is for or against, ``voices`` how many people then."""

    theme: str
    name: str
    side: str
    voices: int


def add(
    db: Connection,
    decision: Decision,
    by: str,
    rests: Rests,
    carries: tuple[Promise, ...] = (),
    *,
    against: Rests = _NOTHING,
) -> None:
    """Keep a decision with what speaks for it and against it, fixed now, and its promises."""
    _sql.add(
        db,
        id=decision.id,
        project=decision.project,
        heard=decision.heard,
        verdict=decision.verdict,
        decided=decision.decided,
        why=decision.why,
        constraint_key=decision.constraint,
        constraint_version=decision.constraint_version,
        language=decision.language,
        decided_by=decision.decided_by,
        decided_on=(decision.decided_on or decision.made_at.date()).isoformat(),
        made_by=by,
        at=stamp(decision.made_at),
    )
    for side, these in (("for", rests), ("against", against)):
        for answer in these.answers:
            _sql.add_answer(db, decision=decision.id, answer=answer, side=side)
        for theme in these.themes:
            _sql.add_theme(db, decision=decision.id, theme=theme, side=side)
    _sql.count_voices(db, decision=decision.id)
    for position, promise in enumerate(carries):
        promises.add(db, decision.project, promise, decision.made_at, position)


def get(db: Connection, decision: str) -> Decision | None:
    """Return a decision, or ``None``."""
    row = _sql.get(db, id=decision)
    return _decision(row) if row else None


def of_project(db: Connection, project: str) -> tuple[Decision, ...]:
    """Return a project's decisions, the oldest first."""
    return tuple(_decision(row) for row in _sql.of_project(db, project=project))


def first_made(db: Connection, project: str) -> datetime | None:
    """Return when the first decision of a project was recorded, or ``None``."""
    found = _sql.first_made(db, project=project)
    return moment(found) if found else None


def told_to(db: Connection, project: str, participant: str) -> tuple[Decision, ...]:
    """Return the decisions that rest, among others, on someone's words."""
    rows = _sql.told_to(db, project=project, participant=participant)
    return tuple(_decision(row) for row in rows)


def heard_themes(db: Connection, decision: str) -> tuple[HeardTheme, ...]:
    """Return the themes a decision rests on, those for it first, the weightiest first."""
    rows = _sql.heard_themes(db, decision=decision)
    return tuple(HeardTheme(r["id"], r["name"], r["side"], r["voices"]) for r in rows)


def contributors(db: Connection, decision: str) -> tuple[str, ...]:
    """Return the participants whose words a decision rests on."""
    return tuple(r["participant"] for r in _sql.contributors(db, decision=decision))


def own_words(db: Connection, decision: str, participant: str) -> str | None:
    """Return someone's own words a decision rests on; ``None`` if they told it without words."""
    rows = _sql.own_words(db, decision=decision, participant=participant)
    return next((words[0] for r in rows if (words := json.loads(r["words"]))), None)


def told_aloud(db: Connection, decision: str, participant: str) -> bool:
    """Say whether someone told it with a voice message, a photo or another file."""
    return bool(_sql.told_aloud(db, decision=decision, participant=participant))


def _decision(r: Any) -> Decision:
    return Decision(
        r["id"],
        r["project"],
        r["heard"],
        r["verdict"],
        r["decided"],
        r["why"],
        r["constraint_key"],
        r["constraint_version"],
        r["language"],
        moment(r["made_at"]),
        r["decided_by"],
        date.fromisoformat(r["decided_on"]),
        r["voices"],
    )
