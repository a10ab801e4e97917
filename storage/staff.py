"""Who may do what: roles in projects, and the one-use invites that give them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("staff")

Role = Literal["lead", "officer", "safeguarding", "admin"]


@dataclass(frozen=True)
class Post:
    """A role someone holds; ``project`` ``None`` means in every project."""

    role: Role
    project: str | None


@dataclass(frozen=True)
class Holder:
    """Someone who holds a role, and how they can be told something."""

    participant: str
    language: str
    chat_id: int | None


@dataclass(frozen=True)
class Named:
    """What someone in a role is called: by the name they were invited under, or by their number.

    ``number`` counts them in the order they joined. ``holds`` is ``False`` once they left the role.
    """

    participant: str
    name: str | None
    number: int
    holds: bool


@dataclass(frozen=True)
class Invite:
    """A role waiting for whoever opens the link first.

    ``sees``: for a peer lead, only their ``own`` people or ``all``. ``name`` is what the team, and
    the people who come through them, will call them.
    """

    role: Role
    project: str | None
    made_by: str
    expires_at: datetime
    redeemed: bool = False
    sees: Literal["own", "all"] = "own"
    name: str | None = None


def token_hash(token: str) -> str:
    """Return what is stored of a secret link: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def posts(db: Connection, participant: str) -> tuple[Post, ...]:
    """Return the roles someone holds now."""
    return tuple(
        Post(cast("Role", r["role"]), r["project"]) for r in _sql.roles(db, participant=participant)
    )


def holds(db: Connection, participant: str, project: str, *roles: Role) -> bool:
    """Say whether someone holds one of ``roles`` in ``project``."""
    return any(
        post.role in roles and post.project in (None, project) for post in posts(db, participant)
    )


def holders(db: Connection, project: str, role: Role) -> tuple[Holder, ...]:
    """Return everyone who holds ``role`` in ``project``."""
    return tuple(
        Holder(r["participant"], r["language"], r["chat_id"])
        for r in _sql.holders(db, project=project, role=role)
    )


def named(db: Connection, project: str, role: Role) -> tuple[Named, ...]:
    """Return everyone who ever held ``role`` in ``project``, in the order they joined."""
    rows = _sql.named(db, project=project, role=role)
    return tuple(
        Named(r["participant"], r["name"], number, r["revoked_at"] is None)
        for number, r in enumerate(rows, start=1)
    )


def give(
    db: Connection,
    post_id: str,
    participant: str,
    project: str | None,
    role: Role,
    now: datetime,
    *,
    sees: Literal["own", "all"] = "own",
    name: str | None = None,
) -> None:
    """Give someone a role; ``sees`` and ``name`` as in an :class:`Invite`."""
    _sql.give(
        db,
        id=post_id,
        participant=participant,
        project=project,
        role=role,
        at=stamp(now),
        sees=sees,
        name=name,
    )


def revoke(
    db: Connection, participant: str, project: str | None, role: Role, now: datetime
) -> bool:
    """Take a role away; ``False`` if they did not hold it."""
    return bool(_sql.revoke(db, participant=participant, project=project, role=role, at=stamp(now)))


def add_invite(db: Connection, token: str, invite: Invite, now: datetime) -> None:
    """Keep an invite; only a hash of its token is stored."""
    _sql.add_invite(
        db,
        token_hash=token_hash(token),
        role=invite.role,
        project=invite.project,
        made_by=invite.made_by,
        at=stamp(now),
        expires_at=stamp(invite.expires_at),
        sees=invite.sees,
        name=invite.name,
    )


def invite(db: Connection, token: str) -> Invite | None:
    """Return the invite behind a token, or ``None``."""
    r = _sql.invite(db, token_hash=token_hash(token))
    if r is None:
        return None
    return Invite(
        cast("Role", r["role"]),
        r["project"],
        r["made_by"],
        moment(r["expires_at"]),
        r["redeemed_at"] is not None,
        r["sees"],
        r["name"],
    )


def redeem(db: Connection, token: str, participant: str, now: datetime) -> bool:
    """Use an invite up; ``False`` if it was used, or has run out."""
    return bool(
        _sql.redeem(db, token_hash=token_hash(token), participant=participant, at=stamp(now))
    )
