"""When people are asked again: by the calendar, each time counted from the start.

Counted from the time before, a check-back on the 31st would slip to the 28th in February and stay
there. Thirty days are no month: a month after 31 January is the last day of February.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from conversations.catalogue import N_, Phrase, Words
from conversations.text import Html

Unit = Literal["day", "week", "month"]

#: What a schedule can count from besides a fixed day: the first decision that was told, the
#: project's publication, the day somebody sent their answers.
From = Literal["decision", "published", "sent"]
FROM: tuple[From, ...] = ("decision", "published", "sent")

#: How many days each unit is, roughly: to tell which of two steps is the longer one.
_ROUGHLY: dict[Unit, float] = {"day": 1, "week": 7, "month": 365.25 / 12}

_STEP = re.compile(r"(\d{1,3}) +(day|week|month)s?", re.ASCII)


@dataclass(frozen=True)
class Step:
    """So many days, weeks or calendar months after the start."""

    number: int
    unit: Unit

    def after(self, start: date) -> date:
        """Return the day so long after ``start``; the month's last where it has no such day."""
        if self.unit == "month":
            return months_after(start, self.number)
        return start + timedelta(days=self.number * (7 if self.unit == "week" else 1))

    @property
    def roughly(self) -> float:
        """Return about how many days it is."""
        return self.number * _ROUGHLY[self.unit]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


@dataclass(frozen=True)
class Schedule:
    """From when on, and after how long each time, people are asked again."""

    start: From | date
    steps: tuple[Step, ...]

    def days(self, start: date) -> tuple[date, ...]:
        """Return the day of each wave, each counted from ``start``."""
        return tuple(step.after(start) for step in self.steps)


#: What a project has that says nothing else: people are asked once, a month after the decision.
USUAL = Schedule("decision", (Step(30, "day"),))


def months_after(start: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month if it is shorter."""
    number = start.year * 12 + start.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def read_step(said: str) -> Step | None:
    """Return "3 months" as a step, or ``None`` if it is none."""
    found = _STEP.fullmatch(said.strip().lower())
    if found is None or int(found[1]) == 0:
        return None
    unit: Unit = "day" if found[2] == "day" else "week" if found[2] == "week" else "month"
    return Step(int(found[1]), unit)


#: What the times of a schedule count from, said to people.
_TOLD: dict[From, Phrase] = {
    "decision": N_("{after} after a decision: the same people are asked if it got better."),
    "published": N_("{after} after publication: the same people are asked if it got better."),
    "sent": N_("{after} after someone sent their answers, they are asked if it got better."),
}


def told(schedule: Schedule, words: Words) -> Phrase:
    """Return when people are asked again, as a sentence for someone who reads ``words``."""
    after = words.listed(_in_words(step, words) for step in schedule.steps)
    if isinstance(schedule.start, date):
        return N_(
            "{after} after {day}: the same people are asked if it got better.",
            after=Html(after),
            day=schedule.start,
        )
    return replace(_TOLD[schedule.start], values=(("after", Html(after)),))


def _in_words(step: Step, words: Words) -> str:
    if step.unit == "day":
        return words.tn("{n} day", "{n} days", step.number)
    if step.unit == "week":
        return words.tn("{n} week", "{n} weeks", step.number)
    return words.tn("{n} month", "{n} months", step.number)


#: Who sent their answers less than this before a wave is not asked in it: what can have changed?
_SOON = timedelta(days=14)


def still_to_come(days: Sequence[date], sent: date, first: Step) -> dict[int, date]:
    """Return which waves, by their place from 1 on, come for someone who sent their answers then.

    Those of days gone by, or too soon after, are left out. Who came after all of them is asked in
    the last one all the same, ``first`` after they sent: everybody is asked once at least.
    """
    soonest = min(sent + _SOON, first.after(sent))
    coming = {place: day for place, day in enumerate(days, start=1) if day >= soonest}
    return coming or {len(days): first.after(sent)}
