from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.catalogue import Words
from conversations.conditions import All, AnyOf, Compare, Comparison, Condition, Fact, Not
from conversations.inputs import ChangedLanguage, Revisited, Said
from conversations.run import Answer, AnswerStatus
from tests.support.projects import loaded
from tests.support.small import Person

ANSWERS = {
    "one": Answer(("a",)),
    "several": Answer(("a", "b")),
    "number": Answer(("3",)),
    "unsure": Answer((), status="unsure"),
    "words": Answer((), ("my own",)),
    "kept": Answer((), ("who knows",), status="kept"),
    "skipped": Answer((), status="skipped"),
    "declined": Answer(("away",), status="declined"),
}
FACTS = {"language": "pl", "source": "poster"}


def holds(condition: Condition) -> bool:
    return condition.holds(ANSWERS, FACTS)


@pytest.mark.parametrize(
    ("question", "comparison", "values", "expected"),
    [
        ("one", "is", ("a", "c"), True),
        ("one", "is", ("b",), False),
        ("several", "is", ("b",), True),
        ("one", "not", ("b",), True),
        ("several", "not", ("b",), False),
        ("skipped", "is", ("a",), False),
        ("skipped", "not", ("a",), True),
        ("number", "over", ("2",), True),
        ("number", "over", ("3",), False),
        ("number", "under", ("4",), True),
        ("number", "under", ("3",), False),
        ("unsure", "over", ("0",), False),
        ("several", "under", ("9",), False),
        ("one", "over", ("0",), False),
        ("declined", "under", ("9",), False),
    ],
)
def test_a_comparison_with_an_answer(
    question: str, comparison: Comparison, values: tuple[str, ...], expected: bool
) -> None:
    assert holds(Compare(question, comparison, values)) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("one", True), ("words", True), ("kept", True), ("skipped", False), ("unsure", False),
     ("declined", False)],
)  # fmt: skip
def test_given_means_that_something_was_said(question: str, expected: bool) -> None:
    assert holds(Compare(question, "given")) is expected


@pytest.mark.parametrize("comparison", ["is", "not", "given", "over", "under"])
def test_every_comparison_with_an_open_question_is_false(comparison: Comparison) -> None:
    assert not holds(Compare("open", comparison, ("1",)))


def test_facts() -> None:
    assert holds(Fact("language", ("en", "pl")))
    assert not holds(Fact("language", ("en",)))
    assert not holds(Fact("weather", ("rain",)))
    assert Fact("language", ("en",)).names() == frozenset()


YES, NO = Compare("one", "is", ("a",)), Compare("number", "over", ("5",))


def test_all_any_and_not() -> None:
    assert holds(All((YES, YES)))
    assert not holds(All((YES, NO)))
    assert holds(All(()))
    assert holds(AnyOf((NO, YES)))
    assert not holds(AnyOf((NO, NO)))
    assert not holds(AnyOf(()))
    assert holds(Not(NO))


def test_a_condition_names_every_question_it_rests_on() -> None:
    inside = Not(AnyOf((NO, Fact("language", ("pl",)))))
    assert All((YES, inside)).names() == {"one", "number"}


STATUSES: list[AnswerStatus] = ["given", "skipped", "unsure", "declined", "kept"]
SOME_ANSWERS = st.dictionaries(
    st.sampled_from("abc"),
    st.builds(
        Answer,
        value=st.lists(st.sampled_from(["x", "y", "1", "5", "٣"]), max_size=2).map(tuple),
        status=st.sampled_from(STATUSES),
    ),
)
LEAVES = st.builds(
    Compare, st.sampled_from("abc"), st.sampled_from(["is", "not", "given"]), st.just(("x",))
) | st.builds(Compare, st.sampled_from("abc"), st.sampled_from(["over", "under"]), st.just(("2",)))
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(All, st.lists(inner).map(tuple))
        | st.builds(AnyOf, st.lists(inner).map(tuple))
        | st.builds(Not, inner)
    ),
)


@given(CONDITIONS, SOME_ANSWERS, SOME_ANSWERS)
def test_only_the_questions_it_names_matter_to_a_condition(
    condition: Condition, answers: dict[str, Answer], others: dict[str, Answer]
) -> None:
    named = {key: answer for key, answer in answers.items() if key in condition.names()}
    beside = {key: answer for key, answer in others.items() if key not in condition.names()}
    assert condition.holds({**named, **beside}, {}) is condition.holds(answers, {})


@pytest.mark.parametrize(
    ("comparison", "limit", "said", "holds"),
    [
        ("over", "2.5", "3", True),
        ("over", "3", "3", False),
        ("at_least", "3", "3", True),
        ("at_most", "3", "3.5", False),
        ("at_most", "-1", "-2", True),
        ("under", "10", "9", True),
        ("over", "2027-05-03", "2027-05-04", True),
        ("over", "2027-05", "2027-05-04", False),
        ("at_least", "2027-05", "2027-05-04", True),
        ("under", "2027-05-03", "2026", True),
        ("at_most", "2020", "2020-12", True),
        ("over", "3", "often", False),
        ("over", "2027-05-03", "often", False),
        ("over", "2027-05-03", "3", False),
    ],
)
def test_numbers_and_dates_compare_as_what_they_are(
    comparison: Comparison, limit: str, said: str, holds: bool
) -> None:
    compare = Compare("q", comparison, (limit,))
    assert compare.holds({"q": Answer((said,))}, {}) is holds
    assert not compare.holds({"q": Answer((said, said))}, {})


def test_the_language_is_the_one_chosen_and_easy_read_is_its_language() -> None:
    urdu = Fact("language", ("ur",))
    assert not urdu.holds({}, {})
    assert urdu.holds({"language": Answer(("ur",))}, {})
    assert not urdu.holds({"language": Answer(("en",))}, {"language": "ur"})
    assert Fact("language", ("en",)).holds({"language": Answer(("en-x-easyread",))}, {})


def test_who_changes_the_language_chosen_is_told_first_what_falls_away() -> None:
    project = loaded("language-and-source").project
    person = Person(project.script, Words())
    person.does(*(Said(said) for said in ("English", "go on", "yes", "yes", "yes", "for myself")))
    person.does(Said("next"), Said("which books we buy"), Said("never"))
    assert person.run.at == "review"
    person.does(Revisited("language"), Said("اردو"))
    assert person.run.at == "urdu_books"
    person.does(Said("poems"), ChangedLanguage("en"))
    assert "urdu_books" in person.run.answers
    person.does(Revisited("language"), Said("English"))
    assert person.run.pending is not None
    assert person.run.pending.falls_away == ("urdu_books",)
