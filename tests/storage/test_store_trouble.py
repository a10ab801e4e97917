"""The store when things go wrong: failed commits, full disks, other processes, kill -9."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from storage import sqlite
from storage.sqlite import Connection, DatabaseBusy, connect
from storage.store import NotSaved, Store
from tests.storage.conftest import RunPython
from tests.storage.units import Gate, all_said, no_file_may_grow_beyond, say


async def test_after_a_failed_commit_the_callers_are_told_and_the_writer_goes_on(
    core: Store, gate: Gate
) -> None:
    def dangle(db: Connection) -> None:
        db.execute("INSERT INTO later VALUES (4711)").close()

    innocent, guilty = core.submit(say, "lost"), core.submit(dangle)
    gate.open()
    for future in (innocent, guilty):
        with pytest.raises(NotSaved, match="not saved: FOREIGN KEY"):
            await future
    assert await core.write(say, "saved") == "saved"
    assert await core.read(all_said) == ["saved"]


@pytest.mark.parametrize("how", ["COMMIT", "ROLLBACK", "executescript"])
async def test_a_unit_that_ends_the_transaction_is_found_out(
    core: Store, gate: Gate, how: str
) -> None:
    def meddle(db: Connection) -> str:
        if how == "executescript":
            db.executescript("SELECT 1;")
        else:
            db.execute(how).close()
        return how

    futures = [core.submit(say, "first"), core.submit(meddle), core.submit(say, "second")]
    gate.open()
    first, meddled, second = await asyncio.gather(*futures, return_exceptions=True)
    assert isinstance(first, NotSaved), "nobody can vouch for it"
    assert isinstance(meddled, NotSaved)
    assert second == "second"
    assert "second" in await core.read(all_said)


async def test_on_a_full_disk_nothing_is_confirmed_and_later_all_goes_on(
    core: Store, gate: Gate, tables: Path
) -> None:
    wal = tables.with_name(tables.name + "-wal")
    with no_file_may_grow_beyond(wal.stat().st_size + 4096):
        futures = [core.submit(say, f"{number} " + "x" * 20_000) for number in range(5)]
        gate.open()
        ended = await asyncio.gather(*futures, return_exceptions=True)
    assert all(isinstance(each, NotSaved | sqlite.Error) for each in ended), ended
    assert await core.write(say, "room again") == "room again"
    assert await core.read(all_said) == ["room again"]


async def test_a_lock_held_elsewhere_is_waited_for_and_then_reported(
    tables: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.2)
    store = await Store.open(tables, key)
    try:
        with closing(connect(tables, key)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusy, match="nothing was saved"):
                await store.write(say, "kept out")
            other.execute("ROLLBACK")
            other.execute("BEGIN")
            all_said(other)
            await store.write(say, "let in")
            with pytest.raises(DatabaseBusy, match="still reading"):
                await store.checkpoint()
            other.execute("ROLLBACK")
        await store.checkpoint()
        assert await store.read(all_said) == ["let in"]
    finally:
        await store.close()


BESIDE = """
import sys
from pathlib import Path
from storage.store import run_unit
from tests.storage.units import say
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(40):
    run_unit(path, key, say, f"command {number}")
"""


async def test_a_command_gets_its_turn_beside_a_writer_that_is_never_idle(
    core: Store, tables: Path, key: bytes, run_python: RunPython
) -> None:
    async def keep_talking(who: int) -> int:
        number = 0
        while command.poll() is None:
            await core.write(say, f"resident {who}.{number}")
            number += 1
        return number

    command = run_python(BESIDE, tables, key.hex())
    assert command.stdout is not None
    assert command.stdin is not None
    await asyncio.to_thread(command.stdout.readline)
    residents = [asyncio.create_task(keep_talking(who)) for who in range(150)]
    await core.write(say, "all are talking")
    command.stdin.write("go\n")
    command.stdin.flush()
    written = sum(await asyncio.gather(*residents))
    _, errors = command.communicate()
    assert command.returncode == 0, errors
    said = await core.read(all_said)
    assert [each for each in said if each.startswith("command")] == [
        f"command {number}" for number in range(40)
    ]
    assert len(said) == written + 1 + 40


TALKING = """
import asyncio, sys
from pathlib import Path
from storage.store import Store
from tests.storage.units import say

def both(db, words):
    say(db, words)
    say(db, words + ", and")

