"""Who is missing: what population.csv may say, what is shown beside it, and what to do next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.catalogue import Words
from conversations.differences import differences
from conversations.loader import load
from conversations.missing import (
    Section,
    in_100,
    most_missing,
    people,
    section,
    suggested,
    suggestion,
    told,
)
from conversations.population import Group
from conversations.problems import ProjectRefused
from conversations.representation import DECLINED, NOT_ASKED, UNANSWERED, Cell, Counts
from conversations.snapshot import POPULATION, Snapshot
from tests.support.projects import edited, example, loaded

WORDS = Words()
HEAD = "group,category,people\n"
PROJECT = loaded("who-is-missing").project
LANGUAGE, WARD, AGE, HEALTH = PROJECT.population


def plain(said: str) -> str:
    return said.replace("\u2068", "").replace("\u2069", "")


def counted(text: str, snapshot: Snapshot | None = None) -> Snapshot:
    project = snapshot or example("who-is-missing")
    return replace(project, files={**project.files, POPULATION: text})


@pytest.mark.parametrize(
    ("lines", "where", "part"),
    [
        ("language;people\n", 1, "The first line has to be: group,category,people"),
        ("", 1, "The first line"),
        (HEAD + "ward,north\n", 2, "this has 2"),
        (HEAD + "\nwards,north,1\n", 3, "Did you mean “ward”?"),
        (HEAD + "ward,west,1\n", 2, "“west” is no answer to ward"),
        (HEAD + "ward,north,many\n", 2, "“many” is no number of people"),
        (HEAD + "ward,north,-1\n", 2, "“-1” is no number of people"),
        (HEAD + "ward,north,1\nward,south,2\nward,north,1\n", 4, "stands once"),
        (HEAD + "ward,north,5\n", 1, "two categories or more"),
        (HEAD + "ward,north,0\nward,south,0\n", 1, "somebody in them"),
        (HEAD + "language,zz,5\nlanguage,en,5\n", 2, "the tag of no language"),
        (HEAD + "language,not a tag,5\nlanguage,en,5\n", 2, "the tag of no language"),
        (HEAD + "equality.disability_impact,a_lot,5\n", 2, "nothing to compare people by"),
        (
            HEAD + "light,yes,5\nlight,no,5\nequality.age_band,16,5\n",
            4,
            "is no answer to equality.age_band",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_told_with_its_number(
    lines: str, where: int, part: str
) -> None:
    with pytest.raises(ProjectRefused) as refused:
        load(counted(lines), bot={})
    found = [problem for problem in refused.value.problems if problem.file == POPULATION]
    assert part in found[0].sentence
    assert found[0].line == where


def test_ages_are_compared_once() -> None:
    twice = edited(
        "who-is-missing",
        "  - equality: [age_band, disability]",
        "  - ask: years\n    kind: ages\n    text: How old are you?\n    serves: hours\n"
        "    bands: [16, 40]\n  - equality: [age_band, disability]",
    )
    lines = "years,16-39,5\nyears,40+,5\nequality.age_band,16-24,5\nequality.age_band,75+,5\n"
    with pytest.raises(ProjectRefused, match="Ages are compared once"):
        load(counted(HEAD + lines, twice), bot={})


@pytest.mark.parametrize(("exact", "taken"), [("town", True), ("street", False)])
def test_a_place_is_compared_by_town_and_no_nearer(exact: str, taken: bool) -> None:
    asked = edited(
        "who-is-missing",
        "  - review",
        f"  - ask: home\n    kind: place\n    exact: {exact}\n    text: Where do you live?\n"
        "    serves: hours\n  - review",
    )
    text = HEAD + "home,Northvale,500\nhome,Elsham,200\n"
    if taken:
        (group,) = load(counted(text, asked), bot={}).project.population
        assert (group.kind, group.answers) == ("area", ())
        assert group.label("Elsham", WORDS) == "Elsham"
    else:
        with pytest.raises(ProjectRefused, match="nothing to compare people by"):
            load(counted(text, asked), bot={})


def test_a_language_we_have_no_name_for_is_named_by_babel() -> None:
    assert LANGUAGE.label("ur", WORDS) == "اردو"
    assert LANGUAGE.label("sw", WORDS) == "Kiswahili"


def test_without_the_file_nothing_is_compared_and_new_figures_are_a_difference() -> None:
    project = example("who-is-missing")
    files = {name: text for name, text in project.files.items() if name != POPULATION}
    before = load(Snapshot(files), bot={})
    assert before.project.population == ()
    said = [plain(WORDS.say(one)) for one in differences(before, load(project, bot={}))]
    assert said == ["Other figures of who lives here."]


def shown(group: Group, counts: Counts) -> Section:
    return section(group, counts, 5, WORDS)


def test_shares_are_of_those_who_said_which_they_are() -> None:
    ward = shown(
        WARD, {"north": 30, "south": 20, "east": 12, DECLINED: 8, UNANSWERED: 40, NOT_ASKED: 50}
    )
    lines = plain(told(ward, 5, WORDS)).split("\n")
    here = "in 100 of the people who live here"
    assert lines == [
        "<b>Which side of the park do you live on?</b>",
        f"The north side: about 48 in 100 of those who answered, 40 {here}",
        f"The south side: about 33 in 100 of those who answered, 40 {here}",
        f"The east side: about 18 in 100 of those who answered, 20 {here}",
        "Would rather not say: 5 to 9 people",
        "Skipped it, or not sure: 40 to 44 people",
        "Not asked: 50 to 54 people",
    ]


def test_a_small_number_is_not_told_and_another_hidden() -> None:
    said = plain(told(shown(LANGUAGE, {"en": 60, "ur": 12, "pl": 2, "ro": 1, "cy": 9}), 5, WORDS))
    assert said.split("\n")[1:] == [
        "English: about 74 in 100 of those who answered, 60 in 100 of the people who live here",
        "اردو: hidden, 25 in 100 of the people who live here",
        "Polski: fewer than 5 people who answered, 10 in 100 of the people who live here",
        "Română: fewer than 5 people who answered, 5 in 100 of the people who live here",
        "Cymraeg: about 8 in 100 of those who answered",
        "One is hidden, so that no small number can be worked out.",
    ]


def test_also_what_is_beside_the_categories_may_be_hidden() -> None:
    said = plain(told(shown(HEALTH, {"yes": 2, "no": 3, DECLINED: 20}), 5, WORDS))
    assert "Would rather not say: hidden" in said
    assert "One is hidden" in said


def test_of_too_few_nothing_is_shown() -> None:
    few = shown(LANGUAGE, {"en": 4})
    assert few.rows == ()
    assert "Too few people have answered yet" in told(few, 5, WORDS)


def test_shares_and_counts_in_words() -> None:
    assert [in_100(share) for share in (0, 0.2, 0.6, 99.7)] == ["0", "<1", "1", "100"]
    cells = (Cell(0, 4), Cell(5, 9), Cell(5, 90, hidden=True))
    assert [plain(people(cell, 5, WORDS)) for cell in cells] == [
        "fewer than 5 people",
        "5 to 9 people",
        "hidden",
    ]


def test_who_is_missing_is_missing_whatever_the_step_hides() -> None:
    found = most_missing([shown(LANGUAGE, {"en": 60, "ur": 12, "pl": 2, "ro": 1})])
    assert [row.key for _, row in found] == ["pl"]
    assert most_missing([shown(LANGUAGE, {"en": 60, "ur": 25, "pl": 10, "ro": 5})]) == ()


def test_whoever_speaks_a_missing_language_is_asked_for_it_and_others_in_turn() -> None:
    sections = [
        shown(LANGUAGE, {"en": 90, "ur": 3, "pl": 12, "ro": 6}),
        shown(WARD, {"north": 60, "south": 6, "east": 30}),
        shown(AGE, {"16-24": 60, "25-34": 6, "35-44": 30, "75+": 9}),
    ]
    missing = most_missing(sections)
    assert suggested(missing[:1], ["en", "en"]) == (missing[0], missing[0])
    things = suggested(missing, ["ur", "en", "en", "en"])
    said = [plain(suggestion(*thing, PROJECT.languages, WORDS)) for thing in things]
    assert said == [
        "Share your link or poster in اردو: /invite",
        "Put up your poster where people of “The south side” are: /invite",
        "Age: 25 to 34. Sit down with someone, face to face, and help them with your link: /invite",
        "Put up your poster where people of “The south side” are: /invite",
    ]


def test_for_a_language_nobody_is_asked_in_the_way_is_through_people() -> None:
    found = most_missing([shown(LANGUAGE, {"en": 190, "ur": 90, "pl": 40, "ro": 3})])
    assert [row.key for _, row in found] == ["ro"]
    said = plain(suggestion(*found[0], PROJECT.languages, WORDS))
    assert said.startswith("Română is not offered yet.")
