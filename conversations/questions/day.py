"""A date, a month or a year, typed the way the person would say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from conversations.catalogue import Words
from conversations.events import Reason
from conversations.questions.base import (
    Choice,
    Reading,
    Setting,
    Steady,
    Unclear,
    Understood,
    Wording,
)
from conversations.questions.finding_days import Exact, Found, find_day
from conversations.run import Answer


@dataclass(frozen=True)
class Bound:
    """The first or last day that fits: one written down, or so many days from today."""

    day: date | None = None
    days: int = 0

    def on(self, today: date | None) -> date | None:
        """Return the day meant when it is ``today``; ``None`` while that is not known."""
        if self.day or today is None:
            return self.day
        return today + timedelta(days=self.days)


@dataclass(frozen=True)
class Day(Steady):
    """A date as exact as ``exact``, between two bounds. ``today`` is known once it is put."""

    text: Wording
    zone: str = "UTC"
    exact: Exact = "day"
    earliest: Bound | None = None
    latest: Bound | None = None
    wrong: Wording | None = None
    today: date | None = None
    open: bool = False

    def at(self, setting: Setting) -> Self:
        """Return the question with the day it is where the project is."""
        if setting.now is None:
            return self
        return replace(self, today=setting.now.astimezone(ZoneInfo(self.zone)).date())

    def ask(self, words: Words) -> str:
        """Return the question and an example of how to answer it."""
        may = date(2026, 5, 3)
        example = words.date(may) if self.exact == "day" else words.day(may, self.exact)
        how = words.t("Type it your way, for example: {example}", example=example)
        return f"{words.say(self.text)}\n{how}"

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return none: a date is typed."""
        return ()

    def read(self, said: str, words: Words) -> Reading:
        """Read the date in what was typed; words around it are kept.

        "Friday" or "3 May" is the next one where only days to come fit, the last one where only
        days gone by do, and the nearest otherwise.
        """
        found = find_day(said, words, self.today or date(1970, 1, 1), self._leaning())
        if found is None:
            return Unclear("date" if said.strip() else "empty")
        if _order(found.exact) < _order(self.exact):
            return Unclear("inexact")
        return self._fitting(found, said)

    def _leaning(self) -> Literal["past", "future", "near"]:
        earliest, latest = self._bounds()
        if latest and self.today and latest <= self.today:
            return "past"
        if earliest and self.today and earliest >= self.today:
            return "future"
        return "near"

    def _bounds(self) -> tuple[date | None, date | None]:
        return (
            self.earliest.on(self.today) if self.earliest else None,
            self.latest.on(self.today) if self.latest else None,
        )

    def _fitting(self, found: Found, said: str) -> Reading:
        value = _iso(found.day, self.exact)
        earliest, latest = self._bounds()
        # A month fits if any of its days does, so both ends are cut to what is asked for.
        if earliest and value < _iso(earliest, self.exact):
            return Unclear("outside")
        if latest and value > _iso(latest, self.exact):
            return Unclear("outside")
        return Understood((value,), (said,) if found.beside else ())

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Refuse: there was no button."""
        return Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return the date as it is written in this language, with its day of the week."""
        year, month, day = (*map(int, answer.value[0].split("-")), 1, 1)[:3]
        return words.day(date(year, month, day), self.exact)

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return the author's words for a day that does not fit, or which would."""
        if reason == "inexact":
            if self.exact == "day":
                return words.t("Which day was it? Please type the day and the month.")
            return words.t("Which month was it? Please type the month and the year.")
        if reason != "outside":
            return ""
        if self.wrong:
            return words.message(self.wrong)
        earliest, latest = self._bounds()
        first = words.day(earliest, self.exact) if earliest else ""
        last = words.day(latest, self.exact) if latest else ""
        if first and last:
            return words.t("It has to lie between {first} and {last}.", first=first, last=last)
        if first:
            return words.t("It has to be {first} or later.", first=first)
        return words.t("It has to be {last} or earlier.", last=last)


def _order(exact: Exact) -> int:
    return ("year", "month", "day").index(exact)


def _iso(day: date, exact: Exact) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[exact]]
