"""The project's own files: everything here but what .gitignore names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: The four that run; tests are checked for less.
PACKAGES = ("bot", "conversations", "locales", "storage")


@cache
def _ignored() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text("utf-8").split()
    return (".git", *(line.rstrip("/") for line in lines))


def _is_ours(folder: Path, name: str) -> bool:
    whole = f"/{(folder / name).relative_to(ROOT).as_posix()}"
    return not any(fnmatch(whole if "/" in each else name, each) for each in _ignored())


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file of the project, with or without git at hand."""
    return tuple(sorted(_walk()))


def _walk() -> Iterator[Path]:
    for here, folders, files in os.walk(ROOT):
        folder = Path(here)
        folders[:] = [name for name in folders if _is_ours(folder, name)]
        yield from (folder / name for name in files if _is_ours(folder, name))


def python_files(*packages: str) -> list[Path]:
    """Return the Python modules below ``packages``, by default everything but the tests."""
    wanted = packages or PACKAGES
    return [
        path
        for path in project_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in wanted
    ]


def shown(path: Path) -> str:
    """Return ``path`` as seen from the project's folder."""
    return path.relative_to(ROOT).as_posix()
