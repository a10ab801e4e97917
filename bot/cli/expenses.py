"""``tellback expenses``: what the team did and paid, for whoever pays them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.peers.table import written_for_all
from bot.suffixes import suffix
from storage import audit, media, projects, timesheet
from storage.sqlite import Connection
from storage.timesheet import Line


def add(subparsers: Any) -> None:
    """Add the command."""
    parser = command(
        subparsers,
        "expenses",
        _expenses,
        "Write the hours and costs the team has written down, with their receipts.",
        "tellback expenses ward-7 --out ward-7-expenses.csv",
    )
    parser.add_argument("project", help="the project's slug")
    parser.add_argument("--out", type=Path, required=True, help="a .csv file")
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def _expenses(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    out: Path = arguments.out
    if out.suffix.lower() != ".csv":
        raise Cannot(f"Hours and costs are written as .csv, not as {out.suffix or '?'}.")
    if not out.parent.is_dir():
        raise Cannot(f"There is no folder {out.parent} to write them to.")
    desk = Desk(environ)
    if desk.run(projects.get, arguments.project) is None:
        raise Cannot(
            f"There is no project {arguments.project}. `tellback project list` shows those there "
            "are."
        )
    lines = desk.run(_taken, arguments.project)
    receipts = out.with_name(f"{out.stem}-receipts")
    if not arguments.force and out.exists():
        raise Cannot(f"{out} is there already. --force replaces it.")
    names = _receipts(desk, lines, receipts)
    _write(out, written_for_all(lines, names))
    say(f"{len(lines)} lines are in {out}, {len(names)} receipts in {receipts.name}.")
    return 0


def _taken(db: Connection, project: str) -> tuple[tuple[Line, str | None], ...]:
    """Return everyone's lines, and note on the audit log that they were taken out."""
    audit.add(
        db,
        actor="the command line",
        action="exported hours and costs",
        now=CLOCK.now(),
        project=project,
    )
    return timesheet.of_project(db, project)


def _receipts(
    desk: Desk, lines: tuple[tuple[Line, str | None], ...], folder: Path
) -> dict[str, str]:
    """Write each receipt that has come through; return the file's name by the receipt's id."""
    names: dict[str, str] = {}
    for line, _ in lines:
        file = desk.run(media.get, line.receipt) if line.receipt else None
        if file is not None and file.content:
            folder.mkdir(exist_ok=True, mode=0o700)
            names[file.id] = f"{len(names) + 1:03}{suffix(file.kind, file.mime)}"
            _write(folder / names[file.id], file.content)
    return names


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whoever could read the one it replaces."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
