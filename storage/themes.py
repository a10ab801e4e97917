"""Themes: the labels peer leads put on what people said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("themes")


@dataclass(frozen=True)
class Theme:
    """A label; ``people`` counts different people with a current answer under it."""

    id: str
    project: str
    name: str
    people: int


def add(db: Connection, theme: str, project: str, name: str, by: str, now: datetime) -> None:
    """Make a theme."""
    _sql.add(db, id=theme, project=project, name=name, made_by=by, at=stamp(now))


def of_project(db: Connection, project: str) -> tuple[Theme, ...]:
    """Return a project's themes, the one used last first."""
    return tuple(_theme(row) for row in _sql.of_project(db, project=project))


def get(db: Connection, theme: str) -> Theme | None:
    """Return a theme, or ``None``."""
    row = _sql.get(db, id=theme)
    return _theme(row) if row else None


def current(db: Connection, theme: str) -> Theme | None:
    """Return what a theme is part of by now: itself, or what it was merged into."""
    found = _sql.current(db, id=theme)
    return get(db, found) if found else None


def put(db: Connection, theming: str, answer: str, theme: str, by: str, now: datetime) -> bool:
    """Put a theme on an answer; ``False`` if ``by`` has put it there already."""
    return bool(_sql.put(db, id=theming, answer=answer, theme=theme, made_by=by, at=stamp(now)))


def undo(db: Connection, answer: str, theme: str, by: str, now: datetime) -> bool:
    """Take off again a theme that ``by`` put on an answer; ``False`` if it is not there."""
    return bool(_sql.undo(db, answer=answer, theme=theme, made_by=by, at=stamp(now)))


def answers(db: Connection, theme: str) -> tuple[tuple[str, str], ...]:
    """Return the (answer, participant) pairs under a theme, as they count now."""
    return tuple((r["id"], r["participant"]) for r in _sql.answers(db, theme=theme))


def on_answer(db: Connection, answer: str, reader: str) -> tuple[str, ...]:
    """Return the names of the themes on an answer, as far as ``reader`` may know them yet."""
    return tuple(r["name"] for r in _sql.on_answer(db, answer=answer, reader=reader))


def _theme(row: Any) -> Theme:
    return Theme(row["id"], row["project"], row["name"], row["people"])
