"""Photos, voice messages and files; and what was sent before the question was seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations import events as happened
from conversations.flow import Ask, End, Script
from conversations.inputs import Edited, Revisited, Said, SentMedia, Skipped, WentBack
from conversations.questions.own_words import OwnWords
from conversations.text import Text
from tests.support.small import SAFE, Person, kinds

ON_TIME, LATER = timedelta(seconds=2), timedelta(seconds=3)


def at_helps() -> Person:
    """Return someone who has just said why, in their own words, and is asked what helps."""
    person = Person()
    person.does(Said("often"), Said("the bus", message=4))
    assert person.run.at == "helps"
    return person


def sent(person: Person, after: timedelta) -> Said:
    assert person.run.asked_at is not None
    return Said("and the cost", person.run.asked_at + after, 5)


def test_what_was_sent_before_the_question_was_seen_belongs_to_the_answer_before() -> None:
    person = at_helps()
    person.does(sent(person, ON_TIME))
    event = person.events[0]
    assert isinstance(event, happened.AnswerChanged)
    assert (event.node, event.how) == ("why", "added")
    assert event.answer.words == ("the bus", "and the cost")
    assert event.answer.messages == (4, 5)
    assert kinds(person.events) == ["AnswerChanged"]
    assert person.run.at == "helps"


def test_what_was_sent_later_belongs_to_the_question() -> None:
    person = at_helps()
    person.does(sent(person, LATER))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]
    assert person.run.answers["why"].words == ("the bus",)


def test_where_nobody_says_when_it_was_sent_it_belongs_to_the_question() -> None:
    person = at_helps()
    person.does(Said("and the cost"))
    assert kinds(person.events) == ["WordsKept", "InputRejected"]


@pytest.mark.parametrize("answer", ["2", "a room"])
def test_a_quick_answer_that_fits_the_question_is_its_answer(answer: str) -> None:
    person = at_helps()
    person.does(Said(answer, person.run.asked_at))
    assert person.run.answers["helps"].value == ("room",)


def test_a_quick_not_sure_is_an_answer_too() -> None:
    end = End("end", "done", Text("Bye"))
    person = Person(Script("s", (Ask("day", OwnWords(Text("?"))), Ask("safe", SAFE), end)))
    person.does(Said("a day"))
    person.does(Said("not sure", person.run.asked_at))
    assert person.run.answers["safe"].status == "unsure"


def two_open() -> Person:
    end = End("end", "done", Text("Bye"))
    nodes = (Ask("one", OwnWords(Text("One?"))), Ask("two", OwnWords(Text("Two?"))), end)
    return Person(Script("s", nodes))


def test_between_two_open_questions_the_time_decides() -> None:
    for after, one, two in ((ON_TIME, ("a", "b"), None), (LATER, ("a",), ("b",))):
        person = two_open()
        person.does(Said("a"))
        assert person.run.asked_at is not None
        person.does(Said("b", person.run.asked_at + after))
        assert person.run.answers["one"].words == one
        assert (person.run.answers["two"].words if two else None) == two
        assert person.run.at == (None if two else "two")


def test_nothing_is_added_to_an_answer_being_changed() -> None:
    person = two_open()
    person.does(Said("a"), WentBack())
    person.does(Said("b", person.run.asked_at))
    assert person.run.answers["one"].words == ("b",)


def test_nothing_is_added_to_a_skipped_or_vanished_answer() -> None:
    person = two_open()
    person.does(Skipped())
    person.does(Said("b", person.run.asked_at))
    assert person.run.answers["one"].words == ()
    assert person.run.answers["two"].words == ("b",)
    person = Person()
    person.does(Said("often", message=3), Said("the bus"), Revisited("often"))
    person.does(Edited(3, "never"))
    person.does(Said("yes"))
    assert person.run.at == "helps"
    person.does(SentMedia("m1"))
    assert person.events[0] == happened.WordsKept("helps", "", ("m1",))


def test_a_file_is_an_answer_where_any_words_are() -> None:
    person = Person()
    person.does(Said("often"), SentMedia("m2", " look ", message=4))
    answer = person.run.answers["why"]
    assert (answer.media, answer.words, answer.messages) == (("m2",), ("look",), (4,))
    assert person.run.at == "helps"


def test_a_file_alone_brings_no_words() -> None:
    person = Person()
    person.does(Said("often"), SentMedia("m2"))
    answer = person.run.answers["why"]
    assert (answer.media, answer.words, answer.messages) == (("m2",), (), ())


def test_a_file_where_a_choice_is_asked_is_kept() -> None:
    person = Person()
    assert person.does(SentMedia("m1", "look")) == (
        happened.WordsKept("often", "look", ("m1",)),
        happened.InputRejected("words_only", "often"),
    )


def test_more_files_after_own_words_go_beside_them_whenever_they_come() -> None:
    person = at_helps()
    person.does(SentMedia("m3", "", person.now + timedelta(hours=1), 6))
    assert kinds(person.events) == ["AnswerChanged"]
    answer = person.run.answers["why"]
    assert (answer.media, answer.messages) == (("m3",), (4, 6))
    assert person.run.at == "helps"


def test_an_album_is_one_answer() -> None:
    person = two_open()
    person.does(SentMedia("m1", "", person.now, 4))
    for number in (2, 3):
        person.does(SentMedia(f"m{number}", "", person.run.asked_at, 4 + number))
    assert person.run.answers["one"].media == ("m1", "m2", "m3")
    person.does(SentMedia("m4", "", person.now + LATER, 8))
    assert person.run.answers["two"].media == ("m4",)
