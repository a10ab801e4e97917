"""When people are asked again: by the calendar, each time counted from the start."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.catalogue import Words
from conversations.schedules import Schedule, Step, months_after, read_step, still_to_come, told

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        # Counted from the start, so the 31st comes back.
        ("2027-01-31", 2, "2027-03-31"),
        ("2027-08-31", 1, "2027-09-30"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2028-02-29", 1, "2028-03-29"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
        # A century that is no leap year.
        ("2099-02-28", 12, "2100-02-28"),
        ("2096-02-29", 48, "2100-02-28"),
    ],
)
def test_a_month_is_one_of_the_calendar(start: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(expected)


@given(DAYS, MONTHS)
def test_it_is_the_same_day_of_the_month_or_the_last_of_a_shorter_one(
    start: date, months: int
) -> None:
    day = months_after(start, months)
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == months
    next_day = day + timedelta(days=1)
    assert day.day == start.day or (day.day < start.day and next_day.day == 1)


@given(DAYS, MONTHS, MONTHS)
def test_more_months_are_never_sooner(start: date, few: int, more: int) -> None:
    assert (months_after(start, few) < months_after(start, few + more)) is True


@given(DAYS, st.integers(1, 28), MONTHS, MONTHS)
def test_a_day_every_month_has_never_slips(month: date, day: int, few: int, more: int) -> None:
    start = month.replace(day=day)
    assert months_after(months_after(start, few), more) == months_after(start, few + more)


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("3 months", Step(3, "month")),
        ("1 month", Step(1, "month")),
        (" 2 Weeks ", Step(2, "week")),
        ("90 days", Step(90, "day")),
        ("1  day", Step(1, "day")),
        ("0 days", None),
        ("a month", None),
        ("1 year", None),
        ("3months", None),
        ("٣ months", None),
        ("-1 days", None),
    ],
)
def test_a_step_is_a_number_and_a_unit(said: str, step: Step | None) -> None:
    assert read_step(said) == step


STEPS = tuple(Step(number, "month") for number in (1, 3, 6, 12))
FOUR = Schedule("decision", STEPS)


def test_each_wave_is_counted_from_the_start() -> None:
    assert FOUR.days(date(2027, 8, 31)) == (
        date(2027, 9, 30),
        date(2027, 11, 30),
        date(2028, 2, 29),
        date(2028, 8, 31),
    )
    mixed = Schedule("sent", (Step(10, "day"), Step(2, "week")))
    assert mixed.days(date(2027, 2, 20)) == (date(2027, 3, 2), date(2027, 3, 6))


@pytest.mark.parametrize(
    ("sent", "places"),
    [
        ("2027-01-04", [1, 2, 3, 4]),
        # Two weeks before a wave is time enough for something to change, a day less is not.
        ("2027-03-18", [1, 2, 3, 4]),
        ("2027-03-19", [2, 3, 4]),
        ("2027-09-20", [4]),
    ],
)
def test_who_joins_late_gets_the_waves_still_to_come(sent: str, places: list[int]) -> None:
    days = FOUR.days(date(2027, 3, 1))
    coming = still_to_come(days, date.fromisoformat(sent), STEPS[0])
    assert list(coming) == places
    assert all(days[place - 1] == day for place, day in coming.items())


def test_who_joins_after_all_of_them_is_asked_once_all_the_same() -> None:
    days = FOUR.days(date(2027, 3, 1))
    assert still_to_come(days, date(2028, 5, 31), STEPS[0]) == {4: date(2028, 6, 30)}


@given(DAYS, DAYS, st.lists(st.integers(1, 60), min_size=1, max_size=6, unique=True))
def test_everyone_is_asked_at_least_once_and_never_at_once(
    start: date, sent: date, months: list[int]
) -> None:
    steps = tuple(Step(number, "month") for number in sorted(months))
    coming = still_to_come(Schedule("sent", steps).days(start), sent, steps[0])
    assert coming
    assert list(coming.values()) == sorted(coming.values())
    assert min(coming.values()) >= min(sent + timedelta(days=14), steps[0].after(sent))


@pytest.mark.parametrize(
    ("schedule", "says"),
    [
        (FOUR, "1 month, 3 months, 6 months, 12 months after a decision: the same people"),
        (Schedule("decision", (Step(30, "day"),)), "30 days after a decision"),
        (Schedule("published", (Step(9, "week"),)), "9 weeks after publication"),
        (Schedule("sent", (Step(1, "week"),)), "1 week after someone sent their answers"),
        (Schedule(date(2027, 4, 1), (Step(1, "day"),)), "1 day after 1 April 2027"),
    ],
)
def test_it_is_told_in_words(schedule: Schedule, says: str) -> None:
    assert says in Words().plain(told(schedule, Words()))
