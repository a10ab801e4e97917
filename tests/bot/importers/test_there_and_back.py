"""A project goes out as a form and comes back: the same is asked, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from conversations.flow import Ask, every
from conversations.loader import Loaded, load
from conversations.snapshot import take
from tests.support.forms_in import imported, loaded, played, told
from tests.support.projects import PROJECTS, WARD_7


def asked(project: Loaded) -> list[str]:
    """Return what is asked after the opening, by key as a form's names can hold it."""
    nodes = (node for node in every(project.project.script.nodes) if isinstance(node, Ask))
    return [node.key.replace(".", "_") for node in nodes if node.numbered]


@pytest.mark.parametrize(
    "folder",
    [WARD_7, *(PROJECTS / name for name in ("branches", "offered-to-some", "several-choices"))],
    ids=lambda folder: folder.name,
)
def test_a_project_comes_back_from_its_form(folder: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert main(["project", "export-form", str(folder), "--out", str(form)]) == 0
    before = load(take(folder), bot={})
    made = imported(form.read_bytes())
    after = loaded(made)
    assert set(after.project.languages) == set(before.project.languages)
    # A story is several questions in a form; all others are as they were.
    stories = ("day", "day_voice", "day_photo", "day_about", "day_weight", "day_use")
    assert [k for k in asked(after) if k not in stories] == [
        k for k in asked(before) if k not in stories
    ]
    assert "This is in the opening that every project has already." in "\n".join(told(made))
    for language in after.project.languages:
        assert played(after, language).how == "done"
