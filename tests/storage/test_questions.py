"""Questions for the team: kept as asked, answered once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import participants, questions
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, person, project, reads


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "lena", "omar"), start=1):
            person(db, name, chat)
        reads(db, "lena", "omar")
        yield db


def _ask(db: Connection, question: str, who: str, minutes: int = 0) -> None:
    at = NOW + timedelta(minutes=minutes)
    questions.add(db, question, PROJECT, who, "visits", "May my dog come?\nIt is small.", "en", at)


def test_it_is_kept_as_it_was_asked_under_the_made_up_name(db: Connection) -> None:
    _ask(db, "q1", "ana")
    kept = questions.get(db, "q1", "lena")
    assert kept is not None
    assert kept.words == "May my dog come?\nIt is small."
    assert (kept.pseudonym, kept.constraint, kept.answer) == ("ana 1", "visits", None)
    assert kept.asked_at == NOW


def test_the_oldest_waits_first_until_it_is_answered(db: Connection) -> None:
    _ask(db, "q2", "ben", minutes=5)
    _ask(db, "q1", "ana")
    assert [q.id for q in questions.unanswered(db, PROJECT, "lena")] == ["q1", "q2"]
    assert questions.answer(db, "q1", "Yes.", "lena", NOW)
    assert [q.id for q in questions.unanswered(db, PROJECT, "lena")] == ["q2"]


def test_only_the_first_answer_counts(db: Connection) -> None:
    _ask(db, "q1", "ana")
    assert questions.answer(db, "q1", "Yes.", "lena", NOW)
    assert not questions.answer(db, "q1", "No.", "omar", NOW)
    kept = questions.get(db, "q1", "lena")
    assert kept is not None
    assert kept.answer == "Yes."


def test_erasing_the_asker_erases_the_question(db: Connection) -> None:
    _ask(db, "q1", "ana")
    participants.erase(db, "ana")
    assert questions.get(db, "q1", "lena") is None
    assert questions.unanswered(db, PROJECT, "lena") == ()


def test_it_outlives_whoever_answered(db: Connection) -> None:
    _ask(db, "q1", "ana")
    questions.answer(db, "q1", "Yes.", "lena", NOW)
    participants.erase(db, "lena")
    kept = questions.get(db, "q1", "omar")
    assert kept is not None
    assert kept.answer == "Yes."
