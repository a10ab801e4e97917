"""What a new project leaves open for its author to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.problems import Problem, problem_at
from conversations.reading.reader import Written

#: How `tellback project new` marks a text that only its author can write: “[fill in: who it is]”.
MARK = "[fill in"


def check_filled(parts: Parts) -> Iterator[Problem]:
    """Warn of texts that still wait for their author. They can be rehearsed, not published."""
    for written in parts.draft.written.values():
        if is_open(written):
            yield problem_at(written.place, "fill-in", OPEN, serious=False)


#: What an author is told of such a text.
OPEN = (
    "This is still to be filled in: people would read the square brackets. Write your own words in "
    "their place."
)


def is_open(written: Written) -> bool:
    """Say whether a text still waits for its author."""
    return MARK in written.text.source
