"""Whether a project means what it should: the checks that come after reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conversations.checks.parts import Parts
from conversations.problems import Problem

CHECKS: tuple[Callable[[Parts], Iterable[Problem]], ...] = ()


def inspect(parts: Parts) -> list[Problem]:
    """Return everything that is wrong with what a project means, and what may be."""
    return [problem for check in CHECKS for problem in check(parts)]
