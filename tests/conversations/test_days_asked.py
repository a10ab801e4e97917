"""Dates as people type them: found, fitted, refused, shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.catalogue import Words
from conversations.questions.base import Reading, Setting, Unclear, Understood
from conversations.questions.day import Bound, Day
from conversations.questions.finding_days import Found, Leaning, find_day
from conversations.run import Answer
from conversations.text import Text
from tests.support.ward7 import ward7

EN = Words()
PL, UR = ward7().catalogues.words("pl"), ward7().catalogues.words("ur")
#: A Monday.
TODAY = date(2027, 1, 4)
PLAIN = Day(Text("When?"), today=TODAY)


@pytest.mark.parametrize(
    ("said", "words", "leaning", "day"),
    [
        ("3 May", EN, "future", "2027-05-03"),
        ("3 May", EN, "past", "2026-05-03"),
        ("28 December", EN, "near", "2026-12-28"),
        ("3 maja", PL, "future", "2027-05-03"),
        ("3 maja 2026 r.", PL, "near", "2026-05-03"),
        ("٣/٥", UR, "future", "2027-05-03"),
        ("۱۲ مئی", UR, "past", "2026-05-12"),
        ("03/05/2026", EN, "near", "2026-05-03"),
        ("2026-05-03", EN, "near", "2026-05-03"),
        ("next Friday", EN, "past", "2027-01-08"),
        ("next Monday", EN, "near", "2027-01-11"),
        ("last Monday", EN, "near", "2026-12-28"),
        ("on Friday", EN, "future", "2027-01-08"),
        ("Friday", EN, "past", "2027-01-01"),
        ("Friday", EN, "near", "2027-01-01"),
        ("Wednesday", EN, "near", "2027-01-06"),
        ("w środę", PL, "future", "2027-01-06"),
        ("w zeszłą środę", PL, "future", "2026-12-30"),
        ("następny piątek", PL, "near", "2027-01-08"),
        ("اگلے جمعہ", UR, "near", "2027-01-08"),
        ("tomorrow", PL, "near", "2027-01-05"),
        ("wczoraj", PL, "near", "2027-01-03"),
        ("کل", UR, "past", "2027-01-03"),
        ("کل", UR, "future", "2027-01-05"),
        ("3 days ago", EN, "near", "2027-01-01"),
    ],
)
def test_a_day_is_found(said: str, words: Words, leaning: Leaning, day: str) -> None:
    assert find_day(said, words, TODAY, leaning) == Found(date.fromisoformat(day), "day")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("May 2026", Found(date(2026, 5, 1), "month")),
        ("2026-05", Found(date(2026, 5, 1), "month")),
        ("2019", Found(date(2019, 1, 1), "year")),
        ("on the 3rd of May, I think", Found(date(2027, 5, 3), "day", beside=True)),
        ("I think Friday", Found(date(2027, 1, 1), "day", beside=True)),
    ],
)
def test_how_exact_it_is_and_what_else_was_said(said: str, expected: Found) -> None:
    assert find_day(said, EN, TODAY, "near") == expected


@pytest.mark.parametrize(
    "said",
    [
        "12",
        "13:00",
        "5 or 6 May",
        "31/02/2026",
        "2026-02-31",
        "I may go",
        "I went 3 times",
        "yes",
        "",
        "Friday the nurse",
    ],
)
def test_what_is_no_date_is_not_guessed_at(said: str) -> None:
    found = find_day(said, EN, TODAY, "near")
    assert found is None or found.beside


def test_one_word_for_two_days_is_not_guessed_at() -> None:
    assert find_day("کل", UR, TODAY, "near") is None


@given(st.text(max_size=40))
def test_nothing_typed_raises(said: str) -> None:
    find_day(said, PL, TODAY, "near")


def test_a_language_with_a_broken_list_still_reads_english() -> None:
    class Broken(Words):
        def t(self, msgid: str, **values: object) -> str:
            return "jutro"

    assert find_day("tomorrow", Broken("pl"), TODAY, "near") == Found(date(2027, 1, 5), "day")


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        (Day(Text("?"), exact="month", today=TODAY), "May 2026", Understood(("2026-05",))),
        (Day(Text("?"), exact="year", today=TODAY), "3 May 2026", Understood(("2026",))),
        (PLAIN, "May 2026", Unclear("inexact")),
        (PLAIN, "soon", Unclear("date")),
        (PLAIN, " ", Unclear("empty")),
        (PLAIN, "Friday I think", Understood(("2027-01-01",), ("Friday I think",))),
        (Day(Text("?"), latest=Bound(), today=TODAY), "Friday", Understood(("2027-01-01",))),
        (Day(Text("?"), latest=Bound(), today=TODAY), "5/1/2027", Unclear("outside")),
        (Day(Text("?"), earliest=Bound(), today=TODAY), "Friday", Understood(("2027-01-08",))),
        (
            Day(Text("?"), earliest=Bound(date(2027, 1, 20)), exact="month", today=TODAY),
            "January 2027",
            Understood(("2027-01",)),
        ),
        (Day(Text("?"), earliest=Bound(date(2027, 2, 1))), "1/1/2027", Unclear("outside")),
    ],
)
def test_a_date_is_read(question: Day, said: str, expected: Reading) -> None:
    assert question.read(said, EN) == expected


def test_today_is_the_day_it_is_where_the_project_is() -> None:
    late = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    there = Day(Text("?"), zone="Europe/London", latest=Bound(days=1)).at(Setting({}, {}, late))
    assert there.today == date(2027, 7, 1)
    assert there.read("tomorrow", EN) == Understood(("2027-07-02",))
    assert there.at(Setting({}, {})) is there


def test_a_date_is_asked_and_shown() -> None:
    assert PLAIN.ask(EN).endswith("for example: \u20683 May 2026\u2069")
    assert PLAIN.choices(EN) == ()
    assert PLAIN.tap("1", ()) == Unclear("stale")
    assert PLAIN.show(Answer(("2027-01-08",)), EN) == "Friday, 8 January 2027"
    assert PLAIN.show(Answer(("2027-01-08",)), PL) == "piątek, 8 stycznia 2027"
    month = Day(Text("?"), exact="month")
    assert month.show(Answer(("2027-01",)), EN) == "January 2027"
    assert month.ask(EN).endswith("\u2068May 2026\u2069")
    assert Day(Text("?"), exact="year").show(Answer(("2027",)), EN) == "2027"


DAY_5 = Bound(TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Day(Text("?"), earliest=Bound(TODAY), latest=DAY_5), "between \u2068Monday, 4 January"),
        (Day(Text("?"), earliest=DAY_5), "\u2068Tuesday, 5 January 2027\u2069 or later"),
        (Day(Text("?"), latest=DAY_5, exact="month"), "\u2068January 2027\u2069 or earlier"),
        (Day(Text("?"), latest=DAY_5, wrong=Text("Too late.")), "Too late."),
    ],
)
def test_a_day_that_does_not_fit_is_told_which_would(question: Day, said: str) -> None:
    assert said in question.refuse("outside", EN)


def test_a_month_where_a_day_was_asked_is_asked_about() -> None:
    assert "the day and the month" in PLAIN.refuse("inexact", EN)
    assert "the month and the year" in Day(Text("?"), exact="month").refuse("inexact", EN)
    assert PLAIN.refuse("date", EN) == ""
