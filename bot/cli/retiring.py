"""``tellback project retire | reopen``: a project asks nobody anything more, or asks again."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import retiring
from bot.cli.common import CLOCK, Cannot, Desk, command, say
from bot.clock import new_id
from bot.house import House
from bot.outreach.promised import standings
from bot.registry import make_house
from conversations.standing import lines
from storage import projects
from storage.sqlite import Connection

_ACTOR = "the command line"


def add(actions: Any) -> None:
    """Add the commands to those of ``tellback project``."""
    for name, act, what in (
        ("retire", _retire, "Let a project ask nobody anything more; it keeps its promises."),
        ("reopen", _reopen, "Let a retired project ask again."),
    ):
        found = command(actions, name, act, what, f"tellback project {name} my-project")
        found.add_argument("project", help="its name, as `tellback project list` shows it")


def _retire(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk, slug = _published(arguments, environ)
    if not desk.run(retiring.retire, slug, CLOCK.now(), new_id, actor=_ACTOR):
        say(f"{slug} is retired already. To take it back: tellback project reopen {slug}")
        return 0
    say(
        f"{slug} is retired: nobody new can take part, and no prompt or reminder goes out. It "
        "still answers, and keeps its promises: decisions and check-backs reach those they were "
        "promised to."
    )
    say("In an hour, those who agreed to be written to hear that it closes, and what it kept:")
    house = make_house(timezone=desk.settings.timezone)
    for line in desk.run(_promised, house, slug, CLOCK.now()):
        say(f"  {line}")
    say(f"To take it back: tellback project reopen {slug}")
    return 0


def _promised(db: Connection, house: House, slug: str, now: datetime) -> list[str]:
    """Return everything the project promised and how it stands, in the words people read."""
    loaded = house.project(db, slug)
    if loaded is None:
        return []
    words = loaded.catalogues.words(loaded.project.language)
    return [
        " ".join(words.plain(line) for line in lines(one, words.language))
        for one in standings(db, loaded, now)
    ]


def _reopen(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    desk, slug = _published(arguments, environ)
    if desk.run(retiring.reopen, slug, CLOCK.now(), actor=_ACTOR):
        say(f"{slug} is open again. Prompts that had not gone out stay cancelled.")
    else:
        say(f"{slug} is open already. Nothing changed.")
    return 0


def _published(arguments: argparse.Namespace, environ: Mapping[str, str]) -> tuple[Desk, str]:
    desk, slug = Desk(environ), str(arguments.project)
    if desk.run(projects.get, slug) is None:
        raise Cannot(f"There is no project {slug}. `tellback project list` shows those there are.")
    return desk, slug
