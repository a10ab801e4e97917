"""Decisions, the answers they rest on, and the promises they carry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("decisions")


@dataclass(frozen=True)
class Decision:
    """What was decided and why; ``constraint`` is the power card that limited it, if any."""

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


@dataclass(frozen=True)
class Promise:
    """A dated change that will be checked."""

    id: str
    decision: str
    what: str
    due_on: date
    responsible: str


def add(
    db: Connection,
    decision: Decision,
    by: str,
    themes: tuple[str, ...],
    answers: tuple[str, ...],
    promise: Promise | None,
) -> None:
    """Keep a decision with what it rests on, fixed at this moment, and its promise."""
    at = stamp(decision.made_at)
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
        made_by=by,
        at=at,
    )
    for theme in themes:
        _sql.add_theme(db, decision=decision.id, theme=theme)
    for answer in answers:
        _sql.add_answer(db, decision=decision.id, answer=answer)
    if promise is not None:
        _sql.add_promise(
            db,
            id=promise.id,
            decision=decision.id,
            project=decision.project,
            what=promise.what,
            due_on=promise.due_on.isoformat(),
            responsible=promise.responsible,
            at=at,
        )


def get(db: Connection, decision: str) -> Decision | None:
    """Return a decision, or ``None``."""
    row = _sql.get(db, id=decision)
    return _decision(row) if row else None


def of_project(db: Connection, project: str) -> tuple[Decision, ...]:
    """Return a project's decisions, the oldest first."""
    return tuple(_decision(row) for row in _sql.of_project(db, project=project))


def told_to(db: Connection, project: str, participant: str) -> tuple[Decision, ...]:
    """Return the decisions that rest, among others, on someone's words."""
    rows = _sql.told_to(db, project=project, participant=participant)
    return tuple(_decision(row) for row in rows)


def promise_of(db: Connection, decision: str) -> Promise | None:
    """Return the promise a decision carries, if any."""
    row = _sql.promise_of(db, decision=decision)
    return _promise(row) if row else None


def promise(db: Connection, promise_id: str) -> Promise | None:
    """Return a promise, or ``None``."""
    row = _sql.promise(db, id=promise_id)
    return _promise(row) if row else None


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
    )


def _promise(r: Any) -> Promise:
    return Promise(
        r["id"], r["decision"], r["what"], date.fromisoformat(r["due_on"]), r["responsible"]
    )
