"""Who is to be written to about what, and when: prompts, news of decisions, lateness."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage import outbox, runs
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("outreach")


#: News that is neither a prompt nor a decision: a promise is late, a word on one, a closing.
News = Literal["late", "word", "closing"]


@dataclass(frozen=True)
class Reachable:
    """Someone who agreed to be written to again, and can be."""

    participant: str
    pseudonym: str
    language: str


@dataclass(frozen=True)
class Delivery:
    """One person's copy of a prompt, of the news of a decision, or of what ``news`` says.

    That is, that ``promise`` is late, what the team says of it (``word``), or that the project
    closes.
    """

    id: str
    prompt: str | None
    decision: str | None
    participant: str
    news: News | None = None
    promise: str | None = None
    word: str | None = None


@dataclass(frozen=True)
class Contacts:
    """How often we wrote to someone unasked: ``promised`` is what we said they would hear."""

    prompts: int
    promised: int


def audience(db: Connection, project: str, *, of: str | None = None) -> tuple[Reachable, ...]:
    """Return everyone in a project who may be written to, in the order they joined.

    With ``of``, only those whom that member of the team may see.
    """
    return tuple(
        Reachable(r["participant"], r["pseudonym"], r["language"])
        for r in _sql.audience(db, project=project, reader=of)
    )


def add_delivery(
    db: Connection,
    delivery: str,
    project: str,
    participant: str,
    now: datetime,
    *,
    prompt: str | None = None,
    decision: str | None = None,
    news: News | None = None,
    promise: str | None = None,
    word: str | None = None,
    due: datetime | None = None,
) -> bool:
    """Set a copy aside for someone, to go now or when it is ``due``.

    ``False`` if they have one already.
    """
    return bool(
        _sql.add_delivery(
            db,
            id=delivery,
            project=project,
            prompt=prompt,
            decision=decision,
            participant=participant,
            news=news,
            promise=promise,
            word=word,
            due_at=stamp(due or now),
            at=stamp(now),
        )
    )


def due_deliveries(
    db: Connection, project: str, now: datetime, at_most: int
) -> tuple[Delivery, ...]:
    """Return copies to look at now: what was promised before prompts."""
    rows = _sql.due_deliveries(db, project=project, now=stamp(now), at_most=at_most)
    return tuple(
        Delivery(
            r["id"],
            r["prompt"],
            r["decision"],
            r["participant"],
            r["news"],
            r["promise"],
            r["word"],
        )
        for r in rows
    )


def begin_delivery(db: Connection, delivery: str, now: datetime) -> bool:
    """Take a copy to be sent; ``False`` if it was taken before, or cancelled."""
    return bool(_sql.begin_delivery(db, id=delivery, at=stamp(now)))


def sent_as(
    db: Connection, delivery: str, run: str | None, row: int | None, first: int | None = None
) -> None:
    """Note the run and the outbox row that a copy became; ``first``: where others go before it."""
    _sql.sent_as(db, id=delivery, run=run, outbox=row, first=first)


def hold_delivery(db: Connection, delivery: str, until: datetime, why: str) -> None:
    """Look at a copy again later, and remember why it is held."""
    _sql.hold_delivery(db, id=delivery, due_at=stamp(until), held_for=why)


def cancel_delivery(db: Connection, delivery: str, why: str) -> None:
    """Cancel one copy that has not gone."""
    _sql.cancel_delivery(db, id=delivery, held_for=why)


def cancel_prompt(db: Connection, prompt: str) -> int:
    """Cancel what has not gone of a prompt; return how many copies that were."""
    cancelled = int(_sql.cancel_prompt_deliveries(db, prompt=prompt))
    return cancelled + _take_back(db, _sql.not_gone(db, prompt=prompt), "cancelled")


def hold_prompt(db: Connection, prompt: str) -> int:
    """Take back what is queued of a prompt that is paused: it waits like the rest."""
    return _take_back(db, _sql.not_gone(db, prompt=prompt), "waiting")


def withdrawn(db: Connection, participant: str, project: str) -> None:
    """Cancel the prompts of a project to someone who no longer agrees to be written to."""
    why = "no consent"
    _sql.cancel_prompts_to(db, participant=participant, project=project, held_for=why)
    rows = _sql.not_gone_to(db, participant=participant, project=project)
    for delivery in _taken_back(db, rows, "waiting"):
        cancel_delivery(db, delivery, why)


def _take_back(db: Connection, rows: Iterable[Any], state: str) -> int:
    return len(_taken_back(db, rows, state))


def _taken_back(db: Connection, rows: Iterable[Any], state: str) -> list[str]:
    """Take copies back out of the outbox, with their runs, and return which still could be.

    Nobody is left standing before a question they never saw.
    """
    back = []
    for row in tuple(rows):
        why = "the prompt was taken back"
        outbox.cancel(db, row["outbox"], why, first=row["first"])
        if _sql.take_back(db, id=row["id"], state=state):
            back.append(row["id"])
        if row["run"]:
            runs.drop(db, row["run"])
    return back


def cancel_prompts(db: Connection, project: str) -> None:
    """Cancel what has not gone of all prompts in a project: it is retired."""
    _sql.cancel_project_prompts(db, project=project)


def cancel_late(db: Connection, project: str) -> None:
    """Do not tell anyone any more that the report of a project is late: it was decided."""
    _sql.cancel_late(db, project=project)


def told_of(db: Connection, promise: str) -> tuple[str, ...]:
    """Return who was told, or is to be, that a promise is late."""
    return tuple(r["participant"] for r in _sql.told_of(db, promise=promise))


def drop_closing(db: Connection, project: str) -> None:
    """Tell nobody else that a project closes: it is open again."""
    _sql.drop_closing(db, project=project)


def cancel_person(db: Connection, participant: str) -> None:
    """Cancel everything set aside for someone: they said stop.

    Check-backs stay set: each looks on its day whether they came back, and else is cancelled then.
    """
    _sql.cancel_person_deliveries(db, participant=participant)


def contacts_since(db: Connection, participant: str, since: datetime) -> Contacts:
    """Return how often we wrote to someone unasked since then, in all projects."""
    row = _sql.contacts_since(db, participant=participant, since=stamp(since))
    return Contacts(row["prompts"], row["promised"])


def promised_by(db: Connection, participant: str, until: datetime) -> int:
    """Return how often someone is to hear what was promised, from now until then."""
    return int(_sql.promised_by(db, participant=participant, until=stamp(until)))


def in_flight(db: Connection) -> int:
    """Return how many messages that nobody asked for stand in the outbox, not sent yet."""
    return int(_sql.in_flight(db))


def prompt_states(db: Connection, prompt: str) -> dict[str, int]:
    """Return how many copies of a prompt are in which state.

    That is a state of the outbox, what a waiting copy is held for, or why one was not sent.
    """
    return {r["state"]: r["n"] for r in _sql.prompt_states(db, prompt=prompt)}


def answered(db: Connection, prompt: str) -> int:
    """Return how many people answered a prompt; skipping is no answer."""
    return int(_sql.answered(db, prompt=prompt))


def silent(db: Connection, prompt: str) -> tuple[str, ...]:
    """Return who got a prompt and has neither answered nor skipped it."""
    return tuple(r["participant"] for r in _sql.silent(db, prompt=prompt))


def run_of(db: Connection, prompt: str, participant: str) -> str | None:
    """Return the run that someone's copy of a prompt began, or ``None``."""
    found = _sql.run_of(db, prompt=prompt, participant=participant)
    return str(found) if found else None


