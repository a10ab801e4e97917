"""The kinds of question: how each is shown, read, tapped and shown again."""

from __future__ import annotations

import pytest

from conversations.catalogue import N_, Words
from conversations.questions.base import (
    Choice,
    Drafted,
    Option,
    Reading,
    Unclear,
    Understood,
    Wanted,
)
from conversations.questions.card import Card
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.questions.ticking import DONE
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import CARD, HELPS, OFTEN, SAFE
from tests.support.ward7 import ward7

EN = Words()
PL, UR = ward7().catalogues.words("pl"), ward7().catalogues.words("ur")
UNSURE = OneChoice(Text("Which <one>?"), (Option("a", Text("Apples & pears")),), unsure=True)


# ---------------------------------------------------------------- one choice


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("apples & pears", Understood(("a",))),
        ("1 of them", Understood(("a",), ("1 of them",))),
        ("not sure", Understood(("unsure",), (), "unsure")),
        ("2", Understood(("unsure",), (), "unsure")),
        ("I don't know, really", Understood(("unsure",), ("I don't know, really",), "unsure")),
        ("3", Unclear("unclear")),
        ("", Unclear("empty")),
    ],
)
def test_one_choice_is_read(said: str, expected: Reading) -> None:
    assert UNSURE.read(said, EN) == expected


def test_one_choice_is_asked_tapped_and_shown() -> None:
    assert UNSURE.ask(EN) == "Which &lt;one&gt;?"
    assert UNSURE.choices(EN) == (Choice("Apples & pears", "a"), Choice("Not sure", "unsure"))
    assert UNSURE.tap("a", ()) == Understood(("a",))
    assert UNSURE.tap("unsure", ()) == Understood(("unsure",), (), "unsure")
    assert UNSURE.tap("b", ()) == Unclear("stale")
    assert UNSURE.show(Answer(("a",)), EN) == "Apples &amp; pears"
    assert UNSURE.show(Answer(("unsure",)), EN) == "Not sure"


def test_not_sure_is_an_answer_only_where_it_is_offered() -> None:
    assert OFTEN.read("not sure", EN) == Unclear("unclear")
    assert OFTEN.tap("unsure", ()) == Unclear("stale")
    own = OneChoice(Text("?"), (Option("unsure", Text("Unsure")),))
    assert own.tap("unsure", ()) == Understood(("unsure",))


def test_an_open_choice_keeps_other_words() -> None:
    question = OneChoice(Text("?"), (YES, NO), open=True)
    words = "it depends on who asks"
    assert question.read(words, EN) == Understood((), (words,))
    assert question.read("yes", EN) == Understood(("yes",))
    assert question.read(" ", EN) == Unclear("empty")
    assert OneChoice(Text("?"), (YES, NO)).read(words, EN) == Unclear("unclear")


def test_yes_and_no_in_polish_and_urdu() -> None:
    question = OneChoice(Text("?"), (YES, NO))
    assert question.read("tak", PL) == Understood(("yes",))
    assert question.read("nie wiem jak", PL) == Understood(("no",), ("nie wiem jak",))
    assert question.read(UR.plain(YES.label), UR) == Understood(("yes",))
    assert question.read("yes", UR) == Understood(("yes",))


