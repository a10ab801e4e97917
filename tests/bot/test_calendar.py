"""Waking hours and calendar days where a project is, also on the days its clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.calendar import at, days_after, next_waking
from bot.residents.hours import read_hours

LONDON, WARSAW = "Europe/London", "Europe/Warsaw"


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "timezone", "expected"),
    [
        ("2027-01-04 10:00", LONDON, "2027-01-04 10:00"),
        ("2027-01-04 09:00", LONDON, "2027-01-04 09:00"),
        ("2027-01-04 19:59", LONDON, "2027-01-04 19:59"),
        ("2027-01-04 08:59", LONDON, "2027-01-04 09:00"),
        ("2027-01-04 20:00", LONDON, "2027-01-05 09:00"),
        ("2027-01-04 23:30", LONDON, "2027-01-05 09:00"),
        # An hour ahead of London: evening comes sooner there, and so does the morning.
        ("2027-01-04 19:30", WARSAW, "2027-01-05 08:00"),
        ("2027-01-04 08:30", WARSAW, "2027-01-04 08:30"),
        # Nine in the morning is an hour earlier in summer time, from that very night on.
        ("2027-03-27 22:00", LONDON, "2027-03-28 08:00"),
        ("2027-10-30 22:00", LONDON, "2027-10-31 09:00"),
        # The hour that comes twice.
        ("2027-10-31 01:30", LONDON, "2027-10-31 09:00"),
    ],
)
def test_nobody_is_woken(moment: str, timezone: str, expected: str) -> None:
    assert next_waking(_utc(moment), timezone) == _utc(expected)


@pytest.mark.parametrize(
    ("moment", "awake", "expected"),
    [
        ("2027-01-04 10:00", (time(18), time(22)), "2027-01-04 18:00"),
        ("2027-01-04 21:59", (time(18), time(22)), "2027-01-04 21:59"),
        ("2027-01-04 22:00", (time(18), time(22)), "2027-01-05 18:00"),
        # Over midnight, for who works at night.
        ("2027-01-04 23:30", (time(22), time(6)), "2027-01-04 23:30"),
        ("2027-01-05 05:59", (time(22), time(6)), "2027-01-05 05:59"),
        ("2027-01-05 06:00", (time(22), time(6)), "2027-01-05 22:00"),
        # Any time.
        ("2027-01-05 03:00", (time(0), time(0)), "2027-01-05 03:00"),
    ],
)
def test_hours_of_ones_own_count_instead(
    moment: str, awake: tuple[time, time], expected: str
) -> None:
    assert next_waking(_utc(moment), LONDON, awake) == _utc(expected)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("18-22", time(18), time(22)),
        ("from 7 to 9:30", time(7), time(9, 30)),
        ("6-10pm", time(18), time(22)),
        ("8am - 11 am", time(8), time(11)),
        ("10-6", time(10), time(18)),
        ("22-6", time(22), time(6)),
        ("11 to 2", time(11), time(14)),
        ("0-24", time(0), time(0)),
        ("۱۸-۲۲", time(18), time(22)),
        ("18.30–21.15", time(18, 30), time(21, 15)),
    ],
)
def test_hours_are_typed_as_people_say_them(said: str, first: time, last: time) -> None:
    assert read_hours(said) == (first, last)


@pytest.mark.parametrize("said", ["", "after 6", "25-30", "13-13", "whenever you like"])
def test_what_is_not_hours_is_not_guessed(said: str) -> None:
    assert read_hours(said) is None


@pytest.mark.parametrize(
    ("moment", "days", "expected"),
    [
        ("2027-01-04 10:00", 30, "2027-02-03 10:00"),
        # Thirty calendar days, not 720 hours: ten in the morning stays ten in the morning.
        ("2027-03-20 15:00", 30, "2027-04-19 09:00"),
        ("2027-10-10 15:00", 30, "2027-11-09 10:00"),
        # Late in the evening in summer it is tomorrow there already.
        ("2027-06-30 23:30", 1, "2027-07-02 09:00"),
    ],
)
def test_days_are_those_of_the_calendar_there(moment: str, days: int, expected: str) -> None:
    assert days_after(_utc(moment), days, LONDON) == _utc(expected)


def test_a_time_of_day_that_is_left_out_in_spring_is_still_a_moment() -> None:
    assert at(date(2027, 3, 28), time(1, 30), LONDON) == _utc("2027-03-28 01:30")
