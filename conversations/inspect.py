"""Whether a project means what it should: the checks that come after reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conversations.checks import (
    braces,
    conditions,
    dead_ends,
    filled,
    flow,
    hint_words,
    keys,
    lengths,
    options,
    personal,
    reachable,
    reading_age,
    translations,
)
from conversations.checks.parts import Parts
from conversations.checks.unchecked import unchecked_texts
from conversations.problems import Problem

__all__ = ["CHECKS", "Parts", "inspect", "unchecked_texts"]

#: Each check looks at one thing. A new one is a function beside its siblings and a line here.
CHECKS: tuple[Callable[[Parts], Iterable[Problem]], ...] = (
    keys.check_keys,
    flow.check_review,
    flow.check_serves,
    flow.check_measures,
    flow.check_explained,
    flow.check_unused,
    conditions.check_conditions,
    conditions.check_facts,
    reachable.check_reachable,
    dead_ends.check_dead_ends,
    personal.check_personal,
    hint_words.check_hint_words,
    filled.check_filled,
    options.check_options,
    lengths.check_buttons,
    lengths.check_options,
    lengths.check_messages,
    reading_age.check_reading_age,
    braces.check_braces,
    translations.check_languages,
    translations.check_translated,
    translations.check_stale,
)


def inspect(parts: Parts) -> list[Problem]:
    """Return everything that is wrong with what a project means, and what may be."""
    return [problem for check in CHECKS for problem in check(parts)]
