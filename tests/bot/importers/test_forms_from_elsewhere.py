"""Forms that others made: each becomes a project and is played to its end in its languages."""

from __future__ import annotations

import pytest

from tests.support.forms_in import imported, loaded, played
from tests.support.shared import shared_data, shared_folder

FORMS = sorted(
    path.name
    for path in (shared_folder() / "xlsforms").glob("*")
    if path.suffix in (".xls", ".xlsx", ".md")
)


@pytest.mark.parametrize("name", FORMS or [""])
def test_it_becomes_a_project_and_is_played_to_its_end_in_each_language(name: str) -> None:
    form = shared_data("xlsforms") / name
    made = imported(form.read_bytes(), name)
    project = loaded(made)
    for language in project.project.languages:
        ends = [played(project, language, which) for which in (0, 1, -1)]
        assert {run.how for run in ends} == {"done"}
        assert all(run.language == language for run in ends)
