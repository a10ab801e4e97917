"""Connections: keys, settings, errors in words, and what we rely on in aiosqlite and aiosql."""

from __future__ import annotations

import logging
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage.sql import load
from storage.sqlite import (
    Connection,
    DatabaseMissing,
    IntegrityError,
    OperationalError,
    Row,
    Worker,
    WrongKey,
    connect,
)


def _make(path: Path, key: bytes | None) -> None:
    with closing(connect(path, key)) as db:
        db.execute("CREATE TABLE said (words TEXT) STRICT")
        db.execute("INSERT INTO said VALUES ('the corridor smells of smoke')")


def test_what_is_written_is_read_with_the_same_key(database_path: Path, key: bytes) -> None:
    _make(database_path, key)
    with closing(connect(database_path, key, read_only=True)) as db:
        row = db.execute("SELECT words FROM said").fetchone()
    assert isinstance(row, Row)
    assert row["words"] == "the corridor smells of smoke"


def test_the_file_is_encrypted_and_only_without_a_key_is_it_not(
    database_path: Path, tmp_path: Path, key: bytes
) -> None:
    plain = tmp_path / "plain.db"
    _make(database_path, key)
    _make(plain, None)
    assert plain.read_bytes().startswith(b"SQLite format 3")
    assert b"smells of smoke" in plain.read_bytes()
    assert not database_path.read_bytes().startswith(b"SQLite format 3")
    assert b"smells of smoke" not in database_path.read_bytes()


@pytest.mark.parametrize("wrong", [bytes(32), None], ids=["another key", "no key"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_wrong_key_is_said_at_once_and_in_words(
    database_path: Path, key: bytes, wrong: bytes | None, read_only: bool
) -> None:
    _make(database_path, key)
    with pytest.raises(WrongKey, match="does not open with this key") as caught:
        connect(database_path, wrong, read_only=read_only)
    assert key.hex() not in str(caught.value)
    with closing(connect(database_path, key)) as db:
        assert db.execute("SELECT count(*) FROM said").fetchone()[0] == 1


def test_a_file_that_is_no_database_is_not_taken_for_one(database_path: Path, key: bytes) -> None:
    database_path.write_bytes(b"a letter, not a database\n" * 400)
    with pytest.raises(WrongKey):
        connect(database_path, key)


def test_a_key_of_the_wrong_length_makes_no_file(database_path: Path) -> None:
    with pytest.raises(WrongKey, match="32 bytes; this one has 5"):
        connect(database_path, b"short")
    assert not database_path.exists()


def test_a_missing_folder_or_file_is_said_in_words(database_path: Path, key: bytes) -> None:
    with pytest.raises(DatabaseMissing, match="no folder"):
        connect(database_path / "further" / "down.db", key)
    with pytest.raises(DatabaseMissing, match="no database"):
        connect(database_path, key, read_only=True)
    assert not database_path.exists()


def test_nobody_else_may_read_the_files(database_path: Path, key: bytes) -> None:
    with closing(connect(database_path, key)) as db:
        db.execute("CREATE TABLE said (words TEXT) STRICT")
        files = list(database_path.parent.iterdir())
        assert {file.suffix for file in files} == {".db", ".db-wal", ".db-shm"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_the_settings_are_those_that_keep_what_was_said(database_path: Path, key: bytes) -> None:
    with closing(connect(database_path, key)) as db:

        def setting(name: str) -> object:
            return db.execute(f"PRAGMA {name}").fetchone()[0]

        assert setting("journal_mode") == "wal"
        assert setting("synchronous") == 2
        assert setting("secure_delete") == 1
        assert setting("foreign_keys") == 1
        assert setting("temp_store") == 0, "0 is the compiled default, which must be memory:"
        options = {row[0] for row in db.execute("PRAGMA compile_options").fetchall()}
        assert "TEMP_STORE=2" in options
        assert "ENABLE_FTS5" in options


def test_a_row_that_points_nowhere_is_refused(database_path: Path, key: bytes) -> None:
    with closing(connect(database_path, key)) as db:
        db.execute("CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE TABLE said (person INTEGER REFERENCES person (id)) STRICT")
        with pytest.raises(IntegrityError):
            db.execute("INSERT INTO said VALUES (7)")


def test_a_read_only_connection_cannot_write(database_path: Path, key: bytes) -> None:
    _make(database_path, key)
    with (
        closing(connect(database_path, key, read_only=True)) as db,
        pytest.raises(OperationalError, match="readonly"),
    ):
        db.execute("INSERT INTO said VALUES ('no')")


async def test_a_worker_runs_whole_functions_in_one_thread_of_its_own(
    database_path: Path, key: bytes
) -> None:
    """Pins what we need of aiosqlite: one thread, first come first served, the result handed on."""
    worker = await Worker.start(database_path, key)
    try:

        def where(db: Connection) -> tuple[int, int]:
            return threading.get_ident(), int(db.execute("SELECT 1 + 1").fetchone()[0])

        first, second = await worker.run(where), await worker.run(where)
        assert first == second
        assert first[0] != threading.get_ident()
        assert first[1] == 2
    finally:
        await worker.close()
    with pytest.raises(ValueError, match="no active connection"):
        await worker.run(where)


async def test_a_worker_with_a_wrong_key_leaves_no_thread_behind(
    database_path: Path, key: bytes
) -> None:
    _make(database_path, key)
    before = threading.enumerate()
    with pytest.raises(WrongKey):
        await Worker.start(database_path, bytes(32))
    assert threading.enumerate() == before


def test_aiosqlite_stays_silent_when_everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert logging.getLogger("storage").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("aiosqlite").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("aiosqlite").isEnabledFor(logging.INFO)


_QUERIES = """
-- name: add_said(id, words)!
INSERT INTO said (id, words) VALUES (:id, :words);

-- name: take_number(words)$
INSERT INTO said (id, words) SELECT max(id) + 1, :words FROM said RETURNING id;

-- name: get_said(id)^
SELECT id, words FROM said WHERE id = :id;

-- name: list_said()
SELECT id, words FROM said ORDER BY id;

-- name: count_said()$
SELECT count(*) FROM said;

-- name: first_words(id)$
SELECT words FROM said WHERE id = :id;
"""


def test_queries_are_called_by_name(database_path: Path, tmp_path: Path, key: bytes) -> None:
    (tmp_path / "said.sql").write_text(_QUERIES, encoding="utf-8")
    sql = load("said", tmp_path)
    with closing(connect(database_path, key)) as db:
        db.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
        db.execute("BEGIN IMMEDIATE")
        assert sql.add_said(db, id=1, words="grüezi") == 1
        assert sql.take_number(db, words="salaam") == 2
        db.execute("COMMIT")
        assert sql.get_said(db, id=1)["words"] == "grüezi"
        assert sql.get_said(db, id=9) is None
        rows = sql.list_said(db)
        assert [(row["id"], row["words"]) for row in rows] == [(1, "grüezi"), (2, "salaam")]
        assert rows == list(rows), "rows are a list, to be read more than once"
        assert sql.count_said(db) == 2
        assert sql.first_words(db, id=2) == "salaam"
        assert sql.first_words(db, id=9) is None


def test_an_unknown_subject_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no file of queries"):
        load("nothing_of_the_kind", tmp_path)
