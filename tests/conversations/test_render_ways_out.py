"""What people see when they pause, stop, come to an end, or have been silent."""

from __future__ import annotations

from dataclasses import replace

from conversations import events as happened
from conversations.catalogue import Words
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Script
from conversations.inputs import (
    Paused,
    Revisited,
    Said,
    Stopped,
    Tapped,
    TimedOut,
)
from conversations.render import Spoken, render
from conversations.text import Text, telegram_length
from tests.support.small import OFTEN, SCRIPT, Person, at_review
from tests.support.ward7 import ward7

EN = Words()
END = End("end", "done", Text("Bye"))


# ---------------------------------------------------------------- coming and going


def test_pausing_and_coming_back() -> None:
    person = Person()
    person.does(Paused())
    assert "Nothing is lost" in person.sees()
    assert person.labels() == ["Go on"]
    person.does(Said("hi"))
    assert person.sees() == (
        "Welcome back. We go on where you stopped.\n<b>Question 1</b>\nHow often?"
    )


def test_stopping_says_what_stays_and_how_to_come_back() -> None:
    person = Person()
    person.does(Stopped())
    assert "You will get no more messages" in person.sees()
    assert person.labels() == ["Delete"]
    person.does(Said("hello"))
    assert person.outputs() == (
        Spoken("You stopped, so we ask you nothing more. To go on, send /start."),
    )


def test_the_end_is_said_once_and_after_a_change_otherwise() -> None:
    person = at_review()
    person.does(Said("send"))
    assert person.sees() == "Sent"
    assert person.labels() == ["My answers", "What happened to mine?", "Stop"]
    person.does(Revisited("safe"), Said("5"))
    assert person.sees().endswith("Thank you. Your answers are sent as they stand now.")
    assert person.labels() == ["My answers"]


def test_whoever_declines_is_offered_nothing_more() -> None:
    person = Person(Script("s", (Ask("x", OFTEN), End("no", "declined", Text("That is <fine>")))))
    person.does(Said("never"))
    assert person.outputs()[-1] == Spoken("That is &lt;fine&gt;")


def test_only_the_end_they_came_to_is_said() -> None:
    branch = Branch("b", Compare("x", "is", ("often",)), (End("one", "done", Text("One")),))
    person = Person(Script("s", (Ask("x", OFTEN), branch, END)))
    person.does(Said("often"))
    assert person.sees() == "One"


def test_a_reminder_of_a_whole_conversation_offers_to_send_what_there_is() -> None:
    person = Person()
    person.does(Said("never"), TimedOut(2))
    assert "unfinished conversation" in person.sees()
    first = person.outputs()[0]
    assert isinstance(first, Spoken)
    assert [row[0].label for row in first.rows] == [
        "In an hour",
        "Tomorrow",
        "No thanks",
        "Send what I have",
    ]
    person.does(TimedOut(3))
    last = person.outputs()[0]
    assert isinstance(last, Spoken)
    assert [row[0].label for row in last.rows] == ["Stop", "Send what I have"]
    assert "last reminder" in last.text


def test_a_reminder_of_what_we_asked_ourselves_offers_no_sending() -> None:
    person = Person(replace(SCRIPT, review=False))
    person.does(TimedOut(1))
    assert "no hurry" in person.sees()
    first = person.outputs()[0]
    assert isinstance(first, Spoken)
    assert [row[0].label for row in first.rows] == [
        "In an hour",
        "Tomorrow",
        "No thanks",
    ]


def test_what_only_storage_needs_is_not_said() -> None:
    person = Person()
    silent = (
        happened.WordsKept("often", "x"),
        happened.ConstraintShown("bus", 1),
        happened.AnswerSetAside("often"),
        happened.AnswerRestored("often"),
        happened.ConsentGiven("contact"),
        happened.ConsentWithdrawn("contact"),
        happened.LanguageChanged("pl"),
    )
    assert render(SCRIPT, person.run, silent, EN) == ()


def test_a_long_walk_through_the_example_says_nothing_too_long_in_any_language() -> None:
    loaded = ward7()
    for language in ("en", "en-x-easyread", "cy", "pl", "ur"):
        person = Person(loaded.project.script, loaded.catalogues.words(language))
        for _ in range(60):
            for output in person.outputs():
                if isinstance(output, Spoken):
                    assert telegram_length(output.text) <= 4096
            ask = person.script.find(person.run.at or "")
            if ask is None:
                break
            options = ask.question.choices(person.words)
            person.does(Tapped(options[0].value, person.run.step) if options else Said("🙂" * 900))
            if person.run.draft:
                person.does(Tapped("done!", person.run.step))
        assert person.run.how == "done"
