"""Prompts, reports, days: what follows from an answer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from conversations.catalogue import Words
from conversations.days import read_day
from conversations.flow import Say
from conversations.inputs import Said
from conversations.prompting import prompt_script
from conversations.reporting import Changed, News, PromiseNews, report_script, retold
from conversations.text import Text
from tests.support.asking import asks
from tests.support.small import Person
from tests.support.ward7 import ward7

EN = Words()
NEWS = News(
    Text("Ward 7"),
    "it is locked",
    31,
    5,
    "the room is shut too often",
    "Open until 8",
    "One nurse at night",
    "part",
    "en",
    Text("Visiting"),
    (PromiseNews("Open daily", "1 April", "The manager"),),
)


def plain(said: str) -> str:
    """Return a message without markup and marks."""
    return re.sub("<[^>]+>|[\u2066-\u2069]", "", said)


def heard(news: News, reader: str = "en") -> str:
    person = Person(report_script("report:1", news, reader))
    return person.sees()


def test_a_report_tells_own_words_decision_reason_limit_and_promise() -> None:
    seen = heard(NEWS)
    for part in (
        "“it is locked”",
        "31 other people",
        "done in part",
        "Open until 8",
        "One nurse at night",
        "What limited it:</b> Visiting",
        "By 1 April",
        "The manager",
    ):
        assert part in seen
    assert "Does this answer what you told us?" in seen


def test_a_report_tells_no_small_number_and_no_other_language_in_silence() -> None:
    assert "Fewer than 5 other people" in heard(replace(NEWS, others=4))
    assert "5 other people" in heard(replace(NEWS, others=5))
    assert "You were the one" in heard(replace(NEWS, others=0))
    assert "voice message or a photo" in heard(replace(NEWS, own=None, aloud=True))
    assert "(The team wrote this in English.)" in heard(NEWS, "pl")
    bare = heard(replace(NEWS, limited_by=None, promises=()))
    assert "limited" not in bare
    assert "Promised" not in bare


@pytest.mark.parametrize(
    ("news", "says"),
    [
        (replace(NEWS, others=None), "It is for everyone who took part."),
        (replace(NEWS, own=None, aloud=True), "with a voice message or a photo"),
        (replace(NEWS, own=None), "You took part in this conversation."),
        (replace(NEWS, own="two words " * 60), "two words two …”"),
        (replace(NEWS, own="字" * 400), "字" * 300 + " …”"),
    ],
)
def test_a_report_says_what_it_rests_on_in_one_message(news: News, says: str) -> None:
    assert says in heard(news)


def test_a_report_that_does_not_answer_asks_what_is_missing() -> None:
    person = Person(report_script("report:1", NEWS, "en"))
    person.does(Said("partly"))
    assert "What is missing?" in person.sees()
    person = Person(report_script("report:1", NEWS, "en"))
    person.does(Said("yes"))
    assert person.run.how == "done"


@pytest.mark.parametrize(
    ("news", "says"),
    [
        (replace(NEWS, side="against"), "Your words speak against this. They were read and"),
        (
            replace(NEWS, side="both", own_against="it is too loud"),
            "“it is locked”\nYou also told us: “it is too loud”",
        ),
        (replace(NEWS, side="both"), "Some of your words speak for this, and some against it."),
        (
            replace(NEWS, decided_by="The ward manager", decided_on=date(2027, 2, 27)),
            "Decided by The ward manager, 27 February 2027.",
        ),
        (replace(NEWS, decided_on=date(2027, 2, 27)), "Decided on 27 February 2027."),
        (
            replace(NEWS, changed=Changed("one nurse", "two nurses")),
            (
                "This has changed since you answered.\nYou were shown: one nurse\n"
                "Now it is: two nurses"
            ),
        ),
        (replace(NEWS, because=Text("A fire law")), "What limited it: Visiting\nA fire law"),
        (
            replace(NEWS, noes=(("Open at night", "One nurse"),)),
            "Not done: Open at night\nWhy not: One nurse",
        ),
        (replace(NEWS, whose="The trust board"), "Who decides it: The trust board"),
        (replace(NEWS, replaces="1 March"), "This puts right what you heard on 1 March."),
        (replace(NEWS, quotes=("it is cold",)), "Somebody lets everyone read this: “it is cold”"),
        (
            replace(NEWS, promises=(PromiseNews("A bench", "1 May", "Ann", "It stands there"),)),
            "How we shall know: It stands there",
        ),
        (replace(NEWS, promises=NEWS.promises * 2), "Promise 2 of 2\nPromised: Open daily"),
    ],
)
def test_a_report_tells_what_there_is_to_tell_and_nothing_else(news: News, says: str) -> None:
    assert says in plain(heard(news))
    assert says not in plain(heard(NEWS))


def test_a_promise_in_a_third_language_says_so() -> None:
    promise = replace(NEWS.promises[0], language="pl")
    told = plain(heard(replace(NEWS, promises=(promise,))))
    assert told.count("(The team wrote this in Polski.)") == 1


def test_looked_up_later_a_decision_is_told_with_its_reason_and_its_language() -> None:
    told = [plain(EN.say(one)) for one in retold(NEWS, "pl")]
    assert told == [
        "This will be done in part.\nOpen until 8\n(The team wrote this in English.)",
        "Why: One nurse at night",
        "What limited it: Visiting",
    ]


def test_each_message_of_a_report_has_one_idea_and_is_short() -> None:
    full = replace(NEWS, side="both", own="x " * 300, own_against="y " * 300, others=4)
    for node in report_script("report:1", full, "pl").nodes:
        if isinstance(node, Say):
            assert len(plain(EN.say(node.text))) < 900


def test_a_measure_is_asked_once_more_at_the_end_whatever_was_said_before() -> None:
    trust = ward7().project.measures["trust"]
    for said, then in (("yes", ()), ("no", ("too late",))):
        person = Person(report_script("report:1", replace(NEWS, measures=(trust,)), "en"))
        for words in (said, *then):
            person.does(Said(words))
        assert "the same as at the start.\nDo you think what you say" in plain(person.sees())
        person.does(Said("4"))
        assert person.run.how == "done"
        assert person.run.answers["measure.trust"].value == ("4",)


def test_a_prompt_says_why_it_comes_and_how_to_stop() -> None:
    person = Person(prompt_script("prompt:1", asks("Can you <come>?"), Text("Ward 7"), "en"))
    assert "Can you &lt;come&gt;?" in person.sees()
    assert "/stop" in person.sees()


def test_a_prompt_in_another_language_says_so() -> None:
    person = Person(
        prompt_script("prompt:1", asks("Come on Saturday?", "pl"), Text("Ward 7"), "en")
    )
    assert "Come on Saturday?\n(The team wrote this in Polski.)" in person.sees()


@pytest.mark.parametrize(
    ("said", "language", "expected"),
    [
        ("2027-04-01", "en", date(2027, 4, 1)),
        ("1.4.2027", "pl", date(2027, 4, 1)),
        ("1/4/2027", "en", date(2027, 4, 1)),
        ("٠١/٠٤/٢٠٢٧", "ur", date(2027, 4, 1)),
        ("1 April 2027", "en", date(2027, 4, 1)),
        ("1st April", "en", date(2027, 4, 1)),
        ("3 January", "en", date(2028, 1, 3)),
        ("4 January", "en", date(2027, 1, 4)),
        ("1 kwietnia", "pl", date(2027, 4, 1)),
        ("1 april", "pl", date(2027, 4, 1)),
        ("31.2.2027", "en", None),
        ("30 February", "en", None),
        ("1 Grumblember", "en", None),
        ("soon", "en", None),
    ],
)
def test_days_are_read_as_people_write_them(
    said: str, language: str, expected: date | None
) -> None:
    assert read_day(said, language, date(2027, 1, 4)) == expected
