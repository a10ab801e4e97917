"""``tellback project check | list``, and the other commands about projects."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.authors.readiness import unchecked
from bot.cli import authoring, forms, importing, messages, publishing, retiring
from bot.cli.common import Desk, command, say
from bot.cli.publishing import read
from bot.cli.readiness import in_short
from bot.leads.scope import people
from bot.registry import words_folder
from conversations.catalogue import Words, read_folder
from conversations.loader import Loaded, load
from conversations.problems import ProjectRefused
from conversations.snapshot import Snapshot
from storage import participants, projects


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
    publishing.add(actions)
    retiring.add(actions)
    command(actions, "list", _list, "List the projects that are live.", "tellback project list")
    messages.add(actions)
    forms.add(actions)
    importing.add(actions)
    authoring.add(actions)


def _check(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    try:
        snapshot, loaded = read(arguments.path)
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
    say(_verdict(loaded))
    return 0


def _verdict(loaded: Loaded) -> str:
    slug, codes = loaded.project.slug, {problem.code for problem in loaded.problems}
    if "fill-in" in codes:
        return f"{slug} can be played and rehearsed. Fill in what only you know, to publish it."
    if codes:
        return f"{slug} can be published; please read what stands above."
    return f"{slug} is in order."


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
