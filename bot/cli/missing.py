"""``tellback missing``."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, Desk, chosen_language, command, say
from bot.house import House
from bot.missing.chart import chart, png, svg
from bot.missing.gathering import Missing, gather
from bot.registry import make_house
from bot.visit import plain
from conversations.catalogue import Words
from conversations.loader import Loaded
from conversations.missing import in_100, people, told
from storage.sqlite import Connection

_ENDINGS = (".svg", ".png", ".csv")


def add(subparsers: Any) -> None:
    """Add the command."""
    parser = command(
        subparsers,
        "missing",
        _missing,
        "Say who takes part beside who lives here, with small numbers hidden.",
        "tellback missing ward-7 --out missing.png",
    )
    parser.add_argument("project", help="the project's slug")
    parser.add_argument("--out", type=Path, help="a picture (.svg, .png) or the table (.csv)")
    parser.add_argument("--language", help="one of the project's languages; else its own")


def _missing(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    out: Path | None = arguments.out
    if out is not None and out.suffix not in _ENDINGS:
        raise Cannot(f"{out} has to end in {', '.join(_ENDINGS)}.")
    desk = Desk(environ)
    house = make_house(timezone=desk.settings.timezone)
    found, words, loaded = desk.run(_gathered, house, arguments.project, arguments.language)
    small = loaded.project.small_number
    if out is None:
        say("\n\n".join(_plain(told(one, small, words)) for one in found.sections))
        return 0
    content = {
        ".svg": lambda: svg(chart(found.sections, small, words)).encode(),
        ".png": lambda: png(chart(found.sections, small, words)),
        ".csv": lambda: table(found, small, words),
    }[out.suffix]()
    out.write_bytes(content)
    for line in chart(found.sections, small, words)["legend"] if out.suffix != ".csv" else ():
        say(_plain(line))
    say(f"{out} shows who takes part in {loaded.project.slug} beside who lives here.")
    return 0


def _gathered(
    db: Connection, house: House, project: str, language: str | None
) -> tuple[Missing, Words, Loaded]:
    loaded = house.project(db, project)
    if loaded is None:
        raise Cannot(
            f"There is no live project {project}. `tellback project list` shows those there are."
        )
    if not loaded.project.population:
        raise Cannot(
            f"{project} has no population.csv, which says who lives here: see "
            "docs/project-format.md."
        )
    words = loaded.catalogues.words(chosen_language(loaded.project, language))
    return gather(db, loaded, words, CLOCK.now()), words, loaded


def table(found: Missing, small: int, words: Words) -> bytes:
    """Return what is shown as CSV: a line a category, numbers as they are told."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("group", "category", "answered", "of_100_who_answered", "of_100_who_live"))
    for one in found.sections:
        for row in one.rows:
            ours = "" if row.ours is None else in_100(row.ours)
            theirs = "" if row.theirs is None else in_100(row.theirs)
            answered = _plain(people(row.cell, small, words))
            writer.writerow((one.group.key, row.key, answered, ours, theirs))
        for label, cell in one.beside:
            writer.writerow((one.group.key, label, _plain(people(cell, small, words)), "", ""))
    return file.getvalue().encode("utf-8-sig")


def _plain(said: str) -> str:
    return plain(said.replace("<b>", "").replace("</b>", ""))
