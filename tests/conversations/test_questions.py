"""The kinds of question: how each reads what people type and tap."""

from __future__ import annotations

import pytest

from conversations.catalogue import N_, Words
from conversations.questions.base import Drafted, Option, Reading, Unclear, Understood, Wanted
from conversations.questions.card import Card
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.matching import leading_number
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import HELPS, SAFE
from tests.support.ward7 import ward7

EN = Words()
PL, UR = ward7().catalogues.words("pl"), ward7().catalogues.words("ur")
FRUIT = OneChoice(
    Text("Which?"),
    (
        Option("jablko", Text("Jabłko")),
        Option("gruszka", Text("Gruszka 🍐"), (Text("Klapsa"),)),
        Option("sliwka", Text("Śliwka")),
    ),
    unsure=True,
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1", Understood(("jablko",))),
        ("٣", Understood(("sliwka",))),
        ("(2)", Understood(("gruszka",))),
        ("2.", Understood(("gruszka",))),
        ("Jabłko", Understood(("jablko",))),
        ("JABLKO", Understood(("jablko",))),
        ("gruszka", Understood(("gruszka",))),
        ("klapsa", Understood(("gruszka",))),
        ("sliwka", Understood(("sliwka",))),
        ("śliwaka", Understood(("sliwka",))),
        ("gruszka, ale nie dziś", Understood(("gruszka",), ("gruszka, ale nie dziś",))),
        ("3 bo słodka", Understood(("sliwka",), ("3 bo słodka",))),
        ("not sure", Understood(("unsure",), (), "unsure")),
        ("4", Understood(("unsure",), (), "unsure")),
        ("5", Unclear("unclear")),
        ("2.5", Unclear("unclear")),
        ("12:30", Unclear("unclear")),
        ("banan", Unclear("unclear")),
        ("🍐", Unclear("unclear")),
        ("   ", Unclear("empty")),
    ],
)
def test_one_choice_is_read_in_many_ways(said: str, expected: Reading) -> None:
    assert FRUIT.read(said, EN) == expected


def test_two_options_equally_near_are_asked_about() -> None:
    question = OneChoice(Text("?"), (Option("a", Text("Monday")), Option("b", Text("Sunday"))))
    assert question.read("Nonday", EN) == Understood(("a",))
    near = OneChoice(Text("?"), (Option("a", Text("Cater")), Option("b", Text("Later"))))
    assert near.read("water", EN) == Unclear("near", ("a", "b"))


def test_a_choice_takes_only_its_own_buttons() -> None:
    assert FRUIT.tap("sliwka", ()) == Understood(("sliwka",))
    assert FRUIT.tap("unsure", ()) == Understood(("unsure",), (), "unsure")
    assert FRUIT.tap("banan", ()) == Unclear("stale")
    assert FRUIT.show(Answer(("gruszka",)), EN) == "Gruszka 🍐"


def test_an_open_choice_keeps_other_words() -> None:
    question = OneChoice(Text("?"), (YES, NO), open=True)
    assert question.read("it depends on who asks", EN) == Understood(
        (), ("it depends on who asks",)
    )
    assert question.read(" ", EN) == Unclear("empty")


def test_yes_and_no_in_polish_and_urdu() -> None:
    question = OneChoice(Text("?"), (YES, NO))
    assert question.read("tak", PL) == Understood(("yes",))
    assert question.read("nie", PL) == Understood(("no",))
    assert question.read(UR.plain(YES.label), UR) == Understood(("yes",))
    assert question.read("yes", UR) == Understood(("yes",))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1, 3", Understood(("bus", "tea"))),
        ("3 1", Understood(("bus", "tea"))),
        ("a bus and a room", Understood(("bus", "room"))),
        ("a bus; tea", Understood(("bus", "tea"))),
        ("tea, with milk please", Understood(("tea",), ("tea, with milk please",))),
        ("4", Understood(("none",))),
        ("none of these", Understood(("none",))),
        ("1, 2, 3", Unclear("too_many")),
        ("1, 4", Unclear("too_many")),
        ("1, 9", Unclear("unclear")),
        ("9, 8", Unclear("unclear")),
        ("whatever", Unclear("unclear")),
    ],
)
def test_several_choices_are_read_in_many_ways(said: str, expected: Reading) -> None:
    assert HELPS.read(said, EN) == expected


