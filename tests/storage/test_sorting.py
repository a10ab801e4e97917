"""Themes renamed, merged and split, and as they were again; decisions keep what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import sorting, themes
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "lena", "leo"), start=1):
            person(db, name, chat)
        answers(db, "ana", [("day", "", "dark at night"), ("good", "", "the lamp")])
        answers(db, "ben", [("day", "", "nobody came")])
        for theme in ("nights", "light"):
            themes.add(db, theme, PROJECT, theme.title(), "lena", NOW)
        for answer, theme, reader in (
            ("ana.day", "nights", "lena"),
            ("ana.day", "light", "lena"),
            ("ana.good", "light", "leo"),
            ("ben.day", "nights", "leo"),
        ):
            themes.put(db, f"{answer}-{theme}-{reader}", answer, theme, reader, NOW)
        yield db


def _under(db: Connection, theme: str) -> list[str]:
    return [answer for answer, _ in themes.answers(db, theme)]


def _name(db: Connection, theme: str) -> str:
    found = themes.get(db, theme)
    assert found is not None
    return found.name


def _listed(db: Connection) -> dict[str, int]:
    return {one.name: one.people for one in themes.of_project(db, PROJECT)}


def test_a_merge_counts_each_person_once_and_can_be_undone(db: Connection) -> None:
    before = _listed(db)
    assert sorting.together(db, "light", "nights") == 2
    assert sorting.merge(db, "light", "nights")
    assert not sorting.merge(db, "light", "nights")
    assert _listed(db) == {"Nights": 2}
    assert _under(db, "nights") == ["ana.day", "ana.good", "ben.day"]
    assert themes.on_answer(db, "ana.day", "lena") == ("Nights",)
    merged = themes.current(db, "light")
    assert merged is not None
    assert merged.id == "nights"
    assert sorting.unmerge(db, "light", "nights")
    assert not sorting.unmerge(db, "light", "nights")
    assert _listed(db) == before
    assert _under(db, "nights") == ["ana.day", "ben.day"]


def test_nothing_is_merged_into_itself_or_undone_under_a_later_merge(db: Connection) -> None:
    assert not sorting.merge(db, "light", "light")
    themes.add(db, "all", PROJECT, "All", "lena", NOW)
    sorting.merge(db, "light", "nights")
    sorting.merge(db, "nights", "all")
    assert not sorting.unmerge(db, "light", "nights")
    assert sorting.unmerge(db, "nights", "all")
    assert sorting.unmerge(db, "light", "nights")


def test_a_renaming_is_undone_and_nothing_newer_with_it(db: Connection) -> None:
    sorting.rename(db, "nights", "After dark")
    assert not sorting.unrename(db, "nights", "Nights")
    assert sorting.unrename(db, "nights", "After dark")
    assert not sorting.unrename(db, "nights", _name(db, "nights"))
    assert _name(db, "nights") == "Nights"


def test_a_renaming_stands_once_another_theme_has_its_old_name(db: Connection) -> None:
    sorting.rename(db, "nights", "After dark")
    themes.add(db, "new", PROJECT, "Nights", "lena", NOW)
    assert not sorting.unrename(db, "nights", "After dark")
    assert _name(db, "nights") == "After dark"


def test_a_split_moves_what_was_chosen_and_can_be_undone(db: Connection) -> None:
    themes.add(db, "staff", PROJECT, "Staff", "lena", NOW)
    sorting.split(db, "nights", "staff", ["ben.day"], NOW)
    assert (_under(db, "nights"), _under(db, "staff")) == (["ana.day"], ["ben.day"])
    assert sorting.unsplit(db, "nights", "staff")
    assert not sorting.unsplit(db, "nights", "staff")
    assert _under(db, "nights") == ["ana.day", "ben.day"]
    assert themes.get(db, "staff") is None


def test_a_decision_rests_on_what_it_rested_on(db: Connection) -> None:
    db.execute(
        "INSERT INTO decisions (id, project, heard, verdict, decided, why, language, made_at)"
        " VALUES ('d', ?, 'h', 'will', 'd', 'w', 'en', 'now')",
        (PROJECT,),
    )
    db.execute("INSERT INTO decision_themes (decision, theme) VALUES ('d', 'light')")
    db.execute("INSERT INTO decision_answers (decision, answer) VALUES ('d', 'ana.good')")
    sorting.merge(db, "light", "nights")
    sorting.rename(db, "nights", "Night and light")
    rests = db.execute(
        "SELECT theme FROM decision_themes UNION SELECT answer FROM decision_answers"
    )
    assert sorted(row[0] for row in rests.fetchall()) == ["ana.good", "light"]
    assert not sorting.rename(db, "light", "Lamps")
