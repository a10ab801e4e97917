"""Scripts as they are kept: nobody's words, keys or consents change without being seen."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from tests.support.outline import outline
from tests.support.outlines import FOLDER, names, script


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.iterdir()))
def test_a_script_is_as_it_was_read_and_kept(name: str) -> None:
    kept = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert f"{outline(script(name), Words())}\n" == kept, (
        "If this change is meant: python -m tests.support.outlines, and read what changed."
    )


def test_every_script_is_kept_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == names(), (
        "If a project was added or taken away: python -m tests.support.outlines."
    )
