"""A number from 1 (or 0) to so many, with words at both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.questions.base import (
    Choice,
    Option,
    Reading,
    Steady,
    Unclear,
    Understood,
    Wording,
)
from conversations.questions.matching import leading_number, match_option
from conversations.questions.number import in_words
from conversations.questions.other_answers import UNSURE
from conversations.run import Answer
from conversations.text import ascii_digits

#: From 0 to 10: Telegram puts eight buttons side by side, and eleven make two even rows.
MOST_POINTS = 11


@dataclass(frozen=True)
class Scale(Steady):
    """A labelled scale of ``points`` from ``start``, 0 or 1.

    ``away`` adds "I'm not there any more": used when asking again.
    """

    text: Wording
    points: int
    low: Wording
    high: Wording
    away: Wording | None = None
    start: int = 1
    open: bool = False

    @property
    def top(self) -> int:
        """Return the greatest number."""
        return self.start + self.points - 1

    def ask(self, words: Words) -> str:
        """Return the question with what its ends mean."""
        ends = words.t(
            "{start} means {low}, {top} means {high}.",
            start=self.start,
            low=self.low,
            high=self.high,
            top=self.top,
        )
        return f"{words.say(self.text)}\n{ends}"

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return a button a number, then "Not sure" and, where asked again, being away."""
        numbers = tuple(Choice(str(n), str(n)) for n in range(self.start, self.top + 1))
        unsure = Choice(words.plain(UNSURE.label), UNSURE.key)
        away = (Choice(words.plain(self.away), "away"),) if self.away else ()
        return (*numbers, unsure, *away)

    def read(self, said: str, words: Words) -> Reading:
        """Read a number, with any words after it, or "not sure"."""
        number = leading_number(self._without_points(said))
        if number is not None:
            if not self.start <= number[0] <= self.top:
                return Unclear("range")
            return Understood((str(number[0]),), (said,) if number[1] else ())
        away = (Option("away", self.away),) if self.away else ()
        reading = match_option(said, (UNSURE, *away), words)
        if not isinstance(reading, Understood):
            # "One lamp works" is no number on a scale; "one" is.
            spelt = in_words(said, words) if len(said.split()) == 1 else None
            return self._spelt(int(spelt)) if spelt is not None else reading
        if reading.value == (UNSURE.key,):
            return Understood((), reading.words, "unsure")
        return Understood(reading.value, reading.words, "declined")

    def _spelt(self, number: int) -> Reading:
        """Return a number written as a word."""
        fits = self.start <= number <= self.top
        return Understood((str(number),)) if fits else Unclear("range")

    def _without_points(self, said: str) -> str:
        """Return "3/5" as "3" where the scale goes up to five."""
        return re.sub(rf"^\s*(\d+)\s*/\s*{self.top}(?!\d)", r"\1", ascii_digits(said))

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Take the number tapped."""
        if value == UNSURE.key:
            return Understood((), (), "unsure")
        if value == "away" and self.away:
            return Understood((value,), (), "declined")
        if value.isdecimal() and self.start <= int(value) <= self.top:
            return Understood((value,))
        return Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return "3 of 5", or that they are not there any more."""
        if answer.value == ("away",) and self.away:
            return words.say(self.away)
        if not answer.value:
            return ""
        return words.t("{number} of {points}", number=answer.value[0], points=self.top)
