"""Runs as rows: loaded whole, saved only over the state they were loaded in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from conversations.run import Answer, Pending, Run
from storage.sql import load as load_sql
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load_sql("runs")


class Overtaken(Exception):
    """The run moved on since it was loaded; the unit of work must be undone."""


@dataclass(frozen=True)
class Held:
    """A run with what storage knows of it. ``wave`` is ``before`` or the check-back it is of.

    ``heard_at`` is when the person last did something in it; a reminder only touches it.
    """

    run: Run
    participant: str
    project: str
    revision: str
    wave: str
    started_at: datetime
    touched_at: datetime
    heard_at: datetime
    sent_at: datetime | None

    @property
    def script(self) -> str:
        """Which script it runs: ``main``, ``prompt:<id>``, ``report:<id>``, ``checkback:<id>``."""
        return self.run.script

    @property
    def begun(self) -> bool:
        """Whether the person began it, or said anything in what we began."""
        return self.script == "main" or self.heard_at > self.started_at


def add(
    db: Connection,
    run: Run,
    *,
    participant: str,
    project: str,
    revision: str,
    now: datetime,
    wave: str = "before",
    sent: bool = False,
) -> None:
    """Add a run that has begun. ``sent``: its answers reach the team as they are given."""
    _sql.add(
        db,
        id=run.id,
        participant=participant,
        project=project,
        revision=revision,
        script=run.script,
        wave=wave,
        state=dump(run),
        status=run.status,
        step=run.step,
        at=stamp(now),
        sent_at=stamp(now) if sent else None,
    )


def save(
    db: Connection,
    held: Held,
    run: Run,
    now: datetime,
    *,
    sent: bool = False,
    heard: bool = True,
) -> None:
    """Move a run on; raises :class:`Overtaken` if it is not where it was loaded.

    ``heard``: because the person did something.
    """
    moved = _sql.save(
        db,
        id=run.id,
        state=dump(run),
        status=run.status,
        step=run.step,
        at=stamp(now),
        heard=int(heard),
        ended_at=stamp(now) if run.status == "ended" else None,
        sent_at=stamp(now) if sent else None,
        was_step=held.run.step,
        was_touched_at=stamp(held.touched_at),
    )
    if not moved:
        raise Overtaken(run.id)


def get(db: Connection, run: str) -> Held | None:
    """Return a run by id, or ``None``."""
    row = _sql.get(db, id=run)
    return _held(row) if row else None


def latest(db: Connection, participant: str) -> Held | None:
    """Return the run someone is in: of those open the one whose question was put last.

    With none open, the one that ended last: in the project they are in, if they have one there.
    """
    row = _sql.latest(db, participant=participant)
    return _held(row) if row else None


def main_of(db: Connection, participant: str, project: str) -> Held | None:
    """Return someone's run of the project's own script, the newest, or ``None``."""
    row = _sql.main_of(db, participant=participant, project=project)
    return _held(row) if row else None


def of_person(db: Connection, participant: str) -> tuple[Held, ...]:
    """Return all of someone's runs, the oldest first."""
    return tuple(_held(row) for row in _sql.of_person(db, participant=participant))


def open_of(db: Connection, participant: str) -> tuple[Held, ...]:
    """Return the runs of someone that have not ended, the one that asked last first."""
    return tuple(_held(row) for row in _sql.open_of(db, participant=participant))


def of_project(db: Connection, participant: str, project: str) -> tuple[Held, ...]:
    """Return all of someone's runs in a project: its own script's first, then the oldest."""
    return tuple(
        _held(row) for row in _sql.of_project(db, participant=participant, project=project)
    )


def stalled(db: Connection, project: str, before: datetime) -> int:
    """Return how many people have left a question of a project's own open since ``before``."""
    return int(_sql.stalled(db, project=project, before=stamp(before)))


def of_message(db: Connection, participant: str, message_id: int) -> Held | None:
    """Return the run that holds the answer given by this message, or ``None``."""
    row = _sql.of_message(db, participant=participant, message_id=message_id)
    return _held(row) if row else None


def under_way(
    db: Connection, project: str, live: str, *, after: str = "", at_most: int = 1_000_000
) -> tuple[Held, ...]:
    """Return who is in a project's own script, at another revision than ``live``.

    The runs come in the order of their ids, from the first behind ``after`` on.
    """
    rows = _sql.under_way(db, project=project, live=live, after=after, at_most=at_most)
    return tuple(_held(row) for row in rows)


def move(db: Connection, held: Held, run: Run, revision: str, now: datetime) -> None:
    """Take a run to another revision; raises :class:`Overtaken` if it moved on meanwhile."""
    moved = _sql.move(
        db,
        id=run.id,
        state=dump(run),
        step=run.step,
        revision=revision,
        at=stamp(now),
        was_step=held.run.step,
        was_touched_at=stamp(held.touched_at),
    )
    if not moved:
        raise Overtaken(run.id)


def unsent_before(db: Connection, before: datetime, paused_before: datetime) -> tuple[Held, ...]:
    """Return the runs never sent and not touched since ``before``, or else ``paused_before``."""
    rows = _sql.unsent_before(db, before=stamp(before), paused_before=stamp(paused_before))
    return tuple(_held(row) for row in rows)


def drop(db: Connection, run: str) -> None:
    """Delete a run with all its answers."""
    _sql.drop(db, id=run)


def _held(row: Any) -> Held:
    return Held(
        read(row["state"]),
        row["participant"],
        row["project"],
        row["revision"],
        row["wave"],
        moment(row["started_at"]),
        moment(row["touched_at"]),
        moment(row["heard_at"]),
        moment(row["sent_at"]) if row["sent_at"] else None,
    )


def dump(run: Run) -> str:
    """Return a run as JSON."""
    fields = asdict(run)
    fields["shown"] = sorted(run.shown)
    fields["asked_at"] = stamp(run.asked_at) if run.asked_at else None
    return json.dumps(fields, ensure_ascii=False)


def read(state: str) -> Run:
    """Return the run that ``dump`` wrote."""
    fields: Mapping[str, Any] = json.loads(state)
    pending = fields["pending"]
    return Run(
        **{
            **fields,
            "answers": {key: _answer(value) for key, value in fields["answers"].items()},
            "aside": {key: _answer(value) for key, value in fields["aside"].items()},
            "shown": frozenset(fields["shown"]),
            "draft": tuple(fields["draft"]),
            "beside": _answer(fields["beside"]),
            "asked_at": moment(fields["asked_at"]) if fields["asked_at"] else None,
            "pending": pending
            and Pending(pending["node"], _answer(pending["answer"]), tuple(pending["falls_away"])),
        }
    )


def _answer(fields: Mapping[str, Any]) -> Answer:
    lists = {name: tuple(fields[name]) for name in ("value", "words", "media", "messages")}
    return Answer(**{**fields, **lists})
