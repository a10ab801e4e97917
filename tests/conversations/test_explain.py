"""Walking the power cards, and being honest about what can still change."""

from __future__ import annotations

import pytest

from conversations import events as happened
from conversations.explain import UNDERSTOOD, card_key, explain
from conversations.flow import Ask, End, Script, every
from conversations.inputs import Said, Skipped
from conversations.listing import lines
from conversations.project import Constraint, ConstraintKind
from conversations.questions.card import Card
from conversations.text import Text
from tests.support.small import WORDS, Person
from tests.support.ward7 import ward7


def constraint(key: str, kind: ConstraintKind, version: int) -> Constraint:
    return Constraint(
        key=key,
        kind=kind,
        version=version,
        name=Text(f"The {key}"),
        what=Text(f"About the {key}."),
        because=Text(f"Because of the {key}."),
        who=Text("We decide."),
        when=Text(""),
        heard=Text(""),
    )


CONSTRAINTS = (
    constraint("building", "fixed", 2),
    constraint("garden", "open", 5),
    constraint("day", "shared", 1),
)


def walker(*constraints: Constraint) -> Person:
    nodes = explain(constraints or CONSTRAINTS)
    return Person(Script("s", (*nodes, End("end", "done", Text("Bye")))))


def understood(*words: str) -> Person:
    """Return someone who has read all three cards, asked what can change, and says ``words``."""
    person = walker()
    person.does(Said("next"), Said("next"), Said("next"))
    assert person.run.at == UNDERSTOOD
    person.does(*(Said(one) for one in words))
    return person


OPEN = "This can still change, and you have a say:\n• The garden\n• The day"


def test_every_card_is_shown_once_in_order_with_its_version() -> None:
    person = walker()
    assert person.sees().startswith("First, what can and what cannot change.")
    shown = [person.events[1]]
    for _ in range(2):
        person.does(Said("next"))
        shown.append(person.events[1])
    assert shown == [
        happened.ConstraintShown("building", 2),
        happened.ConstraintShown("garden", 5),
        happened.ConstraintShown("day", 1),
    ]
    assert person.sees() == (
        "Card 3 of 3 · <b>Shared: decided together with you</b>\nAbout the day.\nWe decide."
    )


def test_what_was_understood_is_asked_back_by_button_or_in_own_words() -> None:
    person = understood()
    assert person.labels()[:4] == ["The building", "The garden", "The day", "Nothing, really"]
    person.does(Said("whether my mum can come too"))
    assert person.run.answers[UNDERSTOOD].words == ("whether my mum can come too",)
    assert OPEN in person.sees()
    assert person.run.how == "done"


@pytest.mark.parametrize("said", ["the garden", "The day", "2"])
def test_what_can_change_is_confirmed_in_one_sentence(said: str) -> None:
    person = understood(said)
    assert person.sees() == "Yes. That can still change, and what you say counts.\nBye"


def test_what_cannot_is_said_gently_with_its_reason_and_what_can() -> None:
    person = understood("the building")
    assert person.sees() == (
        "That one is decided. Because of the building.\n"
        "I say it now, so that you know where you stand.\n"
        f"{OPEN}\nYou do not have to agree. What do you say?"
    )
    assert person.labels()[:2] == ["Got it", "I don't agree"]


@pytest.mark.parametrize("said", ["nothing", "Nothing, really", "4"])
def test_whoever_says_nothing_can_change_hears_what_can(said: str) -> None:
    person = understood(said)
    assert person.sees() == f"{OPEN}\nYou do not have to agree. What do you say?"


@pytest.mark.parametrize("said", ["got it", "ok", "yes"])
def test_got_it_goes_on(said: str) -> None:
    assert understood("the building", said).run.how == "done"


@pytest.mark.parametrize("said", ["I don't agree", "no"])
def test_disagreeing_is_written_down_and_why_is_theirs_to_say(said: str) -> None:
    person = understood("the building", said)
    assert person.sees().startswith("Thank you for saying so. I have written it down as it is.")
    person.does(Said("nobody told us"))
    assert person.run.answers["understood.why"].words == ("nobody told us",)
    listed = lines(person.script, person.run, WORDS)
    assert [(line.asked, line.node) for line in listed] == [
        ("About what is decided", "understood.agree"),
        ("Why I don't agree", "understood.why"),
    ]
    silent = understood("the building", said)
    silent.does(Skipped())
    assert silent.run.how == "done"


def test_skipping_what_was_understood_goes_on_without_a_word() -> None:
    person = understood()
    person.does(Skipped())
    assert person.sees() == "Bye"


def test_cards_are_counted_nowhere_and_reviewed_nowhere() -> None:
    asks = [node for node in every(explain(CONSTRAINTS)) if isinstance(node, Ask)]
    assert not any(ask.numbered for ask in asks)
    assert [ask.key for ask in asks if ask.reviewed] == ["understood.agree", "understood.why"]


def test_the_examples_cards_carry_what_its_author_wrote() -> None:
    project = ward7().project
    for number, (key, one) in enumerate(project.constraints.items(), start=1):
        ask = project.script.find(card_key(key))
        assert ask is not None
        assert ask.question == Card(
            key,
            one.kind,
            one.version,
            one.what,
            one.because,
            one.who,
            one.when,
            one.heard,
            number,
            len(project.constraints),
        )
