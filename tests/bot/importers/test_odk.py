"""What ODK would refuse and a chat can ask: it is imported, and told beside its cell."""

from __future__ import annotations

import pytest

from tests.support.forms_in import Sheets, imported, loaded, played, told

WOULD = "ODK would refuse this form:"
HEAD = ["type", "name", "label", "relevant"]
QUESTION = ["text", "why", "Why?", None]


def about_odk(form: Sheets) -> list[str]:
    return [sentence for sentence in told(imported(form)) if WOULD in sentence]


@pytest.mark.parametrize(
    ("row", "where", "why"),
    [
        (["text", "what", "What?", "${nobody} = 'a'"], "survey!D4", "Could not find the name"),
        (["text", "why", "What?", None], "survey!B4", "must be unique"),
        (["text", None, "What?", None], "survey!row 4", "Question or group with no name."),
        (["shout", "what", "What?", None], "survey", "Unknown question type 'shout'."),
    ],
)
def test_what_odk_would_refuse_is_told_with_its_cell(
    row: list[str | None], where: str, why: str
) -> None:
    # The empty row counts, as it does for whoever looks for the cell.
    form: Sheets = {"survey": [HEAD, QUESTION, [], row]}
    (sentence,) = about_odk(form)
    assert sentence.startswith(f"{where}: {WOULD} ")
    assert why in sentence
    assert "Learn more" not in sentence
    project = loaded(imported(form))
    assert played(project, project.project.language).how == "done"


CHOICES = {"choices": [["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]]}
LOOP = [HEAD, ["begin_loop over l", "each", "Each"], QUESTION, ["end_loop"]]


@pytest.mark.parametrize(
    "form",
    [
        {"survey": [HEAD, QUESTION]},
        {"survey": LOOP, **CHOICES},
        {"survey": [[*HEAD, "save_to"], [*QUESTION, "why"]], "entities": [["list_name"], ["l"]]},
        {"survey": [HEAD, QUESTION, ["select_one l", "which", "Which?"]], **CHOICES},
        {"survey": [HEAD, QUESTION, [*QUESTION[:2], "${nobody}" * 1_100, None], QUESTION] * 2},
    ],
    ids=[
        "in order",
        "a loop, which grows",
        "a sheet that only ODK reads",
        "with choices",
        "names without end",
    ],
)
def test_nothing_is_told_where_odk_would_not_refuse_or_was_not_asked(
    form: Sheets,
) -> None:
    assert not about_odk(form)
