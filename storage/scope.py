"""Who may see whose words: a peer lead their own people, until an officer widens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.staff import Role
from storage.times import stamp

_sql = load("scope")

Sees = Literal["own", "all"]


@dataclass(frozen=True)
class Lead:
    """A peer lead of a project: what they are called, whom they see, how many came by them.

    ``number`` counts them in the order they joined: what they are called while nobody named them.
    """

    participant: str
    name: str | None
    sees: Sees
    people: int
    number: int


@dataclass(frozen=True)
class Own:
    """One of a peer lead's own people, and how far they are: nothing of what they said."""

    participant: str
    pseudonym: str
    language: str
    sent: bool
    ended: bool


@dataclass(frozen=True)
class LeadLink:
    """A peer lead's own link, in one language; residents can use it again and again."""

    code: str
    project: str
    lead: str
    language: str


def sees(db: Connection, reader: str, participant: str, project: str) -> bool:
    """Say whether ``reader`` may see what ``participant`` says in ``project``."""
    return bool(_sql.sees(db, reader=reader, participant=participant, project=project))


def readers(db: Connection, participant: str, project: str, role: Role) -> tuple[str, ...]:
    """Return who with ``role`` may see what someone says, in the order they joined."""
    rows = _sql.readers(db, participant=participant, project=project, role=role)
    return tuple(row["reader"] for row in rows)


def keep_apart(
    db: Connection,
    participant: str,
    project: str,
    staff: str,
    wished_by: Literal["resident", "staff"],
    now: datetime,
) -> bool:
    """Let ``staff`` see nothing of someone any more, and find them another peer lead.

    ``False`` if it was so before. Where no other peer lead is left, officers read on.
    """
    done = bool(
        _sql.keep_apart(
            db,
            participant=participant,
            project=project,
            staff=staff,
            wished_by=wished_by,
            at=stamp(now),
        )
    )
    if lead_of(db, participant, project) == staff:
        set_lead(db, participant, project, next_lead(db, participant, project))
    return done


def together_again(db: Connection, participant: str, project: str, staff: str) -> bool:
    """Take a hand-over back; ``False`` if the person wished it, or it was none."""
    done = bool(_sql.together_again(db, participant=participant, project=project, staff=staff))
    if done:
        set_lead(db, participant, project, staff)
    return done


def lead_of(db: Connection, participant: str, project: str) -> str | None:
    """Return the peer lead whose own someone is, or ``None``."""
    found = _sql.lead_of(db, participant=participant, project=project)
    return str(found) if found else None


def next_lead(db: Connection, participant: str, project: str) -> str | None:
    """Return the peer lead who has the fewest people and may read this one, or ``None``."""
    found = _sql.next_lead(db, participant=participant, project=project)
    return str(found) if found else None


def set_lead(db: Connection, participant: str, project: str, lead: str | None) -> None:
    """Make someone one of ``lead``'s own people."""
    _sql.set_lead(db, participant=participant, project=project, lead=lead)


def widen(db: Connection, lead: str, project: str, sees: Sees) -> bool:
    """Let a peer lead see everyone, or their own people again; ``False`` if nothing changed."""
    return bool(_sql.widen(db, lead=lead, project=project, sees=sees))


def leads(db: Connection, project: str) -> tuple[Lead, ...]:
    """Return a project's peer leads in the order they joined."""
    rows = _sql.leads(db, project=project)
    return tuple(
        Lead(r["participant"], r["name"], r["sees"], r["people"], number)
        for number, r in enumerate(rows, start=1)
    )


def own_people(db: Connection, lead: str, project: str) -> tuple[Own, ...]:
    """Return a peer lead's own people in the order they came."""
    return tuple(
        Own(
            r["participant"],
            r["pseudonym"],
            r["language"],
            r["sent_at"] is not None,
            r["status"] == "ended",
        )
        for r in _sql.own_people(db, lead=lead, project=project)
    )


def lead_link(db: Connection, code: str) -> LeadLink | None:
    """Return the peer lead's link with this code, or ``None``."""
    row = _sql.lead_link(db, code=code)
    return LeadLink(row["code"], row["project"], row["lead"], row["language"]) if row else None


def lead_link_for(
    db: Connection, project: str, lead: str, language: str, new_code: str, now: datetime
) -> LeadLink:
    """Return a peer lead's link in ``language``, made with ``new_code`` if there is none yet."""
    row = _sql.lead_link_for(db, project=project, lead=lead, language=language)
    if row is None:
        _sql.add_lead_link(
            db, code=new_code, project=project, lead=lead, language=language, at=stamp(now)
        )
        return LeadLink(new_code, project, lead, language)
    return LeadLink(row["code"], row["project"], row["lead"], row["language"])
