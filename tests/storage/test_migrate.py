"""Migrations: in order, each whole or not at all, never onto a newer database."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from storage.migrate import MigrationError, NewerDatabase, migrate, pending
from storage.sqlite import WrongKey, connect

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)

FIRST = """
-- What people said; a semicolon in a comment must not end anything.
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE said (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    words TEXT NOT NULL DEFAULT 'nothing; yet'
) STRICT;
CREATE TRIGGER said_once AFTER UPDATE ON said BEGIN
    SELECT 1;
    SELECT RAISE(ABORT, 'words are never overwritten');
END;
"""
SECOND = "ALTER TABLE person ADD COLUMN language TEXT;\nCREATE INDEX said_person ON said (person)\n"
# The way of sqlite.org/lang_altertable.html: only possible while foreign keys are not enforced.
REBUILD = """
CREATE TABLE person_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, language TEXT) STRICT;
INSERT INTO person_new SELECT id, coalesce(name, 'unknown'), language FROM person;
DROP TABLE person;
ALTER TABLE person_new RENAME TO person;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(FIRST)
    (folder / "0002_second.sql").write_text(SECOND)
    return folder


def _schema(path: Path, key: bytes) -> dict[str, str]:
    with closing(connect(path, key)) as db:
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        return {row["name"]: row["sql"] for row in rows}


def _talk(path: Path, key: bytes) -> None:
    with closing(connect(path, key)) as db:
        db.execute("INSERT INTO person (id, name) VALUES (1, NULL)")
        db.execute("INSERT INTO said (id, person, words) VALUES (5, 1, 'warm')")


def test_a_fresh_database_gets_all_in_order_and_notes_when(
    database_path: Path, key: bytes, folder: Path
) -> None:
    assert pending(database_path, key, folder) == ["0001_first", "0002_second"]
    assert not database_path.exists()
    in_summer = NOW.astimezone(timezone(timedelta(hours=1)))
    assert migrate(database_path, key, folder, now=in_summer) == ["0001_first", "0002_second"]
    assert {"person", "said", "said_once", "said_person"} <= set(_schema(database_path, key))
    with closing(connect(database_path, key)) as db:
        rows = db.execute("SELECT name, applied_at FROM schema_migrations ORDER BY name").fetchall()
    assert [tuple(row) for row in rows] == [
        ("0001_first", "2031-05-04T09:30:00+00:00"),
        ("0002_second", "2031-05-04T09:30:00+00:00"),
    ]


def test_what_was_applied_is_not_applied_again(
    database_path: Path, key: bytes, folder: Path
) -> None:
    migrate(database_path, key, folder, now=NOW)
    assert migrate(database_path, key, folder, now=NOW) == []
    assert pending(database_path, key, folder) == []


def test_step_by_step_ends_where_all_at_once_does(
    database_path: Path, tmp_path: Path, key: bytes, folder: Path
) -> None:
    at_once = tmp_path / "at_once.db"
    (folder / "0003_rebuild.sql").write_text(REBUILD)
    migrate(at_once, key, folder, now=NOW)
    steps = tmp_path / "steps"
    steps.mkdir()
    for file in sorted(folder.iterdir()):
        (steps / file.name).write_text(file.read_text())
        assert migrate(database_path, key, steps, now=NOW) == [file.stem]
    assert _schema(database_path, key) == _schema(at_once, key)


