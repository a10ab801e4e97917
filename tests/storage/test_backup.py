"""Backups: whole, encrypted with the same key, made beside a busy writer; or none at all."""

from __future__ import annotations

import asyncio
import stat
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import BackupError, backup
from storage.sqlite import Connection, DatabaseMissing, WrongKey, connect
from storage.store import Store, run_unit
from tests.storage.units import all_said, no_file_may_grow_beyond, say


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "it's a copy"
    folder.mkdir()
    return folder / "monday.db"


def test_a_backup_opens_with_the_same_key_and_no_other(
    tables: Path, key: bytes, target: Path
) -> None:
    run_unit(tables, key, say, "kept twice")
    backup(tables, key, target)
    with closing(connect(target, key, read_only=True)) as db:
        assert all_said(db) == ["kept twice"]
    for wrong in (None, bytes(32)):
        with pytest.raises(WrongKey):
            connect(target, wrong, read_only=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


async def test_each_backup_beside_a_busy_writer_is_one_moment(
    core: Store, tables: Path, key: bytes, target: Path
) -> None:
    def pair(db: Connection, number: int) -> None:
        say(db, f"{number} one")
        say(db, f"{number} two")

    async def keep_talking() -> None:
        while not done.is_set():
            await core.write(pair, len(exchanges))
            exchanges.append(len(exchanges))

    exchanges: list[int] = []
    done = asyncio.Event()
    talking = asyncio.create_task(keep_talking())
    copies = [target.with_name(f"{number}.db") for number in range(5)]
    for copy in copies:
        await asyncio.to_thread(backup, tables, key, copy)
        await core.write(say, f"after {copy.name}")
    done.set()
    await talking
    counts = []
    for copy in copies:
        with closing(connect(copy, key, read_only=True)) as db:
            said = [each for each in all_said(db) if not each.startswith("after")]
            counts.append(len(all_said(db)))
        assert said == [f"{n} {which}" for n in range(len(said) // 2) for which in ("one", "two")]
    assert counts == sorted(set(counts)), "each has more in it than the one before"


@pytest.mark.parametrize("erased", [True, False], ids=["erased", "positive control"])
def test_what_was_deleted_is_not_in_the_next_backup(
    tmp_path: Path, target: Path, erased: bool
) -> None:
    """On an unkeyed file, in which words could be found."""
    plain = tmp_path / "plain.db"
    with closing(connect(plain, None)) as db:
        db.execute("PRAGMA secure_delete = OFF").fetchone()
        db.execute("CREATE TABLE said (n INTEGER PRIMARY KEY, words TEXT) STRICT")
        say(db, "unforgettable")
        if erased:
            db.execute("DELETE FROM said")
    assert b"unforgettable" in plain.read_bytes()
    backup(plain, None, target)
    assert (b"unforgettable" in target.read_bytes()) is not erased


def test_a_backup_never_replaces_another(tables: Path, key: bytes, target: Path) -> None:
    target.write_text("last week's")
    with pytest.raises(BackupError, match="never replaces"):
        backup(tables, key, target)
    assert target.read_text() == "last week's"


def test_a_backup_of_nothing_or_with_a_wrong_key_leaves_nothing(
    tables: Path, key: bytes, target: Path
) -> None:
    with pytest.raises(DatabaseMissing):
        backup(tables.with_name("other.db"), key, target)
    with pytest.raises(WrongKey):
        backup(tables, bytes(32), target)
    with pytest.raises(BackupError, match="No backup was made"):
        backup(tables, key, target.parent / "no such folder" / "monday.db")
    assert list(target.parent.iterdir()) == []


def test_a_full_disk_leaves_no_half_backup(tables: Path, key: bytes, target: Path) -> None:
    for number in range(20):
        run_unit(tables, key, say, f"{number} " + "x" * 10_000)
    with (
        no_file_may_grow_beyond(100_000),
        pytest.raises(BackupError, match=r"No backup was made: .*(full|disk I/O)"),
    ):
        backup(tables, key, target)
    assert list(target.parent.iterdir()) == []
    backup(tables, key, target)
    assert target.stat().st_size > 200_000


def test_what_an_interrupted_backup_left_is_cleared_away(
    tables: Path, key: bytes, target: Path
) -> None:
    target.with_name("monday.db.part").write_bytes(b"half")
    backup(tables, key, target)
    assert list(target.parent.iterdir()) == [target]
