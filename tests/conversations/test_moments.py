"""Days and times as peer leads type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.registry import words_folder
from conversations.catalogue import Catalogues, read_folder
from conversations.moments import find_moment

#: A Monday.
TODAY = date(2027, 1, 4)
CATALOGUES = Catalogues(read_folder(words_folder()))


@pytest.mark.parametrize(
    ("language", "said", "day", "hour"),
    [
        ("en", "tomorrow 10", 5, "10:00"),
        ("en", "tomorrow at 10:30", 5, "10:30"),
        ("en", "10:30 tomorrow", 5, "10:30"),
        ("en", "tomorrow", 5, "10:00"),
        ("en", "Friday 2pm", 8, "14:00"),
        ("en", "12 January 9:00", 12, "09:00"),
        ("en", "12 January", 12, "10:00"),
        ("en", "2027-01-12 18.15", 12, "18:15"),
        ("pl", "jutro o 14:30", 5, "14:30"),
        ("pl", "12 stycznia 9", 12, "09:00"),
        ("ur", "12 جنوری ۹:۰۰", 12, "09:00"),
        ("cy", "yfory 11", 5, "11:00"),
    ],
)
def test_a_day_and_a_time(language: str, said: str, day: int, hour: str) -> None:
    found = find_moment(said, CATALOGUES.words(language), TODAY)
    assert found == datetime.fromisoformat(f"2027-01-{day:02} {hour}")


@pytest.mark.parametrize("said", ["", "soon", "25:00", "10", "10:30", "May", "🙂"])
def test_what_names_no_day_is_not_guessed_at(said: str) -> None:
    assert find_moment(said, CATALOGUES.words("en"), TODAY) is None
