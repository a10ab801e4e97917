"""``tellback export``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.exports.bundle import ABOUT, FORMATS, MEDIA, noted, sent_file, written
from bot.exports.tables import NoSuchProject, Tables, gather
from bot.registry import make_house


def add(subparsers: Any) -> None:
    """Add the command."""
    parser = command(
        subparsers,
        "export",
        _export,
        "Write what people sent, under made-up names, with a data dictionary.",
        "tellback export ward-7 --out ward-7-export --format xlsx",
    )
    parser.add_argument("project", help="the project's slug")
    parser.add_argument("--out", type=Path, required=True, help="a folder; made if need be")
    parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def _export(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk = Desk(environ)
    house = make_house(timezone=desk.settings.timezone)
    try:
        tables = desk.run(gather, house, arguments.project)
    except NoSuchProject as error:
        raise Cannot(f"{error} `tellback project list` shows those there are.") from None
    folder: Path = arguments.out
    formats, now = (arguments.format,), CLOCK.now()
    content = written(tables, formats, now)
    recordings = {f"{MEDIA}/{name}": stored for stored, name in tables.files.items()}
    # The word on all of it is the same for every format; only what people said is guarded.
    there = [n for n in (*content, *recordings) if n != ABOUT and (folder / n).exists()]
    if there and not arguments.force:
        raise Cannot(f"{folder / there[0]} is there already. --force replaces it.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    desk.run(noted, tables.project, formats, now, "the command line")
    for name, data in content.items():
        write_private(folder / name, data)
    for name, stored in recordings.items():
        sent = desk.run(sent_file, stored)
        if sent is not None:
            write_private(folder / name, sent)
    say(
        f"{len(content) + len(recordings)} files are in {folder}. They hold people's words: keep "
        f"them among those who need them. {ABOUT} says how."
    )
    _tell_of_leftovers(folder / MEDIA, tables)
    return 0


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, whoever could read the one it replaces."""
    path.parent.mkdir(exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _tell_of_leftovers(media: Path, tables: Tables) -> None:
    """An earlier export in the same folder may hold what its teller has taken back since."""
    known = set(tables.files.values())
    left = [path for path in media.glob("*") if path.name not in known] if media.is_dir() else []
    if left:
        say(
            f"{len(left)} files in {media} are not part of this export. Their tellers may have "
            "taken them back: please delete them."
        )
