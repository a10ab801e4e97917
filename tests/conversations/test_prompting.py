"""Prompts of every kind, as a script: what is asked, in whose language, what is an answer."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from conversations.flow import Ask, End
from conversations.inputs import Said, Tapped
from conversations.prompting import KINDS, STATEMENTS, TELLS, Composed, Version, prompt_script
from conversations.text import Text
from tests.support.asking import asks
from tests.support.small import Person

TITLE = Text("Ward 7")

#: What a peer lead types for each kind that needs more than words, and an answer to each kind.
PARTS = {
    "choice": ("Saturday", "Sunday"),
    "choices": ("Tea", "Cake", "Music"),
    "ranking": ("Tea", "Cake", "Music"),
    "scale": ("not at all", "very much"),
    STATEMENTS: ("The gate is too far",),
    "number": ("visits a week",),
}
ANSWERS = {
    "words": ("it is dark", ()),
    "yesno": ("yes", ("yes",)),
    "choice": ("Sunday", ("2",)),
    "choices": ("1, 3", ("1", "3")),
    "ranking": ("3, 1", ("3", "1")),
    "scale": ("4", ("4",)),
    STATEMENTS: ("I agree", ("agree",)),
    "number": ("3", ("3",)),
    "date": ("3 May 2026", ("2026-05-03",)),
    "ages": ("41", ("35-44",)),
    "place": ("Leeds", ()),
    "files": ("I have no photo", ()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked_says_why_it_comes_and_takes_an_answer(kind: str) -> None:
    composed = asks("Tell us:", "en", kind, *PARTS.get(kind, ()))
    person = Person(prompt_script("prompt:1", composed, TITLE, "en"))
    assert "Tell us:" in person.sees()
    assert "you said we may write" in person.sees()
    assert "/stop ends it" in person.sees()
    said, value = ANSWERS[kind]
    person.does(Said(said))
    assert next(iter(person.run.answers.values())).value == value


def test_every_kind_is_answered_here() -> None:
    assert set(ANSWERS) == set(KINDS)


def test_statements_come_one_by_one_and_the_words_only_once() -> None:
    composed = asks("Let us talk.", "en", STATEMENTS, "It is far", "It is dark")
    person = Person(prompt_script("prompt:1", composed, TITLE, "en"))
    assert "Let us talk." in person.sees()
    assert "It is far" in person.sees()
    person.does(Tapped("agree", person.run.step))
    assert "It is dark" in person.sees()
    assert "Let us talk." not in person.sees()
    person.does(Said("pass"))
    assert {key: a.value for key, a in person.run.answers.items()} == {
        "prompt.1": ("agree",),
        "prompt.2": ("pass",),
    }


def test_each_reads_their_own_language_and_the_same_option_is_the_same_answer() -> None:
    versions = {
        "en": Version("When?", ("Saturday", "Sunday")),
        "pl": Version("Kiedy?", ("sobota", "niedziela")),
    }
    composed = Composed("choice", "en", versions, "hours", 2)
    for reader, said in (("en", "Sunday"), ("pl", "niedziela"), ("en-x-easyread", "Sunday")):
        script = prompt_script("prompt:1", composed, TITLE, reader)
        person = Person(script)
        person.does(Said(said))
        assert person.run.answers["prompt"].value == ("2",)
    ask = prompt_script("prompt:1", composed, TITLE, "ur").find("prompt")
    assert ask is not None
    assert (ask.serves, ask.constraint_version) == ("hours", 2)
    assert "The team wrote this in \u2068English" in Words().say(ask.question.text)


def test_what_asks_nothing_only_tells() -> None:
    script = prompt_script("prompt:1", asks("We are open on Sunday.", "en", TELLS), TITLE, "en")
    (told,) = script.nodes
    assert isinstance(told, End)
    assert not any(isinstance(node, Ask) for node in script.nodes)


def test_long_words_are_short_in_a_list() -> None:
    script = prompt_script("prompt:1", asks("word " * 40), TITLE, "en")
    ask = script.find("prompt")
    assert ask is not None
    assert len(str(dict(ask.short.values)["words"])) <= 60  # type: ignore[union-attr]  # a phrase


def test_what_is_kept_of_a_prompt_makes_it_again() -> None:
    versions = {"en": Version("When?", ("a", "b")), "pl": Version("Kiedy?", ("c", "d"))}
    composed = Composed("choice", "en", versions, "hours", 3)
    assert Composed.of(composed.data()) == composed
