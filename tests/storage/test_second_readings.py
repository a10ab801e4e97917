"""Second readings: by somebody else, blind to the first, counted as pairs that name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.agreement import Pair
from storage import reviews, second_readings, themes
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project, reads


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "lena", "leo"), start=1):
            person(db, name, chat)
        reads(db, "lena", "leo")
        answers(db, "ana", [("day", "", "dark at night"), ("day.use", "report", "")])
        for theme in ("nights", "light"):
            themes.add(db, theme, PROJECT, theme.title(), "lena", NOW)
        reviews.read(db, "v1", "ana.day", "lena", NOW)
        _put(db, "lena", "nights")
        second_readings.want(db, "ana.day")
        yield db


def _put(db: Connection, reader: str, theme: str, minutes: int = 0) -> bool:
    at = NOW + timedelta(minutes=minutes)
    return themes.put(db, f"{reader}-{theme}-{minutes}", "ana.day", theme, reader, at)


def _waits(db: Connection, reader: str) -> list[str]:
    found = [told.id for told in second_readings.waiting(db, PROJECT, reader)]
    assert second_readings.waits_for(db, "ana.day", reader) == bool(found)
    return found


def test_it_waits_for_another_and_not_for_whoever_read_it(db: Connection) -> None:
    assert _waits(db, "leo") == ["ana.day"]
    assert _waits(db, "lena") == []
    assert not second_readings.read(db, "ana.day", "lena", NOW)
    assert second_readings.read(db, "ana.day", "leo", NOW)
    assert not second_readings.read(db, "ana.day", "leo", NOW)
    assert _waits(db, "leo") == []


def test_the_second_does_not_see_the_themes_of_the_first(db: Connection) -> None:
    assert themes.on_answer(db, "ana.day", "leo") == ()
    assert themes.on_answer(db, "ana.day", "lena") == ("Nights",)
    _put(db, "leo", "light")
    second_readings.read(db, "ana.day", "leo", NOW)
    assert themes.on_answer(db, "ana.day", "leo") == ("Light",)
    assert themes.on_answer(db, "ana.day", "lena") == ("Light", "Nights")


def test_a_pair_is_what_each_made_of_it_by_themselves(db: Connection) -> None:
    assert second_readings.pairs(db, PROJECT) == ()
    _put(db, "leo", "nights", 1)
    second_readings.read(db, "ana.day", "leo", NOW + timedelta(minutes=1))
    _put(db, "leo", "light", 2)
    # What the first adds now they may have from the second.
    _put(db, "lena", "light", 3)
    both = Pair(frozenset({"nights"}), frozenset({"nights", "light"}))
    assert second_readings.pairs(db, PROJECT) == (both,)


def test_what_is_undone_or_taken_back_is_no_pair(db: Connection) -> None:
    second_readings.read(db, "ana.day", "leo", NOW)
    assert second_readings.pairs(db, PROJECT) == (Pair(frozenset({"nights"}), frozenset()),)
    themes.undo(db, "ana.day", "nights", "lena", NOW)
    assert second_readings.pairs(db, PROJECT) == (Pair(frozenset(), frozenset()),)
    db.execute("""UPDATE answers SET value = '["never"]' WHERE id = 'ana.day.use'""")
    assert second_readings.pairs(db, PROJECT) == ()
    assert second_readings.read_not(db, "ana.day", "leo")


def test_a_first_reading_undone_takes_its_second_with_it_unless_that_is_done(
    db: Connection,
) -> None:
    second_readings.want_not(db, "ana.day")
    assert _waits(db, "leo") == []
    second_readings.want(db, "ana.day")
    second_readings.read(db, "ana.day", "leo", NOW)
    second_readings.want_not(db, "ana.day")
    assert reviews.is_read_by(db, "ana.day", "leo")
