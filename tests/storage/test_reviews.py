"""What waits to be read: sent, current, in someone's own words, and not the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import media, participants, reviews
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project, reads, supersede, voice


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "lena"), start=1):
            person(db, name, chat)
        reads(db, "lena", "ana", "ben")
        yield db


def _waiting(db: Connection, reader: str = "lena") -> list[str]:
    found = [told.id for told in reviews.unread(db, PROJECT, reader, at_most=50)]
    assert reviews.unread_count(db, PROJECT, reader) == len(found)
    return found


def test_the_oldest_words_come_first(db: Connection) -> None:
    answers(db, "ben", [("day", "", "later")], minutes=5)
    answers(db, "ana", [("day", "", "earlier")])
    assert _waiting(db) == ["ana.day", "ben.day"]
    assert [t.id for t in reviews.unread(db, PROJECT, "lena")] == ["ana.day"]


def test_a_choice_without_words_is_not_something_to_read(db: Connection) -> None:
    answers(db, "ana", [("safe", "3", ""), ("family", "no", "only at night")])
    assert _waiting(db) == ["ana.family"]


def test_a_file_is_something_to_read_without_any_words(db: Connection) -> None:
    answers(db, "ana", [("day", "", "")])
    kept = voice(db, "ana", "day")
    assert _waiting(db) == ["ana.day"]
    assert [(f.id, f.kind, f.state) for f in reviews.files(db, "ana.day")] == [
        (kept, "voice", "wanted")
    ]
    media.keep(db, kept, b"OggS")
    assert reviews.files(db, "ana.day")[0].state == "kept"


def test_what_was_not_sent_is_seen_by_nobody(db: Connection) -> None:
    answers(db, "ana", [("day", "", "still thinking")], sent=False)
    assert _waiting(db) == []
    assert reviews.get(db, "ana.day", "lena") is None


def test_nobody_reads_their_own_words_as_new(db: Connection) -> None:
    answers(db, "lena", [("day", "", "I was a patient too")])
    assert _waiting(db, "lena") == []
    assert _waiting(db, "ana") == ["lena.day"]


def test_a_story_for_nobody_is_shown_to_nobody(db: Connection) -> None:
    answers(db, "ana", [("day", "", "mine alone"), ("day.use", "never", "")])
    answers(db, "ben", [("day", "", "for all"), ("day.use", "public", ""), ("day.about", "x", "")])
    assert _waiting(db) == ["ben.day"]
    assert reviews.get(db, "ana.day", "lena") is None
    told = reviews.get(db, "ben.day", "lena")
    assert told is not None
    assert (told.use, told.about, told.pseudonym) == ("public", "x", "ben 1")
    assert reviews.unread_of_run(db, "run-ana") == 0
    assert reviews.unread_of_run(db, "run-ben") == 1


def test_once_read_it_waits_for_nobody(db: Connection) -> None:
    answers(db, "ana", [("day", "", "words")])
    assert reviews.read(db, "v1", "ana.day", "lena", NOW)
    assert not reviews.read(db, "v2", "ana.day", "ben", NOW)
    assert _waiting(db) == [] == _waiting(db, "ben")


def test_only_who_read_it_can_make_it_new_again(db: Connection) -> None:
    answers(db, "ana", [("day", "", "words")])
    reviews.read(db, "v1", "ana.day", "lena", NOW)
    assert not reviews.read_not(db, "ana.day", "ben")
    assert reviews.read_not(db, "ana.day", "lena")
    assert _waiting(db) == ["ana.day"]


def test_what_was_replaced_or_erased_is_gone(db: Connection) -> None:
    answers(db, "ana", [("day", "", "words")])
    answers(db, "ben", [("day", "", "words")])
    supersede(db, "ana.day")
    participants.erase(db, "ben")
    assert _waiting(db) == []
    assert reviews.get(db, "ana.day", "lena") is None
    assert reviews.get(db, "ben.day", "lena") is None
