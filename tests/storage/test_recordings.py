"""Recordings: kept once, known by what Telegram calls them; who wants them goes with the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import participants, recordings
from storage.sqlite import Connection
from tests.storage.said import NOW, person, project


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        person(db, "ana", 1)
        recordings.keep(db, {"aa": b"sound", "bb": b"other"})
        yield db


def test_the_same_recording_is_kept_once_with_what_telegram_knows_it_by(db: Connection) -> None:
    recordings.sent_as(db, "aa", "known-1")
    recordings.keep(db, {"aa": b"sound", "cc": b"new"})
    assert db.execute("SELECT COUNT(*) FROM recordings").fetchone()[0] == 3
    assert recordings.content(db, "aa") == b"sound"
    assert recordings.file_id(db, "aa") == "known-1"


def test_what_was_never_sent_or_never_kept_is_known_by_nothing(db: Connection) -> None:
    assert recordings.file_id(db, "bb") is None
    assert recordings.file_id(db, "zz") is None
    assert recordings.content(db, "zz") is None
    recordings.sent_as(db, "bb", "known-2")
    recordings.sent_as(db, "bb", None)
    assert recordings.file_id(db, "bb") is None


def test_not_asked_is_not_the_same_as_not_wanted(db: Connection) -> None:
    assert recordings.wanted(db, "ana") is None
    recordings.set_wanted(db, "ana", wanted=False)
    assert recordings.wanted(db, "ana") is False
    recordings.set_wanted(db, "ana", wanted=True)
    assert recordings.wanted(db, "ana") is True


def test_whether_someone_wants_to_be_read_to_is_forgotten_with_who_they_are(
    db: Connection,
) -> None:
    recordings.set_wanted(db, "ana", wanted=True)
    participants.forget_who(db, "ana", NOW)
    assert recordings.wanted(db, "ana") is None
    assert recordings.content(db, "aa") == b"sound"
