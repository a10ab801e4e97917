"""Scripts as they are kept: nobody's words, keys or consents change without being seen."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from tests.support.outline import outline
from tests.support.outlines import FOLDER, scripts


@pytest.mark.parametrize("name", scripts())
def test_a_script_is_as_it_was_read_and_kept(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    kept = path.read_text("utf-8") if path.exists() else "not kept yet"
    assert f"{outline(scripts()[name], Words())}\n" == kept, (
        "If this change is meant: python -m tests.support.outlines, and read what changed."
    )


def test_nothing_else_is_kept() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(scripts())
