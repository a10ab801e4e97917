"""Conditions as data: which way a branch takes."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Protocol

from conversations.languages import base_of
from conversations.run import Answer

#: ``is``: one of the values was chosen; ``not``: none of them; ``given``: something was said that
#: is not a skip; ``over``, ``under``, ``at_least``, ``at_most``: how the number or the date said
#: lies to the first value.
Comparison = Literal["is", "not", "over", "under", "at_least", "at_most", "given"]

#: Those that compare with a number or a date.
BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "over": operator.gt,
    "under": operator.lt,
    "at_least": operator.ge,
    "at_most": operator.le,
}


class Condition(Protocol):
    """Something that holds or not, given the answers so far and the facts of the run."""

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether it holds now; an open question makes every comparison false."""

    def names(self) -> frozenset[str]:
        """Return the questions it depends on."""


@dataclass(frozen=True)
class Compare:
    """One comparison with the answer to one question."""

    question: str
    comparison: Comparison
    values: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether the answer compares so; false while there is none."""
        answer = answers.get(self.question)
        if answer is None:
            return False
        if self.comparison == "given":
            return answer.status in ("given", "kept")
        chosen = bool(set(answer.value) & set(self.values))
        if self.comparison == "is":
            return chosen
        if self.comparison == "not":
            return not chosen
        return _beyond(answer.value, self.comparison, self.values)

    def names(self) -> frozenset[str]:
        """Return the one question compared with."""
        return frozenset({self.question})


def _beyond(value: tuple[str, ...], comparison: Comparison, bound: tuple[str, ...]) -> bool:
    if len(value) != 1:
        return False
    said, limit = value[0], bound[0]
    if is_number(said) and is_number(limit):
        return BOUNDS[comparison](Decimal(said), Decimal(limit))
    if not (is_date(said) and is_date(limit)):
        return False
    # Dates compare as exactly as the less exact of the two: May is neither over nor under 3 May.
    exact = min(len(said), len(limit))
    return BOUNDS[comparison](said[:exact], limit[:exact])


_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def is_number(said: str) -> bool:
    """Say whether ``said`` is a number as answers and conditions hold it."""
    return _NUMBER.fullmatch(said) is not None


def is_date(said: str) -> bool:
    """Say whether ``said`` is a day, a month or a year as answers and conditions hold it."""
    return _DATE.fullmatch(said) is not None


@dataclass(frozen=True)
class Fact:
    """A fact (``language``, ``source``) is one of ``values``.

    The source was fixed when the run began. The language is the one chosen when it was asked for:
    who goes on in another later is put no other questions for it, and loses none.
    """

    name: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether the fact has one of the values; Easy Read is its language, too."""
        chosen = answers.get(self.name) if self.name == "language" else None
        value = chosen.value[0] if chosen and chosen.value else facts.get(self.name)
        return value is not None and not {value, base_of(value)}.isdisjoint(self.values)

    def names(self) -> frozenset[str]:
        """Return nothing: facts do not depend on answers."""
        return frozenset()


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether every part holds."""
        return all(part.holds(answers, facts) for part in self.parts)

    def names(self) -> frozenset[str]:
        """Return the questions of all parts."""
        return frozenset().union(*(part.names() for part in self.parts))


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether one part holds."""
        return any(part.holds(answers, facts) for part in self.parts)

    def names(self) -> frozenset[str]:
        """Return the questions of all parts."""
        return frozenset().union(*(part.names() for part in self.parts))


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether the part does not hold."""
        return not self.part.holds(answers, facts)

    def names(self) -> frozenset[str]:
        """Return the part's questions."""
        return self.part.names()
