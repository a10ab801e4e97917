"""What was marked as being about someone's safety: its exact words, its clock, what was done."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("concerns")

MarkedBy = Literal["resident", "lead", "contact"]

#: What happens to a concern: contacts were told, or told again; officers heard that it waits; a
#: contact has seen it, noted what was done, handed it over to another or outside, looked who it is.
What = Literal["told", "chased", "officers", "seen", "noted", "handed", "outside", "looked"]


@dataclass(frozen=True)
class Concern:
    """A marked message. ``participant`` is ``None`` once they were erased; the words stay.

    ``answer`` or ``question`` is where it was said, if anywhere: a story told by voice has its
    words there alone. ``note`` holds what was done so far, each note in a paragraph of its own.
    It waits from ``waits_since`` until somebody has seen it, and is open until ``closed_at``.
    ``rehearsal``: it is invented, and counts nowhere.
    """

    id: str
    project: str
    participant: str | None
    pseudonym: str
    words: str = field(repr=False)
    answer: str | None
    marked_by: MarkedBy
    marked_at: datetime
    acknowledged_at: datetime | None
    note: str | None = field(repr=False)
    waits_since: datetime
    closed_at: datetime | None
    marker: str | None
    acknowledged_by: str | None
    rehearsal: bool


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a concern; ``by`` and ``other`` are ids, ``None`` once erased."""

    what: What
    by: str | None
    other: str | None
    words: str | None = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Said:
    """Something someone said before, which they can mark; ``node`` is the question it answers."""

    sort: Literal["answer", "question", "kept"]
    id: str
    words: str = field(repr=False)
    node: str | None
    files: int


def add(
    db: Connection,
    concern: str,
    project: str,
    participant: str | None,
    pseudonym: str,
    words: str,
    answer: str | None,
    marked_by: MarkedBy,
    now: datetime,
    *,
    question: str | None = None,
    marker: str | None = None,
    rehearsal: bool = False,
) -> None:
    """Keep a concern."""
    _sql.add(
        db,
        id=concern,
        project=project,
        participant=participant,
        pseudonym=pseudonym,
        words=words,
        answer=answer,
        question=question,
        marked_by=marked_by,
        marker=marker,
        at=stamp(now),
        rehearsal=int(rehearsal),
    )


def get(db: Connection, concern: str) -> Concern | None:
    """Return a concern, or ``None``."""
    row = _sql.get(db, id=concern)
    return _concern(row) if row else None


def unfinished(db: Connection, project: str) -> tuple[Concern, ...]:
    """Return the concerns of which nobody has noted what was done, the oldest first."""
    return tuple(_concern(row) for row in _sql.open(db, project=project))


def of_project(db: Connection, project: str) -> tuple[Concern, ...]:
    """Return all concerns of a project that are still kept, the oldest first."""
    return tuple(_concern(row) for row in _sql.of_project(db, project=project))


def of_person(db: Connection, participant: str) -> tuple[Concern, ...]:
    """Return the concerns about what someone said."""
    return tuple(_concern(row) for row in _sql.of_person(db, participant=participant))


def acknowledge(db: Connection, concern: str, by: str, now: datetime) -> bool:
    """Note who has seen a concern and when; ``False`` if somebody had already."""
    done = bool(_sql.acknowledge(db, id=concern, by=by, at=stamp(now)))
    if done:
        happened(db, concern, "seen", now, by=by)
    return done


def passed_on(db: Connection, said: str) -> bool:
    """Say whether the team has marked this answer, or this question, before."""
    return bool(_sql.passed_on(db, said=said))


def note(db: Connection, concern: str, words: str, by: str | None, now: datetime) -> None:
    """Note what was done; earlier notes stay above it. Nothing is left to do until more comes."""
    _sql.note(db, id=concern, note=words, between="\n", at=stamp(now))
    happened(db, concern, "noted", now, by=by, words=words)


def hand_over(db: Connection, concern: str, by: str, to: str, now: datetime) -> None:
    """Hand a concern to another contact: it waits for them, and its clock begins anew."""
    _sql.wait_again(db, id=concern, at=stamp(now))
    happened(db, concern, "handed", now, by=by, other=to)


