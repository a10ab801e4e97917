"""What authors are told, to the letter and to the column."""

from __future__ import annotations

import pytest

from tests.support.mistakes import FOLDER, mistakes


@pytest.mark.parametrize("name", ["edits", "projects", "translations"])
def test_an_author_is_told_what_was_read_and_kept(name: str) -> None:
    assert mistakes()[name] == (FOLDER / f"{name}.txt").read_text("utf-8"), (
        "If this change is meant: python -m tests.support.mistakes, and read what changed."
    )
