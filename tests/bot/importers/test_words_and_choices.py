"""The words of an imported form, in its languages; its choices; and what is said of the rest."""

from __future__ import annotations

import re

import pytest

from bot.importers.languages import tag_of
from bot.importers.xlsform import Imported
from conversations.opening import LANGUAGE
from tests.support.forms_in import Sheets, imported, loaded, played, told


def flow(made: Imported) -> str:
    """Return the flow of a project's file, after its power card and before the review."""
    return made.files["project.yaml"].partition("- explain: all\n")[2].partition("- review\n")[0]


def survey(*rows: list[object], **sheets: list[list[object]]) -> Sheets:
    return {"survey": list(rows), **sheets}


def ends(made: Imported) -> None:
    project = loaded(made)
    for language in project.project.languages:
        for which in (0, 1):
            assert played(project, language, which).how == "done"


# ------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Polski (pl)", "pl"),
        ("Português (pt-br)", "pt-BR"),
        ("polish", "pl"),
        ("العربية", "ar"),
        ("Cymraeg", "cy"),
        ("fr", "fr"),
        ("Dari", "fa-AF"),
        ("Elvish", ""),
        ("Nonsense (qq)", ""),
    ],
)
def test_a_language_is_known_by_its_tag_or_by_its_name(name: str, tag: str) -> None:
    assert tag_of(name) == tag


def test_each_language_becomes_a_file_of_drafts_and_gaps_stay_gaps() -> None:
    made = imported(
        survey(
            ["type", "name", "label::English (en)", "label::Polski (pl)", "hint::Polski (pl)"],
            ["text", "why", "Why?", "Dlaczego?", "Krótko."],
            ["text", "how", "How?", None, None],
        )
    )
    assert "language: en\nlanguages:\n- en\n- pl\n" in made.files["project.yaml"]
    polish = made.files["pl.po"]
    assert "# draft\n#. At “why”." in polish
    assert 'msgctxt "flow.why.text"\nmsgid "Why?"\nmsgstr "Dlaczego?"' in polish
    assert 'msgctxt "flow.how.text"\nmsgid "How?"\nmsgstr ""' in polish
    assert (
        "survey!E2: There are no words in “en” here, so those in “pl” stand in for them."
        in told(made)
    )
    ends(made)


def test_the_default_language_comes_first() -> None:
    made = imported(
        survey(
            ["type", "name", "label::English (en)", "label::Français (fr)"],
            ["text", "why", "Why?", "Pourquoi ?"],
            settings=[["form_title", "default_language"], ["Parc", "Français (fr)"]],
        )
    )
    assert "language: fr\nlanguages:\n- fr\n- en\n" in made.files["project.yaml"]
    assert "text: Pourquoi ?" in flow(made)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("ما اسمك؟ وأين تسكن؟", "ar"),
        ("Quel est votre âge et quelle est la taille de votre ménage ?", "fr"),
        ("What is your age?", "en"),
    ],
)
def test_a_form_that_does_not_say_its_language_is_looked_at(label: str, language: str) -> None:
    made = imported(survey(["type", "name", "label"], ["text", "q", label]))
    assert f"language: {language}\n" in made.files["project.yaml"]
    assert any(f"taken to be “{language}”" in note for note in told(made))
    ends(made)


def test_a_language_nobody_knows_is_left_out_unless_it_is_the_only_one() -> None:
    head: list[object] = ["type", "name", "label", "label::Elvish"]
    made = imported(survey(head, ["text", "q", "Why?", "Man?"]))
    assert any(note.startswith("survey!column D: “Elvish” is no language") for note in told(made))
    alone = imported(survey(["type", "name", "label::Elvish"], ["text", "q", "Man?"]))
    assert "text: Man?" in flow(alone)


def test_a_default_language_in_which_nothing_is_written_is_said() -> None:
    made = imported(
        survey(
            ["type", "name", "label::English (en)"],
            ["text", "q", "Why?"],
            settings=[["default_language"], ["Polski (pl)"]],
        )
    )
    assert "language: en\n" in made.files["project.yaml"]
    assert "settings!A2: Nothing is written in “Polski (pl)”. “en” comes first." in told(made)


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<b>Are</b> you <span style='color:red'>well</span>?", "Are you well?"),
        ("**Are** you _well_?", "Are you well?"),
        ("# Part 1<br>Are you well?", "Part 1\nAre you well?"),
        ("Fish &amp; chips", "Fish & chips"),
        ("See [our page](https://park.example)", "See our page (https://park.example)"),
        ("Is ${name} well?", "Is … well?"),
        ("snake_case_name and 3 * 4 * 5 < 7", "snake_case_name and 3 * 4 * 5 < 7"),
        ("Use {this}", "Use (this)"),
    ],
)
def test_words_are_shown_without_marks(said: str, shown: str) -> None:
    made = imported(survey(["type", "name", "label"], ["text", "q", said]))
    ask = loaded(made).project.script.find("q")
    assert ask is not None
    assert getattr(ask.question.text, "source", "") == shown
    ends(made)


