"""Everything said to whatever happens in a run, as it was read and kept."""

from __future__ import annotations

from tests.support.sayings import KEPT, sayings


def test_what_people_are_told_is_as_it_was_read_and_kept() -> None:
    assert sayings() == KEPT.read_text("utf-8"), (
        "If this change is meant: python -m tests.support.sayings, and read what changed."
    )
