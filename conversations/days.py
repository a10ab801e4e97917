"""Days as people write them: 2027-04-01, 1.4.2027, 1/4/2027, 1 April 2027, 1 kwietnia."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import get_month_names

from conversations.languages import babel_name
from conversations.text import ascii_digits, fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(\D+?)\s*(\d{4})?")


def read_day(said: str, language: str, today: date) -> date | None:
    """Return the day meant, the day before the month as in Europe, or ``None`` if unclear.

    Without a year it is the next such day. Month names are read in ``language`` and in English.
    """
    text = ascii_digits(said).strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(text):
        return _named(int(found[1]), fold(found[2]), found[3], language, today)
    return None


def _named(day: int, name: str, year: str | None, language: str, today: date) -> date | None:
    month = _months(language).get(name)
    if month is None:
        return None
    if year is not None:
        return _day(int(year), month, day)
    this = _day(today.year, month, day)
    return this if this is None or this >= today else _day(today.year + 1, month, day)


def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in (babel_name(language), "en"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    names.setdefault(fold(name), number)
    return names


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