def test_what_has_no_words_is_called_by_its_name_and_its_hint_by_itself() -> None:
    made = imported(
        survey(
            ["type", "name", "label", "hint"],
            ["text", "fav_color", None, None],
            ["text", "why", None, "Say why."],
            ["note", "shown", "${why}", None],
        )
    )
    assert "text: fav color" in flow(made)
    assert "text: Say why." in flow(made)
    notes = "\n".join(told(made))
    assert "row 2: It has no words: its name stands in for them." in notes.replace(
        "survey!", ""
    ) or ("C2" in notes)
    assert "There are no words of its own in this note, so it is not said." in notes


def test_long_words_are_said_in_several_messages_in_each_language() -> None:
    english = "The park is being repaired, and some of it is decided. " * 40
    polish = "Park jest w remoncie, a część spraw jest rozstrzygnięta. " * 40
    made = imported(
        survey(
            ["type", "name", "label::English (en)", "label::Polski (pl)"],
            ["note", "intro", english, polish],
            ["text", "why", english + "Why?", polish + "Dlaczego?"],
        )
    )
    said = re.findall(r"say: (\w+)", flow(made))
    assert said[:2] == ["intro", "intro_2"]
    assert len(said) > 8
    assert 'msgctxt "flow.intro_2.text"' in made.files["pl.po"]
    assert max(map(len, re.findall(r"text: (.*)", flow(made)))) < 500
    assert any("Long as it is, it is said in" in note for note in told(made))
    ends(made)


# ------------------------------------------------------------------ choices


def choose(kind: str, choices: list[list[object]], **columns: str) -> Imported:
    """Import a form with two questions, the second with these choices."""
    heads, cells = list(columns), list(columns.values())
    return imported(
        survey(
            ["type", "name", "label", *heads],
            ["select_one up", "up", "Which part?", *[""] * len(heads)],
            [kind, "q", "Which?", *cells],
            choices=[
                ["list_name", "name", "label", "part"],
                ["up", "east", "East"],
                ["up", "west", "West"],
                *choices,
            ],
        )
    )


def test_choices_that_say_the_same_are_told_apart() -> None:
    made = choose("select_one l", [["l", "a", "Other"], ["l", "b", "other!"], ["l", "c", "Else"]])
    assert "a: Other\n    b: other! (b)\n    c: Else" in flow(made)
    assert "choices!C5: Another choice says the same, so its name stands behind it." in told(made)
    ends(made)


def test_a_choice_that_stands_twice_is_one() -> None:
    made = choose("select_one l", [["l", "a", "A"], ["l", "a", "A"], ["l", "b", "B"]])
    assert flow(made).count("a: A") == 1
    ends(made)


def test_words_that_would_be_taken_for_a_number_have_a_letter_before_them() -> None:
    made = choose("select_one l", [["l", n, label] for n, label in enumerate(("2", "1", "> 3"))])
    assert "a) 2" in flow(made)
    assert "b) 1" in flow(made)
    ends(made)


def test_one_choice_is_asked_about_with_yes_or_no() -> None:
    made = imported(
        survey(
            ["type", "name", "label", "relevant"],
            ["select_multiple l", "q", "Do you agree?", None],
            ["text", "why", "Why not?", "not(selected(${q}, 'ok'))"],
            choices=[["list_name", "name", "label"], ["l", "ok", "I agree"]],
        )
    )
    assert "kind: yesno" in flow(made)
    assert "I agree" in flow(made)
    assert "- when: {not: {question: q, is: [yes]}}" in flow(made)
    ends(made)


def test_words_of_ours_that_we_do_not_have_in_the_forms_language_are_said() -> None:
    made = imported(
        survey(
            ["type", "name", "label::Norsk (nb)"],
            ["select_one l or_other", "q", "Hva?"],
            choices=[["list_name", "name", "label::Norsk (nb)"], ["l", "a", "Alt"]],
        )
    )
    assert any(note.startswith("survey: “Other” is not in the form") for note in told(made))
    ends(made)


def test_or_other_takes_the_other_that_is_there() -> None:
    made = choose("select_one l or_other", [["l", "a", "A"], ["l", "b", "B"], ["l", "x", "Other"]])
    assert flow(made).count("Other") == 1
    assert "- when: {question: q, is: [x]}" in flow(made)
    ends(made)


def test_or_other_asks_which_in_the_forms_language() -> None:
    made = imported(
        survey(
            ["type", "name", "label::Français (fr)", "label::Polski (pl)"],
            ["select_one c or_other", "q", "Quelle couleur ?", "Jaki kolor?"],
            choices=[
                ["list_name", "name", "label::Français (fr)", "label::Polski (pl)"],
                ["c", "red", "Rouge", "Czerwony"],
            ],
        )
    )
    assert "other: Autre" in flow(made)
    assert "- when: {question: q, is: [other]}" in flow(made)
    assert "text: Quoi d'autre ?" in flow(made)
    assert 'msgstr "Inne"' in made.files["pl.po"]
    ends(made)


