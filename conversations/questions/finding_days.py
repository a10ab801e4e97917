"""Finding the date in what someone typed: "3 maja", "next Friday", "٣/٥", "two weeks ago"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import get_day_names
from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser
from rapidfuzz.distance import OSA

from conversations.catalogue import N_, Words
from conversations.text import ascii_digits, fold

Exact = Literal["day", "month", "year"]
Leaning = Literal["past", "future", "near"]

#: Within so many words of the beginning a date is looked for, and so many may belong to it.
_WITHIN, _LONGEST = 3, 6

#: How people say which of the days of a week they mean: the next one | the last one | this one.
#: Each with other forms behind a comma.
_WHICH = N_("next,coming,following|last,past,previous|this,on")

#: The days around today: the day before | today | the day after, with other forms.
_AROUND = N_("yesterday|today|tomorrow")

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True)
class Found:
    """A date: exact to the day, or the first day of a month or year. ``beside``: more was said."""

    day: date
    exact: Exact
    beside: bool = False


def find_day(said: str, words: Words, today: date, leaning: Leaning) -> Found | None:
    """Return the date ``said`` names, in ``words``' language or in English; ``None`` if none.

    Without a year or with only a day of the week it is taken to lie where ``leaning`` says. Words
    before it are passed over unless there is a figure among them: "5 or 6 May" is not guessed at.
    """
    tokens = ascii_digits(said).split()[: _WITHIN + _LONGEST]
    for start in range(min(_WITHIN, len(tokens))):
        if any(ch.isdigit() for token in tokens[:start] for ch in token):
            return None
        for end in range(min(len(tokens), start + _LONGEST), start, -1):
            part = " ".join(tokens[start:end]).strip(",;:!?…()")
            whole = fold(part) == fold(ascii_digits(said))
            found = _whole(part, words, today, leaning)
            if found and (whole or any(ch.isdigit() for ch in part) or found.exact == "day"):
                return Found(found.day, found.exact, beside=not whole)
    return None


def _whole(part: str, words: Words, today: date, leaning: Leaning) -> Found | None:
    return (
        _around(part, words, today, leaning)
        or _of_a_week(part, words, today, leaning)
        or _iso(part)
        or _parsed(part, words.language, today, leaning)
    )


def _lists(phrase: str, words: Words) -> list[list[str]]:
    """Return the forms of each meaning of ``phrase``, in their language and in English."""
    theirs, english = words.t(phrase).split("|"), phrase.split("|")
    if len(theirs) != len(english):
        theirs = english
    pairs = zip(theirs, english, strict=True)
    return [[fold(form) for form in f"{one},{other}".split(",")] for one, other in pairs]


def _around(part: str, words: Words, today: date, leaning: Leaning) -> Found | None:
    said = fold(part)
    offsets = [n - 1 for n, forms in enumerate(_lists(_AROUND.msgid, words)) if said in forms]
    if len(offsets) > 1:
        # One word for both, as in Urdu: only the question can tell which is meant.
        offsets = {"past": [-1], "future": [1], "near": []}[leaning]
    return Found(today + timedelta(days=offsets[0]), "day") if offsets else None


def _of_a_week(part: str, words: Words, today: date, leaning: Leaning) -> Found | None:
    tokens = fold(part).split()
    weekday = next((n for n in range(7) if tokens and _names(tokens, n, words.locale)), None)
    if weekday is None:
        return None
    following, last, this = _lists(_WHICH.msgid, words)
    rest = [t for t in tokens if not any(_names([t], n, words.locale) for n in range(7))]
    if not all(t in (*following, *last, *this) for t in rest):
        return None
    ahead, behind = (weekday - today.weekday()) % 7, (today.weekday() - weekday) % 7
    if any(t in following for t in rest):
        return Found(today + timedelta(days=ahead or 7), "day")
    if any(t in last for t in rest):
        return Found(today - timedelta(days=behind or 7), "day")
    back = leaning == "past" or (leaning == "near" and behind < ahead)
    return Found(today + timedelta(days=-behind if back else ahead), "day")


def _names(tokens: list[str], weekday: int, locale: str) -> bool:
    """Say whether one of ``tokens`` names this day of the week, 0 being Monday."""
    return any(_is_like(token, name) for token in tokens for name in _day_names(weekday, locale))


def _is_like(token: str, name: str) -> bool:
    """Say whether it is that name, or a form of it that ends otherwise ("środę" for "środa")."""
    return token == name or (len(name) >= 5 and OSA.distance(token, name, score_cutoff=1) <= 1)


@lru_cache(maxsize=256)
def _day_names(weekday: int, locale: str) -> frozenset[str]:
    names = {
        fold(get_day_names(width, locale=tag)[weekday]).split()[-1]
        for tag in (locale, "en_GB")
        for width in ("wide", "abbreviated")
    }
    return frozenset(name for name in names if len(name) > 2)


def _iso(part: str) -> Found | None:
    """Read 2026-05-03 as what it says; a parser told "day first" would not."""
    found = _ISO.fullmatch(part)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return Found(day, "day" if found[3] else "month")


def _parsed(part: str, language: str, today: date, leaning: Leaning) -> Found | None:
    """Let the library read it; near today, of the same day last year and this the nearer."""
    # A lone number is a day of this month to the library, and everything else to people.
    if re.fullmatch(r"\d{1,3}\.?|.*\d:\d.*", part):
        return None
    sides = ("past", "future") if leaning == "near" else (leaning,)
    found = [one for side in sides if (one := _read_by_library(part, language, today, side))]
    return min(found, key=lambda one: abs(one.day - today), default=None)


#: How exact the library's reading is, in our words; what is missing here (an hour) is no date.
_PERIODS: dict[str, Exact] = {"day": "day", "week": "month", "month": "month", "year": "year"}


def _read_by_library(part: str, language: str, today: date, side: str) -> Found | None:
    base = language.split("-", maxsplit=1)[0]
    parser = DateDataParser(
        languages=[tag for tag in dict.fromkeys((base, "en")) if tag in language_order],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": side,
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "RETURN_TIME_AS_PERIOD": True,
            "TIMEZONE": "UTC",
        },
    )
    read = parser.get_date_data(part)
    if read.date_obj is None or read.period not in _PERIODS:
        return None
    return Found(read.date_obj.date(), _PERIODS[read.period])
