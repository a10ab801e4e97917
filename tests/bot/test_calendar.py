"""Waking hours and calendar days where a project is, also on the days its clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.calendar import at, days_after, next_waking

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
