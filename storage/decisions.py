"""Decisions, and the themes and answers they rest on, fixed when each was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from storage import promises
from storage.promises import Promise
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("decisions")

#: What people said speaks for a decision, or against it.
Side = Literal["for", "against"]


@dataclass(frozen=True)
class Decision:
    """What was decided and why; ``constraint`` is the power card that limited it, if any.

    ``decided_by`` and ``decided_on`` say who decided and when, as people should read it; it was
    recorded here at ``made_at``, and people hear it from ``told_at`` on (``None``: not yet).
    ``voices`` is how many people's words it rested on when it was made: erasing a person takes
    their words away and leaves that number. ``whose`` says whose it is, where it is not ours to
    decide; ``replaces`` is the decision that it puts right.
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
    whose: str = ""
    replaces: str | None = None
    told_at: datetime | None = None


@dataclass(frozen=True)
class Rests:
    """The themes and answers on one side of a decision."""

    themes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


_NOTHING = Rests()


@dataclass(frozen=True)
class No:
    """Something that will not be done as people asked, and the reason for this one."""

    what: str
    why: str


@dataclass(frozen=True)
class HeardTheme:
    """A theme a decision rests on: ``side`` is for or against, ``voices`` how many people then."""

    theme: str
    name: str
    side: Side
    voices: int


def add(
    db: Connection,
    decision: Decision,
    by: str,
    rests: Rests,
    carries: tuple[Promise, ...] = (),
    *,
    against: Rests = _NOTHING,
    noes: tuple[No, ...] = (),
    cards: Mapping[str, int] | None = None,
) -> None:
    """Keep a decision with what speaks for it and against it, fixed now, and its promises.

    ``cards`` are the power cards it touches, each in its version now. People hear of it once it
    goes out; until then it can be taken back.
    """
    _sql.add(
        db,
        id=decision.id,
        project=decision.project,
        heard=decision.heard,
        verdict=decision.verdict,
        decided=decision.decided,
        why=decision.why,
        whose=decision.whose,
        replaces=decision.replaces,
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
    for position, no in enumerate(noes):
        _sql.add_no(db, decision=decision.id, position=position, what=no.what, why=no.why)
    for card, version in (cards or {}).items():
        _sql.add_card(db, decision=decision.id, constraint_key=card, version=version)
    for position, promise in enumerate(carries):
        promises.add(db, decision.project, promise, decision.made_at, position)


def goes_out(db: Connection, decision: str, now: datetime) -> bool:
    """Note that people hear a decision from now on; ``False`` if they did, or it is not there."""
    return bool(_sql.goes_out(db, id=decision, at=stamp(now)))


def take_back(db: Connection, decision: str) -> bool:
    """Forget a decision that nobody was told; ``False`` if it has gone out, or is not there."""
    return bool(_sql.take_back(db, id=decision))


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
    """Return the decisions that have gone out and rest, among others, on someone's words."""
    rows = _sql.told_to(db, project=project, participant=participant)
    return tuple(_decision(row) for row in rows)


def of_theme(db: Connection, theme: str) -> tuple[Decision, ...]:
    """Return the decisions that rest on a theme, or on one that is part of it by now."""
    return tuple(_decision(row) for row in _sql.of_theme(db, theme=theme))


def of_answer(db: Connection, answer: str) -> tuple[Decision, ...]:
    """Return the decisions that rest on an answer, or on what it said before it was changed."""
    return tuple(_decision(row) for row in _sql.of_answer(db, answer=answer))


def replaced_by(db: Connection, decision: str) -> Decision | None:
    """Return the decision that puts this one right, or ``None``."""
    found = _sql.replaced_by(db, id=decision)
    return get(db, found) if found else None


def noes(db: Connection, decision: str) -> tuple[No, ...]:
    """Return what a decision says will not be done, and why, each."""
    return tuple(No(r["what"], r["why"]) for r in _sql.noes(db, decision=decision))


def cards(db: Connection, decision: str) -> dict[str, int]:
    """Return the power cards a decision touches, each in its version when it was made."""
    return {r["constraint_key"]: r["version"] for r in _sql.cards(db, decision=decision)}


def answers(db: Connection, decision: str) -> tuple[tuple[str, Side], ...]:
    """Return the answers a decision rests on that are still there, each with its side."""
    return tuple((r["answer"], r["side"]) for r in _sql.answers(db, decision=decision))


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
        r["whose"],
        r["replaces"],
        moment(r["told_at"]) if r["told_at"] else None,
    )
