"""Small kindnesses of the engine: what it lets people say, and what it does not make of it."""

from __future__ import annotations

from conversations.catalogue import Words
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Script
from conversations.inputs import Edited, Paused, Revisited, Said, SentMedia, Started, Tapped
from conversations.listing import said
from conversations.questions.base import Option, Unclear, Understood
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.render import MOST_NAMED, Redrawn, Spoken
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import HELPS, SAFE, Person
from tests.support.ward7 import ward7

EN = Words()


def resident(*said_so_far: str) -> Person:
    loaded = ward7()
    person = Person(loaded.project.script, loaded.catalogues.words("en"))
    person.does(*(Said(words) for words in said_so_far))
    return person


def test_a_question_put_to_a_card_is_offered_a_person() -> None:
    person = resident("English", "go on", "I agree", "yes", "yes", "for myself")
    person.does(Said("how is that fair on families?"))
    assert "Do you want an answer from a person?" in person.sees()


def test_i_agree_to_nothing_is_no_consent() -> None:
    person = resident("English", "go on")
    person.does(Said("I agree to nothing of the kind"))
    assert person.run.at == "take_part"
    assert "take_part" not in person.run.answers


def test_words_beside_a_choice_can_be_corrected_and_the_choice_stays() -> None:
    person = Person()
    person.does(Said("Often, but not in June", message=3), Edited(3, "only in the winter, really"))
    assert person.run.answers["often"].value == ("often",)
    assert person.run.answers["often"].words == ("only in the winter, really",)


def test_a_hello_after_a_pause_is_no_answer_in_own_words() -> None:
    person = Person()
    person.does(Said("often"), Paused(), Said("hello"))
    assert person.run.at == "why"
    assert "why" not in person.run.answers


def test_a_file_while_a_change_waits_is_kept_and_the_change_asked_again() -> None:
    person = Person()
    person.does(Said("often"), Said("the bus"), Revisited("often"), Said("never"))
    assert person.run.pending is not None
    person.does(SentMedia("m1", "look at this"))
    assert person.run.pending is not None
    assert "no longer fit" in person.sees()
    assert any(getattr(event, "media", ()) == ("m1",) for event in person.events)


def test_a_list_shows_no_more_of_an_answer_than_fits() -> None:
    ask = Ask("x", OwnWords(Text("?")))
    shown = said(ask, Answer(words=("x" * 200, "and a second thing")), EN)
    assert "second" not in shown
    assert shown.endswith("…")


def test_an_and_within_a_label_parts_no_options() -> None:
    question = SeveralChoices(
        Text("?"), (Option("tc", Text("Tea and cake")), Option("t", Text("Tea")))
    )
    assert question.read("tea and cake", EN) == Understood(("tc",))


def test_of_many_answers_that_would_fall_away_the_first_are_named() -> None:
    many = tuple(Ask(f"q{n}", OwnWords(Text(f"Question {n}?"))) for n in range(MOST_NAMED + 2))
    start = Ask("more", OneChoice(Text("More?"), (YES, NO)))
    script = Script(
        "s",
        (start, Branch("b", Compare("more", "is", ("yes",)), many), End("e", "done", Text("Bye"))),
    )
    person = Person(script)
    person.does(Said("yes"), *(Said(f"a longer answer number {n}") for n in range(len(many))))
    person.does(Revisited("more"), Said("no"))
    assert "2 more answers" in person.sees()
    assert f"Question {MOST_NAMED}?" not in person.sees()


def test_what_was_ticked_is_still_ticked_when_the_question_comes_again() -> None:
    person = Person()
    person.does(Said("never"))
    person.does(Tapped("room", person.run.step))
    assert any(isinstance(output, Redrawn) for output in person.outputs())
    person.does(Started())
    spoken = [output for output in person.outputs() if isinstance(output, Spoken)]
    assert "✓ A room" in [choice.label for row in spoken[-1].rows for choice in row]


def test_numbers_alone_are_no_remark() -> None:
    person = Person(Script("s", (Ask("helps", HELPS), End("end", "done", Text("Bye")))))
    person.does(Said("1, 2, 3"))
    assert "choose fewer" in person.sees()
    person.does(Said("1 and 2"))
    answer = person.run.answers["helps"]
    assert (answer.value, answer.words) == (("bus", "room"), ())


def test_a_number_on_a_scale_may_be_a_word() -> None:
    assert SAFE.read("Four", EN) == Understood(("4",))
    assert SAFE.read("one lamp works", EN) == Unclear("unclear")
    assert SAFE.read("eleven", EN) == Unclear("range")
    assert SAFE.read("fourish", EN) == Unclear("unclear")


def test_what_is_listed_has_its_language_s_comma() -> None:
    assert Words("en").listed(("a", "b")) == "a, b"
    assert Words("ur").listed(("a", "b")) == "a، b"
