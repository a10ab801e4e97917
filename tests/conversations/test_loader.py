from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.conditions import All, AnyOf, Compare, Fact, Not
from conversations.explain import explain
from conversations.flow import Ask, Branch, End, Node, Say, every
from conversations.loader import Loaded, load
from conversations.opening import opening
from conversations.problems import ProjectRefused
from conversations.project import Constraint, Contact, Dates, Measure
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.schedules import Schedule, Step
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from conversations.storytelling import story
from conversations.text import FSI, PDI, Text
from tests.support.projects import PROJECTS, WARD_7, edited, example, loaded, problems

SMALLEST = example("smallest")


def own(project: Loaded) -> tuple[Node, ...]:
    """The nodes of an author's own: after the opening and the cards, before the review."""
    nodes = project.project.script.nodes
    cards = explain(tuple(project.project.constraints.values()))
    before = len(opening(project.project)) + len(cards)
    assert nodes[:before] == (*opening(project.project), *cards)
    return nodes[before:-2]


def test_every_key_at_the_top_becomes_part_of_the_project() -> None:
    project = loaded("smallest").project
    assert project.slug == "smallest"
    assert (project.language, project.languages) == ("en", ("en",))
    assert project.timezone == "Europe/London"
    assert project.title == Text("The park conversation", "title")
    assert project.organisation == Text("Northvale Council", "organisation")
    assert project.about == Text("Some of it can change.", "about")
    assert (project.minutes, project.minimum_age, project.keep_months) == (3, 16, 12)
    assert project.younger.context == "younger"
    assert project.privacy.context == "privacy"
    assert project.safeguarding == Contact(Text("Amina Shah", "safeguarding.name"), "0113 496 0107")
    assert project.team == Contact(Text("The park team", "team.name"), "0113 496 0100")
    assert project.emergency == (Contact(Text("Emergency services", "emergency.0.name"), "999"),)
    assert project.dates == Dates(30, 60, 7)
    assert project.check_backs == Schedule("decision", (Step(30, "day"),))
    assert (project.measures, project.topics) == ({}, {})
    assert project.small_number == 5


def test_a_project_may_hide_larger_groups_and_never_smaller_ones() -> None:
    careful = edited("smallest", "minutes: 3", "minutes: 3\nsmall_number: 10")
    assert load(careful, bot={}).project.small_number == 10
    careless = edited("smallest", "minutes: 3", "minutes: 3\nsmall_number: 2")
    assert [problem.code for problem in problems(careless)] == ["number"]


def test_a_share_of_answers_may_be_read_by_two() -> None:
    assert load(edited("smallest", "minutes: 3", "minutes: 3"), bot={}).project.second_reading == 0
    shared = edited("smallest", "minutes: 3", "minutes: 3\nsecond_reading: 20")
    assert load(shared, bot={}).project.second_reading == 20
    many = edited("smallest", "minutes: 3", "minutes: 3\nsecond_reading: 101")
    assert [problem.code for problem in problems(many)] == ["number"]


@pytest.mark.parametrize(
    ("written", "schedule"),
    [
        (
            "{from: decision, after: [2 weeks, 1 month, 90 days]}",
            Schedule("decision", (Step(2, "week"), Step(1, "month"), Step(90, "day"))),
        ),
        ("{from: sent, after: 1 Month}", Schedule("sent", (Step(1, "month"),))),
        ("{from: published, after: [60 days]}", Schedule("published", (Step(60, "day"),))),
        ("{from: 2027-04-01, after: [1 week]}", Schedule(date(2027, 4, 1), (Step(1, "week"),))),
    ],
)
def test_people_are_asked_again_by_the_calendar(written: str, schedule: Schedule) -> None:
    project = load(edited("smallest", "minutes: 3", f"minutes: 3\ncheck_backs: {written}"), bot={})
    assert project.project.check_backs == schedule


def test_the_short_way_is_so_many_days_after_the_decision() -> None:
    short = load(edited("smallest", "report_back: 60", "report_back: 60, check_back: 45"), bot={})
    assert short.project.check_backs == Schedule("decision", (Step(45, "day"),))


