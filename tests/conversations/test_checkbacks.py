"""The same people asked again: how it is now, what was promised, what nobody planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.checkbacks import Again, PromiseToCheck, checkback_script
from conversations.flow import Ask
from conversations.inputs import Said, Skipped
from conversations.project import Project
from conversations.run import Answer
from conversations.standing import Standing
from tests.support.small import Person
from tests.support.ward7 import ward7

OPEN = PromiseToCheck("p1", "Open daily", "1 April", own="it is locked")
BENCH = PromiseToCheck("p2", "A bench", "1 May", ripe=False)
LATE = Standing("change", "Open daily", date(2027, 4, 1), "late", 9, "The key is lost")


def asked(again: Again, project: Project | None = None) -> Person:
    return Person(checkback_script("checkback:1", project or ward7().project, again))


def verdict(*said: str) -> Answer:
    """Return what is kept of ``said`` to the question about a promise."""
    person = asked(Again(promises=(OPEN,)))
    person.does(Said("4"), *(Said(words) for words in said))
    return person.run.answers["promise.p1"]


def test_it_is_asked_how_it_is_now_beside_what_was_said_then() -> None:
    person = asked(Again({"safe": "3"}, (OPEN, BENCH)))
    assert "Did it get better?" in person.sees()
    assert "Last time you said 3 of 5." in person.sees()
    person.does(Said("4"))
    assert "You told us: “it is locked”\nWe promised, by 1 April: Open daily" in person.sees()
    assert "How is it now?" in person.sees()
    assert person.labels()[:5] == ["Better", "The same", "Worse", "Can't tell", "Doesn't touch me"]
    person.does(Said("better"))
    assert "That day has not come yet." in person.sees()
    person.does(Said("can't tell"))
    assert "nobody planned" in person.sees()
    person.does(Skipped())
    assert "will be used?" in person.sees()
    assert "Last time" not in person.sees()
    person.does(Said("5"))
    assert (person.run.how, set(person.run.answers)) == (
        "done",
        {
            *("measure.safe", "promise.p1", "promise.p2", "checkback.unplanned"),
            "measure.trust",
        },
    )


def test_without_a_decision_it_says_so_and_how_late_that_is() -> None:
    assert "There is none yet. We are late" in asked(Again(decided=False)).sees()
    early = asked(Again(decided=False, by="5 March")).sees()
    assert "Nothing is decided yet: you hear by 5 March." in early
    assert "late" not in early


@pytest.mark.parametrize(
    ("promise", "says", "never"),
    [
        (replace(OPEN, own=""), "We promised", "told us"),
        (replace(OPEN, own="", aloud=True), "with a voice message or a photo", "“"),
        (replace(OPEN, own="long words " * 30), "words long …”", "long words " * 20),
        (replace(OPEN, standing=LATE), "It is late:", "kept"),
        (replace(OPEN, standing=LATE), "Why:</b> The key is lost", "Nobody has said"),
        (replace(OPEN, standing=replace(LATE, reason="")), "Nobody has said why yet", "lost"),
        (replace(OPEN, standing=replace(LATE, stands="part")), "kept only in part", "late"),
        (replace(OPEN, standing=replace(LATE, stands="not_kept")), "it will not be", "late"),
        # What the team calls kept is for whoever sees it to say.
        (replace(OPEN, standing=replace(LATE, stands="kept")), "Open daily", "kept"),
        (replace(OPEN, language="pl"), "(The team wrote this in Polski.)", "late"),
        (replace(OPEN, language="en"), "Open daily", "wrote"),
    ],
)
def test_a_promise_is_named_as_it_stands(promise: PromiseToCheck, says: str, never: str) -> None:
    person = asked(Again(promises=(promise,)))
    person.does(Said("4"))
    assert says in person.sees()
    assert never not in person.sees()


@pytest.mark.parametrize(
    ("said", "value", "words"),
    [
        (["better"], "better", ()),
        (["Yes, always"], "better", ("Yes, always",)),
        (["mostly"], "better", ("mostly",)),
        (["yes"], "better", ("yes",)),
        (["Bettr"], "better", ()),
        (["no"], "same", ("no",)),
        (["no it was shut again"], "same", ("no it was shut again",)),
        (["Worse than before"], "worse", ("Worse than before",)),
        (["I don't know"], "cant_tell", ("I don't know",)),
        (["5"], "not_me", ()),
        (
            ["it was shut 2 sundays in a row", "the same"],
            "same",
            ("it was shut 2 sundays in a row",),
        ),
    ],
)
def test_a_verdict_is_taken_in_whatever_words_it_comes(
    said: list[str], value: str, words: tuple[str, ...]
) -> None:
    answer = verdict(*said)
    assert (answer.value, answer.words, answer.status) == ((value,), words, "given")


def test_what_is_told_of_a_promise_is_kept_and_asked_about() -> None:
    person = asked(Again(promises=(OPEN,)))
    person.does(Said("4"), Said("it was shut 2 sundays in a row"))
    assert "Which of these do you mean? Your words are kept either way." in person.sees()
    assert person.labels() == ["Better", "The same", "Worse"]
    # Said again, it stands as it is, and the talk goes on.
    assert verdict("the door was shut", "I told you so").status == "kept"
    assert "did not quite get that" in asked_once(Said("hm"))


def asked_once(said: Said) -> str:
    person = asked(Again(promises=(OPEN,)))
    person.does(Said("4"), said)
    return person.sees()


def test_the_fourth_promise_is_asked_about_only_of_who_wants_to_say() -> None:
    four = tuple(replace(OPEN, id=f"p{n}", what=f"Promise {n}") for n in range(1, 5))
    person = asked(Again(promises=four))
    person.does(Said("4"), Said("better"), Said("worse"), Said("same"))
    assert "There are other promises, too: 1." in person.sees()
    person.does(Said("yes"))
    assert "Promise 4" in person.sees()
    person = asked(Again(promises=four))
    person.does(Said("4"), Said("better"), Said("worse"), Said("same"), Said("no"))
    assert "nobody planned" in person.sees()


@pytest.mark.parametrize("before", [[], ["4"], ["4", "better"]])
def test_whoever_moved_on_can_say_so_at_once_and_is_asked_no_more_how_it_is(
    before: list[str],
) -> None:
    person = asked(Again(promises=(OPEN, BENCH)))
    person.does(*(Said(words) for words in (*before, "I'm not there any more")))
    assert "Do you still want to hear what becomes of it" in person.sees()
    person.does(Said("yes"))
    assert "nobody planned" in person.sees()
    left = [answer for answer in person.run.answers.values() if answer.value == ("away",)]
    assert [answer.status for answer in left] == ["declined"]


def test_it_can_be_said_at_the_last_question_too_and_is_no_story() -> None:
    bare = replace(ward7().project, measures={})
    person = asked(Again(), bare)
    person.does(Said("I'm not there any more"))
    assert "Do you still want to hear what becomes of it" in person.sees()
    person.does(Said("no"))
    assert "we do not write to you about this any more" in person.sees()
    said = person.run.answers["checkback.unplanned"]
    assert (said.value, said.status) == (("away",), "declined")
    ask = person.script.find("checkback.unplanned")
    assert isinstance(ask, Ask)
    assert ask.show(said, person.words) == "I'm not there any more"
    assert ask.question.show(Answer(words=("a choir",)), person.words) == ""


def test_whoever_moved_on_and_wants_to_hear_no_more_is_asked_nothing_more() -> None:
    person = asked(Again(promises=(OPEN,)))
    person.does(Said("4"), Said("I am not there any more"), Said("no"))
    assert "we do not write to you about this any more" in person.sees()
    assert person.run.how == "done"
    ask = person.script.find("promise.p1")
    assert isinstance(ask, Ask)
    shown = ask.show(person.run.answers["promise.p1"], person.words)
    assert shown == "I'm not there any more"
    assert ask.show(Answer(("not_me",)), person.words) == "Doesn't touch me"


def test_who_had_moved_on_is_asked_only_that_until_they_are_back() -> None:
    still = asked(Again(promises=(OPEN,), moved_on=True))
    assert "Is that still so?" in still.sees()
    still.does(Said("yes"))
    assert "nobody planned" in still.sees()
    back = asked(Again(promises=(OPEN,), moved_on=True))
    back.does(Said("I'm there again"))
    assert "How safe do you" in back.sees()


def test_a_project_that_measures_nothing_asks_about_promises_and_the_unplanned() -> None:
    bare = replace(ward7().project, measures={}, topics={})
    assert "nobody planned" in asked(Again(), bare).sees()
    person = asked(Again(promises=(OPEN,)), bare)
    assert "We promised" in person.sees()
    person.does(Said("better"), Said("we have a choir now"), Said("good"))
    assert "mostly about? You know best." in person.sees()
    person.does(Said("music"), Said("in the report"))
    assert person.run.how == "done"
    told = {key.partition(".unplanned")[2]: a for key, a in person.run.answers.items()}
    assert told[".tone"].value == ("good",)
    assert told[".about"].words == ("music",)
    assert told[".use"].value == ("report",)
