"""A day and a time as people type them: "tomorrow 10", "3 May 9:00", "jutro o 14:30"."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from conversations.catalogue import Words
from conversations.questions.finding_days import find_day
from conversations.text import ascii_digits

#: Where only the day was said.
_USUAL = time(10)

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", re.IGNORECASE)


def find_moment(said: str, words: Words, today: date) -> datetime | None:
    """Return the day and time meant, without a zone: ``today`` or later; ``None`` if unclear.

    Without a time it is ten in the morning.
    """
    tokens = ascii_digits(said).split()
    # "9:00" is a time wherever it stands; a bare number is one where a day is left without it.
    for at in sorted(range(len(tokens)), key=lambda n: (":" not in tokens[n], -n)):
        clock = _clock(tokens[at])
        rest = " ".join(tokens[:at] + tokens[at + 1 :])
        found = find_day(rest, words, today, "future") if clock else None
        if clock and found and found.exact == "day":
            return datetime.combine(found.day, clock)
    found = find_day(said, words, today, "future")
    return datetime.combine(found.day, _USUAL) if found and found.exact == "day" else None


def _clock(token: str) -> time | None:
    found = _CLOCK.fullmatch(token.strip(",;()"))
    if found is None:
        return None
    hour = int(found[1]) + 12 * (str(found[3]).lower() == "pm" and int(found[1]) < 12)
    minute = int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