# ---------------------------------------------------------------- several choices


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1, 3", Understood(("bus", "tea"))),
        ("3 1", Understood(("bus", "tea"))),
        ("1;1", Understood(("bus",))),
        ("۱، ۳", Understood(("bus", "tea"))),
        ("a bus and a room", Understood(("bus", "room"))),
        ("A bus AND tea", Understood(("bus", "tea"))),
        ("a bus i tea", Understood(("bus", "tea"))),
        ("a bus oraz tea", Understood(("bus", "tea"))),
        ("a bus اور tea", Understood(("bus", "tea"))),
        ("a bus; tea", Understood(("bus", "tea"))),
        ("a bus\ntea", Understood(("bus", "tea"))),
        ("a bus + tea", Understood(("bus", "tea"))),
        ("a bus/tea", Understood(("bus", "tea"))),
        ("a bus & tea", Understood(("bus", "tea"))),
        ("tea, with milk please", Understood(("tea",), ("tea, with milk please",))),
        ("tea please", Understood(("tea",), ("tea please",))),
        ("4", Understood(("none",))),
        ("none of these", Understood(("none",))),
        ("1, 2, 3", Unclear("too_many")),
        ("1, 4", Unclear("too_many")),
        ("1, 9", Unclear("unclear")),
        ("9, 8", Unclear("unclear")),
        ("whatever", Unclear("unclear")),
        (" ", Unclear("empty")),
        (", ,", Unclear("unclear")),
    ],
)
def test_several_choices_are_read(said: str, expected: Reading) -> None:
    assert HELPS.read(said, EN) == expected


def test_a_label_with_an_and_in_it_is_one_label() -> None:
    question = SeveralChoices(
        Text("?"), (Option("s", Text("Staff")), Option("sf", Text("Staff and family")))
    )
    assert question.read("staff and family", EN) == Understood(("sf",))
    assert question.read("staff and famly", EN) == Understood(("s",), ("staff and famly",))
    salt = SeveralChoices(Text("?"), (Option("x", Text("Salt and pepper")),))
    assert salt.read("salt and peper", EN) == Understood(("x",))
    three = SeveralChoices(Text("?"), (*question.options, Option("f", Text("Family"))))
    assert three.read("staff and family", EN) == Understood(("s", "f"))


def test_options_are_ticked_and_unticked_and_done() -> None:
    assert HELPS.tap("bus", ()) == Drafted(("bus",))
    assert HELPS.tap("room", ("tea",)) == Drafted(("tea", "room"))
    assert HELPS.tap("tea", ("bus", "room")) == Unclear("too_many")
    assert HELPS.tap("bus", ("bus", "room")) == Drafted(("room",))
    assert HELPS.tap(DONE, ("tea", "bus")) == Understood(("bus", "tea"))
    assert HELPS.tap(DONE, ()) == Unclear("too_few")
    assert HELPS.tap("banana", ()) == Unclear("stale")
    free = SeveralChoices(Text("?"), HELPS.options)
    assert free.tap("tea", ("bus", "room")) == Drafted(("bus", "room", "tea"))
    assert free.tap("none", ()) == Unclear("stale")


def test_none_of_these_excludes_the_others() -> None:
    assert HELPS.tap("none", ("bus", "room")) == Drafted(("none",))
    assert HELPS.tap("bus", ("none",)) == Drafted(("bus",))
    assert HELPS.tap("none", ("none",)) == Drafted(())
    assert HELPS.tap(DONE, ("none",)) == Understood(("none",))


def test_an_option_may_be_called_none_by_its_author() -> None:
    own = SeveralChoices(Text("?"), (*HELPS.options, Option("none", Text("No bus"))))
    assert own.tap("none", ("bus",)) == Drafted(("bus", "none"))
    assert own.tap(DONE, ("bus", "none")) == Understood(("bus", "none"))


def test_how_many_are_needed() -> None:
    two = SeveralChoices(Text("?"), HELPS.options, least=2, none=True)
    assert two.tap(DONE, ("bus",)) == Unclear("too_few")
    assert two.read("tea", EN) == Unclear("too_few")
    assert two.tap(DONE, ("bus", "tea")) == Understood(("bus", "tea"))
    assert two.tap(DONE, ("none",)) == Understood(("none",))
    assert SeveralChoices(Text("?"), HELPS.options, least=0).tap(DONE, ()) == Understood(())


