from __future__ import annotations

import os
from pathlib import Path

import pytest

from conversations.problems import ProjectRefused
from conversations.snapshot import MOST_BYTES, Snapshot, take


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "park"
    inside.mkdir()
    (inside / "project.yaml").write_text("title: Łąka\n", encoding="utf-8")
    (inside / "pl.po").write_text('msgid ""\n', encoding="utf-8")
    (inside / "notes.txt").write_text("not part of it", encoding="utf-8")
    return inside


def refused(folder: Path) -> str:
    with pytest.raises(ProjectRefused) as caught:
        take(folder)
    return str(caught.value)


def test_only_the_project_and_its_translations_are_taken(folder: Path) -> None:
    assert take(folder) == Snapshot({"project.yaml": "title: Łąka\n", "pl.po": 'msgid ""\n'})


def test_the_same_words_have_the_same_hash_on_every_machine(folder: Path) -> None:
    before = take(folder).hash()
    windows = "\ufefftitle: Łąka\r\n"
    (folder / "project.yaml").write_bytes(windows.encode())
    assert take(folder).hash() == before
    assert len(before) == 64
    (folder / "project.yaml").write_text("title: Łąki\n", encoding="utf-8")
    assert take(folder).hash() != before


def test_where_one_file_ends_and_another_begins_is_part_of_the_hash() -> None:
    one = Snapshot({"a.po": "x", "b.po": "y"})
    other = Snapshot({"a.po": "xb.po\0001\000y"})
    assert one.hash() != other.hash()
    assert one.hash() == Snapshot({"b.po": "y", "a.po": "x"}).hash()


def test_stored_and_read_again_it_is_the_same(folder: Path) -> None:
    snapshot = take(folder)
    assert Snapshot.from_json(snapshot.to_json()) == snapshot
    assert "Łąka" in snapshot.to_json()


@pytest.mark.parametrize("stored", ["", "[]", '{"files": []}', '{"files": {"a.po": 1}}'])
def test_what_is_no_stored_project_is_not_taken_for_one(stored: str) -> None:
    with pytest.raises(ValueError, match=r"stored project|Expecting value"):
        Snapshot.from_json(stored)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "There is no such folder." in refused(tmp_path / "park")


def test_a_folder_without_a_project(folder: Path) -> None:
    (folder / "project.yaml").unlink()
    assert refused(folder) == ("project.yaml:1:1: There is no such file in the project's folder.")


def test_links_within_the_folder_are_read_and_links_out_of_it_are_not(folder: Path) -> None:
    (folder / "ur.po").symlink_to(folder / "pl.po")
    assert take(folder).files["ur.po"] == take(folder).files["pl.po"]
    secret = folder.parent / "secret"
    secret.write_text("token", encoding="utf-8")
    (folder / "cy.po").symlink_to(secret)
    assert refused(folder).startswith("cy.po:1:1: This is a link to a file outside")


def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "ur.po")
    (folder / "cy.po").mkdir()
    assert refused(folder) == (
        "cy.po:1:1: This is not a file. Take it out of the folder.\n"
        "ur.po:1:1: This is not a file. Take it out of the folder."
    )


def test_more_than_a_project_can_be_is_refused_unread(folder: Path) -> None:
    (folder / "pl.po").write_bytes(b"#" * MOST_BYTES)
    assert "larger than 2,000,000 bytes" in refused(folder)


def test_text_that_is_not_utf8_is_named_by_its_place(folder: Path) -> None:
    (folder / "pl.po").write_bytes(b"# one\n# \xb3\n")
    assert refused(folder) == (
        "pl.po:2:3: From here on this is not text in UTF-8. Save the file as UTF-8."
    )
