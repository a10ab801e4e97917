"""Projects not yet published: drafts, their rehearsals, and documents that may be one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from conversations.run import Run
from storage.runs import dump, read
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("drafts")


@dataclass(frozen=True)
class Rehearsal:
    """A draft being tried: its run, and the outbox rows of the open question with their text."""

    project: str
    run: Run
    shown: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class HandedIn:
    """A document whose bytes are here, or never will be; the rest is the message it came in."""

    media: str
    name: str
    caption: str
    message_id: int | None
    sent_at: datetime | None
    participant: str
    state: str


def keep(db: Connection, participant: str, project: str, files: str, now: datetime) -> None:
    """Keep a draft in place of the one its author had; a rehearsal of that one is over."""
    _sql.end_rehearsal(db, participant=participant)
    _sql.keep(db, participant=participant, project=project, files=files, at=stamp(now))


def get(db: Connection, participant: str, project: str) -> str | None:
    """Return someone's draft of a project, as ``Snapshot.to_json`` wrote it, or ``None``."""
    found: str | None = _sql.get(db, participant=participant, project=project)
    return found


def of_person(db: Connection, participant: str) -> tuple[str, ...]:
    """Return the projects that someone has a draft of, the newest draft first."""
    return tuple(row["project"] for row in _sql.of_person(db, participant=participant))


def drop(db: Connection, participant: str, project: str) -> None:
    """Throw a draft away, with its rehearsal."""
    _sql.drop(db, participant=participant, project=project)


def rehearse(
    db: Connection,
    participant: str,
    project: str,
    run: Run,
    shown: tuple[tuple[int, str], ...],
) -> None:
    """Begin a rehearsal of someone's draft, or move it on; there is one at a time."""
    _sql.rehearse(
        db, participant=participant, project=project, state=dump(run), shown=json.dumps(shown)
    )


def rehearsal(db: Connection, participant: str) -> Rehearsal | None:
    """Return what someone is rehearsing, if anything."""
    row = _sql.rehearsal(db, participant=participant)
    if row is None:
        return None
    shown = tuple((row_id, text) for row_id, text in json.loads(row["shown"]))
    return Rehearsal(row["project"], read(row["state"]), shown)


def end_rehearsal(db: Connection, participant: str) -> None:
    """Forget the rehearsal, and everything that was said in it."""
    _sql.end_rehearsal(db, participant=participant)


def hand_in(
    db: Connection,
    media: str,
    name: str,
    caption: str,
    message_id: int | None,
    sent_at: datetime | None,
) -> None:
    """Have a file looked at once it is here: it may be a project."""
    _sql.hand_in(
        db,
        media=media,
        name=name,
        caption=caption,
        message_id=message_id,
        sent_at=stamp(sent_at) if sent_at else None,
    )


def ready(db: Connection, at_most: int = 20) -> tuple[HandedIn, ...]:
    """Return what can be looked at, in the order it came."""
    return tuple(
        HandedIn(
            r["media"],
            r["name"],
            r["caption"],
            r["message_id"],
            moment(r["sent_at"]) if r["sent_at"] else None,
            r["participant"],
            r["state"],
        )
        for r in _sql.ready(db, at_most=at_most)
    )


def looked_at(db: Connection, media: str, *, keep_file: bool) -> bool:
    """Note that a file was looked at; ``False`` if it was before. Without need it is not kept."""
    first = bool(_sql.done(db, media=media))
    if first and not keep_file:
        _sql.drop_file(db, media=media)
    return first
