"""``tellback project retire | reopen``: a project asks nobody anything more, or asks again."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from bot import retiring
from bot.cli.common import CLOCK, Cannot, Desk, command, say
from storage import projects

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
    if not desk.run(retiring.retire, slug, CLOCK.now(), actor=_ACTOR):
        say(f"{slug} is retired already. To take it back: tellback project reopen {slug}")
        return 0
    say(
        f"{slug} is retired: nobody new can take part, and no prompt or reminder goes out. It "
        "still answers, and keeps its promises: decisions and check-backs reach those they were "
        "promised to."
    )
    say(f"To take it back: tellback project reopen {slug}")
    return 0


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