def test_constraints_come_in_order_with_their_versions() -> None:
    project = load(
        edited("fixed-subject", "    kind: fixed\n", "    kind: open\n    version: 3\n"), bot={}
    ).project
    assert list(project.constraints) == ["wall", "hours"]
    assert project.constraints["wall"] == Constraint(
        "wall",
        "open",
        name=Text("The old wall", "constraints.wall.name"),
        what=Text("The old wall is taken down.", "constraints.wall.what"),
        because=Text("It is about to fall.", "constraints.wall.because"),
        who=Text("Decided by the council in May.", "constraints.wall.who"),
        when=Text(""),
        heard=Text(""),
        version=3,
    )
    asked = project.script.find("wall")
    assert asked is not None
    assert (asked.serves, asked.constraint_version) == ("wall", 3)


def test_the_script_is_the_opening_the_cards_and_a_review_before_the_end() -> None:
    project = loaded("smallest")
    assert own(project) == ()
    assert project.project.script.key == "main"
    assert project.project.script.review
    assert project.project.script.nodes[-2:] == (
        Ask("review", Review(), optional=False, reviewed=False),
        End("end", "done", Text("Sent. Thank you.", "end")),
    )


def test_a_single_choice() -> None:
    (node,) = own(loaded("single-choice"))
    path = "flow.when.options"
    day = Option("day", Text("By day", f"{path}.day"))
    also = (
        Text("After work", f"{path}.evening.also.0"),
        Text("Late", f"{path}.evening.also.1"),
    )
    evening = Option("evening", Text("In the evening", f"{path}.evening"), also)
    text = Text("When do you come?", "flow.when.text")
    assert node == Ask(
        "when",
        OneChoice(text, (day, evening), unsure=True),
        serves="hours",
        constraint_version=1,
        numbered=True,
    )


def test_several_choices() -> None:
    (node,) = own(loaded("several-choices"))
    assert isinstance(node, Ask)
    assert isinstance(node.question, SeveralChoices)
    assert [option.key for option in node.question.options] == ["play", "rest", "walk"]
    assert (node.question.least, node.question.most, node.question.none) == (1, 2, True)


def test_a_scale_that_cannot_be_skipped() -> None:
    (node,) = own(loaded("scale"))
    assert isinstance(node, Ask)
    assert node.question == Scale(
        Text("How light is it in the evening?", "flow.light.text"),
        points=4,
        low=Text("much too dark", "flow.light.low"),
        high=Text("light enough", "flow.light.high"),
    )
    assert not node.optional


def test_yes_or_no() -> None:
    (node,) = own(loaded("yes-or-no"))
    assert isinstance(node, Ask)
    text = Text("Do you come alone?", "flow.alone.text")
    assert node.question == OneChoice(text, (YES, NO), unsure=True)
    assert node.optional


def test_own_words() -> None:
    (node,) = own(loaded("own-words"))
    assert isinstance(node, Ask)
    text = Text("What else should we know?", "flow.anything.text")
    assert node.question == OwnWords(text)


def test_a_story() -> None:
    project = loaded("story")
    topics = {"play": Text("Playing", "topics.play"), "people": Text("People", "topics.people")}
    assert project.project.topics == topics
    text = Text("Tell us about one visit.", "flow.visit.text")
    assert own(project) == story("visit", text, topics, "hours", 1)


def test_measures_are_asked_under_their_own_name() -> None:
    project = loaded("measure").project
    assert project.measures["safe"] == Measure(
        "safe",
        ask=Text("How safe do you feel here?", "measures.safe.ask"),
        low=Text("not at all", "measures.safe.low"),
        high=Text("very", "measures.safe.high"),
        points=5,
        serves="hours",
    )
    assert project.measures["trust"].serves is None
    assert not project.measures["safe"].after_decision
    assert project.measures["trust"].after_decision
    safe, trust = project.script.find("measure.safe"), project.script.find("measure.trust")
    assert safe is not None
    assert trust is not None
    assert (safe.measure, safe.serves, safe.constraint_version) == ("safe", "hours", 1)
    assert (trust.measure, trust.serves, trust.constraint_version) == ("trust", None, None)
    assert safe.numbered
    assert safe.question == Scale(
        project.measures["safe"].ask,
        5,
        project.measures["safe"].low,
        project.measures["safe"].high,
    )


def test_only_the_cards_named_are_shown() -> None:
    project = loaded("measure").project
    assert project.script.find("card.hours")
    assert not project.script.find("card.wall")


