"""Asking for a story: whoever tells it says what it is about and what it may be used for."""

from __future__ import annotations

import pytest

from conversations import events as happened
from conversations.flow import Ask, End, Script, every
from conversations.inputs import Revisited, Said, SentMedia, Skipped
from conversations.questions.own_words import OwnWords
from conversations.storytelling import USES, story
from conversations.text import Text
from tests.support.small import Person

TOPICS = {"family": Text("Family"), "staff": Text("Staff")}
NODES = story("day", Text("One day?"), TOPICS, "visiting", 4)


def teller(*words: str) -> Person:
    person = Person(Script("s", (*NODES, End("end", "done", Text("Bye")))))
    person.does(*(Said(one) for one in words))
    return person


def test_a_story_serves_a_decision_and_is_told_in_any_way() -> None:
    ask = NODES[0]
    assert isinstance(ask, Ask)
    assert (ask.key, ask.serves, ask.constraint_version) == ("day", "visiting", 4)
    assert (ask.numbered, ask.optional) == (True, True)
    assert ask.question == OwnWords(Text("One day?"), story=True)
    assert "Get help now" in teller().labels()


@pytest.mark.parametrize("told", [Said("a long day"), SentMedia("m1")])
def test_its_teller_is_asked_what_it_is_about_by_topic_or_in_their_words(
    told: Said | SentMedia,
) -> None:
    person = teller()
    person.does(told)
    assert person.sees().endswith("What is this story mostly about? You know best.")
    assert person.labels()[:3] == ["Family", "Staff", "Something else"]
    person.does(Said("the long corridor at night"))
    assert person.run.answers["day.about"].words == ("the long corridor at night",)


def test_its_teller_says_how_much_it_matters_where_the_project_asks() -> None:
    nodes = story("day", Text("One day?"), TOPICS, "visiting", 4, weighed=True)
    person = Person(Script("s", (*nodes, End("end", "done", Text("Bye")))))
    person.does(Said("a long day"), Said("family"))
    assert "How much does this matter to you?" in person.sees()
    person.does(Said("4"))
    assert person.run.answers["day.weight"].value == ("4",)
    assert person.run.at == "day.use"
    person = Person(Script("s", (*nodes, End("end", "done", Text("Bye")))))
    person.does(Said("a long day"), Said("family"), Skipped())
    assert person.run.answers["day.weight"].status == "skipped"
    assert all(node.key != "day.weight" for node in every(NODES))


def test_a_story_not_told_is_not_asked_about() -> None:
    person = teller()
    person.does(Skipped())
    assert person.run.how == "done"


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("only to read and learn", happened.ConsentGiven("story:reading")),
        ("in the report", happened.ConsentGiven("story:report")),
        ("in public too", happened.ConsentGiven("story:public")),
        ("not at all", happened.ConsentWithdrawn("story")),
    ],
)
def test_what_it_may_be_used_for_is_a_consent(said: str, event: happened.Event) -> None:
    person = teller("a long day", "family")
    assert "Never with your name. You can change this any time." in person.sees()
    person.does(Said(said))
    assert event in person.events


def test_the_use_can_be_changed_any_time() -> None:
    person = teller("a long day", "family", "in public too")
    person.does(Revisited("day.use"), Said("not at all"))
    assert happened.ConsentWithdrawn("story") in person.events
    assert person.run.answers["day.use"].value == ("never",)


def test_a_use_with_a_condition_is_asked_about_and_the_condition_kept_beside_it() -> None:
    person = teller("a long day", "family", "in the report but not the part about mum")
    assert person.run.at == "day.use"
    person.does(Said("in the report"))
    answer = person.run.answers["day.use"]
    assert (answer.value, answer.words) == (
        ("report",),
        ("in the report but not the part about mum",),
    )


def test_the_uses_are_offered_from_least_to_most() -> None:
    use = next(n for n in every(NODES) if isinstance(n, Ask) and n.key == "day.use")
    assert tuple(c.value for c in use.question.choices(teller().words)) == USES
