"""Searching what people said: by beginnings of words, in any script, nothing unsent or erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import participants, searching
from storage.sqlite import Connection
from tests.storage.said import PROJECT, answers, person, project, reads, supersede


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "cleo", "lena"), start=1):
            person(db, name, chat)
        reads(db, "lena")
        yield db


def _finds(db: Connection, typed: str, reader: str = "lena") -> list[str]:
    return list(searching.search(db, PROJECT, reader, typed, 50))


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Nobody came at night", "NIGH"),
        ("Roedd y tŷ yn oer", "ty oer"),
        ("Łóżko było zimne", "lozko zim"),
        ("The café was shut", "cafe"),
        ("رات کو کوئی نہیں آیا", "رات ن"),
        # The same Urdu from an Arabic keyboard.
        ("رات کو کوئی نہیں آیا", "كوئي"),
        ("كوئي نرس نهيں تھی", "کوئی نرس"),
        ("it's the nurses'", "nurse"),
    ],
)
def test_words_are_found_as_people_type_them(db: Connection, said: str, typed: str) -> None:
    answers(db, "ana", [("day", "", said)])
    answers(db, "ben", [("day", "", "something else")])
    assert _finds(db, typed) == ["ana.day"]


def test_every_word_has_to_be_there_and_the_newest_comes_first(db: Connection) -> None:
    answers(db, "ana", [("day", "", "cold at night")])
    answers(db, "ben", [("day", "", "night and cold"), ("good", "", "a warm night")], minutes=5)
    assert _finds(db, "night cold") == ["ben.day", "ana.day"]
    assert _finds(db, "ight") == []


@pytest.mark.parametrize("typed", ["", "?!", '"', "NEAR(", "night OR", "-night", "nig*ht"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(db: Connection, typed: str) -> None:
    answers(db, "ana", [("day", "", "cold at night")])
    assert _finds(db, typed) in ([], ["ana.day"])


def test_nothing_unsent_never_allowed_replaced_or_out_of_scope_is_found(db: Connection) -> None:
    answers(db, "ana", [("day", "", "night"), ("good", "", "night nurse")])
    answers(db, "ben", [("day", "", "night")], sent=False)
    answers(db, "cleo", [("day", "", "night"), ("day.use", "never", "")])
    assert sorted(_finds(db, "night")) == ["ana.day", "ana.good"]
    assert _finds(db, "night", "ben") == []
    supersede(db, "ana.day")
    assert _finds(db, "night") == ["ana.good"]


def test_taken_back_and_allowed_again(db: Connection) -> None:
    answers(db, "ana", [("day", "", "night"), ("day.use", "report", "")])
    for use, found in (("report", ["ana.day"]), ("never", []), ("public", ["ana.day"])):
        db.execute("UPDATE answers SET value = ? WHERE id = 'ana.day.use'", (json.dumps([use]),))
        assert _finds(db, "night") == found


def test_the_index_goes_with_the_person(db: Connection) -> None:
    answers(db, "ana", [("day", "", "night")])
    assert _finds(db, "night") == ["ana.day"]
    participants.erase(db, "ana")
    for table in ("indexed", "said_words", "said_words_docsize"):
        assert db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] == 0, table