def test_none_of_these_excludes_the_others_while_ticking() -> None:
    assert HELPS.tap("none", ("bus",)) == Drafted(("none",))
    assert HELPS.tap("bus", ("none",)) == Drafted(("bus",))
    assert HELPS.tap("banana", ()) == Unclear("stale")
    free = SeveralChoices(Text("?"), HELPS.options)
    assert free.tap("tea", ("bus", "room")) == Drafted(("bus", "room", "tea"))
    assert [c.label for c in HELPS.choices(EN, ("room",))][:2] == ["A bus", "✓ A room"]
    assert HELPS.show(Answer(("bus", "tea")), EN) == "A bus, Tea"


AWAY = Scale(Text("?"), 5, Text("low"), Text("high"), away=N_("I'm not there any more"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("3", Understood(("3",))),
        ("۵", Understood(("5",))),
        ("3 but at night more like 1", Understood(("3",), ("3 but at night more like 1",))),
        ("0", Unclear("range")),
        ("6", Unclear("range")),
        ("not sure", Understood((), (), "unsure")),
        ("I'm not there any more", Understood(("away",), (), "declined")),
        ("three", Unclear("unclear")),
    ],
)
def test_a_scale_is_read(said: str, expected: Reading) -> None:
    assert AWAY.read(said, EN) == expected


def test_a_scale_takes_its_numbers_and_being_away() -> None:
    assert AWAY.tap("1", ()) == Understood(("1",))
    assert AWAY.tap("6", ()) == Unclear("stale")
    assert AWAY.tap("unsure", ()) == Understood((), (), "unsure")
    assert AWAY.tap("away", ()) == Understood(("away",), (), "declined")
    assert SAFE.tap("away", ()) == Unclear("stale")
    assert AWAY.show(Answer(("away",)), EN) == "I'm not there any more"
    assert AWAY.show(Answer(), EN) == ""
    assert "3" in AWAY.show(Answer(("3",)), EN)


def test_own_words_take_anything_but_nothing() -> None:
    question = OwnWords(Text("?"))
    assert question.read("1", EN) == Understood((), ("1",))
    assert question.read(" ", EN) == Unclear("empty")
    assert question.tap("x", ()) == Unclear("stale")
    assert question.show(Answer(words=("x",)), EN) == ""


def card() -> Card:
    return Card(
        "bus",
        "fixed",
        1,
        Text("No bus"),
        Text("No money"),
        Text("The council"),
        Text(""),
        Text(""),
        1,
        2,
    )


def test_a_card_is_read_asked_about_and_commented_on() -> None:
    assert card().read("next", EN) == Understood(("next",))
    assert card().read("why?", EN) == Wanted("why")
    assert card().read("ask the team", EN) == Wanted("ask")
    comment = "why not, when everyone else has one"
    assert card().read(comment, EN) == Wanted("why", (comment,))
    assert card().read("that is unfair", EN) == Understood(("next",), ("that is unfair",))
    assert card().read("", EN) == Unclear("empty")
    assert card().tap("other", ()) == Unclear("stale")
    assert card().ask(EN).splitlines()[1:] == ["No bus", "The council"]
    assert card().show(Answer(("next",)), EN) == ""


def test_the_review_takes_send_and_never_a_number_for_it() -> None:
    assert Review().read("send", EN) == Understood(("send",))
    assert Review().read("1", EN) == Unclear("unclear")
    assert Review().read("send it to my mother", EN) == Unclear("unclear")
    assert Review().tap("change", ()) == Unclear("stale")
    assert Review().show(Answer(("send",)), EN) == ""


def test_a_number_at_the_beginning() -> None:
    assert leading_number("[12] yes") == (12, "yes")
    assert leading_number("1234") is None
    assert leading_number("3/4") is None
    assert leading_number("word 3") is None
