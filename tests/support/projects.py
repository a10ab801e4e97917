"""Example projects for tests: folders that each show one thing, and edits of the smallest one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from conversations.loader import Loaded, load
from conversations.problems import Problem, ProjectRefused
from conversations.snapshot import PROJECT_FILE, Snapshot, take

PROJECTS = Path(__file__).parent.parent / "projects"
WARD_7 = Path(__file__).parent.parent.parent / "conversations" / "projects" / "ward-7"

_HERE = re.compile(r"# here: ([a-z0-9-]+)$")


def example(name: str) -> Snapshot:
    """Return the example project ``name``."""
    return take(PROJECTS / name)


def loaded(name: str, published: date | None = None) -> Loaded:
    """Return the example project ``name`` as it runs, the bot speaking English."""
    return load(example(name), published=published, bot={})


def edited(name: str, old: str, new: str) -> Snapshot:
    """Return the example ``name`` with ``old``, which its project file holds once, replaced."""
    snapshot = example(name)
    text = snapshot.files[PROJECT_FILE]
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    return replace(snapshot, files={**snapshot.files, PROJECT_FILE: text.replace(old, new)})


def problems(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return everything that is found wrong with ``snapshot``, be it refused or not."""
    try:
        return load(snapshot, bot={}).problems
    except ProjectRefused as refused:
        return refused.problems


def expected(snapshot: Snapshot) -> Iterator[tuple[str, int, str]]:
    """Yield (file, line, code) for each "# here: code" in the files.

    In YAML the mistake is in the comment's own line; in a .po file, where a comment stands above
    what it is about, it is in the next line that begins with msgid.
    """
    for file, text in snapshot.files.items():
        lines = text.splitlines()
        for number, line in enumerate(lines, start=1):
            found = _HERE.search(line)
            if found and file == PROJECT_FILE:
                yield file, number, found[1]
            elif found:
                below = next(n for n, later in enumerate(lines[number:]) if later[:5] == "msgid")
                yield file, number + below + 1, found[1]
