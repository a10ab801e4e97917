"""Changing an answer: what falls away, what is asked first, messages corrected on the phone."""

from __future__ import annotations

import pytest

from conversations import events as happened
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Script
from conversations.inputs import (
    ChangedLanguage,
    Edited,
    Input,
    Paused,
    Revisited,
    Said,
    SentMedia,
    Skipped,
    Started,
    Stopped,
    Tapped,
    TimedOut,
    WentBack,
)
from conversations.questions.own_words import OwnWords
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import CARD, OFTEN, Person, at_review, kinds

END = End("end", "done", Text("Bye"))


def changing(said: str = "never") -> Person:
    """Return someone asked whether to change "often", which would set "why" aside."""
    person = at_review()
    person.does(Revisited("often"), Said(said, message=50))
    return person


def test_a_change_that_sets_answers_aside_asks_first() -> None:
    person = changing()
    step = person.run.step
    assert person.events == (happened.ChangeQuestioned("often", ("why",), step),)
    assert person.run.answers["often"].value == ("often",)
    assert person.does(Tapped("never", step - 1)) == (happened.InputRejected("stale", "often"),)


def test_yes_sets_aside_and_turning_back_restores() -> None:
    person = changing()
    before = person.run.answers
    person.does(Tapped("yes", person.run.step))
    assert kinds(person.events) == ["AnswerChanged", "AnswerSetAside", "Prompted"]
    assert person.events[1] == happened.AnswerSetAside("why")
    assert "why" not in person.run.answers
    assert person.run.at == "review"
    person.does(Revisited("often"), Said("often", message=3))
    assert happened.AnswerRestored("why") in person.events
    assert person.run.answers == before
    assert person.run.aside == {}


def test_no_keeps_everything_as_it_was() -> None:
    person = changing()
    before = person.run.answers
    person.does(Said("no"))
    assert kinds(person.events) == ["ChangeDropped", "Prompted"]
    assert person.run.answers == before
    assert (person.run.at, person.run.pending) == ("review", None)


def test_yes_can_be_typed() -> None:
    person = changing()
    person.does(Said("yes"))
    assert person.run.answers["often"].value == ("never",)


@pytest.mark.parametrize("other", [Said("what do you mean"), SentMedia("m1", "what do you mean")])
def test_anything_but_yes_or_no_is_kept_and_it_is_asked_again(other: Input) -> None:
    person = changing()
    before = person.run
    person.does(other)
    media = ("m1",) if isinstance(other, SentMedia) else ()
    assert person.events == (
        happened.WordsKept("often", "what do you mean", media),
        happened.ChangeQuestioned("often", ("why",), before.step + 1),
    )
    assert person.run.pending == before.pending
    person.does(Tapped("perhaps", person.run.step))
    assert kinds(person.events) == ["ChangeQuestioned"]


@pytest.mark.parametrize(
    ("once_more", "first"),
    [(Started(), []), (ChangedLanguage("pl"), ["LanguageChanged"]), (TimedOut(0), ["Reminded"])],
)
def test_what_waits_to_be_confirmed_is_put_again_and_not_lost(
    once_more: Input, first: list[str]
) -> None:
    person = changing()
    step = person.run.step
    person.does(TimedOut(step) if isinstance(once_more, TimedOut) else once_more)
    assert kinds(person.events) == [*first, "ChangeQuestioned"]
    assert person.events[-1] == happened.ChangeQuestioned("often", ("why",), step + 1)
    person.does(Tapped("yes", step + 1))
    assert person.run.answers["often"].value == ("never",)


@pytest.mark.parametrize(
    ("away", "at"),
    [
        (WentBack(), "often"),
        (Skipped(), "review"),
        (Paused(), "often"),
        (Stopped(), "often"),
        (Revisited("safe"), "safe"),
    ],
)
def test_going_elsewhere_leaves_the_answer_as_it_was(away: Input, at: str) -> None:
    person = changing()
    person.does(away)
    assert person.events[0] == happened.ChangeDropped("often")
    assert person.run.answers["often"].value == ("often",)
    assert (person.run.at, person.run.pending) == (at, None)


def test_words_that_came_with_a_change_not_made_are_kept() -> None:
    person = changing("never, since my mum died")
    person.does(Said("no"))
    assert person.events[:2] == (
        happened.WordsKept("often", "never, since my mum died"),
        happened.ChangeDropped("often"),
    )


