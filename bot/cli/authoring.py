"""``tellback project new | draw``: beginning a project, and showing it to those who agree to it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.authors.beginning import CannotBegin, begin
from bot.cli.common import Cannot, command, say
from conversations.reading.heading import is_tag


def add(actions: Any) -> None:
    """Add the commands to those of ``tellback project``."""
    new = command(
        actions,
        "new",
        _new,
        "Begin a project: a folder with an example that explains itself.",
        "tellback project new riverside-park --language pl",
    )
    new.add_argument("name", type=Path, help="the folder, named as the project is: riverside-park")
    new.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="TAG",
        help="a language besides English that people can choose (cy, pl, ur …); may be repeated",
    )


def _new(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    for tag in arguments.language:
        if not is_tag(tag):
            raise Cannot(f"“{tag}” is not a language we know. Use its short tag: cy, pl, pt-BR.")
    folder = arguments.name
    try:
        made = begin(folder, tuple(arguments.language))
    except CannotBegin as why:
        raise Cannot(str(why)) from None
    for path in made:
        say(f"{path} is written.")
    say(
        f"It plays as it is: tellback play {folder}\n"
        f"Then open {made[0]} in a text editor, and write your own. What only you can know stands "
        f"in square brackets; `tellback project check {folder}` says where."
    )
    return 0
