"""The equality block: its categories, how it is asked, and how a run lets go of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from conversations import engine
from conversations.equality.apart import (
    OFFER,
    REUSE,
    TOLD,
    TOLD_IN,
    TOLD_OF,
    is_apart,
    node,
    without,
)
from conversations.equality.block import BLOCKS, USUAL, block
from conversations.equality.texts import extract
from conversations.events import AnswerSetAside, ConsentGiven, ConsentWithdrawn, WordsKept
from conversations.flow import Ask, every
from conversations.inputs import Said, SentMedia, Skipped, Tapped
from conversations.listing import ABOUT_YOU, listing
from conversations.loader import load
from conversations.questions.ages import Ages
from conversations.run import Answer, Pending, Run
from tests.support.projects import edited, loaded
from tests.support.shared import shared_data
from tests.support.small import Person

FOLDER = Path(__file__).parents[2] / "conversations" / "equality"

#: The answer that every question of the standard has, and that here every question may have.
PREFER_NOT = "Prefer not to say"


def written(name: str = USUAL) -> Mapping[str, Any]:
    block = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    questions: Mapping[str, Any] = block["questions"]
    return questions


def questions(fields: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every question of a block as it is written, those that follow from an answer too."""
    for key, one in fields.items():
        yield key, one
        for following in one.get("then", {}).values():
            yield from questions(following)


def standard() -> dict[str, dict[str, Any]]:
    found = json.loads(shared_data("equality_questions_england.json").read_text("utf-8"))
    return {one["id"]: one for one in found["questions"]}


# ---- the categories


def test_no_category_of_the_standard_is_lost() -> None:
    ours = {one.get("standard", key): one for key, one in questions(written())}
    for key, theirs in standard().items():
        if "options" not in theirs:
            assert ours[key]["kind"] == "ages", key
            continue
        categories = [option for option in theirs["options"] if option != PREFER_NOT]
        assert categories_of(ours[key]) == categories, key


def categories_of(ours: Mapping[str, Any]) -> list[str]:
    if ours.get("kind") == "yesno":
        return ["Yes", "No"]
    return [
        option if isinstance(option, str) else option.get("standard", option["text"])
        for option in ours["options"].values()
    ]


def test_what_follows_from_an_answer_follows_from_the_same_one() -> None:
    ours = dict(questions(written()))
    for key, theirs in standard().items():
        for before, answer in theirs.get("relevant", {}).items():
            options = dict(zip(categories_of(ours[before]), keys_of(ours[before]), strict=True))
            assert list(ours[before]["then"][options[answer]]) == [key]
        if "other_option" in theirs:
            options = dict(zip(categories_of(ours[key]), keys_of(ours[key]), strict=True))
            (follow,) = ours[key]["then"][options[theirs["other_option"]]].values()
            assert follow["kind"] == "words"


def keys_of(ours: Mapping[str, Any]) -> list[str]:
    return ["yes", "no"] if ours.get("kind") == "yesno" else list(ours["options"])


def test_the_wording_is_ours() -> None:
    theirs = {one["text"] for one in standard().values()}
    assert theirs.isdisjoint(one["text"] for _, one in questions(written()))


def test_every_question_of_a_block_has_its_own_key_and_they_fit_a_node() -> None:
    for name in BLOCKS:
        keys = [key for key, _ in questions(written(name))]
        assert len(keys) == len(set(keys))
        assert list(block(name).by_key) == keys
        assert all(len(key) <= 24 for key in keys)


def test_translators_are_given_every_text_and_told_where_it_is_said() -> None:
    with (FOLDER / f"{USUAL}.yaml").open("rb") as file:
        found = list(extract(file, (), (), {}))
    given = {said for _, _, said, _ in found}
    lines = (FOLDER / f"{USUAL}.yaml").read_text("utf-8").splitlines()
    assert {"Which ethnic group are you part of?", "White", "Asian, British Asian"} <= given
    assert "Such as eating, washing, walking or shopping." in given
    # The standard's own names are for the test above, and read by nobody.
    assert "Other" in given
    assert "In a registered civil partnership" not in given
    for line, _, said, (comment,) in found:
        assert said.split()[0].strip('"') in " ".join(lines[line - 1 : line + 2])
        assert comment.startswith("Translators: ")


# ---- how it is asked


def talker(name: str = "equality", **facts: str) -> Person:
    """Return someone at the offer of the block, or at the question whether it may be reused."""
    script = loaded(name).project.script
    nodes = tuple(n for n in script.nodes if is_apart(n.key) or n.key in ("review", "end"))
    person = Person(replace(script, nodes=nodes))
    person.run, person.events = engine.begin(
        person.script, "run", "en", facts, person.now, person.words
    )
    return person


