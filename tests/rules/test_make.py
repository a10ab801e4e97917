"""The Makefile on machines that lack something: one sentence that says what to do."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT


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


#: Ends as a program does that Ctrl-C stopped; the Makefile is what is tried here, not the demo.
DEMO = """
import sys, time
try:
    print(*sys.argv[1:], flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("stopped")
    sys.exit(130)
"""


@pytest.fixture
def installed(machine: Path) -> Path:
    """The same with an environment in place, whose tellback says how it was called and waits."""
    (machine / "bot").mkdir()
    (machine / "bot" / "__init__.py").touch()
    environment = machine / ".venv"
    venv.create(environment, symlinks=True)
    packages = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    (environment / packages / "here.pth").write_text(f"{machine}\n")
    tellback = environment / "bin" / "tellback"
    tellback.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{DEMO}' \"$@\"\n")
    tellback.chmod(0o755)
    (environment / "run.stamp").touch()
    return machine


def start(checkout: Path, *arguments: str) -> subprocess.Popen[str]:
    commands = checkout.parent / "commands"
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.Popen(
        [commands / "make", *arguments],
        cwd=checkout,
        env={**environment, "PATH": str(commands)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def make(checkout: Path, *arguments: str) -> tuple[int, str, list[str]]:
    """Run make to its end; return its exit code, what it printed, and its complaints by line."""
    process = start(checkout, *arguments)
    printed, complaints = process.communicate()
    return process.returncode, printed, complaints.splitlines()


def test_without_python_it_says_which_is_needed(machine: Path) -> None:
    code, _, said = make(machine, "demo")
    assert code != 0
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
    code, _, said = make(machine, "test")
    assert code != 0
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert said[0] == (
        f"{name} is here but cannot make virtual environments; on Debian or Ubuntu: "
        f"sudo apt install {name}-venv"
    )
    assert len(said) == 2
    assert not (machine / ".venv").exists()


def test_help_names_every_target(machine: Path) -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    _, helped, _ = make(machine, "help")
    missing = [name for name in phony[1].split() if f"make {name} " not in helped]
    assert missing == ["help", "FORCE"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Started in the background, tests ignore Ctrl-C, and what they start inherits that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ([], "demo"),
        (["PORT=8123", "BROWSER=0"], "demo --port 8123 --no-browser"),
        (["RESET=1", "BROWSER=1"], "demo --reset"),
        (["RESET=0"], "demo"),
        (["PROJECT=my park/"], "demo --project my park/"),
    ],
)
def test_demo_is_called_as_asked_and_ctrl_c_ends_it_without_noise(
    installed: Path, asked: list[str], options: str
) -> None:
    process = start(installed, "demo", *asked)
    assert process.stdout is not None
    assert process.stdout.readline() == f"{options}\n"
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stdout.read()
    _, complaints = process.communicate()
    assert (rest, complaints) == ("stopped\n", "")
