"""Most Significant Change: which stories the team chose as the one that matters most, and why."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.storytelling import QUOTABLE
from storage.sql import load
from storage.sqlite import Connection
from storage.times import moment, stamp

_sql = load("significance")


@dataclass(frozen=True)
class Wave:
    """A wave of check-backs with stories in it, and how many a reader may see."""

    name: str
    stories: int


@dataclass(frozen=True)
class Choice:
    """The story somebody chose among those they read, and why."""

    id: str
    answer: str
    why: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Chosen:
    """A story that stands chosen, for a report: ``whys`` are the reasons of all who chose it.

    Each reason comes with its language. ``about``, ``tone`` and ``use`` are the teller's own word
    on it; ``told`` counts the stories of its wave.
    """

    answer: str
    wave: str
    words: str
    language: str
    use: str
    about: str
    tone: str
    told: int
    whys: tuple[tuple[str, str], ...] = ()


def waves(db: Connection, project: str, reader: str) -> tuple[Wave, ...]:
    """Return the waves with stories that the reader may see, the latest first."""
    rows = _sql.waves(db, project=project, reader=reader)
    return tuple(Wave(row["wave"], row["n"]) for row in rows)


def unseen(db: Connection, project: str, wave: str, reader: str) -> tuple[str, ...]:
    """Return the stories of a wave the reader has not held against others yet, the oldest first."""
    rows = _sql.unseen(db, project=project, wave=wave, reader=reader)
    return tuple(row["id"] for row in rows)


def standing(db: Connection, project: str, wave: str, reader: str) -> Choice | None:
    """Return what the reader chose last in a wave, or ``None``."""
    row = _sql.standing(db, project=project, wave=wave, reader=reader)
    return _choice(row) if row else None


def of_others(db: Connection, project: str, wave: str, reader: str) -> tuple[Choice, ...]:
    """Return what others chose last in a wave, of stories the reader may see."""
    rows = _sql.of_others(db, project=project, wave=wave, reader=reader)
    return tuple(_choice(row) for row in rows)


def wave_of(db: Connection, answer: str) -> str | None:
    """Return the wave a story of change was told in; ``None`` if it is none, or was taken back."""
    found = _sql.wave_of(db, id=answer)
    return str(found) if found else None


def tone(db: Connection, answer: str) -> str:
    """Return whether a story was good or bad for its teller, or both; empty if they did not say."""
    return _first(_sql.tone(db, id=answer))


def choose(
    db: Connection,
    choice: Choice,
    project: str,
    wave: str,
    among: Collection[str],
    by: str,
) -> None:
    """Keep a choice among the stories read together; it follows the reader's last one."""
    _sql.choose(
        db,
        id=choice.id,
        project=project,
        wave=wave,
        answer=choice.answer,
        why=choice.why,
        language=choice.language,
        chosen_by=by,
        at=stamp(choice.at),
    )
    for answer in among:
        _sql.choose_among(db, choice=choice.id, answer=answer)
    _sql.follow(db, id=choice.id, project=project, wave=wave, chosen_by=by)


def undo(db: Connection, choice: str, by: str, now: datetime) -> bool:
    """Take a reader's last choice back; the one before it stands again. ``False``: it is no more.

    Its reason stays in the rows, undone.
    """
    if not _sql.undo(db, id=choice, by=by, at=stamp(now)):
        return False
    _sql.unfollow(db, id=choice)
    return True


def place(db: Connection, choice: str) -> tuple[str, str] | None:
    """Return the project and the wave of a choice, or ``None``."""
    row = _sql.get(db, id=choice)
    return (row["project"], row["wave"]) if row else None


def chosen(db: Connection, project: str, uses: Collection[str] = QUOTABLE) -> tuple[Chosen, ...]:
    """Return the stories that stand chosen, wave by wave, with every reason.

    Only those whose tellers allow one of ``uses``: a report may have ``QUOTABLE`` ones, residents
    are shown ``("public",)``.
    """
    found: dict[str, Chosen] = {}
    for row in _sql.chosen(db, project=project):
        use = _first(row["story_use"])
        if use not in uses:
            continue
        one = found.get(row["id"]) or Chosen(
            row["id"],
            row["wave"],
            "\n".join(json.loads(row["words"])),
            row["language"],
            use,
            _first(row["about"]),
            _first(row["tone"]),
            row["told"],
        )
        found[row["id"]] = replace(one, whys=(*one.whys, (row["why"], row["why_language"])))
    return tuple(found.values())


def every(db: Connection, project: str) -> list[dict[str, Any]]:
    """Return the rows of every choice that was not undone, also those that others followed."""
    return [dict(row) for row in _sql.every(db, project=project)]


def _first(value: str | None) -> str:
    return next(iter(json.loads(value or "[]")), "")


def _choice(r: Any) -> Choice:
    return Choice(r["id"], r["answer"], r["why"], r["language"], moment(r["at"]))