def hand_outside(db: Connection, concern: str, by: str, whom: str, now: datetime) -> None:
    """Note that a concern went to somebody outside, who they are and how they were told."""
    _sql.note(db, id=concern, note=whom, between="\n", at=stamp(now))
    happened(db, concern, "outside", now, by=by, words=whom)


def happened(
    db: Connection,
    concern: str,
    what: What,
    now: datetime,
    *,
    by: str | None = None,
    other: str | None = None,
    words: str | None = None,
) -> None:
    """Add a line to a concern's history; lines are never changed."""
    _sql.happened(
        db, concern=concern, what=what, made_by=by, other=other, words=words, at=stamp(now)
    )


def history(db: Connection, concern: str) -> tuple[Happened, ...]:
    """Return what happened to a concern, in order."""
    return tuple(
        Happened(r["what"], r["made_by"], r["other"], r["words"], moment(r["at"]))
        for r in _sql.history(db, concern=concern)
    )


def over(db: Connection, project: str, before: datetime) -> tuple[Concern, ...]:
    """Return the concerns with which nothing was left to do since before that moment."""
    return tuple(_concern(row) for row in _sql.over(db, project=project, before=stamp(before)))


def drop(db: Connection, concern: str) -> None:
    """Delete a concern with its words and its history."""
    _sql.drop(db, id=concern)


def rehearsals_before(db: Connection, before: datetime) -> tuple[Concern, ...]:
    """Return the invented concerns that were made before that moment."""
    return tuple(_concern(row) for row in _sql.rehearsals(db, before=stamp(before)))


def rehearsal_of(db: Connection, project: str) -> Concern | None:
    """Return the invented concern a project is practising on, or ``None``."""
    row = _sql.rehearsal_of(db, project=project)
    return _concern(row) if row else None


def said_by(db: Connection, participant: str, project: str, at_most: int = 100) -> tuple[Said, ...]:
    """Return what someone said in a project that they can mark, the newest first."""
    rows = _sql.said(db, participant=participant, project=project, at_most=at_most)
    return tuple(
        Said(r["sort"], r["id"], "\n".join(json.loads(r["words"])), r["node"], r["files"])
        for r in rows
    )


def said_in(db: Connection, participant: str, message_id: int) -> str | None:
    """Return the answer that one of someone's messages gave, or ``None``."""
    found = _sql.in_message(db, participant=participant, message_id=message_id)
    return str(found) if found else None


def hint(
    db: Connection, now: datetime, *, answer: str | None = None, question: str | None = None
) -> bool:
    """Note that something may be worth reading sooner; ``False`` if that was noted before."""
    return bool(_sql.hint(db, answer=answer, question=question, at=stamp(now)))


@dataclass(frozen=True)
class Hinted:
    """Something in which hint words were found, as a safeguarding contact may read it."""

    id: str
    project: str
    participant: str
    pseudonym: str
    words: str = field(repr=False)
    answer: str | None
    question: str | None
    at: datetime


def sent_in(db: Connection, run: str) -> tuple[Said, ...]:
    """Return the words that reached the team in a run; what may not be used at all did not."""
    return tuple(
        Said("answer", r["id"], "\n".join(json.loads(r["words"])), r["node"], 0)
        for r in _sql.sent_in(db, run=run)
    )


def hinted(db: Connection, said: str) -> Hinted | None:
    """Return the answer or the question with this id, if hint words were found in it.

    ``None`` also once it was changed or taken back.
    """
    r = _sql.hinted(db, said=said)
    if r is None:
        return None
    words = "\n".join(json.loads(r["words"]))
    return Hinted(
        said,
        r["project"],
        r["participant"],
        r["pseudonym"],
        words,
        r["answer"],
        r["question"],
        moment(r["at"]),
    )


def _concern(row: Any) -> Concern:
    return Concern(
        row["id"],
        row["project"],
        row["participant"],
        row["pseudonym"],
        row["words"],
        row["answer"],
        row["marked_by"],
        moment(row["marked_at"]),
        _moment(row["acknowledged_at"]),
        row["note"],
        moment(row["waits_since"]),
        _moment(row["closed_at"]),
        row["marker"],
        row["acknowledged_by"],
        bool(row["rehearsal"]),
    )


def _moment(kept: str | None) -> datetime | None:
    return moment(kept) if kept else None