def test_a_choice_filter_offers_some_choices_to_some_people() -> None:
    made = choose(
        "select_multiple l",
        [["l", "a", "A", "east"], ["l", "b", "B", "west"], ["l", "c", "C", "west"],
         ["l", "d", "D", "south"]],
        choice_filter="part=${up}",
    )  # fmt: skip
    assert "a: {text: A, when: {question: up, is: [east]}}" in flow(made)
    assert "choices!B7: Nobody would ever be offered this choice, so it is left out." in told(made)
    ends(made)


def test_a_long_list_with_a_filter_becomes_questions_of_which_everyone_is_asked_one() -> None:
    places: list[list[object]] = [
        ["l", f"p{n}", f"Place {n}", ("east", "west")[n % 2]] for n in range(90)
    ]
    made = choose("select_one l", places, choice_filter="part=${up}")
    assert re.findall(r"ask: (\w+)", flow(made)) == ["up", "q", "q_2"]
    assert "- when: {question: up, is: [west]}" in flow(made)
    ends(made)


def test_hundreds_of_choices_are_answered_in_own_words() -> None:
    made = choose("select_one l", [["l", f"c{n}", f"Choice {n}"] for n in range(300)])
    assert "ask: q\n  kind: words" in flow(made)
    assert (
        "survey!A3: 300 choices are too many for a chat: it is answered in the person's own words."
        in told(made)
    )
    ends(made)


def test_choices_too_long_for_one_message_are_said_before_or_answered_in_own_words() -> None:
    many: list[list[object]] = [["l", f"c{n}", f"Number {n}: {'so long ' * 9}"] for n in range(14)]
    made = choose("select_one l", many)
    assert "kind: words" in flow(made)
    ends(made)


@pytest.mark.parametrize("kind", ["select_one_external l", "select_one l"])
def test_choices_in_a_sheet_of_their_own_are_read(kind: str) -> None:
    made = imported(
        survey(
            ["type", "name", "label"],
            [kind, "q", "Which?"],
            external_choices=[["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]],
        )
    )
    assert "a: A\n    b: B" in flow(made)


def test_a_loop_and_kobos_own_groups_are_asked_choice_by_choice() -> None:
    made = imported(
        survey(
            ["type", "name", "label", "kobo--score-choices", "kobo--rank-items"],
            ["begin_loop over l", "loop", "Things"],
            ["integer", "count", "How many %(label)s?"],
            ["end_loop"],
            ["begin_score", "s", "How do you like", "l", None],
            ["score__row", "s1", "Mondays"],
            ["end_score"],
            ["begin_rank", "r", "Best first", None, "l"],
            ["rank__level", "r1", "First"],
            ["end_rank"],
            choices=[["list_name", "name", "label"], ["l", "a", "apples"], ["l", "p", "pears"]],
        )
    )
    assert "text: How many apples?" in flow(made)
    assert "text: How many pears?" in flow(made)
    assert "say: s_label\n  text: How do you like\n- ask: s1\n  kind: choice" in flow(made)
    assert "kind: ranking" in flow(made)
    assert "top: 1" in flow(made)
    ends(made)


# ------------------------------------------------------------------ nothing in silence


def test_whatever_is_left_out_is_said_by_sheet_and_cell() -> None:
    made = imported(
        survey(
            ["type", "name", "label", "default", "appearance", "image", "save_to", "label", "odd"],
            ["text", "q", "Why?", "because", "multiline", "a.png", "why", "What?", "?"],
            ["text", "off", "Off?"],
            [None, "lost", "Lost"],
            choices=[["list_name", "name", "label"], [None, "a", "A"]],
            settings=[["form_title", "style"], ["Park", "pages"]],
            entities=[["list_name"], ["trees"]],
            notes_to_self=[["hello"]],
        )
    )
    assert [note for note in told(made) if "language it is in" not in note] == [
        "choices!A2: This row names no list, so it is left out.",
        "survey!A4: A row without a type is left out.",
        "survey!column H: No name stands over this, or one that stands there already: left out.",
        "survey!D2: An answer filled in beforehand is not: people say it themselves.",
        "survey!E2: How a question looks on a screen is left out: a chat has its own look.",
        "survey!F2: Pictures and sounds beside a question are not shown.",
        "survey!G2: Entities are not made: a conversation keeps no list of things.",
        "survey!I2: “odd” means nothing in a chat and is left out.",
        "settings!column B: These settings mean nothing in a chat.",
        "entities: Entities are not made: a conversation keeps no list of things.",
        "notes_to_self: This sheet is not read.",
    ]


def test_a_form_may_be_rehearsed_and_says_what_is_still_to_be_written() -> None:
    made = imported(survey(["type", "name", "label"], ["text", "q", "Why?"]))
    problems = loaded(made).problems
    assert {problem.code for problem in problems} == {"fill-in"}
    assert len(problems) == 12
    run = played(loaded(made), "en")
    assert run.answers[LANGUAGE].value == ("en",)
    assert run.answers["q"].status == "given"
