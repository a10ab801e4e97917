"""Real files and real processes for the tests of the storage core."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.sqlite import connect
from storage.store import Store
from tests.storage.units import TABLES, Gate

ROOT = Path(__file__).resolve().parents[2]

RunPython = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def key() -> bytes:
    """A database key; its hex form is easy to look for in logs and files."""
    return bytes(range(100, 132))


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    """Where a database may be made; the odd name must survive becoming a file URI."""
    folder = tmp_path / "data 100% #1"
    folder.mkdir()
    return folder / "tellback.db"


@pytest.fixture
def tables(database_path: Path, key: bytes) -> Path:
    """A database with a few small tables of the tests' own."""
    with closing(connect(database_path, key)) as db:
        for table in TABLES:
            db.execute(table)
    return database_path


@pytest.fixture
async def core(tables: Path, key: bytes) -> AsyncIterator[Store]:
    """A store open on ``tables``."""
    store = await Store.open(tables, key)
    yield store
    await store.close()


@pytest.fixture
async def gate(core: Store) -> AsyncIterator[Gate]:
    """A gate at which the writer of ``core`` is standing."""
    gate = Gate(core)
    await gate.reached()
    yield gate
    gate.open()


@pytest.fixture
def run_python() -> Iterator[RunPython]:
    """Start Python code in another process with arguments; what still runs is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *args: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-u", "-W", "error", "-c", code, *map(str, args)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