def test_what_is_typed_counts_with_what_was_ticked() -> None:
    typed = Understood(("tea",), ("tea please",))
    assert HELPS.together(typed, ("bus",)) == Understood(("bus", "tea"), ("tea please",))
    assert HELPS.together(typed, ("bus", "room")) == Unclear("too_many")
    assert HELPS.together(typed, ("none",)) == typed
    assert HELPS.together(Understood(("none",)), ("bus",)) == Understood(("none",))
    assert HELPS.together(Unclear("empty"), ("bus",)) == Unclear("empty")


def test_several_choices_are_asked_and_shown() -> None:
    assert HELPS.ask(EN) == "What helps?\nTap each one that fits, then Done. Or type the numbers."
    labels = [choice.label for choice in HELPS.choices(EN, ("room",))]
    assert labels == ["A bus", "✓ A room", "Tea", "None of these", "Done"]
    assert HELPS.choices(EN)[-1] == Choice("Done", DONE)
    assert HELPS.show(Answer(("tea", "bus")), EN) == "A bus, Tea"
    assert SeveralChoices(Text("?"), HELPS.options).choices(EN)[-2].value == "tea"


def test_done_is_said_in_the_language_or_in_english() -> None:
    assert HELPS.says_done("DONE!", EN)
    assert HELPS.says_done("gotowe", PL)
    assert HELPS.says_done("done", PL)
    assert not HELPS.says_done("gotowe", EN)
    assert not HELPS.says_done("done with it", EN)


# ---------------------------------------------------------------- scale

AWAY = Scale(Text("How?"), 5, Text("low"), Text("high"), away=N_("I'm not there any more"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1", Understood(("1",))),
        ("5", Understood(("5",))),
        ("5!", Understood(("5",))),
        ("۵", Understood(("5",))),
        ("3/5", Understood(("3",))),
        ("٣ / ٥", Understood(("3",))),
        ("3/5 by day", Understood(("3",), ("3/5 by day",))),
        ("3/50", Unclear("unclear")),
        ("3/4", Unclear("unclear")),
        ("6/5", Unclear("range")),
        ("3 but at night more like 1", Understood(("3",), ("3 but at night more like 1",))),
        ("0", Unclear("range")),
        ("6", Unclear("range")),
        ("3.5", Unclear("unclear")),
        ("not sure", Understood((), (), "unsure")),
        ("not sure about nights", Understood((), ("not sure about nights",), "unsure")),
        ("I'm not there any more", Understood(("away",), (), "declined")),
        ("three", Understood(("3",))),
        ("", Unclear("empty")),
    ],
)
def test_a_scale_is_read(said: str, expected: Reading) -> None:
    assert AWAY.read(said, EN) == expected


def test_a_scale_without_being_away_does_not_know_it() -> None:
    assert SAFE.read("away", EN) == Unclear("unclear")
    assert SAFE.tap("away", ()) == Unclear("stale")
    assert [c.value for c in SAFE.choices(EN)] == ["1", "2", "3", "4", "5", "unsure"]
    assert SAFE.show(Answer(("away",)), EN).endswith("5\u2069")


def test_a_scale_is_asked_tapped_and_shown() -> None:
    assert AWAY.ask(EN).replace("\u2068", "").replace("\u2069", "") == (
        "How?\n1 means low, 5 means high."
    )
    assert AWAY.choices(EN)[-1] == Choice("I'm not there any more", "away")
    assert AWAY.tap("1", ()) == Understood(("1",))
    assert AWAY.tap("5", ()) == Understood(("5",))
    for value in ("0", "6", "x", "٣٣"):
        assert AWAY.tap(value, ()) == Unclear("stale")
    assert AWAY.tap("unsure", ()) == Understood((), (), "unsure")
    assert AWAY.tap("away", ()) == Understood(("away",), (), "declined")
    assert AWAY.show(Answer(("away",)), EN) == "I'm not there any more"
    assert AWAY.show(Answer(), EN) == ""
    assert AWAY.show(Answer(("3",)), EN) == "\u20683\u2069 of \u20685\u2069"


# ---------------------------------------------------------------- own words


