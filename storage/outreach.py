"""Who is to be written to about what, and when: prompts, news of decisions, check-backs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("outreach")


@dataclass(frozen=True)
class Reachable:
    """Someone who agreed to be written to again, and can be."""

    participant: str
    pseudonym: str
    language: str


@dataclass(frozen=True)
class Delivery:
    """One person's copy of a prompt or of the news of a decision: exactly one of the two."""

    id: str
    prompt: str | None
    decision: str | None
    participant: str


@dataclass(frozen=True)
class CheckBack:
    """One person's check-back in one wave."""

    id: str
    participant: str
    wave: str


def audience(db: Connection, project: str) -> tuple[Reachable, ...]:
    """Return everyone in a project who may be written to, in the order they joined."""
    return tuple(
        Reachable(r["participant"], r["pseudonym"], r["language"])
        for r in _sql.audience(db, project=project)
    )


def add_delivery(
    db: Connection,
    delivery: str,
    participant: str,
    now: datetime,
    *,
    prompt: str | None = None,
    decision: str | None = None,
) -> bool:
    """Set a copy aside for someone; ``False`` if they have one already."""
    return bool(
        _sql.add_delivery(
            db,
            id=delivery,
            prompt=prompt,
            decision=decision,
            participant=participant,
            due_at=stamp(now),
            made_at=stamp(now),
        )
    )


def due_deliveries(
    db: Connection, project: str, now: datetime, at_most: int
) -> tuple[Delivery, ...]:
    """Return copies to look at now: decisions before prompts."""
    rows = _sql.due_deliveries(db, project=project, now=stamp(now), at_most=at_most)
    return tuple(Delivery(r["id"], r["prompt"], r["decision"], r["participant"]) for r in rows)


def begin_delivery(db: Connection, delivery: str, run: str, row: int | None, now: datetime) -> bool:
    """Note that a copy went out as ``run``; ``False`` if it had gone, or was cancelled."""
    return bool(_sql.begin_delivery(db, id=delivery, run=run, outbox=row, at=stamp(now)))


def hold_delivery(db: Connection, delivery: str, until: datetime, why: str) -> None:
    """Look at a copy again later, and remember why it is held."""
    _sql.hold_delivery(db, id=delivery, due_at=stamp(until), held_for=why)


def cancel_delivery(db: Connection, delivery: str, why: str) -> None:
    """Cancel one copy that has not gone."""
    _sql.cancel_delivery(db, id=delivery, held_for=why)


def cancel_prompt(db: Connection, prompt: str) -> int:
    """Cancel what has not gone of a prompt; return how many copies that were."""
    return int(_sql.cancel_prompt_deliveries(db, prompt=prompt))


def cancel_person(db: Connection, participant: str) -> None:
    """Cancel everything set aside for someone: they said stop."""
    _sql.cancel_person_deliveries(db, participant=participant)
    _sql.cancel_person_checkbacks(db, participant=participant)


def contacts_since(db: Connection, participant: str, since: datetime) -> int:
    """Return how often we wrote to someone unasked since then, in all projects."""
    return int(_sql.contacts_since(db, participant=participant, since=stamp(since)))


def prompt_states(db: Connection, prompt: str) -> dict[str, int]:
    """Return how many copies of a prompt are in which state (``waiting``, ``sent`` …)."""
    return {r["state"]: r["n"] for r in _sql.prompt_states(db, prompt=prompt)}


def add_checkback(
    db: Connection, checkback: str, project: str, participant: str, wave: str, due: datetime
) -> bool:
    """Set a check-back for someone; ``False`` if that wave is set already."""
    return bool(
        _sql.add_checkback(
            db,
            id=checkback,
            project=project,
            participant=participant,
            wave=wave,
            due_at=stamp(due),
        )
    )


def move_checkbacks(db: Connection, project: str, wave: str, due: datetime) -> int:
    """Let every check-back of a wave that has not begun fall due at ``due``."""
    return int(_sql.move_checkbacks(db, project=project, wave=wave, due_at=stamp(due)))


def due_checkbacks(
    db: Connection, project: str, now: datetime, at_most: int
) -> tuple[CheckBack, ...]:
    """Return the check-backs to look at now."""
    rows = _sql.due_checkbacks(db, project=project, now=stamp(now), at_most=at_most)
    return tuple(CheckBack(r["id"], r["participant"], r["wave"]) for r in rows)


def begin_checkback(db: Connection, checkback: str, run: str) -> bool:
    """Note that a check-back began; ``False`` if it had, or was cancelled."""
    return bool(_sql.begin_checkback(db, id=checkback, run=run))


def hold_checkback(db: Connection, checkback: str, until: datetime) -> None:
    """Look at a check-back again later."""
    _sql.hold_checkback(db, id=checkback, due_at=stamp(until))


def cancel_checkback(db: Connection, checkback: str) -> None:
    """Cancel one check-back that has not begun."""
    _sql.cancel_checkback(db, id=checkback)


def next_due(db: Connection, project: str) -> datetime | None:
    """Return when something of a project is next to be looked at, or ``None``."""
    found = (_sql.next_delivery(db, project=project), _sql.next_checkback(db, project=project))
    return min((moment(one) for one in found if one), default=None)
