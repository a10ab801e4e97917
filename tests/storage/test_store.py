"""The store: whole units, in order, on disk before anybody is told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.sqlite import (
    Connection,
    DatabaseMissing,
    IntegrityError,
    OperationalError,
    WrongKey,
    connect,
)
from storage.store import Store, StoreClosed, run_unit
from tests.storage.units import Gate, all_said, say, wait_for, was_said


class Alarm(BaseException):
    """Not an Exception, like what ends a program."""


async def test_a_unit_returns_its_value_and_its_rows_are_there_to_read(core: Store) -> None:
    assert await core.write(say, "hello") == "hello"
    assert await core.write(say, words="again") == "again"
    assert await core.read(all_said) == ["hello", "again"]


async def test_units_run_in_the_order_of_submission(core: Store) -> None:
    words = [f"words {number}" for number in range(350)]
    futures = [core.submit(say, each) for each in words]
    finished: list[str] = []
    for future in futures:
        future.add_done_callback(lambda done: finished.append(done.result()))
    await asyncio.gather(*futures)
    assert await core.read(all_said) == words
    assert finished == words


async def test_what_queued_up_is_one_transaction_told_only_after_its_commit(
    core: Store, gate: Gate, tables: Path, key: bytes
) -> None:
    seen: dict[str, object] = {}

    def last(db: Connection) -> None:
        with closing(connect(tables, key, read_only=True)) as other:
            seen["others"] = all_said(other)
        seen["own"] = all_said(db)
        seen["told"] = [future.done() for future in before]

    before = [core.submit(say, f"words {number}") for number in range(3)]
    ending = core.submit(last)
    gate.open()
    await ending
    assert seen == {
        "others": [],
        "own": ["words 0", "words 1", "words 2"],
        "told": [False, False, False],
    }
    assert [future.result() for future in before] == seen["own"]


async def test_a_reader_sees_one_moment_and_nothing_uncommitted(core: Store, gate: Gate) -> None:
    written, looked = threading.Event(), threading.Event()

    def slowly(db: Connection) -> None:
        say(db, "half")
        written.set()
        wait_for(looked)
        say(db, "whole")

    def twice(db: Connection) -> tuple[list[str], list[str]]:
        wait_for(written)
        first = all_said(db)
        looked.set()
        wait_for(committed)
        return first, all_said(db)

    committed = threading.Event()
    writing = core.submit(slowly)
    reading = asyncio.ensure_future(core.read(twice))
    gate.open()
    await writing
    committed.set()
    assert await reading == ([], [])
    assert await core.read(all_said) == ["half", "whole"]


async def test_readers_cannot_write(core: Store) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        await core.read(say, "by the wrong door")
    assert await core.read(all_said) == []


async def test_a_failing_unit_undoes_only_itself(core: Store, gate: Gate) -> None:
    def fail(db: Connection) -> str:
        say(db, "undone")
        raise LookupError("this one's own")

    futures: list[asyncio.Future[str]] = [
        core.submit(say, "before"),
        core.submit(fail),
        core.submit(say, "between"),
        core.submit(say, "before"),
        core.submit(say, "after"),
    ]
    gate.open()
    before, failed, between, twice, after = await asyncio.gather(*futures, return_exceptions=True)
    assert (before, between, after) == ("before", "between", "after")
    assert isinstance(failed, LookupError)
    assert str(failed) == "this one's own"
    assert isinstance(twice, IntegrityError)
    assert await core.read(all_said) == ["before", "between", "after"]


@pytest.mark.parametrize(
    ("raised", "arrives"),
    [
        (Alarm, Alarm),
        (KeyboardInterrupt, KeyboardInterrupt),
        (SystemExit, SystemExit),
        (asyncio.CancelledError, asyncio.CancelledError),
        (StopIteration, RuntimeError),
    ],
)
async def test_nothing_a_unit_raises_stops_the_writer(
    core: Store, gate: Gate, raised: type[BaseException], arrives: type[BaseException]
) -> None:
    def fail(db: Connection) -> None:
        say(db, "undone")
        raise raised

    first, failing, last = core.submit(say, "a"), core.submit(fail), core.submit(say, "b")
    gate.open()
    with pytest.raises(arrives):
        await failing
    assert (await first, await last) == ("a", "b")
    assert await core.write(say, "c") == "c"
    assert await core.read(all_said) == ["a", "b", "c"]


async def test_a_query_that_fails_lets_go_of_what_it_read(core: Store) -> None:
    def fail(db: Connection) -> None:
        rows = db.execute("SELECT words FROM said")
        next(rows)
        raise LookupError

    def run_out(db: Connection) -> None:
        next(iter(()))

    for number in range(3):
        await core.write(say, f"words {number}")
    kept = []
    for _ in range(4):
        with pytest.raises(LookupError) as caught:
            await core.read(fail)
        kept.append(caught.value)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await core.read(run_out)
    await core.write(say, "more")
    assert len(await core.read(all_said)) == 4
    await core.checkpoint()


async def test_results_that_would_be_read_too_late_are_refused(core: Store) -> None:
    def lazily(db: Connection) -> Iterator[str]:
        yield say(db, "too late")

    async def wrongly(db: Connection) -> str:
        return say(db, "not at all")

    with pytest.raises(TypeError, match=r"list\(\)"):
        await core.write(lazily)
    with pytest.raises(TypeError, match="plain function"):
        _ = await core.write(wrongly)
    with pytest.raises(TypeError, match="not Cursor"):
        await core.read(lambda db: db.execute("SELECT 1"))
    assert await core.read(all_said) == []


async def test_a_cancelled_caller_may_have_committed_and_harms_nobody(
    core: Store, gate: Gate
) -> None:
    callers = [asyncio.create_task(core.write(say, f"words {number}")) for number in range(20)]
    await asyncio.sleep(0)
    for caller in callers[::2]:
        caller.cancel()
    gate.open()
    ended = await asyncio.gather(*callers, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended[::2])
    assert ended[1::2] == [f"words {number}" for number in range(1, 20, 2)]
    assert await core.read(all_said) == [f"words {number}" for number in range(20)]


async def test_a_failure_nobody_waits_for_any_more_is_logged_without_words(
    core: Store, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(db: Connection) -> None:
        raise LookupError("what a person said")

    core.submit(fail).cancel()
    gate.open()
    await core.write(say, "next")
    assert "A unit failed after its caller left: LookupError" in caplog.text
    assert "what a person said" not in caplog.text


async def test_two_hundred_callers_side_by_side(core: Store) -> None:
    def exchange(db: Connection, who: int, turn: int) -> int:
        for line in range(3):
            say(db, f"{who}.{turn}.{line}")
        return int(db.execute("SELECT count(*) FROM said").fetchone()[0])

    async def caller(who: int) -> list[int]:
        counts = []
        for turn in range(10):
            counts.append(await core.write(exchange, who, turn))
            assert await core.read(was_said, f"{who}.{turn}.2")
        return counts

    counted = await asyncio.gather(*(caller(who) for who in range(200)))
    assert sorted(n for each in counted for n in each) == list(range(3, 6001, 3))
    said = await core.read(all_said)
    assert len(said) == len(set(said)) == 6000


async def test_a_double_tap_gives_one_answer(core: Store) -> None:
    def start(db: Connection) -> None:
        db.execute("INSERT INTO run VALUES ('r', 5)").close()

    def tap(db: Connection, number: int) -> bool:
        moved = db.execute("UPDATE run SET step = step + 1 WHERE id = 'r' AND step = 5").rowcount
        if moved:
            say(db, f"tap {number}")
        return moved == 1

    await core.write(start)
    taps = await asyncio.gather(*(core.write(tap, number) for number in range(50)))
    assert taps.count(True) == 1
    assert len(await core.read(all_said)) == 1


async def test_closing_carries_out_what_is_queued(tables: Path, key: bytes) -> None:
    store = await Store.open(tables, key)
    futures = [store.submit(say, f"words {number}") for number in range(250)]
    await asyncio.gather(store.close(), store.close())
    await store.close()
    assert [await future for future in futures] == [f"words {number}" for number in range(250)]
    assert sorted(file.name for file in tables.parent.iterdir()) == [tables.name], "the log is in"
    with closing(connect(tables, key)) as db:
        assert len(all_said(db)) == 250


async def test_a_closed_store_says_so(tables: Path, key: bytes) -> None:
    store = await Store.open(tables, key)
    await store.close()
    with pytest.raises(StoreClosed):
        store.submit(say, "late")
    with pytest.raises(StoreClosed):
        await store.write(say, "late")
    with pytest.raises(StoreClosed):
        await store.read(all_said)
    with pytest.raises(StoreClosed):
        await store.checkpoint()
    with pytest.raises(StoreClosed):
        await store.data_version()


def test_a_loop_torn_down_without_closing_loses_nothing(tables: Path, key: bytes) -> None:
    threads = set(threading.enumerate())

    async def forgetful() -> None:
        store = await Store.open(tables, key)
        for number in range(250):
            store.submit(say, f"words {number}")
        await asyncio.sleep(0)

    asyncio.run(forgetful())
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=10)
        assert not thread.is_alive()
    with closing(connect(tables, key)) as db:
        assert all_said(db) == [f"words {number}" for number in range(250)]


async def test_opening_with_a_wrong_key_is_refused(tables: Path) -> None:
    with pytest.raises(WrongKey):
        await Store.open(tables, bytes(32))


async def test_the_data_version_tells_of_other_processes_only(
    core: Store, tables: Path, key: bytes
) -> None:
    before = await core.data_version()
    await core.write(say, "own")
    assert await core.data_version() == before
    run_unit(tables, key, say, "by a command")
    assert await core.data_version() != before


def test_a_command_writes_whole_units_on_its_own(tables: Path, key: bytes) -> None:
    def fail(db: Connection) -> None:
        say(db, "undone")
        raise LookupError

    assert run_unit(tables, key, say, words="alone") == "alone"
    with pytest.raises(LookupError):
        run_unit(tables, key, fail)
    assert run_unit(tables, key, all_said) == ["alone"]


def test_a_command_makes_no_database(database_path: Path, key: bytes) -> None:
    with pytest.raises(DatabaseMissing):
        run_unit(database_path, key, all_said)
    assert not database_path.exists()
