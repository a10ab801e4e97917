"""Second readings: some answers are read by two peers, each without seeing the other's themes."""

from __future__ import annotations

from datetime import datetime

from conversations.agreement import Pair
from storage.reviews import Told, told_of
from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("second_readings")


def want(db: Connection, answer: str) -> None:
    """Let an answer that was read be read by somebody else, too."""
    _sql.want(db, answer=answer)


def want_not(db: Connection, answer: str) -> None:
    """Take that back, as long as nobody has."""
    _sql.want_not(db, answer=answer)


def waiting(db: Connection, project: str, reader: str, at_most: int = 1) -> tuple[Told, ...]:
    """Return what ``reader`` is to read as the second, of people they may see."""
    rows = _sql.waiting(db, project=project, reader=reader, at_most=at_most)
    return tuple(told_of(row) for row in rows)


def waits_for(db: Connection, answer: str, reader: str) -> bool:
    """Say whether ``reader`` would read it as the second."""
    return bool(_sql.waits_for(db, answer=answer, reader=reader))


def read(db: Connection, answer: str, by: str, now: datetime) -> bool:
    """Note that ``by`` has read it as the second; ``False`` if it waits for no second reader."""
    return bool(_sql.read(db, answer=answer, reader=by, at=stamp(now)))


def read_not(db: Connection, answer: str, by: str) -> bool:
    """Take back that ``by`` has read it as the second."""
    return bool(_sql.read_not(db, answer=answer, reader=by))


def pairs(db: Connection, project: str) -> tuple[Pair, ...]:
    """Return what two peers made of each answer both have read; not who they are."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in _sql.pairs(db, project=project):
        first, second = found.setdefault(row["answer"], (set(), set()))
        if row["theme"] is not None:
            (second if row["reading"] == 2 else first).add(row["theme"])
    return tuple(Pair(frozenset(first), frozenset(second)) for first, second in found.values())
