"""What people wrote for others to see, and what the team did with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("contributions")

#: Only what is to be shown to others is moderated. Each kind is shown somewhere of its own.
Kind = Literal["statement", "quote"]
Verdict = Literal["accepted", "changed", "refused"]


@dataclass(frozen=True)
class Contribution:
    """Something someone wrote for others. ``own_words`` are theirs, ``words`` what others read.

    ``verdict``, ``reason`` and ``note`` say what the team did with it, ``None`` before. ``use`` is
    what the teller of a quote allows now: *report* or *public*.
    """

    id: str
    kind: Kind
    project: str
    participant: str
    pseudonym: str
    answer: str
    step: str
    own_words: str
    language: str
    made_at: datetime
    verdict: Verdict | None
    words: str | None
    reason: str | None
    note: str | None
    made_by: str | None
    use: str = ""


@dataclass(frozen=True)
class Shown:
    """A statement as others read it."""

    id: str
    step: str
    words: str
    language: str
    shown_at: datetime


def add(
    db: Connection,
    contribution: str,
    kind: Kind,
    project: str,
    participant: str,
    answer: str,
    step: str,
    now: datetime,
) -> None:
    """Keep that an answer is meant for others, to be looked at by the team once it is sent."""
    _sql.add(
        db,
        id=contribution,
        kind=kind,
        project=project,
        participant=participant,
        answer=answer,
        step=step,
        at=stamp(now),
    )


def waiting(db: Connection, project: str, reader: str) -> tuple[Contribution, ...]:
    """Return what nobody has looked at yet, the oldest first, of people the reader may see."""
    return tuple(_read(row) for row in _sql.waiting(db, project=project, reader=reader))


def get(db: Connection, contribution: str, reader: str) -> Contribution | None:
    """Return one for the team; ``None`` if the reader may not see it, or it was taken back."""
    row = _sql.get(db, id=contribution, reader=reader)
    return _read(row) if row else None


def own(db: Connection, contribution: str) -> Contribution | None:
    """Return one for whoever wrote it, taken back or not; ``None`` if it is gone."""
    row = _sql.own(db, id=contribution)
    return _read(row) if row else None


def moderate(
    db: Connection,
    new_id: str,
    contribution: str,
    verdict: Verdict,
    by: str,
    now: datetime,
    *,
    words: str | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> bool:
    """Keep what is done with it; ``words`` is what others read. ``False``: someone was faster."""
    return bool(
        _sql.moderate(
            db,
            id=new_id,
            contribution=contribution,
            verdict=verdict,
            words=words,
            reason=reason,
            note=note,
            made_by=by,
            at=stamp(now),
        )
    )


def undo(db: Connection, contribution: str, now: datetime) -> bool:
    """Let it wait to be looked at again; ``False`` if it did."""
    return bool(_sql.undo(db, contribution=contribution, at=stamp(now)))


def withdraw(db: Connection, contribution: str, now: datetime) -> bool:
    """Show it to nobody any more, because its writer says so; ``False`` if that was so."""
    return bool(_sql.withdraw(db, id=contribution, at=stamp(now)))


def put_back(db: Connection, contribution: str) -> bool:
    """Take back the taking back; ``False`` if there was none."""
    return bool(_sql.put_back(db, id=contribution))


def for_someone(
    db: Connection, project: str, step: str, participant: str, at_most: int
) -> tuple[str, ...]:
    """Return the ids of the statements someone is shown at a step, if they begin now."""
    rows = _sql.for_someone(
        db, project=project, step=step, participant=participant, at_most=at_most
    )
    return tuple(row["id"] for row in rows)


def shown(db: Connection, contribution: str) -> tuple[str, str] | None:
    """Return what others read of it and in which language; ``None`` if they do not any more."""
    row = _sql.shown(db, id=contribution)
    return (row["words"], row["language"]) if row else None


def all_shown(db: Connection, project: str) -> tuple[Shown, ...]:
    """Return the statements of people that others see in a project, by step, the oldest first."""
    return tuple(
        Shown(row["id"], row["step"], row["words"], row["language"], moment(row["shown_at"]))
        for row in _sql.all_shown(db, project=project)
    )


def votes(db: Connection, project: str) -> dict[tuple[str, str], int]:
    """Return how many people chose what at each question of a project: (node, key) → people."""
    found: dict[tuple[str, str], int] = {}
    for row in _sql.votes(db, project=project):
        for value in json.loads(row["value"])[:1]:
            found[row["node"], value] = row["people"]
    return found


def _read(row: Any) -> Contribution:
    return Contribution(
        row["id"],
        row["kind"],
        row["project"],
        row["participant"],
        row["pseudonym"],
        row["answer"],
        row["step"],
        "\n".join(json.loads(row["own_words"])),
        row["language"],
        moment(row["made_at"]),
        row["verdict"],
        row["words"],
        row["reason"],
        row["note"],
        row["made_by"],
        "".join(json.loads(row["story_use"] or "[]")),
    )
