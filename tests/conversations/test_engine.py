"""What the engine makes of what people say and tap at the open question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations import events as happened
from conversations.flow import Ask, End, Script
from conversations.inputs import Revisited, Said, SentMedia, Skipped, Started, Tapped, WentBack
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.run import Answer
from conversations.text import Text
from tests.support.small import HELPS, OFTEN, SCRIPT, Person, kinds


def at_helps() -> Person:
    person = Person()
    person.does(Said("never"))
    assert person.run.at == "helps"
    return person


def test_it_begins_with_what_is_said_and_the_first_question() -> None:
    person = Person()
    assert person.events == (happened.Shown("hello"), happened.Prompted("often", 1))
    assert person.run.status == "waiting"
    assert person.run.asked_at == person.now


def test_an_answer_is_recorded_as_it_was_given_and_the_next_question_put() -> None:
    person = Person(
        replace(SCRIPT, nodes=(Ask("often", OFTEN, constraint_version=4), SCRIPT.nodes[-1]))
    )
    person.does(Said(" Often ", message=7))
    answer = Answer(("often",), language="en", constraint_version=4, messages=(7,))
    assert person.events[0] == happened.AnswerRecorded("often", answer, 1)
    assert kinds(person.events) == ["AnswerRecorded", "RunEnded"]


def test_words_after_a_choice_stand_beside_it() -> None:
    person = Person()
    person.does(Said("Often, but not in June"))
    assert person.run.answers["often"].value == ("often",)
    assert person.run.answers["often"].words == ("Often, but not in June",)


def test_the_second_failed_try_keeps_the_words_and_goes_on() -> None:
    person = Person()
    assert person.does(Said("xyzzy")) == (
        happened.WordsKept("often", "xyzzy"),
        happened.InputRejected("unclear", "often"),
    )
    person.does(Said("plugh", message=9))
    answer = person.run.answers["often"]
    assert (answer.status, answer.words, answer.messages) == ("kept", ("plugh",), (9,))
    assert person.run.at == "helps"


def test_tries_are_counted_for_each_question_anew() -> None:
    person = at_helps()
    person.does(Said("xyzzy"), Skipped(), Said("never ever"))
    assert person.run.at == "safe"
    person = Person()
    person.does(Said("xyzzy"), Said("never"), Said("plugh"))
    assert person.run.at == "helps"


def test_a_near_miss_is_asked_about_and_then_kept() -> None:
    question = OneChoice(
        Text("?"),
        (Option("a", Text("Cater")), Option("b", Text("Later")), Option("c", Text("Zoo"))),
    )
    person = Person(Script("s", (Ask("x", question), End("end", "done", Text("Bye")))))
    person.does(Said("water"))
    assert person.events[-1] == happened.InputRejected("near", "x", ("a", "b"))
    person.does(Said("water"))
    assert person.run.answers["x"].status == "kept"


def test_what_needs_an_answer_is_never_guessed_and_the_second_time_said_otherwise() -> None:
    person = Person()
    person.does(Said("never"), Said("1"), Skipped())
    assert person.events == (happened.InputRejected("needed", "safe"),)
    reasons = []
    for said in ("x", "y", "z"):
        event = person.does(Said(said))[-1]
        assert isinstance(event, happened.InputRejected)
        reasons.append(event.reason)
    assert reasons == ["unclear", "still_unclear", "still_unclear"]
    assert person.run.at == "safe"
    person.does(Said("9"))
    assert person.events[-1] == happened.InputRejected("range", "safe")


def test_where_an_answer_is_optional_nothing_is_said_to_be_needed() -> None:
    question = OneChoice(Text("?"), (YES, NO))
    person = Person(Script("s", (Ask("x", question), End("end", "done", Text("Bye")))))
    person.does(Said(""), Said(""), Said(""))
    assert person.events == (happened.InputRejected("empty", "x"),)


# ---------------------------------------------------------------- remarks


def test_a_remark_of_three_words_stands_beside_the_answer_that_follows() -> None:
    person = Person()
    person.does(Said("it really depends", message=3), Tapped("often", 1))
    answer = person.run.answers["often"]
    assert (answer.value, answer.words, answer.messages) == (
        ("often",),
        ("it really depends",),
        (3,),
    )


def test_fewer_words_are_more_likely_a_slip() -> None:
    person = Person()
    person.does(Said("it depends"), Tapped("often", 1))
    assert person.run.answers["often"].words == ()


def test_a_remark_stays_when_the_question_is_put_once_more_and_goes_no_further() -> None:
    person = Person()
    person.does(Said("it really depends"), Started(), Said("never"))
    assert person.run.answers["often"].words == ("it really depends",)
    person.does(Said("1"))
    assert person.run.answers["helps"].words == ()


def test_a_remark_at_a_question_left_behind_is_not_put_beside_another() -> None:
    person = at_helps()
    person.does(Said("what a good question"), WentBack(), Said("never"))
    assert person.run.answers["often"].words == ()


def test_a_remark_before_words_that_are_kept_stands_before_them() -> None:
    person = Person()
    person.does(Said("what a question"), Said("no idea at all"))
    assert person.run.answers["often"].words == ("what a question", "no idea at all")


def test_a_remark_is_kept_beside_a_skip_too() -> None:
    person = Person()
    person.does(Said("that is private, thanks"), Skipped())
    answer = person.run.answers["often"]
    assert (answer.status, answer.words) == ("skipped", ("that is private, thanks",))


# ---------------------------------------------------------------- ticking


def test_options_are_ticked_one_by_one_and_unticked() -> None:
    person = at_helps()
    step = person.run.step
    ticked = person.does(Tapped("bus", step))
    assert ticked == (happened.DraftChanged("helps", step, ("bus",)),)
    refused = person.does(Tapped("room", step), Tapped("tea", step))
    assert refused == (happened.InputRejected("too_many", "helps"),)
    assert person.run.draft == ("bus", "room")
    person.does(Tapped("bus", step), Tapped("done!", step))
    assert person.run.answers["helps"].value == ("room",)
    assert not person.run.draft


def test_done_can_be_typed_and_needs_something_ticked() -> None:
    person = at_helps()
    person.does(Said("done"))
    assert person.events[-1] == happened.InputRejected("too_few", "helps")
    person.does(Tapped("tea", person.run.step), Said("Done"))
    assert person.run.answers["helps"].value == ("tea",)


def test_what_is_typed_after_ticking_counts_with_what_was_ticked() -> None:
    person = at_helps()
    person.does(Tapped("bus", person.run.step), Said("tea"))
    assert person.run.answers["helps"].value == ("bus", "tea")
    person = at_helps()
    person.does(Tapped("bus", person.run.step), Said("room and tea"))
    assert person.events[-1] == happened.InputRejected("too_many", "helps")
    person.does(Said("none of these"))
    assert person.run.answers["helps"].value == ("none",)


def test_ticks_stay_when_the_question_is_put_once_more() -> None:
    person = at_helps()
    person.does(Tapped("bus", person.run.step), Started())
    assert person.run.draft == ("bus",)
    person.does(Tapped("tea", person.run.step), Tapped("done!", person.run.step))
    assert person.run.answers["helps"].value == ("bus", "tea")


def test_what_was_chosen_is_ticked_when_the_question_is_taken_up_again() -> None:
    person = at_helps()
    person.does(Said("1"), Revisited("helps"))
    assert person.run.draft == ("bus",)
    person.does(Tapped("tea", person.run.step), Tapped("done!", person.run.step))
    assert person.run.answers["helps"].value == ("bus", "tea")


def test_typing_the_answer_anew_replaces_it() -> None:
    person = at_helps()
    person.does(Said("1"), Revisited("helps"), Said("3"))
    assert person.run.answers["helps"].value == ("tea",)


def test_an_answer_to_one_choice_is_no_draft() -> None:
    person = at_helps()
    person.does(WentBack())
    assert person.run.at == "often"
    assert person.run.draft == ()


def test_ticks_are_not_carried_to_another_question_with_several_choices() -> None:
    more = SeveralChoices(Text("And?"), HELPS.options)
    script = Script("s", (Ask("one", HELPS), Ask("two", more), End("end", "done", Text("Bye"))))
    person = Person(script)
    person.does(Tapped("bus", 1), Tapped("done!", 1))
    assert (person.run.at, person.run.draft) == ("two", ())
    person.does(Tapped("tea", 2), WentBack())
    assert person.run.draft == ("bus",)


# ---------------------------------------------------------------- taps


def test_a_tap_on_an_earlier_question_is_a_note_and_no_more() -> None:
    person = at_helps()
    assert person.does(Tapped("often", 1)) == (happened.InputRejected("stale", "helps"),)
    assert person.does(Tapped("nonsense", 2)) == (happened.InputRejected("stale", "helps"),)
    assert person.run.answers["often"].value == ("never",)
    assert person.run.at == "helps"


def test_nothing_at_all_is_answered_kindly() -> None:
    person = Person()
    assert person.does(Said("  \0 ")) == (happened.InputRejected("empty", "often"),)


# ---------------------------------------------------------------- consent

_MAY = OneChoice(Text("May we?"), (YES, NO))


def consenting() -> Person:
    ask = Ask("contact", _MAY, consent="contact", optional=False)
    return Person(Script("s", (ask, End("end", "done", Text("Bye")))))


def test_a_clean_yes_is_a_consent_and_a_change_of_mind_withdraws_it() -> None:
    person = consenting()
    person.does(Said("yes"))
    assert happened.ConsentGiven("contact") in person.events
    person.does(Revisited("contact"), Said("no"))
    assert happened.ConsentWithdrawn("contact") in person.events


@pytest.mark.parametrize("said", ["yes if I must", "Yes, and who are you?", "1 maybe"])
def test_a_yes_with_words_around_it_is_asked_about(said: str) -> None:
    person = consenting()
    person.does(Said(said))
    assert person.events == (
        happened.WordsKept("contact", said),
        happened.InputRejected("unclear", "contact"),
    )


def test_a_no_with_words_after_it_is_a_no() -> None:
    person = consenting()
    person.does(Said("no, not after last time"))
    assert happened.ConsentWithdrawn("contact") in person.events
    assert person.run.answers["contact"].words == ("no, not after last time",)


def test_a_use_of_a_story_is_a_consent_of_its_own() -> None:
    uses = OneChoice(
        Text("?"), (Option("report", Text("In the report")), Option("never", Text("Not at all")))
    )
    ask = Ask("day.use", uses, consent="story")
    person = Person(Script("s", (ask, End("end", "done", Text("Bye")))))
    person.does(Tapped("report", 1))
    assert happened.ConsentGiven("story:report") in person.events
    person.does(Revisited("day.use"), Said("not at all"))
    assert happened.ConsentWithdrawn("story") in person.events


def test_skipping_a_consent_is_neither_yes_nor_no() -> None:
    ask = Ask("day.use", _MAY, consent="story")
    person = Person(Script("s", (ask, End("end", "done", Text("Bye")))))
    person.does(Skipped())
    assert kinds(person.events) == ["AnswerRecorded", "RunEnded"]


def test_the_language_chosen_is_the_language_of_the_run_and_of_what_follows() -> None:
    names = OneChoice(Text("?"), (Option("en", Text("English")), Option("pl", Text("Polski"))))
    nodes = (Ask("language", names), Ask("x", names), End("end", "done", Text("Bye")))
    person = Person(Script("s", nodes))
    person.does(Said("Polski"))
    assert happened.LanguageChanged("pl") in person.events
    assert person.run.answers["language"].language == "en"
    person.does(Said("English"))
    assert person.run.answers["x"].language == "pl"
    assert person.run.language == "pl"


def test_a_language_left_open_changes_nothing() -> None:
    names = OneChoice(Text("?"), (Option("en", Text("English")),))
    person = Person(Script("s", (Ask("language", names), End("end", "done", Text("Bye")))))
    person.does(Skipped())
    assert "LanguageChanged" not in kinds(person.events)


def test_what_comes_after_the_end_is_kept_and_said_to_be() -> None:
    person = Person(Script("s", (Ask("x", _MAY), End("end", "done", Text("Bye")))))
    person.does(Said("yes"))
    assert person.does(Said("one more thing")) == (
        happened.WordsKept(None, "one more thing"),
        happened.InputRejected("late"),
    )
    assert person.does(SentMedia("m1")) == (
        happened.WordsKept(None, "", ("m1",)),
        happened.InputRejected("late"),
    )
    assert person.does(Said("")) == (happened.InputRejected("over"),)
    assert person.does(Tapped("yes", person.run.step)) == (happened.InputRejected("stale"),)
