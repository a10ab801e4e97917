"""``tellback project publish``: make a project live, and say what that does to people under way."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.authors.readiness import unchecked
from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.cli.readiness import in_full
from bot.clock import new_id
from bot.officers.moving_people import Census, census, told
from bot.publishing import Publication, publish
from bot.registry import make_house, words_folder
from bot.visit import plain
from conversations.catalogue import Phrase, Words, read_folder
from conversations.differences import differences
from conversations.loader import Loaded, load
from conversations.snapshot import Snapshot, take
from storage import staff
from storage.sqlite import Connection


def add(actions: Any) -> None:
    """Add the command to those of ``tellback project``."""
    publishing = command(
        actions, "publish", _publish, "Make a project live.", "tellback project publish my-project/"
    )
    publishing.add_argument("path", type=Path, help="the project's folder")
    publishing.add_argument(
        "--allow-drafts",
        action="store_true",
        help="for a rehearsal: even with unchecked texts or nobody to turn to; it is recorded",
    )
    publishing.add_argument(
        "--move",
        action="store_true",
        help="people under way go on with the new questions, where all they said still fits",
    )
    publishing.add_argument(
        "--dry-run",
        action="store_true",
        help="change nothing: say what is different, who could move and what is in the way",
    )


def read(path: Path) -> tuple[Snapshot, Loaded]:
    """Return what is in a project's folder; raises ``ProjectRefused`` with all its problems."""
    snapshot = take(path)
    return snapshot, load(snapshot, bot=read_folder(words_folder()))


def _publish(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    snapshot, loaded = read(arguments.path)
    desk = Desk(environ, may_make=not arguments.dry_run)
    hindrance = "" if arguments.allow_drafts else _hindrance(desk, snapshot, loaded)
    if hindrance and not arguments.dry_run:
        raise Cannot(hindrance)
    different, found = desk.run(_looked_at, loaded)
    if arguments.dry_run:
        _tell_what_would_happen(loaded, different, found, hindrance)
        return 0
    done = desk.run(
        publish,
        loaded,
        CLOCK.now(),
        new_id,
        drafts_allowed=arguments.allow_drafts,
        actor="the command line",
        move=arguments.move,
    )
    _tell(done, loaded, different)
    _tell_of_people(loaded, found, move=arguments.move)
    say(f"Next: tellback link {done.slug} --source poster --qr poster.png")
    return 0


def _hindrance(desk: Desk, snapshot: Snapshot, loaded: Loaded) -> str:
    """Return what keeps the project from going live and what to do about it; empty if nothing."""
    slug = loaded.project.slug
    found = unchecked(snapshot)
    if found:
        return in_full(snapshot, found)
    if not desk.run(staff.holders, slug, "safeguarding"):
        return (
            "Nobody has joined as safeguarding contact, and people must have someone to turn to. "
            f"Please send a link to that one person: tellback invite --role safeguarding "
            f"--project {slug}"
        )
    return ""


def _looked_at(db: Connection, loaded: Loaded) -> tuple[tuple[Phrase, ...] | None, Census]:
    """Return what is different from the live revision (``None``: there is none), and for whom."""
    house = make_house()
    live = house.project(db, loaded.project.slug)
    different = None if live is None else differences(live, loaded)
    return different, census(db, house, loaded, CLOCK.now())


def _tell_what_would_happen(
    loaded: Loaded, different: tuple[Phrase, ...] | None, found: Census, hindrance: str
) -> None:
    if different is None:
        say(f"{loaded.project.slug} is not live yet.")
    _tell_differences(different)
    say(plain(told(found, loaded.project.small_number, Words())))
    say(f"It cannot go live yet. {hindrance}" if hindrance else "It can go live.")
    say("Nothing was changed: this was a dry run.")


def _tell(done: Publication, loaded: Loaded, different: tuple[Phrase, ...] | None) -> None:
    slug, dates = done.slug, loaded.project.dates
    if not done.changed:
        say(f"{slug} is live already, in exactly this form ({done.revision[:8]}). Nothing changed.")
        return
    first = done.first_published_at.astimezone(ZoneInfo(loaded.project.timezone)).date()
    say(f"{slug} is live, as revision {done.revision[:8]}.")
    _tell_differences(different)
    if done.rehearsal_over:
        say("The rehearsal is over: what is promised counts from today.")
    say(
        f"Promised from now on: everything read by {first + timedelta(days=dates.read_by)}, "
        f"the report back by {first + timedelta(days=dates.report_back)}."
    )


def _tell_differences(different: tuple[Phrase, ...] | None) -> None:
    for sentence in different or ():
        say(Words().plain(sentence))


def _tell_of_people(loaded: Loaded, found: Census, *, move: bool) -> None:
    if not move:
        say("People under way stay on the one they began with.")
        return
    say(plain(told(found, loaded.project.small_number, Words())))
    if found:
        say("The running bot takes them there, in waking hours, and tells each of them.")
