"""An XLSForm becomes a project: what each thing in it turns into, and what is said of the rest."""

from __future__ import annotations

import re

import pytest

from bot.importers.refusing import FormRefused
from bot.importers.xlsform import Imported
from conversations.conditions import is_number
from tests.support.forms_in import imported, loaded, played, told

HEAD = "| survey |\n| | type | name | label"


def form(rows: str, columns: str = "", more: str = "") -> Imported:
    """Import a survey with these rows, and what comes after them."""
    lines = "\n".join(f"| | {line} |" for line in rows.strip().splitlines())
    return imported(f"{HEAD} {columns} |\n{lines}\n{more}", "park.md")


def flow(made: Imported) -> str:
    """Return the flow of a project's file, after its power card and before the review."""
    return made.files["project.yaml"].partition("- explain: all\n")[2].partition("- review\n")[0]


def ends(made: Imported) -> None:
    """Play it to the end in every language, one way and another."""
    project = loaded(made)
    for language in project.project.languages:
        for which in (0, 1):
            assert played(project, language, which).how == "done"


CHOICES = """
| choices | | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | ways | bus | By bus |
| | ways | car | By car |
| | ways | foot | On foot |
"""


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("text", "kind: words"),
        ("integer", "kind: number"),
        ("decimal", "decimals: 2"),
        ("range", "least: 1\n  most: 10"),
        ("date", "kind: date"),
        ("time", "kind: words"),
        ("geopoint", "kind: place"),
        ("image", "takes:\n  - photo"),
        ("audio", "takes:\n  - voice\n  - audio"),
        ("note", "say: q"),
        ("select_one yn", "kind: choice"),
        ("select one from yn", "kind: choice"),
        ("select_multiple ways", "kind: choices"),
        ("select all that apply from ways", "kind: choices"),
        ("rank ways", "kind: ranking"),
        ("select_one_from_file ways.csv", "kind: words"),
        ("select_one nowhere", "kind: words"),
        ("somersault", "kind: words"),
    ],
)
def test_each_type_has_a_kind(kind: str, becomes: str) -> None:
    made = form(f"{kind} | q | What?\ntext | last | Why?", more=CHOICES)
    assert becomes in flow(made)
    ends(made)


@pytest.mark.parametrize("kind", ["audit", "start", "deviceid", "username", "calculate", "hidden"])
def test_what_is_collected_unseen_is_not_and_it_is_said(kind: str) -> None:
    made = form(f"{kind} | unseen | \ntext | why | Why?")
    assert made.questions == 1
    assert any(note.startswith(("survey!A2", "survey!row 2")) for note in told(made))


def test_limits_and_the_words_for_wrong_answers_are_kept() -> None:
    made = form(
        "integer | age | How old? | . >= 0 and . < 120 | Surely not.\n"
        "decimal | far | How far? | . > 0 and regex(., '9') |\n"
        "date | day | When? | . <= today() |",
        "| constraint | constraint_message",
    )
    assert "least: 0\n  most: 119\n  wrong: Surely not." in flow(made)
    assert "least: 0.01" in flow(made)
    assert "latest: today" in flow(made)
    assert told(made)[-1] == (
        "survey!D3: Other answers are taken too: a chat cannot check “regex()”."
    )
    ends(made)


def test_limits_that_nothing_fits_are_left_out() -> None:
    made = form("integer | age | How old? | . > 9 and . < 5", "| constraint")
    assert "least" not in flow(made)
    assert "survey!D2: No answer fits both limits. Any is taken." in told(made)


def test_how_many_may_be_chosen_is_kept() -> None:
    rows = "select_multiple ways | ways | Which? | count-selected(.) >= 2 and count-selected(.) < 3"
    assert "most: 2\n  least: 2" in flow(form(rows, "| constraint", CHOICES))


def test_required_and_hints_are_kept() -> None:
    made = form("text | why | Why? | yes | Say as much as you like.", "| required | hint")
    assert "hint: Say as much as you like.\n  required: true" in flow(made)


# ------------------------------------------------------------------ ways through


ASKED = "select_one yn | a | A?\nselect_multiple ways | w | W?\ninteger | n | N?\ndate | d | D?"


@pytest.mark.parametrize(
    ("relevant", "when"),
    [
        ("${a} = 'yes'", "{question: a, is: [yes]}"),
        ("'yes' = ${ a }", "{question: a, is: [yes]}"),
        ("${a} != 'yes'", "{not: {question: a, is: [yes]}}"),
        ("selected(${w}, 'bus')", "{question: w, is: [bus]}"),
        ("not(selected(${w}, 'bus'))", "{not: {question: w, is: [bus]}}"),
        ("${n} > 17", "{question: n, over: 17}"),
        ("18 <= ${n}", "{question: n, at_least: 18}"),
        ("number(${n}) = 3.0", "{question: n, is: [3]}"),
        ("${d} >= date('2027-05-03')", "{question: d, at_least: 2027-05-03}"),
        ("${a} = ''", "{not: {question: a, given: true}}"),
        ("string-length(${a}) > 0", "{question: a, given: true}"),
        ("${n}", "{question: n, given: true}"),
        (
            "${a} = 'yes' or not(${n} < 9)",
            "{any: [{question: a, is: [yes]}, {not: {question: n, under: 9}}]}",
        ),
        (
            "if(${a} = 'yes', ${n} > 1, false())",
            "{all: [{question: a, is: [yes]}, {question: n, over: 1}]}",
        ),
        ("coalesce(${n}, 3) = 7", "{all: [{question: n, given: true}, {question: n, is: [7]}]}"),
        ("${a} = 'yes' and position(..) = 1", "{question: a, is: [yes]}"),
    ],
)  # fmt: skip
def test_a_relevant_becomes_a_when(relevant: str, when: str) -> None:
    rows = ASKED.replace("\n", " | \n") + f" | \ntext | why | Why? | {relevant}"
    made = form(rows, "| relevant", CHOICES)
    said = " ".join(flow(made).split())
    assert f"- when: {when} then: - ask: why" in said
    ends(made)