def test_only_what_is_new_in_a_change_not_made_is_kept() -> None:
    nodes = (
        Ask("day", OwnWords(Text("A day?"))),
        Branch("b", Compare("day", "given"), (Ask("more", OwnWords(Text("More?"))),)),
        END,
    )
    person = Person(Script("s", nodes))
    person.does(Said("one"), Said("two"), Revisited("day"), Skipped())
    assert person.run.answers["day"].words == ("one",)
    person = Person(Script("s", nodes))
    person.does(SentMedia("m1", "one", message=4), Said("two"), Edited(4, "one"))
    assert person.events == ()


def test_what_was_only_read_is_no_answer_to_lose() -> None:
    nodes = (
        Ask("often", OFTEN),
        Branch("b", Compare("often", "is", ("often",)), (Ask("card", CARD, reviewed=False),)),
        END,
    )
    person = Person(Script("s", nodes))
    person.does(Said("often"), Said("next"), Revisited("often"), Said("never"))
    assert kinds(person.events) == ["AnswerChanged", "AnswerSetAside", "RunEnded"]
    person = Person(Script("s", nodes))
    person.does(Said("often"), Said("that is not fair"), Revisited("often"), Said("never"))
    assert kinds(person.events) == ["ChangeQuestioned"]


def test_the_same_answer_again_asks_nothing() -> None:
    person = at_review()
    person.does(Revisited("often"), Said("often"))
    assert kinds(person.events) == ["AnswerChanged", "Prompted"]


def test_revisiting_what_was_never_answered_is_refused() -> None:
    person = Person()
    assert person.does(Revisited("day")) == (happened.InputRejected("stale", "often"),)
    assert person.does(Revisited("nonsense")) == (happened.InputRejected("stale", "often"),)


# ---------------------------------------------------------------- after the end


def test_a_change_after_the_end_ends_again() -> None:
    person = at_review()
    person.does(Said("send"), Revisited("safe"))
    assert (person.run.status, person.run.how) == ("waiting", "")
    person.does(Said("5"))
    assert person.events[-1] == happened.RunEnded("done", "end", again=True)
    assert person.run.answers["safe"].value == ("5",)
    assert (person.run.status, person.run.how, person.run.at) == ("ended", "done", None)


@pytest.mark.parametrize("by_typing", [True, False])
def test_an_edit_after_the_end_that_sets_answers_aside_can_be_confirmed(by_typing: bool) -> None:
    person = at_review()
    person.does(Said("send"), Edited(3, "never"))
    assert kinds(person.events) == ["ChangeQuestioned"]
    person.does(Said("yes") if by_typing else Tapped("yes", person.run.step))
    assert kinds(person.events) == ["AnswerChanged", "AnswerSetAside", "RunEnded"]
    assert person.run.answers["often"].value == ("never",)


def test_an_edit_after_the_end_changes_the_answer_and_asks_nothing() -> None:
    person = at_review()
    person.does(Said("send"), Edited(7, "another day"))
    assert kinds(person.events) == ["AnswerChanged"]
    assert person.run.status == "ended"


def test_an_edit_after_the_end_that_opens_a_question_asks_it() -> None:
    person = Person()
    person.does(Said("never", message=3), Said("1"), Said("3"), Skipped(), Said("send"))
    person.does(Edited(3, "often"))
    assert (person.run.at, person.run.status) == ("why", "waiting")


# ---------------------------------------------------------------- messages corrected


def test_an_edited_message_corrects_the_answer_it_gave() -> None:
    person = at_review()
    person.does(Edited(7, " a better\0 day "))
    event = person.events[0]
    assert isinstance(event, happened.AnswerChanged)
    assert (event.how, event.old.words, event.answer.words) == (
        "corrected",
        ("a day",),
        ("a better day",),
    )
    assert event.answer.messages == (7,)
    assert kinds(person.events) == ["AnswerChanged"]
    assert person.run.at == "review"


def test_an_edit_that_opens_a_question_before_the_open_one_stays_where_it_was() -> None:
    person = Person()
    person.does(Said("never", message=3), Said("1"), Edited(3, "often"))
    assert kinds(person.events) == ["AnswerChanged"]
    assert person.run.at == "safe"
    person.does(Said("4"))
    assert person.run.at == "why"


def test_an_edit_that_takes_the_open_question_away_moves_on() -> None:
    person = Person()
    person.does(Said("often", message=3))
    assert person.run.at == "why"
    person.does(Edited(3, "never"))
    assert kinds(person.events) == ["AnswerChanged", "Prompted"]
    assert person.run.at == "helps"


