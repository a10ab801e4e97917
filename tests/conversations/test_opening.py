"""How every project begins: nobody can leave out the limits, or fold two consents into one."""

from __future__ import annotations

import pytest

from conversations import events as happened
from conversations.flow import Ask, End, every, path
from conversations.inputs import Revisited, Said, Skipped, Tapped
from conversations.opening import AGE, CONTACT, HELLO, LANGUAGE, TAKE_PART, WHOM, opening
from conversations.run import Answer
from tests.support.small import Person, kinds
from tests.support.ward7 import ward7

LOADED = ward7()
NODES = opening(LOADED.project)
KEYS = [LANGUAGE, HELLO, TAKE_PART, AGE, CONTACT, WHOM]


def someone(*words: str) -> Person:
    person = Person(LOADED.project.script, LOADED.catalogues.words("en"))
    person.does(*(Said(one) for one in words))
    return person


def test_it_stands_before_all_else_in_this_order() -> None:
    asked = [node.key for node in path(NODES, {}, {}) if isinstance(node, Ask)]
    assert asked == KEYS
    script = [n.key for n in every(LOADED.project.script.nodes) if isinstance(n, Ask)]
    assert script[: len(KEYS)] == KEYS


def test_nothing_before_for_whom_can_be_skipped_and_only_that_is_reviewed() -> None:
    asks = {node.key: node for node in every(NODES) if isinstance(node, Ask)}
    assert [key for key in KEYS if asks[key].optional] == [WHOM]
    assert [key for key in KEYS if asks[key].reviewed] == [WHOM]
    assert {key: ask.consent for key, ask in asks.items() if ask.consent} == {
        TAKE_PART: "take_part",
        CONTACT: "contact",
    }
    assert not any(ask.numbered for ask in asks.values())
    person = someone("English")
    assert person.does(Skipped()) == (happened.InputRejected("needed", HELLO),)


def test_languages_are_offered_by_their_own_names() -> None:
    assert someone().labels()[:5] == [
        "English", "Easy Read (English)", "Cymraeg", "Polski", "اردو",
    ]  # fmt: skip
    person = someone()
    person.does(Said("urdu"))
    assert person.run.at == LANGUAGE
    person.does(Tapped("ur", person.run.step))
    assert person.run.language == "ur"


def test_hello_says_who_asks_what_it_is_and_how_long() -> None:
    seen = someone("English").sees()
    for part in (
        "The Ward 7 conversation",
        "Northvale Council and the hospital trust",
        "Ward 7 is moving.",
        "about 8 minutes",
        "stop any time",
    ):
        assert part in seen


@pytest.mark.parametrize("said", ["go on", "ok", "Yes", "next", "1"])
def test_hello_is_left_by_any_of_these(said: str) -> None:
    assert someone("English", said).run.at == TAKE_PART


def test_the_limits_of_confidentiality_come_before_the_first_open_question() -> None:
    person = someone("English", "go on")
    for part in (
        "confidential",
        "made-up name",
        "One limit",
        "Amina Shah, safeguarding lead",
        "call 999",
        "not part of us",
        "Anyone with this phone",
    ):
        assert part in person.sees()
    assert "anonym" not in person.sees().lower()
    assert person.labels() == ["I agree, go on", "No thanks", "Full privacy notice", "Back", "More"]


@pytest.mark.parametrize("said", ["I agree", "yes", "Yes please!", "ok", "I agree, go on", "1"])
def test_agreeing_is_a_consent_to_take_part_and_to_nothing_else(said: str) -> None:
    person = someone("English", "go on", said)
    assert [e for e in person.events if isinstance(e, happened.ConsentGiven)] == [
        happened.ConsentGiven("take_part")
    ]
    assert person.run.at == AGE


@pytest.mark.parametrize("said", ["I agree to nothing", "yes, what is it about?", "okay then no"])
def test_words_that_begin_like_a_yes_are_no_consent(said: str) -> None:
    person = someone("English", "go on", said)
    assert "ConsentGiven" not in kinds(person.events)
    assert person.run.at == TAKE_PART


@pytest.mark.parametrize("said", ["No thanks", "no", "No thank you.", "no, not for me", "2"])
def test_declining_ends_it_and_says_that_nothing_is_kept(said: str) -> None:
    person = someone("English", "go on", said)
    assert (person.run.status, person.run.how) == ("ended", "declined")
    assert happened.ConsentWithdrawn("take_part") in person.events
    assert person.sees().splitlines()[-1] == (
        "That is fine. Nothing is kept. If you change your mind, send /start."
    )


def test_whoever_is_too_young_is_thanked_and_shown_other_ways() -> None:
    person = someone("English", "go on", "I agree")
    assert "Are you 16 or over?" in person.sees()
    person.does(Said("no"))
    assert (person.run.status, person.run.how) == ("ended", "young")
    assert "116 123" in person.sees()


def test_being_written_to_again_is_asked_by_itself_and_no_is_respected() -> None:
    person = someone("English", "go on", "I agree", "yes")
    assert "May we write to you again" in person.sees()
    assert "At most twice a week" in person.sees()
    person.does(Said("no"))
    assert happened.ConsentWithdrawn("contact") in person.events
    assert person.run.at == WHOM
    agreeing = someone("English", "go on", "I agree", "yes", "yes please")
    assert happened.ConsentGiven("contact") in agreeing.events


@pytest.mark.parametrize(("said", "value"), [("me", "self"), ("someone else", "other")])
def test_for_whom_is_asked_and_kept(said: str, value: str) -> None:
    person = someone("English", "go on", "I agree", "yes", "yes", said)
    assert person.run.answers[WHOM].value == (value,)


def test_a_change_of_mind_about_taking_part_is_asked_about_first() -> None:
    person = someone("English", "go on", "I agree", "yes", "yes", "me")
    person.does(Revisited(TAKE_PART), Said("no"))
    assert kinds(person.events) == ["ChangeQuestioned"]
    person.does(Said("yes"))
    assert person.run.how == "declined"


def test_the_ends_are_not_on_the_way_of_whoever_goes_on() -> None:
    answers = {TAKE_PART: Answer(("yes",)), AGE: Answer(("yes",))}
    assert not [node for node in path(NODES, answers, {}) if isinstance(node, End)]
