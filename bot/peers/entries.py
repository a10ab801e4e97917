"""What somebody did or paid, as they type it: "2.5 h visiting the library", "£4.80 bus 3/11"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conversations.text import ascii_digits
from storage.timesheet import Kind

#: What hours are written as, in the bot's languages; minutes follow with their own.
_HOURS = r"hours?|hrs?|h|godzin[ay]?|godz|awr|oriau|گھنٹے|گھنٹہ|گھنٹا"
_MINUTES = r"minutes?|mins?|min|minut[ay]?|munud|منٹ"
_POUNDS = r"£|gbp|pounds?|funt(?:ów|y)?|punt|bunt|پاؤنڈ"
_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?"
_END = r"(?![^\W\d_])"

_CLOCK = re.compile(rf"(\d{{1,2}}):(\d{{2}})\s*(?:{_HOURS}){_END}", re.IGNORECASE)
_TIME = re.compile(
    rf"({_NUMBER})\s*(?:{_HOURS}){_END}(?:\s*(\d{{1,2}})\s*(?:{_MINUTES}){_END})?", re.IGNORECASE
)
_SHORT_TIME = re.compile(rf"(\d{{1,4}})\s*(?:{_MINUTES}){_END}", re.IGNORECASE)
_MONEY = re.compile(
    rf"(?:(?:{_POUNDS})\s*({_NUMBER})|({_NUMBER})\s*(?:{_POUNDS}){_END})", re.IGNORECASE
)
_PENCE = re.compile(rf"(\d{{1,3}})\s*p{_END}", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")

#: Nobody works longer in a day, or pays more from their own pocket without asking first.
MOST_MINUTES, MOST_PENCE = 24 * 60, 100_000
_LONGEST = 120


@dataclass(frozen=True)
class Entry:
    """What was read: so many minutes or pence, what for, and on which day."""

    kind: Kind
    amount: int
    what: str
    day: date


def read_entry(said: str, today: date) -> Entry | None:
    """Return what someone wrote down, or ``None`` if it tells neither hours nor pounds.

    A day is written as 3/11, and lies in the past: of the year before, if need be.
    """
    text = ascii_digits(" ".join(said.split()))
    day, text = _day(text, today)
    for pattern, kind, amount in _READINGS:
        found = pattern.search(text)
        if found is not None:
            what = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
            return _checked(Entry(kind, amount(found), what.strip(" .,;:-–")[:_LONGEST], day))
    return None


#: What is looked for, in this order: an hour with minutes before an hour without.
_READINGS: tuple[tuple[re.Pattern[str], Kind, Callable[[re.Match[str]], int]], ...] = (
    (_CLOCK, "minutes", lambda m: int(m[1]) * 60 + int(m[2])),
    (_TIME, "minutes", lambda m: round(_number(m[1]) * 60) + int(m[2] or 0)),
    (_SHORT_TIME, "minutes", lambda m: int(m[1])),
    (_MONEY, "pence", lambda m: round(_number(m[1] or m[2]) * 100)),
    (_PENCE, "pence", lambda m: int(m[1])),
)


def _checked(entry: Entry) -> Entry | None:
    most = MOST_MINUTES if entry.kind == "minutes" else MOST_PENCE
    return entry if 0 < entry.amount <= most and entry.day != date.min else None


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _day(text: str, today: date) -> tuple[date, str]:
    """Return the day that is written, and the text without it; a day there never was is no day."""
    found = _DAY.search(text)
    if found is None:
        return today, text
    rest = text[: found.start()] + text[found.end() :]
    for year in (today.year, today.year - 1):
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if day <= today:
            return day, rest
    return date.min, rest
