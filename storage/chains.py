"""One person's own chain: what they told, and what became of each thing as far as they may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.equality.apart import OFFER
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment

_sql = load("chains")


@dataclass(frozen=True)
class Grouped:
    """A theme on what someone told: its name, and how many other people are under it."""

    name: str
    others: int


@dataclass(frozen=True)
class Link:
    """One answer of someone, and how far it has come.

    ``told``: it holds words or a file, for the team to read. ``withheld``: its teller lets nobody
    read it. ``read_at`` is when somebody on the team first did. ``decisions`` rest on it, or on
    what it said before it was changed.
    """

    answer: str
    run: str
    node: str
    serves: str | None
    at: datetime
    sent_at: datetime | None
    told: bool
    withheld: bool
    read_at: datetime | None
    grouped: tuple[Grouped, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """What someone said that is no answer: a question for the team, or words that were kept.

    ``read_at`` is when it was read, or answered; ``answer`` is the team's.
    """

    id: str
    words: str
    at: datetime
    read_at: datetime | None
    answer: str | None = None


def links(db: Connection, project: str, participant: str) -> tuple[Link, ...]:
    """Return someone's answers in a project as they stand now, skipped ones left out."""
    rows = _sql.links(db, project=project, participant=participant)
    return tuple(_link(db, participant, row) for row in rows)


def questions(db: Connection, project: str, participant: str) -> tuple[Beside, ...]:
    """Return what someone asked the team, the oldest first."""
    rows = _sql.questions(db, project=project, participant=participant)
    return tuple(_beside(row) for row in rows)


def kept(db: Connection, project: str, participant: str) -> tuple[Beside, ...]:
    """Return the words someone said beside the questions that the team can read."""
    rows = _sql.kept(db, project=project, participant=participant, apart=OFFER, inside=f"{OFFER}.%")
    return tuple(_beside(row) for row in rows)


def for_everyone(db: Connection, project: str, participant: str) -> tuple[str, ...]:
    """Return the decisions someone was told of that rest on no words of theirs."""
    rows = _sql.for_everyone(db, project=project, participant=participant)
    return tuple(row["id"] for row in rows)


def decided(db: Connection, project: str) -> bool:
    """Say whether people hear of any decision in a project yet."""
    return bool(_sql.decided(db, project=project))


def asked_again_on(db: Connection, project: str, participant: str) -> datetime | None:
    """Return when someone is next to be asked if it got better, or ``None``."""
    found = _sql.asked_again_on(db, project=project, participant=participant)
    return moment(found) if found else None


def _link(db: Connection, participant: str, r: Any) -> Link:
    decisions = _sql.decisions(db, run=r["run"], node=r["node"])
    return Link(
        r["id"],
        r["run"],
        r["node"],
        r["serves"],
        moment(r["at"]),
        moment(r["sent_at"]) if r["sent_at"] else None,
        bool(r["told"]),
        bool(r["withheld"]),
        moment(r["read_at"]) if r["read_at"] else None,
        tuple(
            Grouped(g["name"], g["others"])
            for g in _sql.grouped(db, answer=r["id"], participant=participant)
        ),
        tuple(d["id"] for d in decisions),
    )


def _beside(r: Any) -> Beside:
    return Beside(
        r["id"],
        r["words"],
        moment(r["at"]),
        moment(r["read_at"]) if r["read_at"] else None,
        r["answer"],
    )
