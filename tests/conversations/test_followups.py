"""Prompts, reports, check-backs, days: what follows from an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.catalogue import Words
from conversations.checkbacks import PromiseToCheck, checkback_script
from conversations.days import read_day
from conversations.flow import Ask, Say, every
from conversations.inputs import Said
from conversations.prompting import prompt_script
from conversations.reporting import News, PromiseNews, report_script
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
        "What limited it: Visiting",
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


def test_a_prompt_says_why_it_comes_and_how_to_stop() -> None:
    person = Person(prompt_script("prompt:1", asks("Can you <come>?"), Text("Ward 7"), "en"))
    assert "Can you &lt;come&gt;?" in person.sees()
    assert "/stop" in person.sees()


def test_a_prompt_in_another_language_says_so() -> None:
    person = Person(
        prompt_script("prompt:1", asks("Come on Saturday?", "pl"), Text("Ward 7"), "en")
    )
    assert "Come on Saturday?\n(The team wrote this in Polski.)" in person.sees()


def test_a_check_back_asks_again_by_what_was_said_before() -> None:
    project = ward7().project
    promises = [
        PromiseToCheck("p1", "Open daily", "1 April"),
        PromiseToCheck("p2", "A bench", "1 May", ripe=False),
    ]
    script = checkback_script("checkback:1", project, {"safe": "3"}, promises, decided=True)
    keys = [n.key for n in every(script.nodes) if isinstance(n, Ask)]
    assert keys == [
        "measure.safe",
        "promise.p1",
        "promise.p2",
        "measure.trust",
        "checkback.unplanned",
    ]
    texts = {n.key: EN.say(n.question.text) for n in every(script.nodes) if isinstance(n, Ask)}
    assert "Last time you said" in texts["measure.safe"]
    assert "Last time" not in texts["measure.trust"]
    assert "not come yet" in texts["promise.p2"]
    assert "not come yet" not in texts["promise.p1"]


def test_a_check_back_without_a_decision_says_so_first() -> None:
    script = checkback_script("checkback:1", ward7().project, {}, [], decided=False)
    first = script.nodes[0]
    assert isinstance(first, Say)
    assert "There is none yet" in EN.say(first.text)


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