def test_nothing_is_asked_of_whoever_skips_the_offer() -> None:
    for skip in (Skipped(), Tapped("no", 1), Said("no thanks"), Said("skip them")):
        person = talker()
        assert person.run.at == OFFER
        withdrawn = [e for e in person.does(skip) if isinstance(e, ConsentWithdrawn)]
        assert person.run.at == "review"
        # Skipping says nothing; a no does.
        assert withdrawn == ([] if skip == Skipped() else [ConsentWithdrawn("equality")])


def test_the_offer_has_one_button_to_skip_it() -> None:
    assert talker().labels() == [
        "Yes, ask me",
        "Skip them",
        "What are they for?",
        "Back",
        "More",
    ]


def test_what_they_are_for_is_told_to_whoever_asks_and_the_offer_stands() -> None:
    for ask in (Said("what are they for?"), Said("why?"), Tapped("why", 1)):
        person = talker()
        person.does(ask)
        assert "never who, and no number under 5" in person.sees()
        assert person.labels() == ["Yes, ask me", "Skip them"]
        assert person.run.at == OFFER
    person = talker()
    person.does(Said("why do you want to know that?"))
    assert [e.words for e in person.events if isinstance(e, WordsKept)] == [
        "why do you want to know that?"
    ]


def test_only_a_clean_yes_is_a_consent() -> None:
    person = talker()
    person.does(Said("yes but only my age"))
    assert person.run.at == OFFER
    person.does(Said("yes please"))
    assert [e for e in person.events if isinstance(e, ConsentGiven)] == [ConsentGiven("equality")]
    assert person.run.at == node("age_band")


def test_each_question_can_be_skipped_or_rather_not_answered_by_word_or_number() -> None:
    person = talker()
    person.does(Said("yes"), Said("I'd rather not say"), Said("6"), Said("skip it"), Skipped())
    answers = person.run.answers
    assert answers[node("age_band")].status == "declined"
    assert answers[node("ethnic_group")].status == "declined"
    person.does(Said("I'm not sure"))
    assert [a.status for key, a in answers.items() if key == node("disability")] != ["given"]


def test_other_words_are_an_answer_and_a_file_is_not() -> None:
    person = talker()
    person.does(Said("yes"), Said("70"), Said("Asian"), Said("7"))
    assert person.run.at == node("ethnic_asian")
    person.does(SentMedia("file"))
    assert person.run.at == node("ethnic_asian")
    person.does(Said("Kashmiri"))
    assert person.run.answers[node("ethnic_asian")].words == ("Kashmiri",)
    assert person.run.at == node("disability")


def test_whoever_taps_any_other_is_asked_for_their_own_words_and_no_voice() -> None:
    person = talker()
    person.does(Said("yes"), Said("70"), Said("Asian"), Said("any other Asian background"))
    assert person.run.at == node("ethnic_asian_words")
    person.does(SentMedia("voice"))
    assert person.run.at == node("ethnic_asian_words")
    person.does(Said("Hazara"))
    # A file sent at what comes next does not join those words, either.
    person.does(SentMedia("photo"))
    assert person.run.answers[node("ethnic_asian_words")].media == ()


def test_what_no_longer_fits_is_set_aside_after_a_word() -> None:
    person = talker()
    person.does(Said("yes"), Said("70"), Said("Asian"), Said("Indian"), Said("no"), Skipped())
    person.run = replace(person.run, at=node("ethnic_group"))
    person.does(Said("white"))
    assert "Background" in person.sees()
    person.does(Said("yes"))
    assert AnswerSetAside(node("ethnic_asian")) in person.events
    assert person.run.at == node("ethnic_white")


def test_the_list_of_answers_says_that_these_are_kept_apart_and_holds_none_of_them() -> None:
    person = talker()
    words = person.words
    assert listing(person.script, person.run, words) == "Nothing yet."
    person.does(Said("yes"), Said("70"))
    assert listing(person.script, person.run, words) == words.say(ABOUT_YOU)


@pytest.mark.parametrize(
    ("age", "first"),
    [("13", "13 to 15"), ("16", "16 to 24"), ("18", "16 to 24"), ("80", "75 or over")],
)
def test_nobody_is_offered_an_age_at_which_none_take_part(age: str, first: str) -> None:
    project = load(edited("equality", "minimum_age: 16", f"minimum_age: {age}"), bot={}).project
    ask = project.script.find(node("age_band"))
    assert ask is not None
    assert isinstance(ask.question, Ages)
    assert Person().words.plain(ask.question.all_options[0].label).replace("\u2068", "") == first


def test_an_author_who_names_none_gets_all_in_the_order_of_the_block() -> None:
    asked = [n.key for n in every(loaded("equality-again").project.script.nodes) if is_ask(n)]
    assert [key for key in asked if is_apart(key)] == [
        REUSE,
        OFFER,
        *(node(key) for key in block(USUAL).by_key),
    ]


