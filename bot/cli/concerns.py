"""``tellback concerns``: the safeguarding record, for whoever has to keep it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.cli.exporting import write_private
from bot.exports.concerns import noted, record
from bot.registry import make_house
from storage import projects

#: A reason has to say something.
_SHORTEST = 10


def add(subparsers: Any) -> None:
    """Add the command."""
    parser = command(
        subparsers,
        "concerns",
        _concerns,
        "Write what was marked as about someone's safety, for the safeguarding record.",
        'tellback concerns ward-7 --out record.csv --reason "for the review on 3 March"',
    )
    parser.add_argument("project", help="the project's slug")
    parser.add_argument("--out", type=Path, required=True, help="a .csv file that is not there yet")
    parser.add_argument("--reason", required=True, help="why; it is written down and stays")


def _concerns(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk, slug, file = Desk(environ), str(arguments.project), Path(arguments.out)
    reason = str(arguments.reason).strip()
    if len(reason) < _SHORTEST:
        raise Cannot("Please say why in a few words more: --reason stays in the audit log.")
    if desk.run(projects.get, slug) is None:
        raise Cannot(f"There is no project {slug}. `tellback project list` shows those there are.")
    if file.exists():
        raise Cannot(f"{file} is there already. Please choose another name.")
    house = make_house(timezone=desk.settings.timezone)
    content = desk.run(record, house, slug)
    # Noted first: what has left without a line in the log would be worse than a line too many.
    desk.run(noted, slug, reason, CLOCK.now())
    write_private(file, content)
    say(
        f"{file} holds people's exact words about harm. Keep it among those who keep the "
        "safeguarding record, and nowhere else. That it was written, and why, is in the audit log."
    )
    return 0
