"""Going back to people: one row a person, a project and a wave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from conversations.checkbacks import wave
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("checkbacks")

#: ``waiting`` for its day; ``begun``: they were asked; ``cancelled``: when its day came we might
#: not write to them; ``closed``: the next one came before this was asked or answered to the end.
State = Literal["waiting", "begun", "cancelled", "closed"]


@dataclass(frozen=True)
class CheckBack:
    """One person's check-back in one wave; ``place`` is the wave's place in the schedule.

    ``once_more``: it is none of the schedule's, but follows a later decision.
    """

    id: str
    participant: str
    wave: str
    place: int
    state: State
    once_more: bool = False


def add(
    db: Connection,
    checkback: str,
    project: str,
    participant: str,
    place: int,
    due: datetime,
    *,
    once_more: bool = False,
) -> bool:
    """Set a check-back for someone; ``False`` if that wave is set already."""
    return bool(
        _sql.add(
            db,
            id=checkback,
            project=project,
            participant=participant,
            wave=wave(place),
            place=place,
            once_more=int(once_more),
            due_at=stamp(due),
        )
    )


def move(db: Connection, checkback: str, due: datetime) -> None:
    """Set a check-back that has not begun for ``due``."""
    _sql.move(db, id=checkback, due_at=stamp(due))


def move_all(db: Connection, project: str, place: int, due: datetime) -> int:
    """Set every check-back of a wave that has not begun for ``due``; return how many."""
    return int(_sql.move_all(db, project=project, place=place, due_at=stamp(due)))


def drop(db: Connection, checkback: str) -> None:
    """Take back a check-back that has not begun: the schedule has no such wave for them."""
    _sql.drop(db, id=checkback)


def of_person(db: Connection, project: str, participant: str) -> tuple[CheckBack, ...]:
    """Return all waves of someone, in order."""
    rows = _sql.of_person(db, project=project, participant=participant)
    return tuple(_checkback(row) for row in rows)


def sent_at(db: Connection, project: str, participant: str) -> datetime | None:
    """Return when someone first sent answers in a project, or ``None`` if they have not."""
    found = _sql.sent_at(db, project=project, participant=participant)
    return moment(found) if found else None


def everyone(db: Connection, project: str) -> tuple[str, ...]:
    """Return who sent their answers, or is set to be asked again."""
    return tuple(row["participant"] for row in _sql.everyone(db, project=project))


def lacking(db: Connection, project: str, place: int) -> tuple[str, ...]:
    """Return who sent their answers and is not set to be asked in the wave at ``place``."""
    rows = _sql.lacking(db, project=project, place=place)
    return tuple(row["participant"] for row in rows)


def close_overtaken(db: Connection, project: str, now: datetime) -> None:
    """Close the waves nobody was asked in before the time of a later one came.

    So it is after weeks in which the bot was down: everyone is asked once, for the wave that
    holds by then.
    """
    _sql.close_overtaken(db, project=project, now=stamp(now))


def overtaken(db: Connection, run: str, now: datetime) -> bool:
    """Say whether the time of a later wave has come for whoever is asked in ``run``."""
    return bool(_sql.overtaken(db, run=run, now=stamp(now)))


def due(db: Connection, project: str, now: datetime, at_most: int) -> tuple[CheckBack, ...]:
    """Return the check-backs to look at now."""
    rows = _sql.due(db, project=project, now=stamp(now), at_most=at_most)
    return tuple(_checkback(row) for row in rows)


def begin(db: Connection, checkback: str) -> bool:
    """Take a check-back to be asked; ``False`` if it was taken before, or cancelled."""
    return bool(_sql.begin(db, id=checkback))


def asked_in(db: Connection, checkback: str, run: str) -> None:
    """Note the run a check-back became."""
    _sql.asked_in(db, id=checkback, run=run)


def close_before(db: Connection, project: str, participant: str, place: int) -> tuple[str, ...]:
    """Close the earlier waves of someone that are not answered to the end; return their runs."""
    open_ones = _sql.still_open(db, project=project, participant=participant, place=place)
    for row in open_ones:
        _sql.close(db, id=row["id"])
    return tuple(row["run"] for row in open_ones)


def hold(db: Connection, checkback: str, until: datetime) -> None:
    """Look at a check-back again later."""
    _sql.hold(db, id=checkback, due_at=stamp(until))


def cancel(db: Connection, checkback: str, why: str) -> None:
    """Cancel one check-back that has not begun; ``why`` is a word for the team."""
    _sql.cancel(db, id=checkback, why=why)


def moved_on(db: Connection, project: str, participant: str) -> bool:
    """Say whether someone told us, last, that they are not there any more."""
    return bool(_sql.moved_on(db, project=project, participant=participant))


@dataclass(frozen=True)
class Disposition:
    """What became of everyone who was to be asked in one wave; each person counts once.

    ``waiting``: its day has not come for them, or it is held for waking hours, for a pause, or in
    the outbox. Of those who were asked, ``whole`` answered to the end and ``part`` only some of it
    (skipping everything is no answer); ``silent`` were reached and said nothing; of ``unknown``
    nobody can know whether it arrived, and no word came; ``unreached``: it could not be delivered.
    Those who were not asked had said stop (``stopped``), could not be reached (``blocked``), do not
    agree to be written to (``refused``), or had moved on and no longer wanted to hear (``gone``);
    ``missed``: the next wave's day came first. Of old rows nobody noted why (``unnoted``).

    ``moved_on`` counts, among those who answered, who said they are not there any more. Whoever was
    erased is in none of these figures.
    """

    wave: str
    waiting: int = 0
    whole: int = 0
    part: int = 0
    silent: int = 0
    unknown: int = 0
    unreached: int = 0
    stopped: int = 0
    blocked: int = 0
    refused: int = 0
    gone: int = 0
    missed: int = 0
    unnoted: int = 0
    moved_on: int = 0

    @property
    def asked(self) -> int:
        """Return how many were asked."""
        return self.answered + self.silent + self.unknown + self.unreached

    @property
    def answered(self) -> int:
        """Return how many answered, wholly or in part."""
        return self.whole + self.part

    @property
    def reached(self) -> int:
        """Return how many of those asked it reached for sure."""
        return self.answered + self.silent

    @property
    def everyone(self) -> int:
        """Return how many were to be asked, or are."""
        not_asked = self.stopped + self.blocked + self.refused + self.gone + self.missed
        return self.waiting + self.asked + not_asked + self.unnoted


#: Why a wave was cancelled, and the state that counts it.
_WHY = {
    "stopped": "stopped",
    "unreachable": "blocked",
    "no consent": "refused",
    "moved on": "gone",
}


def dispositions(db: Connection, project: str) -> tuple[Disposition, ...]:
    """Return what became of each wave of a project, in order (see ``Disposition``)."""
    counted: dict[str, Counter[str]] = {}
    for row in _sql.dispositions(db, project=project):
        states = counted.setdefault(row["wave"], Counter())
        states[_state(row)] += 1
        states["moved_on"] += bool(row["moved_on"])
    return tuple(Disposition(wave, **states) for wave, states in counted.items())


def _state(row: Any) -> str:
    match row["state"]:
        case "waiting":
            return "waiting"
        case "cancelled":
            return _WHY.get(row["why"], "unnoted")
        case _ if row["answered"]:
            return "whole" if row["done"] else "part"
        case "closed" if not row["asked"]:
            return "missed"
        case _ if row["on_its_way"]:
            return "waiting"
        case _ if row["reached"]:
            return "silent"
        case _:
            return "unknown" if row["unknown"] else "unreached"


def _checkback(r: Any) -> CheckBack:
    return CheckBack(
        r["id"], r["participant"], r["wave"], r["place"], r["state"], bool(r["once_more"])
    )
