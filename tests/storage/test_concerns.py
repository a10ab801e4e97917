"""Concerns: exact words, seen once, every note kept, and longer than who said them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from storage import concerns, participants
from storage.concerns import Concern
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project

WORDS = "he shouts at me\n  every night "


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "amina", "lena"), start=1):
            person(db, name, chat)
        answers(db, "ana", [("day", "", WORDS)])
        yield db


def _add(
    db: Connection, concern: str = "c1", by: Literal["resident", "lead"] = "lead", minutes: int = 0
) -> None:
    at = NOW + timedelta(minutes=minutes)
    concerns.add(db, concern, PROJECT, "ana", "ana 1", WORDS, "ana.day", by, at)


def _get(db: Connection, concern: str = "c1") -> Concern:
    found = concerns.get(db, concern)
    assert found is not None
    return found


def test_the_words_are_kept_exactly_and_not_shown_in_a_log(db: Connection) -> None:
    _add(db)
    kept = _get(db)
    assert (kept.words, kept.answer, kept.marked_by) == (WORDS, "ana.day", "lead")
    assert "shouts" not in repr(kept)
    assert concerns.get(db, "unheard of") is None


def test_the_first_who_saw_it_is_written_down(db: Connection) -> None:
    _add(db)
    assert concerns.acknowledge(db, "c1", "amina", NOW + timedelta(hours=1))
    assert not concerns.acknowledge(db, "c1", "lena", NOW + timedelta(hours=2))
    assert _get(db).acknowledged_at == NOW + timedelta(hours=1)


def test_it_waits_until_what_was_done_is_noted(db: Connection) -> None:
    _add(db, "c2", minutes=5)
    _add(db, "c1")
    assert [c.id for c in concerns.unfinished(db, PROJECT)] == ["c1", "c2"]
    concerns.acknowledge(db, "c1", "amina", NOW)
    assert len(concerns.unfinished(db, PROJECT)) == 2
    concerns.note(db, "c1", "Called the ward.", "amina", NOW)
    assert [c.id for c in concerns.unfinished(db, PROJECT)] == ["c2"]


def test_no_note_is_lost_to_a_later_one(db: Connection) -> None:
    _add(db)
    concerns.note(db, "c1", "Called the ward.", "amina", NOW)
    concerns.note(db, "c1", "They called back.", "amina", NOW)
    assert _get(db).note == "Called the ward.\nThey called back."


def test_only_a_peer_lead_passes_an_answer_on(db: Connection) -> None:
    _add(db, "c1", by="resident")
    assert not concerns.passed_on(db, "ana.day")
    _add(db, "c2", by="lead")
    assert concerns.passed_on(db, "ana.day")


def test_it_stays_when_who_said_it_is_erased(db: Connection) -> None:
    _add(db)
    assert [c.id for c in concerns.of_person(db, "ana")] == ["c1"]
    participants.erase(db, "ana")
    kept = _get(db)
    assert (kept.words, kept.participant, kept.answer) == (WORDS, None, None)
    assert concerns.of_person(db, "ana") == ()