def test_an_edit_elsewhere_leaves_the_ticks_and_remarks_at_the_open_question() -> None:
    person = Person()
    person.does(Said("never", message=3), Said("well let me think"))
    person.does(Tapped("bus", person.run.step), Edited(3, "never, I think"))
    assert person.run.draft == ("bus",)
    person.does(Said("done"))
    assert person.run.answers["helps"].words == ("well let me think",)


def test_an_edit_that_cannot_be_read_is_kept_and_said_to_be() -> None:
    person = Person()
    person.does(Said("never", message=3))
    assert person.does(Edited(3, "xyzzy")) == (
        happened.WordsKept("often", "xyzzy"),
        happened.InputRejected("edited", "helps"),
    )
    assert person.does(Edited(99, "not an answer")) == (
        happened.WordsKept(None, "not an answer"),
        happened.InputRejected("edited", "helps"),
    )
    assert person.does(Edited(3, "")) == ()
    assert person.run.answers["often"].value == ("never",)


def test_an_edit_while_a_change_waits_is_kept_and_the_change_waits_on() -> None:
    person = changing()
    pending = person.run.pending
    assert person.does(Edited(7, "other")) == (
        happened.WordsKept("day", "other"),
        happened.InputRejected("edited", "often"),
    )
    assert person.run.pending == pending


def test_an_edit_that_would_set_answers_aside_asks_first() -> None:
    person = Person()
    person.does(Said("often", message=3), Said("the bus"), Edited(3, "never"))
    assert kinds(person.events) == ["ChangeQuestioned"]
    assert person.run.at == "helps"
    person.does(Said("yes"))
    assert person.run.answers["often"] == Answer(("never",), language="en", messages=(3,))
    assert person.run.at == "helps"


def told_in(*messages: Input) -> Person:
    """Return someone whose day was told in several messages, the later ones right after."""
    person = Person(Script("s", (Ask("day", OwnWords(Text("?"))), Ask("often", OFTEN), END)))
    person.does(messages[0])
    asked = person.run.asked_at
    for one in messages[1:]:
        assert isinstance(one, Said)
        person.does(Said(one.text, asked, one.message))
    return person


@pytest.mark.parametrize(
    ("message", "words"), [(4, ("X", "b", "c")), (5, ("a", "X", "c")), (6, ("a", "b", "X"))]
)
def test_one_of_several_messages_is_corrected_alone(message: int, words: tuple[str, ...]) -> None:
    person = told_in(Said("a", message=4), Said("b", message=5), Said("c", message=6))
    person.does(Edited(message, "X"))
    assert person.run.answers["day"].words == words
    person.does(Edited(message, "Y"))
    assert person.run.answers["day"].words == tuple("Y" if w == "X" else w for w in words)


def test_a_caption_added_later_takes_nothing_away() -> None:
    person = told_in(SentMedia("m1", message=4), Said("b", message=5))
    person.does(Edited(4, "look"))
    assert person.run.answers["day"].words == ("b", "look")
    person.does(Edited(4, "look here"), Edited(5, "B"))
    assert person.run.answers["day"].words == ("B", "look here")
    assert person.run.answers["day"].media == ("m1",)


def test_words_that_came_in_no_message_keep_their_place() -> None:
    person = told_in(Said("a"), Said("b", message=5))
    person.does(Edited(5, "B"))
    assert person.run.answers["day"].words == ("a", "B")


def test_a_remark_beside_a_choice_can_be_corrected_and_the_choice_too() -> None:
    person = Person()
    person.does(Said("it really depends", message=3), Said("often", message=4))
    person.does(Edited(3, "it depends on Sundays"))
    answer = person.run.answers["often"]
    assert (answer.value, answer.words) == (("often",), ("it depends on Sundays",))
    person.does(Edited(4, "never"))
    answer = person.run.answers["often"]
    assert (answer.value, answer.words) == (("never",), ("it depends on Sundays",))
    person.does(Edited(4, "never, I said"))
    assert person.run.answers["often"].words == ("it depends on Sundays", "never, I said")
    person.does(Edited(4, "never"))
    answer = person.run.answers["often"]
    assert (answer.words, answer.messages) == (("it depends on Sundays",), (3, 4))


def test_words_kept_as_an_answer_become_one_when_corrected() -> None:
    person = Person()
    person.does(Said("xyzzy"), Said("ofen I guess, who knows", message=4))
    assert person.run.answers["often"].status == "kept"
    person.does(Edited(4, "often"))
    answer = person.run.answers["often"]
    assert (answer.status, answer.value, answer.words) == ("given", ("often",), ())
