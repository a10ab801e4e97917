"""What a new project leaves open for its author to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.problems import Problem, problem_at
from conversations.reading.reader import Written

#: Begins what marks a text that only its author can write: “[fill in: who it is]”.
MARK = "[fill in"
_MARK = re.compile(rf"{re.escape(MARK)}\b[:\s]*([^\]]*)")


def check_filled(parts: Parts) -> Iterator[Problem]:
    """Warn of texts that still wait for their author. They can be rehearsed, not published."""
    for written in parts.draft.written.values():
        yield from left_open(written, serious=False)


def left_open(written: Written, *, serious: bool = True) -> Iterator[Problem]:
    """Yield what is still to be filled in of a text, if anything is."""
    for wanted in _MARK.findall(written.text.source):
        yield problem_at(
            written.place,
            "fill-in",
            f"Still to be filled in: {wanted.rstrip(' .') or 'your own words'}. People would read "
            "the square brackets. Write in their place.",
            serious=serious,
        )