def test_a_table_that_others_point_to_can_be_rebuilt_with_data_in_it(
    database_path: Path, key: bytes, folder: Path
) -> None:
    migrate(database_path, key, folder, now=NOW)
    _talk(database_path, key)
    (folder / "0003_rebuild.sql").write_text(REBUILD)
    assert migrate(database_path, key, folder, now=NOW) == ["0003_rebuild"]
    with closing(connect(database_path, key)) as db:
        joined = "SELECT name, words FROM said JOIN person ON person.id = said.person"
        assert tuple(db.execute(joined).fetchone()) == ("unknown", "warm")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CREATE TABLE more (a TEXT) STRICT;\n\nCREATE TABEL x (a);\n", r"line 3: .*TABEL"),
        ("CREATE TABLE more (a TEXT) STRICT;\nINSERT INTO said VALUES (1, 1, NULL);", r"line 2: "),
        ("CREATE TABLE more (a TEXT) STRICT;\nDELETE FROM person;", "said now points to no row"),
        ("CREATE TABLE more (a TEXT) STRICT;\nROLLBACK;\nSELECT 1;", r"line 2: .*must not end"),
        ("CREATE TABLE more (a TEXT) STRICT;\nSELECT 'never closed", r"line 2: "),
    ],
    ids=["syntax", "constraint", "dangling", "ends the transaction", "unfinished"],
)
def test_a_broken_file_leaves_nothing_behind_and_says_where(
    database_path: Path, key: bytes, folder: Path, script: str, words: str
) -> None:
    migrate(database_path, key, folder, now=NOW)
    _talk(database_path, key)
    before = _schema(database_path, key)
    (folder / "0003_broken.sql").write_text(script)
    with pytest.raises(MigrationError, match=f"0003_broken.sql, .*{words}"):
        migrate(database_path, key, folder, now=NOW)
    assert _schema(database_path, key) == before
    assert pending(database_path, key, folder) == ["0003_broken"]
    with closing(connect(database_path, key)) as db:
        assert db.execute("SELECT count(*) FROM person").fetchone()[0] == 1


def test_files_before_a_broken_one_stay_applied(
    database_path: Path, key: bytes, folder: Path
) -> None:
    (folder / "0002_second.sql").write_text("CREATE TABLE;")
    with pytest.raises(MigrationError):
        migrate(database_path, key, folder, now=NOW)
    assert pending(database_path, key, folder) == ["0002_second"]
    (folder / "0002_second.sql").write_text(SECOND)
    assert migrate(database_path, key, folder, now=NOW) == ["0002_second"]


def test_a_newer_database_is_refused_in_words(
    database_path: Path, key: bytes, folder: Path
) -> None:
    migrate(database_path, key, folder, now=NOW)
    (folder / "0002_second.sql").unlink()
    before = _schema(database_path, key)
    with pytest.raises(NewerDatabase, match=r"newer Tellback than this one .*0002_second"):
        migrate(database_path, key, folder, now=NOW)
    with pytest.raises(NewerDatabase):
        pending(database_path, key, folder)
    assert _schema(database_path, key) == before


def test_history_cannot_be_changed_behind_an_applied_migration(
    database_path: Path, key: bytes, folder: Path
) -> None:
    migrate(database_path, key, folder, now=NOW)
    with closing(connect(database_path, key)) as db:
        db.execute("DELETE FROM schema_migrations WHERE name = '0001_first'")
    with pytest.raises(MigrationError, match="has 0002_second but not 0001_first"):
        migrate(database_path, key, folder, now=NOW)


@pytest.mark.parametrize("name", ["0004_gap.sql", "3_short.sql", "0003-dash.sql", "0002_twice.sql"])
def test_a_wrongly_named_file_is_refused(
    database_path: Path, key: bytes, folder: Path, name: str
) -> None:
    (folder / name).write_text("SELECT 1;")
    with pytest.raises(MigrationError, match="numbered from 0001, without a gap"):
        migrate(database_path, key, folder, now=NOW)
    assert not database_path.exists()


def test_an_empty_folder_is_refused(database_path: Path, key: bytes, tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="no migrations"):
        migrate(database_path, key, tmp_path / "nowhere", now=NOW)


def test_a_wrong_key_is_told_apart_from_a_broken_migration(
    database_path: Path, key: bytes, folder: Path
) -> None:
    migrate(database_path, key, folder, now=NOW)
    with pytest.raises(WrongKey):
        migrate(database_path, bytes(32), folder, now=NOW)