@pytest.mark.parametrize(
    ("relevant", "why"),
    [
        ("regex(${n}, '1')", "“regex()”"),
        ("${n} + 1 > 3", "calculating with “+”"),
        ("${n} > ${a}", "“a” there"),
        ("${nobody} = 1", "“nobody”, which the chat has not asked before"),
        ("indexed-repeat(${n}, ${r}, 1) = 2", "“indexed-repeat()”"),
        ("selected-at(${w}, 0) = 'bus'", "“selected-at()”"),
        ("${n} = ", "“its end” in an expression"),
        ("((((" * 30 + "1", "so many brackets within each other"),
    ],
)
def test_what_a_chat_cannot_go_by_is_said_and_everybody_is_asked(relevant: str, why: str) -> None:
    rows = ASKED.replace("\n", " | \n") + f" | \ntext | why | Why? | {relevant}"
    made = form(rows, "| relevant", CHOICES)
    assert "when" not in flow(made)
    assert f"survey!D6: It is always asked: a chat cannot go by {why}." in told(made)
    ends(made)


def test_what_nobody_would_ever_come_to_is_left_out_with_what_hangs_on_it() -> None:
    made = form(
        "select_one yn | a | A? | \n"
        "begin_group | g | Never | ${a} = 'yes' and ${a} = 'no'\n"
        "text | b | B? | \ntext | c | C? | ${b} != ''\nend_group | | | \n"
        "text | d | D? | ${b} != ''\ntext | e | E? | ${a} = 'perhaps'",
        "| relevant",
        CHOICES,
    )
    assert re.findall(r"ask: (\w+)", flow(made)) == ["a", "d"]
    notes = "\n".join(told(made))
    assert "survey!D3, D8: Nobody would ever come to this, so it is left out." in notes
    assert "survey!D7: It is always asked: a chat cannot go by “b”" in notes
    ends(made)


def test_calculations_are_worked_into_the_conditions_that_name_them() -> None:
    made = form(
        "integer | age | How old? | | \n"
        "calculate | adult | | | if(${age} >= 18, 'yes', 'no')\n"
        "calculate | idle | | | ${age} * 2\n"
        "text | why | Why? | ${adult} = 'yes' | ",
        "| relevant | calculation",
    )
    assert "question: age" in flow(made)
    assert "at_least: 18" in flow(made)
    assert told(made)[-1].startswith("survey!E4: Nothing in the chat goes by this calculation")


def test_calculations_that_name_each_other_without_end_are_given_up() -> None:
    rows = "\n".join(
        f"calculate | c{n} | | | if(${{c{n - 1}}} = 1 and ${{c{n - 1}}} = 2, ${{c{n - 1}}}, 3)"
        for n in range(1, 30)
    )
    made = form(
        f"calculate | c0 | | | ${{c0}}\n{rows}\ntext | a | A? | ${{c29}} = 1 or ${{c0}} | ",
        "| relevant | calculation",
    )
    assert any("calculations that go on for so long" in note for note in told(made))


def test_groups_are_said_and_repeats_ask_for_another_round() -> None:
    made = form(
        "begin_group | home | Your home\ntext | who | Who lives there?\nend_group | | \n"
        "begin_repeat | child | A child\ninteger | age | How old? \ninteger | teeth | Teeth?"
        " \nend_repeat | | \n"
        "text | last | Anything else?"
    )
    assert "say: home_label\n  text: Your home" in flow(made)
    assert "- repeat: child\n  most: 5\n  another: Is there another one? (A child)" in flow(made)
    ends(made)


def test_a_question_about_a_repeat_from_outside_cannot_be_gone_by() -> None:
    made = form(
        "begin_repeat | child | | \ninteger | age | How old? | \ntext | a | A? | ${age} > 3\n"
        "end_repeat | | | \ntext | b | B? | ${age} > 3",
        "| relevant",
    )
    assert "over: 3" in flow(made)
    assert any("“age”, which is asked in several rounds" in note for note in told(made))
    ends(made)


def test_repeats_in_repeats_have_fewer_rounds_rather_than_none() -> None:
    begin = "\n".join(f"begin_repeat | r{n} | " for n in range(5))
    ask = "\n".join(f"text | q{n} | Q?" for n in range(4))
    made = form(f"{begin}\n{ask}\n" + "\n".join(["end_repeat | | "] * 5))
    assert is_number(re.findall(r"most: (\d)", flow(made))[0])
    loaded(made)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("begin_group | g | G\ntext | a | A?", "group that begins in row 2 never ends"),
        ("text | a | A?\nend_repeat | |", "Row 3 ends a repeat that has not begun"),
        ("begin_group | g | G\nend_repeat | |", "Row 3 ends a repeat, but the last one open"),
        ("begin grup | g | G", "“begin grup” in A2 is neither the beginning nor the end"),
        ("note | n | Hello", "There is no question in the sheet “survey” that a chat could ask"),
    ],
)
def test_a_form_that_is_none_is_refused_with_what_to_do(rows: str, sentence: str) -> None:
    with pytest.raises(FormRefused, match=re.escape(sentence)):
        form(rows)


def test_a_workbook_without_a_survey_says_what_it_has_instead() -> None:
    with pytest.raises(FormRefused, match=r"no sheet “survey”.*Its sheets are “questions”"):
        imported("| questions |\n| | type |\n| | text |")
    with pytest.raises(FormRefused, match="no column “type”"):
        imported("| survey |\n| | kind | label |\n| | text | Why? |")
