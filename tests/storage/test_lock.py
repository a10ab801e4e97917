"""The lock: one process to a data folder, let go of however that process ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.lock import AlreadyRunning, DataLock
from tests.storage.conftest import RunPython

HOLD = """
import sys
from pathlib import Path
from storage.lock import DataLock
with DataLock(Path(sys.argv[1])):
    print("held")
    sys.stdin.readline()
"""


def test_a_second_is_refused_and_told_who_has_it(tmp_path: Path, run_python: RunPython) -> None:
    other = run_python(HOLD, tmp_path)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n", other.communicate()[1]
    with pytest.raises(AlreadyRunning, match=r"is already running on .*process") as caught:
        DataLock(tmp_path).__enter__()
    assert caught.value.pid == other.pid
    assert f"process {other.pid}" in str(caught.value)
    other.communicate("go\n")
    assert other.returncode == 0
    with DataLock(tmp_path):
        pass


def test_a_killed_process_leaves_no_lock(tmp_path: Path, run_python: RunPython) -> None:
    other = run_python(HOLD, tmp_path)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n", other.communicate()[1]
    other.kill()
    other.wait()
    with DataLock(tmp_path):
        assert (tmp_path / "tellback.lock").read_text() == f"{os.getpid()}\n"


def test_it_also_holds_within_one_process(tmp_path: Path) -> None:
    with DataLock(tmp_path), pytest.raises(AlreadyRunning) as caught:
        DataLock(tmp_path).__enter__()
    assert caught.value.pid == os.getpid()


def test_it_is_let_go_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), DataLock(tmp_path):
        raise RuntimeError
    with DataLock(tmp_path):
        pass


def test_whoever_has_not_yet_said_who_it_is_is_another_process(tmp_path: Path) -> None:
    with DataLock(tmp_path):
        (tmp_path / "tellback.lock").write_text("")
        with pytest.raises(AlreadyRunning, match="another process") as caught:
            DataLock(tmp_path).__enter__()
    assert caught.value.pid is None
