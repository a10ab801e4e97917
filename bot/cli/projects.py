"""``tellback project check | publish | list``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli import forms, importing, messages
from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.cli.readiness import in_full, in_short, unchecked
from bot.clock import new_id
from bot.leads.scope import people
from bot.publishing import Publication, publish
from bot.registry import words_folder
from conversations.catalogue import Words, read_folder
from conversations.loader import Loaded, load
from conversations.problems import ProjectRefused
from conversations.snapshot import Snapshot, take
from storage import participants, projects, staff


def add(subparsers: Any) -> None:
    """Add the commands."""
    project = subparsers.add_parser("project", help="check, publish and list projects")
    actions = project.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = command(
        actions,
        "check",
        _check,
        "Say everything that is wrong with a project.",
        "tellback project check my-project/",
    )
    check.add_argument("path", type=Path, help="the project's folder")
    publishing = command(
        actions, "publish", _publish, "Make a project live.", "tellback project publish my-project/"
    )
    publishing.add_argument("path", type=Path, help="the project's folder")
    publishing.add_argument(
        "--allow-drafts",
        action="store_true",
        help="for a rehearsal: even with unchecked texts or nobody to turn to; it is recorded",
    )
    command(actions, "list", _list, "List the projects that are live.", "tellback project list")
    messages.add(actions)
    forms.add(actions)
    importing.add(actions)


def _read(path: Path) -> tuple[Snapshot, Loaded]:
    snapshot = take(path)
    return snapshot, load(snapshot, bot=read_folder(words_folder()))


def _check(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    try:
        snapshot, loaded = _read(arguments.path)
    except ProjectRefused as refused:
        for problem in refused.problems:
            say(str(problem))
        say("This project cannot be published yet.")
        return 1
    for problem in loaded.problems:
        say(str(problem))
    found = unchecked(snapshot)
    if found:
        say(in_short(found))
    say(
        f"{loaded.project.slug} is in order."
        if not loaded.problems
        else f"{loaded.project.slug} can be published; please read what stands above."
    )
    return 0


def _publish(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    snapshot, loaded = _read(arguments.path)
    desk = Desk(environ, may_make=True)
    if not arguments.allow_drafts:
        _refuse_unready(desk, snapshot, loaded)
    done = desk.run(
        publish,
        loaded,
        CLOCK.now(),
        new_id,
        drafts_allowed=arguments.allow_drafts,
        actor="the command line",
    )
    _tell(done, loaded)
    return 0


def _refuse_unready(desk: Desk, snapshot: Snapshot, loaded: Loaded) -> None:
    slug = loaded.project.slug
    found = unchecked(snapshot)
    if found:
        raise Cannot(in_full(snapshot, found))
    if not desk.run(staff.holders, slug, "safeguarding"):
        raise Cannot(
            "Nobody has joined as safeguarding contact, and people must have someone to turn to. "
            f"Please send a link to that one person: tellback invite --role safeguarding "
            f"--project {slug}"
        )


def _tell(done: Publication, loaded: Loaded) -> None:
    slug, dates = done.slug, loaded.project.dates
    if not done.changed:
        say(f"{slug} is live already, in exactly this form ({done.revision[:8]}). Nothing changed.")
        return
    first = done.first_published_at.astimezone(ZoneInfo(loaded.project.timezone)).date()
    say(
        f"{slug} is live, as revision {done.revision[:8]}. People under way stay on the one they "
        "began with."
    )
    if done.rehearsal_over:
        say("The rehearsal is over: what is promised counts from today.")
    say(
        f"Promised from now on: everything read by {first + timedelta(days=dates.read_by)}, "
        f"the report back by {first + timedelta(days=dates.report_back)}."
    )
    say(f"Next: tellback link {slug} --source poster --qr poster.png")


def _list(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk = Desk(environ)
    rows = desk.run(_rows)
    for row in rows:
        say(row)
    if not rows:
        say("No project is live. Next: tellback project publish FOLDER")
    return 0


def _rows(db: Any) -> list[str]:
    bot = read_folder(words_folder())
    lines = []
    for one in projects.every(db):
        revision = projects.revision(db, one.revision)
        if revision is None:
            continue
        loaded = load(Snapshot.from_json(revision.files), bot=bot)
        project = loaded.project
        taking_part = (
            people(participants.count(db, one.slug), project.small_number, Words())
            .replace("\u2068", "")
            .replace("\u2069", "")
        )
        lines.append(
            f"{one.slug}  {project.title.source}  revision {one.revision[:8]}  "
            f"since {one.first_published_at.date()}  {', '.join(project.languages)}  "
            f"{taking_part}  {'live' if one.live else 'retired'}"
            f"{', with drafts' if one.drafts_allowed else ''}"
        )
    return lines