def test_own_words_take_anything_but_nothing() -> None:
    question = OwnWords(Text("What <else>?"))
    assert question.open
    assert question.read("1", EN) == Understood((), ("1",))
    assert question.read(" ", EN) == Unclear("empty")
    assert question.tap("x", ()) == Unclear("stale")
    assert question.choices(EN) == ()
    assert question.show(Answer(words=("x",)), EN) == ""
    assert question.ask(EN) == "What &lt;else&gt;?"


def test_before_a_story_people_are_told_they_may_be_recognised() -> None:
    asked = OwnWords(Text("A day?"), story=True).ask(EN)
    assert asked.startswith("A day?\nWrite, send a voice message, or photos.")
    assert "may know your voice, your face or the place" in asked


# ---------------------------------------------------------------- cards


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("next", Understood(("next",))),
        ("1", Understood(("next",))),
        ("ok, I see", Understood(("next",), ("ok, I see",))),
        ("why?", Wanted("why")),
        ("why can it not stay?", Wanted("why", ("why can it not stay?",))),
        ("ask the team", Wanted("ask")),
        ("ask the team about beds", Wanted("ask", ("ask the team about beds",))),
        ("that is unfair", Understood(("next",), ("that is unfair",))),
        ("no", Understood(("next",), ("no",))),
        ("", Unclear("empty")),
        ("🙂", Understood(("next",), ("🙂",))),
    ],
)
def test_a_card_is_read_asked_about_and_commented_on(said: str, expected: Reading) -> None:
    assert CARD.read(said, EN) == expected


def test_a_card_is_put_tapped_and_put_aside() -> None:
    assert CARD.tap("next", ()) == Understood(("next",))
    assert CARD.tap("why", ()) == Wanted("why")
    assert CARD.tap("ask", ()) == Wanted("ask")
    assert CARD.tap("other", ()) == Unclear("stale")
    assert [c.label for c in CARD.choices(EN)] == ["Next", "Why?", "Ask the team"]
    assert CARD.why(EN) == "No money for it"
    assert CARD.show(Answer(("next",)), EN) == ""
    assert not CARD.open


def test_a_card_says_what_kind_it_is_and_leaves_out_what_it_has_not() -> None:
    assert CARD.ask(EN).replace("\u2068", "").replace("\u2069", "").splitlines() == [
        "Card 1 of 2 · <b>Decided</b>",
        "No bus",
        "The council decided",
    ]
    everything = Card(
        "b", "shared", 1, Text("B"), Text("Why"), Text("Who"), Text("When"), Text("Heard"), 2, 2
    )
    assert "<b>Shared: decided together with you</b>" in everything.ask(EN)
    assert everything.ask(EN).splitlines()[1:] == ["B", "Who", "When", "Heard"]
    free = Card("b", "open", 1, Text("B"), Text(""), Text(""), Text(""), Text(""), 2, 2)
    assert "<b>Open: you can change this</b>" in free.ask(EN)


# ---------------------------------------------------------------- review


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("send", Understood(("send",))),
        ("Send what I have", Understood(("send",))),
        ("1", Unclear("unclear")),
        ("1 send", Unclear("unclear")),
        ("change", Unclear("unclear")),
        ("send it to my mother", Unclear("unclear")),
        ("", Unclear("unclear")),
    ],
)
def test_the_review_takes_send_and_never_a_number_for_it(said: str, expected: Reading) -> None:
    assert Review().read(said, EN) == expected


def test_the_review_is_asked_tapped_and_not_shown() -> None:
    review = Review()
    assert review.ask(EN) == "Here is what you told us. Nothing is sent until you tap Send."
    assert [c.value for c in review.choices(EN)] == ["send", "change"]
    assert review.tap("send", ()) == Understood(("send",))
    assert review.tap("change", ()) == Unclear("stale")
    assert review.show(Answer(("send",)), EN) == ""
    assert not review.open
