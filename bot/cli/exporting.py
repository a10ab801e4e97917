"""``tellback export``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.exports.bundle import ABOUT, FORMATS, bundle
from bot.exports.tables import NoSuchProject
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
        content = desk.run(
            bundle,
            house,
            arguments.project,
            (arguments.format,),
            CLOCK.now(),
            "the command line",
        )
    except NoSuchProject as error:
        raise Cannot(f"{error} `tellback project list` shows those there are.") from None
    folder: Path = arguments.out
    # The word on all of it is the same for every format; only what people said is guarded.
    there = [name for name in content if name != ABOUT and (folder / name).exists()]
    if there and not arguments.force:
        raise Cannot(f"{folder / there[0]} is there already. --force replaces it.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, mode=0o700)
        path.write_bytes(data)
    say(
        f"{len(content)} files are in {folder}. They hold people's words: keep them among those "
        "who need them. ABOUT.txt says how."
    )
    return 0
