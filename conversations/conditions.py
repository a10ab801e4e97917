"""Conditions as data: which way a branch takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from conversations.run import Answer

#: ``is``: one of the values was chosen; ``not``: none of them; ``given``: something was said that
#: is not a skip; ``over``/``under``: the number said is greater or smaller than the first value.
Comparison = Literal["is", "not", "given", "over", "under"]


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
    if len(value) != 1 or not value[0].isdecimal():
        return False
    said, limit = int(value[0]), int(bound[0])
    return said > limit if comparison == "over" else said < limit


@dataclass(frozen=True)
class Fact:
    """A fact fixed when the run began (``language``, ``source``) is one of ``values``."""

    name: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Answer], facts: Mapping[str, str]) -> bool:
        """Say whether the fact has one of the values."""
        return facts.get(self.name) in self.values

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