@dataclass(frozen=True)
class Tally:
    """How many people answered something to one question; ``told``: in words or files, too."""

    node: str
    status: str
    value: tuple[str, ...]
    people: int
    told: int


def tallies(db: Connection, prompt: str) -> tuple[Tally, ...]:
    """Return what was answered to a prompt, counted."""
    return tuple(
        Tally(r["node"], r["status"], tuple(json.loads(r["value"])), r["n"], r["told"])
        for r in _sql.tallies(db, prompt=prompt)
    )


def open_since(db: Connection, since: datetime) -> frozenset[str]:
    """Return who has an open run in which something happened since then."""
    return frozenset(r["participant"] for r in _sql.touched(db, since=stamp(since)))


def contacted(db: Connection, since: datetime, until: datetime) -> Counter[str]:
    """Count how often each person was written to unasked since then, or is to hear a promise."""
    rows = _sql.contacted(db, since=stamp(since), until=stamp(until))
    return Counter({r["participant"]: r["n"] for r in rows})


def own_hours(db: Connection) -> frozenset[str]:
    """Return who chose hours of their own."""
    return frozenset(r["id"] for r in _sql.own_hours(db))


def next_of_prompt(db: Connection, prompt: str) -> datetime | None:
    """Return when a waiting copy of a prompt is next looked at, or ``None`` if none waits."""
    found = _sql.next_of_prompt(db, prompt=prompt)
    return moment(found) if found else None


def next_due(db: Connection, project: str) -> datetime | None:
    """Return when something of a project is next to be looked at, or ``None``."""
    found = (_sql.next_delivery(db, project=project), _sql.next_checkback(db, project=project))
    return min((moment(one) for one in found if one), default=None)
