"""Sorting themes: renamed, merged, split, and each of it undone. Decisions keep what they rest on.

A decision rests on the themes and answers that were written down with it; sorting changes neither.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("sorting")


def rename(db: Connection, theme: str, name: str) -> bool:
    """Call a theme something else; ``False`` if it has been merged into another."""
    return bool(_sql.rename(db, theme=theme, name=name))


def unrename(db: Connection, theme: str, name: str) -> bool:
    """Call a theme what it was before it was called ``name``; ``False`` if that cannot be."""
    return bool(_sql.unrename(db, theme=theme, name=name))


def merge(db: Connection, theme: str, into: str) -> bool:
    """Put all that stands under ``theme`` under ``into``; it is offered no more."""
    if theme == into or not _sql.merged_into(db, theme=theme, into=into):
        return False
    _sql.copy(db, theme=theme, into=into, answers=None)
    return True


def unmerge(db: Connection, theme: str, into: str) -> bool:
    """Take a merge back; ``False`` if there is none, or ``into`` is merged itself by now."""
    if not _sql.apart_again(db, theme=theme, into=into):
        return False
    _sql.uncopy(db, theme=theme, into=into)
    return True


def split(db: Connection, theme: str, into: str, answers: Sequence[str], now: datetime) -> None:
    """Move ``answers`` from one theme to another, whoever put them there."""
    listed = json.dumps(list(answers))
    _sql.copy(db, theme=theme, into=into, answers=listed)
    _sql.take_off(db, theme=theme, answers=listed, at=stamp(now))


def unsplit(db: Connection, theme: str, into: str) -> bool:
    """Move back what a split moved, and drop the theme it made if nothing else is under it."""
    if not _sql.put_on_again(db, theme=theme, into=into):
        return False
    _sql.uncopy(db, theme=theme, into=into)
    _sql.drop(db, theme=into)
    return True


def together(db: Connection, one: str, other: str) -> int:
    """Return how many different people spoke of either theme."""
    return int(_sql.together(db, one=one, other=other))