async def caller(store, who):
    number = 0
    while True:
        await store.write(both, f"{who}.{number}")
        print(f"{who}.{number}", flush=True)
        number += 1

async def main():
    store = await Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    await asyncio.gather(*(caller(store, who) for who in range(20)))

asyncio.run(main())
"""


@pytest.mark.parametrize("acknowledged", [1, 37, 400])
def test_kill_9_takes_back_nothing_that_was_acknowledged(
    tables: Path, key: bytes, run_python: RunPython, acknowledged: int
) -> None:
    process = run_python(TALKING, tables, key.hex())
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(acknowledged)]
    process.kill()
    # Read to the end first: communicate() would pass over what readline() has buffered.
    rest = process.stdout.read()
    _, errors = process.communicate()
    assert process.returncode == -9, errors
    # The last line may have been cut off by the kill.
    promised = {
        line.strip() for line in [*told, *rest.splitlines(keepends=True)] if line[-1:] == "\n"
    }
    with closing(connect(tables, key)) as db:
        said = set(all_said(db))
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(promised) >= acknowledged
    assert promised <= said
    whole = {each for each in said if not each.endswith(", and")}
    assert said == whole | {f"{each}, and" for each in whole}, "half a unit was written"


LOOK = """
import sys
from pathlib import Path
print(sum(p.read_bytes().count(sys.argv[2].encode()) for p in Path(sys.argv[1]).iterdir()))
"""


@pytest.mark.parametrize("erasing", [True, False], ids=["erased", "positive control"])
async def test_what_was_deleted_is_in_no_file_any_more(
    tmp_path: Path, run_python: RunPython, erasing: bool
) -> None:
    """Unkeyed, so that words could be found; by another process, to keep our own file locks."""
    folder = tmp_path / "plain"
    folder.mkdir()

    def make(db: Connection) -> None:
        db.execute("CREATE TABLE said (n INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT")
        db.execute("CREATE VIRTUAL TABLE found USING fts5 (words)")
        db.execute("INSERT INTO found (found, rank) VALUES ('secure-delete', 1)")

    def tell(db: Connection, number: int) -> None:
        words = f"{number} unforgettable " + "lorem ipsum " * (number * 40)
        say(db, words)
        db.execute("INSERT INTO found (words) VALUES (?)", (words,)).close()

    def forget(db: Connection) -> None:
        db.execute(f"PRAGMA secure_delete = {int(erasing)}").fetchone()
        db.execute("DELETE FROM said").close()
        db.execute("DELETE FROM found").close()

    def copies() -> int:
        out, errors = run_python(LOOK, folder, "unforgettable").communicate()
        return int(out) if not errors else pytest.fail(errors)

    store = await Store.open(folder / "plain.db", None)
    try:
        await store.write(make)
        for number in range(40):
            await store.write(tell, number)
        assert await asyncio.to_thread(copies) >= 40
        await store.write(forget)
        await store.checkpoint()
        left = await asyncio.to_thread(copies)
        assert (left == 0) is erasing, f"{left} copies are left"
    finally:
        await store.close()


CHATTY = """
import asyncio, logging, sys
from pathlib import Path
logging.basicConfig(level=logging.DEBUG)
from storage.sqlite import connect
from storage.store import Store
from tests.storage.units import all_said, say

def fail(db, words):
    say(db, words)
    say(db, words)

async def main():
    store = await Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    await store.write(say, "the corridor smells of smoke")
    store.submit(fail, "the corridor smells of smoke").cancel()
    assert await store.read(all_said) == ["the corridor smells of smoke"]
    await store.checkpoint()
    await store.close()
    try:
        connect(Path(sys.argv[1]), bytes(32))
    except Exception:
        logging.exception("as it should be")

asyncio.run(main())
"""


def test_the_most_talkative_log_shows_neither_key_nor_words(
    tables: Path, key: bytes, run_python: RunPython
) -> None:
    out, log = run_python(CHATTY, tables, key.hex()).communicate()
    assert "DEBUG:asyncio:" in log, "this is what everything looks like"
    assert "A unit failed after its caller left: IntegrityError" in log
    assert "as it should be" in log
    for secret in (key.hex(), repr(key)[2:-1], "smoke", "INSERT", "aiosqlite"):
        assert secret.lower() not in (out + log).lower(), log
