"""Prompts that were begun: one a maker and project, and gone with whoever began them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import participants, prompt_drafts
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, person, project


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("lena", "leo"), start=1):
            person(db, name, chat)
        prompt_drafts.put(db, "lena", PROJECT, "kind", {"words": "چائے?"}, NOW)
        prompt_drafts.put(db, "leo", PROJECT, "kind", {"words": "Tea?"}, NOW)
        yield db


def test_it_goes_on_where_its_maker_stopped(db: Connection) -> None:
    assert prompt_drafts.get(db, "lena", PROJECT) == ("kind", {"words": "چائے?"})
    prompt_drafts.put(db, "lena", PROJECT, "audience", {"words": "Coffee?"}, NOW)
    assert prompt_drafts.get(db, "lena", PROJECT) == ("audience", {"words": "Coffee?"})
    assert prompt_drafts.get(db, "leo", PROJECT) == ("kind", {"words": "Tea?"})


def test_what_was_sent_or_left_is_nobodys_any_more(db: Connection) -> None:
    prompt_drafts.drop(db, "lena", PROJECT)
    assert prompt_drafts.get(db, "lena", PROJECT) is None
    assert prompt_drafts.get(db, "leo", PROJECT) is not None


@pytest.mark.parametrize("how", ["erased", "forgotten"])
def test_it_goes_with_its_maker(how: str, db: Connection) -> None:
    if how == "erased":
        participants.erase(db, "lena")
    else:
        participants.forget_who(db, "lena", NOW)
    rows = db.execute("SELECT maker FROM prompt_drafts").fetchall()
    assert [row[0] for row in rows] == ["leo"]
