"""A number: how often, how many, how long; typed in any script's digits, or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import get_group_symbol

from conversations.catalogue import N_, Words
from conversations.events import Reason
from conversations.questions.base import Choice, Reading, Steady, Unclear, Understood, Wording
from conversations.run import Answer
from conversations.text import ascii_digits, fold

#: With so few numbers to choose from, each gets a button.
FEW = 11

#: A number as people type it: a sign, digits that may be grouped, and perhaps a fraction.
_NUMBER = re.compile(
    r"(?:(?<![\w.,])[-\u2212])?"
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b\u066c]\d+)*)"
)

#: Arabic script's own decimal and thousands separators.
_ARABIC = str.maketrans({"\u066b": ".", "\u066c": None})

#: Nobody counts further than so many digits; a longer row of them is a number of another sort.
_LONGEST = 15

#: More words than this around a number written as a word, and it may be no number at all ("one of
#: the nurses said").
_FEW_WORDS = 3

#: What people write for the smallest numbers, each with other ways to say it behind a comma.
_NUMBER_WORDS = N_(
    "zero,none|one,once|two,twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)


@dataclass(frozen=True)
class Number(Steady):
    """A number from ``least`` to ``most`` with so many ``decimals``, of some ``unit``."""

    text: Wording
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0
    unit: Wording | None = None
    wrong: Wording | None = None
    open: bool = False

    def ask(self, words: Words) -> str:
        """Return the question, and in what the number is counted."""
        if self._buttons():
            return words.say(self.text)
        how = (
            words.t("Type a number: {unit}.", unit=self.unit)
            if self.unit
            else words.t("Type a number.")
        )
        return f"{words.say(self.text)}\n{how}"

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return a button a number where there are few."""
        return tuple(Choice(str(n), str(n)) for n in self._buttons())

    def _buttons(self) -> range:
        if self.decimals or self.least is None or self.most is None:
            return range(0)
        few = self.most - self.least < FEW
        return range(int(self.least), int(self.most) + 1) if few else range(0)

    def read(self, said: str, words: Words) -> Reading:
        """Read the one number in what was typed; the words around it are kept.

        Two numbers ("3 or 4") are not guessed between.
        """
        typed = _NUMBER.findall(ascii_digits(said))
        number = _value(typed[0], words) if len(typed) == 1 else None
        if number is None and not typed:
            number = in_words(said, words)
        if number is None:
            return Unclear("number" if said.strip() else "empty")
        return self._fitting(number, said, words)

    def _fitting(self, number: Decimal, said: str, words: Words) -> Reading:
        if number != round(number, self.decimals):
            return Unclear("whole")
        too_small = self.least is not None and number < self.least
        if too_small or (self.most is not None and number > self.most):
            return Unclear("outside")
        around = fold(_NUMBER.sub("", ascii_digits(said)))
        unit = fold(words.plain(self.unit)) if self.unit else ""
        alone = around in ("", unit)
        return Understood((canonical(number),), () if alone else (said,))

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Take the number tapped."""
        if value in {str(n) for n in self._buttons()}:
            return Understood((value,))
        return Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return the number as it is written in this language, with its unit."""
        number = words.number(Decimal(answer.value[0]))
        return words.t("{number} ({unit})", number=number, unit=self.unit) if self.unit else number

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return the author's words for a number that does not fit, or which would."""
        if reason == "outside":
            return words.message(self.wrong) if self.wrong else self._bounds(words)
        if reason != "whole":
            return ""
        if not self.decimals:
            return words.t("I need a whole number here, like 3.")
        return words.tn(
            "I can take {n} digit after the point, no more.",
            "I can take {n} digits after the point, no more.",
            self.decimals,
        )

    def _bounds(self, words: Words) -> str:
        least = "" if self.least is None else words.number(self.least)
        most = "" if self.most is None else words.number(self.most)
        if least and most:
            return words.t(
                "I need a number from {least} to {most} here.",
                least=least,
                most=most,
            )
        if least:
            return words.t("I need {least} or more here.", least=least)
        return words.t("I need {most} or less here.", most=most)


def canonical(number: Decimal) -> str:
    """Return ``number`` as it is stored: no exponent, no zeros that say nothing."""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) if number else "0"


def _value(typed: str, words: Words) -> Decimal | None:
    """Return the number ``typed``; a comma or a point is what it is in this language."""
    bare = re.sub(r"[ \u00a0\u202f]", "", typed.replace("\u2212", "-").translate(_ARABIC))
    if len(bare) > _LONGEST:
        return None
    marks = [mark for mark in bare if mark in ".,"]
    if len(set(marks)) > 1:
        return _decimal(bare, marks[-1]) if marks.count(marks[-1]) == 1 else None
    if not marks:
        return Decimal(bare)
    groups = re.split(r"[.,]", bare)[1:]
    threes = all(len(group) == 3 for group in groups)
    if len(marks) > 1:
        return _decimal(bare, "") if threes else None
    grouped = threes and get_group_symbol(words.locale) == marks[0]
    return _decimal(bare, "" if grouped else marks[0])


def _decimal(bare: str, point: str) -> Decimal:
    """Return ``bare`` as a number whose fraction begins at ``point``; other marks are grouping."""
    whole, _, fraction = bare.partition(point) if point else (bare, "", "")
    return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction or 0}")


def in_words(said: str, words: Words) -> Decimal | None:
    """Return the small number that ``said`` begins with, written as a word."""
    tokens = fold(said).split()
    if not tokens or len(tokens) > _FEW_WORDS:
        return None
    # In their language first, and in English: the rule for everything that can be typed.
    for listed in (words.plain(_NUMBER_WORDS), _NUMBER_WORDS.msgid):
        for number, names in enumerate(listed.split("|")):
            if tokens[0] in [fold(name) for name in names.split(",")]:
                return Decimal(number)
    return None