def is_ask(thing: object) -> bool:
    return isinstance(thing, Ask)


# ---- told before, in another project

SOME = {
    TOLD: "some",
    TOLD_IN: "The <park>",
    f"{TOLD_OF}age_band": "yes",
    f"{TOLD_OF}religion": "yes",
}


def test_the_project_it_was_told_in_is_named_in_the_question() -> None:
    person = talker(**SOME)
    assert person.run.at == REUSE
    assert "In <b>The &lt;park&gt;</b> you told us some things" in person.sees()


def test_what_was_told_is_not_asked_again_and_the_rest_is_offered() -> None:
    person = talker(**SOME)
    person.does(Said("yes"))
    assert [e for e in person.events if isinstance(e, ConsentGiven)] == [
        ConsentGiven("equality_reuse")
    ]
    assert person.run.at == OFFER
    assert person.sees().startswith("A few questions about you")
    person.does(Said("yes"))
    assert person.run.at == node("ethnic_group")


def test_with_all_told_nothing_is_asked() -> None:
    person = talker(**{**SOME, TOLD: "all"})
    person.does(Said("yes, use them"))
    assert person.run.at == "review"


def test_whoever_wants_to_be_asked_again_is_asked_everything() -> None:
    person = talker(**SOME)
    person.does(Said("ask me again"))
    assert [e.scope for e in person.events if isinstance(e, ConsentWithdrawn)] == ["equality_reuse"]
    person.does(Said("yes"))
    assert person.run.at == node("age_band")


def test_no_means_no() -> None:
    person = talker(**SOME)
    person.does(Said("no"))
    assert person.run.at == "review"


# ---- letting go of it


def test_a_run_that_never_came_to_it_is_left_alone() -> None:
    run = Person().run
    assert without(run) is run


def test_someone_in_the_middle_is_offered_it_anew() -> None:
    person = talker(**SOME)
    person.does(Said("yes"), Said("yes"), Said("something long and odd", message=4))
    run = without(person.run)
    assert (run.at, run.step) == (OFFER, person.run.step + 1)
    assert (run.answers, run.aside, run.facts, run.beside.words) == ({}, {}, {}, ())
    assert run.previous is None


def test_someone_who_has_passed_it_is_not_asked_again() -> None:
    for said in (Said("yes"), Said("no")):
        person = talker(**{**SOME, TOLD: "all"})
        person.does(said)
        run = without(person.run)
        assert list(run.answers) == [OFFER]
        person.run = run
        person.does(Said("send"))
        assert person.run.how == "done"


def test_a_change_of_other_answers_that_waits_goes_on_waiting() -> None:
    person = talker()
    person.does(Said("yes"), Said("70"), Said("Asian"), Said("Indian"), Said("no"), Skipped())
    assert person.run.at == "review"
    run = without(replace(person.run, facts={"source": "poster"}))
    assert run.at == "review"
    assert run.facts == {"source": "poster"}
    assert run.step == person.run.step


def held(**but: Any) -> Run:
    """Return a run with something everywhere, answers of the block and others."""
    theirs = Answer(("a",), language="pl")
    run = Run(
        "run",
        "main",
        "pl",
        facts={"source": "poster", TOLD: "some", TOLD_IN: "Ward 7", f"{TOLD_OF}sex": "yes"},
        at="why",
        step=9,
        answers={"often": theirs},
        aside={"day": theirs, node("sex"): theirs},
        tries=1,
        beside=Answer(words=("mind you",)),
        previous="often",
        pending=Pending("often", theirs, ("why",)),
    )
    return replace(run, **but)


def test_letting_go_inside_the_block_begins_its_question_anew_and_touches_nothing_else() -> None:
    inside = held(at=node("sex"), previous=node("age"))
    assert without(inside) == replace(
        inside,
        facts={"source": "poster"},
        at=OFFER,
        step=10,
        aside={"day": Answer(("a",), language="pl")},
        tries=0,
        beside=Answer(),
        previous=None,
        pending=None,
    )


def test_letting_go_elsewhere_leaves_where_someone_is() -> None:
    passed = held(answers={"often": Answer(("a",)), OFFER: Answer(("yes",)), node("sex"): Answer()})
    assert without(passed) == replace(
        passed,
        facts={"source": "poster"},
        answers={"often": Answer(("a",)), OFFER: Answer(("no",), language="pl")},
        aside={"day": Answer(("a",), language="pl")},
    )


def test_letting_go_before_the_block_leaves_it_to_be_offered() -> None:
    assert OFFER not in without(held()).answers
    ended = held(at=None, aside={}, facts={})
    assert without(ended) is ended