def test_branches_on_answers_and_facts() -> None:
    nodes = own(loaded("branches"))
    first, second, third = (node for node in nodes if isinstance(node, Branch))
    assert first.when == Compare("when", "is", ("evening",))
    assert [node.key for node in first.then] == ["why"]
    text = Text("Good to know.", "flow.by_day.text")
    assert first.otherwise == (Say("by_day", text),)
    assert second.when == Compare("why", "given")
    assert third.when == All(
        (
            Compare("light", "over", ("2",)),
            Compare("light", "under", ("5",)),
            AnyOf((Compare("when", "not", ("day",)), Compare("whom", "is", ("other",)))),
            Not(Fact("language", ("pl",))),
            Fact("source", ("poster", "leaflet")),
        )
    )
    assert third.then == ()
    assert [node.key for node in third.otherwise] == ["other"]


def test_options_written_once_serve_two_questions() -> None:
    summer, winter = own(loaded("repeated-options"))
    for ask in (summer, winter):
        assert isinstance(ask, Ask)
        assert isinstance(ask.question, OneChoice)
        contexts = [getattr(option.label, "context", "") for option in ask.question.options]
        assert contexts[0] == f"flow.{ask.key}.options.never"


def test_promised_days_count_from_the_publication() -> None:
    published = loaded("dates-in-texts", date(2026, 1, 1))
    words = published.catalogues.words("en")
    end = published.project.script.nodes[-1]
    assert isinstance(end, End)
    assert words.say(end.text) == f"You hear from us by {FSI}2 March 2026{PDI}."
    unpublished = loaded("dates-in-texts").catalogues.words("en")
    assert unpublished.say(end.text) == "You hear from us by {report_back}."


def test_every_language_says_its_own_words() -> None:
    project = loaded("two-languages")
    title = project.project.title
    assert project.catalogues.words("pl").say(title) == "Rozmowa o parku"
    assert project.catalogues.words("en").say(title) == "The park conversation"


def test_a_source_language_the_bot_does_not_speak_is_not_read_in_another() -> None:
    files = dict(example("two-languages").files)
    files[PROJECT_FILE] = (
        files[PROJECT_FILE]
        .replace("language: en\n", "language: cy\n")
        .replace("[en, pl]", "[cy, en]")
    )
    files["en.po"] = files.pop("pl.po").replace("Language: pl", "Language: en")
    project = load(Snapshot(files), bot={})
    title = project.project.title
    assert project.catalogues.words("cy").say(title) == "The park conversation"
    assert project.catalogues.words("en").say(title) == "Rozmowa o parku"


def test_a_revision_is_named_by_what_the_files_say() -> None:
    assert loaded("smallest").project.revision == SMALLEST.hash()


def test_the_shipped_project_loads_with_warnings_at_most() -> None:
    project = load(take(WARD_7), published=date(2026, 1, 1), bot={})
    assert project.project.slug == "ward-7"
    assert not [str(problem) for problem in project.problems if problem.serious]


# ---- laws


def _places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _places(child, (*path, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _places(child, (*path, number))


def _put(value: object, path: tuple[object, ...], new: object) -> object:
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict):
        return {k: _put(v, tuple(rest), new) if k == key else v for k, v in value.items()}
    assert isinstance(value, list)
    return [_put(v, tuple(rest), new) if k == key else v for k, v in enumerate(value)]


WARD = yaml.load(take(WARD_7).files[PROJECT_FILE], yaml.BaseLoader)
PLACES = list(_places(WARD))
KEYS = st.sampled_from(sorted({str(part) for place in PLACES for part in place}))
ANYTHING = st.recursive(
    st.text(max_size=5) | KEYS | st.sampled_from(["", "1", "true", "{read_by}", "all", "review"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_whatever_stands_in_a_project_it_is_loaded_or_refused_in_sentences(
    changes: list[tuple[tuple[object, ...], object]],
) -> None:
    changed: object = WARD
    for path, new in changes:
        try:
            changed = _put(changed, path, new)
        except AssertionError:
            continue
    files = {**take(WARD_7).files, PROJECT_FILE: yaml.safe_dump(changed, allow_unicode=True)}
    try:
        project = load(Snapshot(files), bot={})
    except ProjectRefused as refused:
        found, keys = refused.problems, []
    else:
        found = project.problems
        keys = [node.key for node in every(project.project.script.nodes)]
    assert any(p.serious for p in found) is not bool(keys)
    assert len(keys) == len(set(keys))
    assert all(p.sentence.endswith((".", "?")) for p in found)


def test_every_example_is_named_after_its_folder() -> None:
    for folder in PROJECTS.iterdir():
        assert f"project: {folder.name}\n" in take(folder).files[PROJECT_FILE]
