"""Themes: put once, taken off, counted in people and not in answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import themes
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project, supersede


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "lena"), start=1):
            person(db, name, chat)
        answers(db, "ana", [("day", "", "dark at night"), ("good", "", "the night nurse")])
        answers(db, "ben", [("day", "", "nobody came at night")])
        themes.add(db, "nights", PROJECT, "Nights", "lena", NOW)
        themes.add(db, "family", PROJECT, "Family room", "lena", NOW)
        yield db


def _put(db: Connection, answer: str, theme: str, minutes: int = 0) -> bool:
    at = NOW + timedelta(minutes=minutes)
    return themes.put(db, f"{answer}-{theme}-{minutes}", answer, theme, "lena", at)


def _people(db: Connection, theme: str) -> int:
    found = themes.get(db, theme)
    assert found is not None
    assert found in themes.of_project(db, PROJECT)
    return found.people


def test_people_are_counted_and_not_what_they_said(db: Connection) -> None:
    assert _people(db, "nights") == 0
    for answer in ("ana.day", "ana.good", "ben.day"):
        assert _put(db, answer, "nights")
    assert _people(db, "nights") == 2
    assert themes.answers(db, "nights") == (
        ("ana.day", "ana"),
        ("ana.good", "ana"),
        ("ben.day", "ben"),
    )


def test_put_twice_it_is_there_once(db: Connection) -> None:
    assert _put(db, "ana.day", "nights")
    assert not _put(db, "ana.day", "nights", minutes=1)
    assert themes.on_answer(db, "ana.day", "lena") == ("Nights",)


def test_what_was_taken_off_can_be_put_again(db: Connection) -> None:
    _put(db, "ana.day", "nights")
    assert themes.undo(db, "ana.day", "nights", "lena", NOW)
    assert not themes.undo(db, "ana.day", "nights", "lena", NOW)
    assert themes.on_answer(db, "ana.day", "lena") == ()
    assert _people(db, "nights") == 0
    assert _put(db, "ana.day", "nights", minutes=1)
    assert _people(db, "nights") == 1


def test_the_theme_used_last_comes_first(db: Connection) -> None:
    _put(db, "ana.day", "nights", minutes=1)
    assert [t.id for t in themes.of_project(db, PROJECT)] == ["nights", "family"]
    _put(db, "ana.day", "family", minutes=2)
    assert [t.id for t in themes.of_project(db, PROJECT)] == ["family", "nights"]
    assert themes.on_answer(db, "ana.day", "lena") == ("Nights", "Family room")


def test_what_was_replaced_no_longer_counts(db: Connection) -> None:
    _put(db, "ana.day", "nights")
    supersede(db, "ana.day")
    assert _people(db, "nights") == 0
    assert themes.answers(db, "nights") == ()
    assert themes.get(db, "unheard of") is None
