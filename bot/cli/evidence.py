"""``tellback evidence``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, chosen_language, command, say
from bot.cli.exporting import write_private
from bot.evidence.files import FORMATS, written
from bot.evidence.gathering import Evidence, NoSuchProject, gather
from bot.registry import make_house
from storage import audit


def add(subparsers: Any) -> None:
    """Add the command."""
    parser = command(
        subparsers,
        "evidence",
        _evidence,
        "Write one document: what was open, shown, said, weighed, promised, and what came of it.",
        "tellback evidence ward-7 --out ward-7-evidence.pdf",
    )
    parser.add_argument("project", help="the project's slug")
    parser.add_argument("--out", type=Path, help="a file that ends in .pdf or .html")
    parser.add_argument("--language", help="one of the project's languages; else its own")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument(
        "--trace", type=int, metavar="NUMBER", help="list the rows that a number in it counts"
    )


def _evidence(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk, out = Desk(environ), arguments.out
    form = out.suffix.removeprefix(".") if out is not None else ""
    if arguments.trace is None and form not in FORMATS:
        raise Cannot("Say where it goes: --out with a file that ends in .pdf or .html.")
    if out is not None and out.exists() and not arguments.force:
        raise Cannot(f"{out} is there already. --force replaces it.")
    house, now = make_house(timezone=desk.settings.timezone), CLOCK.now()
    loaded = desk.run(house.project, arguments.project)
    if loaded is None:
        raise Cannot(
            f"There is no project {arguments.project}. `tellback project list` shows those there "
            "are."
        )
    language = chosen_language(loaded.project, arguments.language)
    try:
        found = desk.run(gather, house, arguments.project, now, language)
    except NoSuchProject as error:
        raise Cannot(str(error)) from None
    if arguments.trace is not None:
        return _trace(found, arguments.trace)
    content = written(found, loaded.catalogues.words(language), form)
    desk.run(
        audit.add,
        actor="the command line",
        action=f"made the evidence ({form})",
        now=now,
        project=arguments.project,
    )
    write_private(out, content)
    say(
        f"{out} is the evidence of {arguments.project}. It holds people's words only as they "
        "allowed. To list the rows a number counts: "
        f"tellback evidence {arguments.project} --trace NUMBER"
    )
    return 0


def _trace(found: Evidence, number: int) -> int:
    figure = next((one for one in found.figures if one.number == number), None)
    if figure is None:
        raise Cannot(f"There is no number [{number}]: they go from 1 to {len(found.figures)}.")
    say(f"[{figure.number}] {figure.what}: shown as {figure.shown}. Rows of {figure.table}:")
    for row in figure.rows:
        say(f"  {row}")
    say(f"That is {len(figure.rows)} in all.")
    return 0
