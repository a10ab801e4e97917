"""The Makefile on machines that lack something: one sentence that says what to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.tree import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not on this machine")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine with make and a shell, and no Python."""
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("make", "sh", "touch"):
        found = shutil.which(name)
        assert found
        (commands / name).symlink_to(found)
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, checkout)
    return checkout


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    commands = checkout.parent / "commands"
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        [commands / "make", *arguments],
        cwd=checkout,
        env={**environment, "PATH": str(commands)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_python_it_says_which_is_needed(machine: Path) -> None:
    done = make(machine, "demo")
    assert done.returncode != 0
    said = done.stderr.splitlines()
    assert said[0] == (
        "Tellback needs Python 3.11 or newer, and none was found; if you have one, say where: "
        "make PYTHON=/path/to/python3.12 demo"
    )
    assert len(said) == 2  # the other is make's own, that it stopped


def test_where_python_lacks_venv_it_says_what_to_install(machine: Path) -> None:
    broken = machine.parent / "broken"
    broken.mkdir()
    (broken / "ensurepip.py").write_text("raise ImportError\n")
    python = machine.parent / "commands" / "python3"
    python.write_text(f"#!/bin/sh\nPYTHONPATH='{broken}' exec '{sys.executable}' \"$@\"\n")
    python.chmod(0o755)
    done = make(machine, "test")
    assert done.returncode != 0
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    said = done.stderr.splitlines()
    assert said[0] == (
        f"{name} is here but cannot make virtual environments; on Debian or Ubuntu: "
        f"sudo apt install {name}-venv"
    )
    assert len(said) == 2
    assert not (machine / ".venv").exists()


def test_help_names_every_target(machine: Path) -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    helped = make(machine, "help").stdout
    missing = [name for name in phony[1].split() if f"make {name} " not in helped]
    assert missing == ["help", "FORCE"]
