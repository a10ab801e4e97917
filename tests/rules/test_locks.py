"""The locks: names, versions and hashes, for every library that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rules.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")

PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(?P<version>[0-9a-z.]+)(?: ; (?P<when>.+))? \\"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def _pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {m["name"]: m["version"] for line in lines if (m := PIN.fullmatch(line))}


def _asked_for(*groups: str) -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lists = [project["project"]["dependencies"]]
    lists += [project["dependency-groups"][group] for group in groups]
    return (Requirement(line) for each in lists for line in each)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_names_versions_and_hashes_and_nothing_else(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not (PIN.fullmatch(line) or HASH.fullmatch(line))] == []


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])],
)
def test_a_lock_holds_a_fitting_version_of_all_that_is_asked_for(
    lock: str, groups: list[str]
) -> None:
    pins = _pins(lock)
    for wanted in _asked_for(*groups):
        version = pins.get(canonicalize_name(wanted.name))
        assert version, f"{wanted} is not in {lock}: run `make lock`"
        assert wanted.specifier.contains(version), f"{lock} has {version} for {wanted}"


def test_tests_run_on_the_versions_that_people_run() -> None:
    pins, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in pins} == pins


def test_the_five_libraries_the_project_was_promised_are_there() -> None:
    fixed = {"python-telegram-bot", "aiosqlite", "babel", "apscheduler", "pytest-asyncio"}
    assert fixed <= {canonicalize_name(wanted.name) for wanted in _asked_for("dev")}
