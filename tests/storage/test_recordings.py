"""Recordings: kept once, known by what Telegram calls them; who wants them goes with the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage import media, participants, recordings
from storage.recordings import Spot
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, person, project

SPOT = Spot(PROJECT, "pl", "end", "the hash of the words")


def read_aloud(db: Connection, name: str, file: str) -> None:
    """Let someone read ``SPOT`` aloud in the chat; the file is fetched."""
    media.add(
        db, file, participant=name, kind="voice", mime=None, seconds=3, file_id="known", now=NOW
    )
    media.keep(db, file, b"a voice")
    recordings.record(db, SPOT, file)


def files(db: Connection) -> int:
    return int(db.execute("SELECT COUNT(*) FROM media").fetchone()[0])


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


def test_what_was_read_in_the_chat_is_found_by_the_words_it_reads(db: Connection) -> None:
    read_aloud(db, "ana", "f1")
    assert recordings.recorded(db, SPOT) == "f1"
    assert recordings.any_recorded(db, PROJECT)
    for other in ({"language": "en"}, {"path": "flow.end"}, {"words_hash": "other words"}):
        assert recordings.recorded(db, replace(SPOT, **other)) is None
    assert (recordings.file_id(db, "f1"), recordings.content(db, "f1")) == ("known", b"a voice")
    recordings.sent_as(db, "f1", None)
    assert recordings.file_id(db, "f1") is None


def test_read_again_or_removed_the_sound_before_is_gone(db: Connection) -> None:
    read_aloud(db, "ana", "f1")
    read_aloud(db, "ana", "f2")
    assert (recordings.recorded(db, SPOT), files(db)) == ("f2", 1)
    assert recordings.drop(db, SPOT)
    assert not recordings.drop(db, SPOT)
    assert (recordings.recorded(db, SPOT), files(db)) == (None, 0)
    assert not recordings.any_recorded(db, PROJECT)


@pytest.mark.parametrize("way", ["erased", "forgotten"])
def test_a_voice_goes_with_whose_it_is(db: Connection, way: str) -> None:
    read_aloud(db, "ana", "f1")
    media.add(
        db, "story", participant="ana", kind="voice", mime=None, seconds=3, file_id="x", now=NOW
    )
    if way == "erased":
        participants.erase(db, "ana")
    else:
        participants.forget_who(db, "ana", NOW)
    assert recordings.recorded(db, SPOT) is None
    # What they told as an answer stays where only their name is forgotten.
    assert files(db) == (0 if way == "erased" else 1)
