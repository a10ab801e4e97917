"""Going back, skipping, pausing, stopping, coming back, being reminded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations import events as happened
from conversations.engine import begin
from conversations.flow import Ask, End, Say, Script
from conversations.inputs import (
    ChangedLanguage,
    Closed,
    Edited,
    Input,
    Paused,
    Postponed,
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
from conversations.text import Text
from tests.support.small import CARD, START, WORDS, Person, at_review, kinds


def test_back_puts_the_question_before_and_skip_leaves_its_answer() -> None:
    person = Person()
    person.does(Said("never"), WentBack())
    assert person.events == (happened.Prompted("often", 3, again=True),)
    person.does(Skipped())
    assert person.events == (happened.Prompted("helps", 4),)
    assert person.run.answers["often"].value == ("never",)


def test_back_goes_one_question_at_a_time() -> None:
    person = at_review()
    ways = []
    for _ in range(3):
        person.does(WentBack())
        ways.append(person.run.at)
    assert ways == ["day", "safe", "helps"]


def test_before_the_first_question_there_is_nothing() -> None:
    person = Person()
    assert person.does(WentBack()) == (happened.InputRejected("first", "often"),)


def test_skipping_is_an_answer_of_its_own() -> None:
    person = Person()
    person.does(Skipped())
    assert person.run.answers["often"].status == "skipped"
    assert person.run.at == "helps"


def test_what_was_said_once_is_not_said_again() -> None:
    nodes = (
        Ask("a", OwnWords(Text("A?"))),
        Say("between", Text("Between")),
        Ask("b", OwnWords(Text("B?"))),
        End("end", "done", Text("Bye")),
    )
    person = Person(Script("s", nodes))
    person.does(Said("one"))
    assert happened.Shown("between") in person.events
    person.does(WentBack(), Said("two"))
    assert kinds(person.events) == ["AnswerChanged", "Prompted"]


def test_a_card_that_is_put_says_which_version_was_shown() -> None:
    person = Person(Script("s", (Ask("card.bus", CARD), End("end", "done", Text("Bye")))))
    assert person.events == (
        happened.ConstraintShown("bus", 3),
        happened.Prompted("card.bus", 1),
    )


# ---------------------------------------------------------------- pausing


def test_a_pause_ends_with_the_button_or_with_an_answer() -> None:
    person = Person()
    assert person.does(Paused()) == (happened.RunPaused(),)
    assert person.run.status == "paused"
    assert person.does(Started()) == (
        happened.RunResumed(),
        happened.Prompted("often", 2, again=True),
    )
    person.does(Paused(), Tapped("never", 2))
    assert kinds(person.events) == ["RunResumed", "AnswerRecorded", "Prompted"]
    person.does(Paused(), Said("tea"))
    assert kinds(person.events) == ["RunResumed", "AnswerRecorded", "Prompted"]


@pytest.mark.parametrize("wish", [WentBack(), Skipped()])
def test_a_pause_ends_with_a_wish(wish: Input) -> None:
    person = Person()
    person.does(Said("never"), Paused(), wish)
    assert kinds(person.events)[0] == "RunResumed"
    assert person.run.status == "waiting"


@pytest.mark.parametrize("hello", ["hi", "I'm back", ""])
def test_whoever_only_writes_to_go_on_is_asked_again(hello: str) -> None:
    person = Person()
    person.does(Paused(), Said(hello))
    assert [k for k in kinds(person.events) if k != "WordsKept"] == ["RunResumed", "Prompted"]
    assert person.run.answers == {}
    assert person.run.at == "often"


def test_a_greeting_is_no_story_and_no_remark_on_a_card() -> None:
    end = End("end", "done", Text("Bye"))
    for question in (OwnWords(Text("A day?")), CARD):
        person = Person(Script("s", (Ask("x", question), end)))
        person.does(Paused(), Said("hello again"))
        assert kinds(person.events)[:2] == ["RunResumed", "WordsKept"]
        assert person.run.answers == {}
        assert kinds(person.events)[-1] == "Prompted"
        person.does(Paused(), Said("the bus never comes"))
        assert person.run.answers["x"].words == ("the bus never comes",)


def test_an_answer_after_a_pause_is_an_answer_however_short() -> None:
    person = at_review()
    person.does(Revisited("safe"), Paused(), Said("not sure"))
    assert person.run.answers["safe"].status == "unsure"


def test_while_not_paused_two_words_are_an_answer_in_own_words() -> None:
    person = Person()
    person.does(Said("often"), Said("the bus"))
    assert person.run.answers["why"].words == ("the bus",)


# ---------------------------------------------------------------- stopping


ANYTHING_ELSE: list[Input] = [
    Said("hello"),
    SentMedia("m1"),
    Edited(7, "another day"),
    Revisited("often"),
    WentBack(),
    Skipped(),
    Paused(),
]


@pytest.mark.parametrize("given", ANYTHING_ELSE, ids=lambda given: type(given).__name__)
def test_stopped_means_stopped_until_they_start(given: Input) -> None:
    person = at_review()
    person.does(Stopped())
    assert person.events == (happened.RunEnded("stopped", "review"),)
    stopped = person.run
    events = person.does(given)
    assert events[-1] == happened.InputRejected("stopped", "review")
    assert person.run == stopped
    assert person.does(Stopped()) == ()
    assert person.does(TimedOut(stopped.step)) == ()
    person.does(Started())
    assert kinds(person.events) == ["RunResumed", "Prompted"]
    assert (person.run.at, person.run.status, person.run.how) == ("review", "waiting", "")


def test_a_tap_after_stopping_is_too_late() -> None:
    person = Person()
    person.does(Stopped())
    assert person.does(Tapped("often", 1)) == (happened.InputRejected("stale", "often"),)


# ---------------------------------------------------------------- the end


@pytest.mark.parametrize("late", [Started(), WentBack(), Skipped(), Paused()])
def test_after_the_end_a_wish_is_told_so(late: Input) -> None:
    person = at_review()
    person.does(Said("send"))
    assert kinds(person.events) == ["AnswerRecorded", "RunEnded"]
    assert person.run.how == "done"
    assert person.does(late) == (happened.InputRejected("over"),)


# ---------------------------------------------------------------- language


def test_a_change_of_language_asks_again() -> None:
    person = Person()
    person.does(ChangedLanguage("pl"))
    assert person.events == (
        happened.LanguageChanged("pl"),
        happened.Prompted("often", 2, again=True),
    )
    assert person.run.language == "pl"


def test_a_change_of_language_wakes_nobody() -> None:
    for wish in (Paused(), Stopped()):
        person = Person()
        person.does(wish)
        assert person.does(ChangedLanguage("pl")) == (happened.LanguageChanged("pl"),)
    person = at_review()
    person.does(Said("send"))
    assert person.does(ChangedLanguage("pl")) == (happened.LanguageChanged("pl"),)


# ---------------------------------------------------------------- reminders


def test_a_silent_person_is_reminded_twice_and_then_left_in_peace() -> None:
    person = Person()
    for count in (1, 2):
        person.does(TimedOut(person.run.step))
        assert person.events == (
            happened.Reminded(count, last=count == 2),
            happened.Prompted("often", count + 1, again=True),
        )
    assert person.does(TimedOut(person.run.step)) == ()


def test_two_reminders_are_all_there_are_in_a_run() -> None:
    person = Person()
    person.does(TimedOut(1), Said("never"))
    assert happened.Reminded(2, last=True) in person.does(TimedOut(person.run.step))
    person.does(Said("the bus"))
    assert person.does(TimedOut(person.run.step)) == ()


def test_who_wants_to_be_reminded_later_is_and_who_does_not_is_not() -> None:
    person = Person()
    tomorrow = START + timedelta(days=1)
    assert person.does(Postponed(tomorrow)) == (happened.ReminderSet(tomorrow),)
    assert person.does(Postponed(None)) == (happened.RemindersEnded(),)
    assert "no more reminders" in person.sees()
    assert person.does(TimedOut(person.run.step)) == ()
    assert person.does(Postponed(tomorrow)) == (happened.InputRejected("reminded", "often"),)
    assert "leave you in peace" in person.sees()
    person = at_review()
    person.does(Said("send"))
    assert kinds(person.does(Postponed(tomorrow))) == ["InputRejected"]


def test_what_something_later_took_the_place_of_is_over_and_keeps_what_was_said() -> None:
    person = Person()
    person.does(Said("never"))
    answers = dict(person.run.answers)
    assert person.does(Closed()) == (happened.RunEnded("closed"),)
    assert (person.run.status, person.run.at, person.run.answers) == ("ended", None, answers)
    assert person.does(Closed()) == ()
    assert person.does(TimedOut(person.run.step)) == ()
    assert kinds(person.does(Started())) == ["InputRejected"]
    assert "finished" in person.sees()


# ---------------------------------------------------------------- coming back after a long time


def test_a_late_answer_counts_and_a_late_hello_has_the_question_put_again() -> None:
    person = Person()
    assert kinds(person.does(Said("never"), after=30 * 3600)) == ["AnswerRecorded", "Prompted"]
    assert kinds(person.does(Said("hello"), after=30 * 3600)) == ["WordsKept", "Prompted"]
    assert person.run.at == "helps"


def test_after_a_long_time_they_hear_since_when_the_question_waits() -> None:
    for wish in (Started(), Said("never"), WentBack(), Skipped()):
        person = Person()
        events = person.does(wish, after=365 * 86400)
        assert events[0] == happened.RunResumed(START)
        assert "has waited since 4 January 2027" in person.sees()


def test_a_button_long_dead_brings_back_who_taps_it_and_answers_nothing() -> None:
    person = Person()
    person.does(Said("never"))
    assert kinds(person.does(Tapped("often", 1))) == ["InputRejected"]
    events = person.does(Tapped("often", 1), after=365 * 86400)
    assert kinds(events) == ["RunResumed", "Prompted"]
    assert person.run.at == "helps"
    assert person.run.answers["often"].value == ("never",)


def test_a_reminder_for_an_earlier_step_is_dropped() -> None:
    person = Person()
    person.does(Said("never"))
    assert person.does(TimedOut(1)) == ()


def test_nobody_is_reminded_who_paused_or_has_ended() -> None:
    person = Person()
    person.does(Paused())
    assert person.does(TimedOut(person.run.step)) == ()
    person = at_review()
    person.does(Said("send"))
    assert person.does(TimedOut(person.run.step)) == ()


def test_a_run_begins_with_its_language_and_facts() -> None:
    person = Person()
    run, _ = begin(person.script, "r", "pl", {"source": "poster"}, START + timedelta(1), WORDS)
    assert (run.id, run.script, run.language) == ("r", "main", "pl")
    assert run.facts == {"source": "poster"}
    assert run.asked_at == START + timedelta(1)
