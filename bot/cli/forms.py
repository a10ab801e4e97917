"""``tellback project export-form``: a project as a form for ODK or Kobo, or on paper."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.exports.paper.drafts import drafts_of
from bot.exports.xlsform import workbook
from bot.registry import words_folder
from bot.settings import read_settings
from conversations.catalogue import read_folder
from conversations.loader import Loaded, load
from conversations.snapshot import take
from storage import projects


def add(actions: Any) -> None:
    """Add the command to those of ``tellback project``."""
    parser = command(
        actions,
        "export-form",
        _export_form,
        "Write a project as a form for ODK or Kobo, or to print.",
        "tellback project export-form my-project/ --out my-form.xlsx --paper to-print/",
    )
    parser.add_argument("path", type=Path, help="the project's folder")
    parser.add_argument("--out", type=Path, metavar="FORM.xlsx", help="an XLSForm workbook")
    parser.add_argument(
        "--paper",
        type=Path,
        metavar="FOLDER",
        help="a PDF to print in each language; made if need be",
    )
    parser.add_argument("--language", metavar="TAG", help="print only this one")
    parser.add_argument(
        "--from",
        dest="since",
        type=_day,
        metavar="DATE",
        help="the day from which promised dates count, as 2027-01-31; "
        "without it the day the project went live, or today",
    )


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{said}” is not a day like 2027-01-31") from None


def _export_form(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    if not (arguments.out or arguments.paper):
        raise Cannot("Say where the form goes: --out FORM.xlsx, or --paper FOLDER to print it.")
    if arguments.out and arguments.out.suffix != ".xlsx":
        raise Cannot(f"“{arguments.out.name}” should end in .xlsx: that is what is written.")
    loaded = _loaded(arguments.path, arguments.since, environ)
    languages = _languages(loaded, arguments.language)
    if arguments.out:
        _workbook(loaded, arguments.out)
    if arguments.paper:
        return _paper(loaded, languages, arguments.paper)
    return 0


def _languages(loaded: Loaded, chosen: str | None) -> tuple[str, ...]:
    if chosen and chosen not in loaded.project.languages:
        there = ", ".join(loaded.project.languages)
        raise Cannot(f"“{chosen}” is not among the project's languages: {there}.")
    return (chosen,) if chosen else loaded.project.languages


def _loaded(path: Path, since: date | None, environ: Mapping[str, str]) -> Loaded:
    """Return the project with the dates it promises, which a form cannot work out by itself."""
    snapshot, bot = take(path), read_folder(words_folder())
    project = load(snapshot, bot=bot).project
    day = since or _live_since(project.slug, project.timezone, environ)
    if day is None:
        day = CLOCK.now().astimezone(ZoneInfo(project.timezone)).date()
        say(f"{project.slug} is not live yet: the dates it promises count from today, {day}.")
    return load(snapshot, published=day, bot=bot)


def _live_since(slug: str, zone: str, environ: Mapping[str, str]) -> date | None:
    """Return the day people could first take part; ``None`` where that is still to come."""
    if not read_settings(environ).database.exists():
        return None
    live = Desk(environ).run(projects.get, slug)
    return live.first_published_at.astimezone(ZoneInfo(zone)).date() if live else None


def _workbook(loaded: Loaded, out: Path) -> None:
    content, lacks = workbook.write(loaded)
    out.write_bytes(content)
    say(f"{out} is an XLSForm workbook. What it cannot do stands in its last sheet too:")
    for where, what in lacks:
        say(f"  {where}: {what}")


def _paper(loaded: Loaded, languages: tuple[str, ...], folder: Path) -> int:
    """Print what can be printed, and say of each language whose words nobody has checked."""
    # Imported here: fonts take a moment to load, and few commands need them.
    from bot.exports.fonts import NoFont  # noqa: PLC0415
    from bot.exports.paper.document import left_out, paper_form  # noqa: PLC0415 - likewise

    folder.mkdir(parents=True, exist_ok=True)
    drafts, refused = drafts_of(loaded), 0
    for language in languages:
        file = folder / f"{loaded.project.slug}-{language}.pdf"
        try:
            file.write_bytes(paper_form(loaded, language, draft=language in drafts))
        except NoFont as error:
            say(f"{language}: {error}")
            refused += 1
            continue
        say(f"{file}{_DRAFT if language in drafts else ''}")
        signs = left_out(loaded, language)
        if signs:
            say(f"  Left out, as no font draws it: {signs}")
    say(_NOT_ON_PAPER)
    return 1 if refused else 0


_DRAFT = ": a draft, and says so, as nobody has checked all its words"

_NOT_ON_PAPER = (
    "On paper nobody is asked back what they understood, or reminded, and nothing can be changed "
    "later."
)
