"""Everything a project promised, as it stands now: read from the rows, never noted by hand.

A change is kept when the team says so. The dates agreed at the start are known from what happened:
the first decision, and whether everything that was sent by then has been read.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at
from conversations.loader import Loaded
from conversations.standing import Standing, stands
from storage import decision_words, decisions, promises
from storage.promises import Promise
from storage.sqlite import Connection


def standings(
    db: Connection, loaded: Loaded, now: datetime, reader: str = ""
) -> tuple[Standing, ...]:
    """Return everything that was promised in a project, by its day; as ``standing`` does."""
    every = promises.of_project(db, loaded.project.slug)
    return tuple(standing(db, loaded, one, now, reader) for one in every)


def late(db: Connection, loaded: Loaded, now: datetime) -> tuple[Standing, ...]:
    """Return what is late in a project, for anyone to read."""
    return tuple(one for one in standings(db, loaded, now) if one.stands == "late")


def standing(
    db: Connection, loaded: Loaded, promise: Promise, now: datetime, reader: str = ""
) -> Standing:
    """Return how one promise stands, in the language of ``reader`` if it was put into that."""
    promise = decision_words.promise_in(db, promise, reader) if reader else promise
    zone = ZoneInfo(loaded.project.timezone)
    today = now.astimezone(zone).date()
    word = promises.last_word(db, promise.id)
    said, said_on = (word.state, word.at.astimezone(zone).date()) if word else (None, None)
    if promise.kind != "change":
        said_on = _kept_on(db, loaded, promise, today)
        said = "kept" if said_on else None
    how, days = stands(promise.due_on, today, said, said_on)
    return Standing(
        promise.kind,
        promise.what,
        promise.due_on,
        how,
        days,
        word.reason if word else "",
        word.expected_on if word else None,
        word.language if word else promise.language,
    )


def _kept_on(db: Connection, loaded: Loaded, promise: Promise, today: date) -> date | None:
    """Return the day on which a date agreed at the start was kept, or ``None``."""
    zone = ZoneInfo(loaded.project.timezone)
    if promise.kind == "report":
        first = decisions.first_made(db, loaded.project.slug)
        return first.astimezone(zone).date() if first else None
    if today <= promise.due_on:
        return None
    end = at(promise.due_on + timedelta(days=1), time(), loaded.project.timezone)
    if promises.unread_from(db, loaded.project.slug, end):
        return None
    last = promises.last_read(db, loaded.project.slug, end)
    return max(last.astimezone(zone).date(), promise.due_on) if last else promise.due_on
