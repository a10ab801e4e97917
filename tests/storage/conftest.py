"""Real files and real processes for the tests of the storage core."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
