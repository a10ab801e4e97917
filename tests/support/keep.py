"""Keep a play as a transcript: ``python -m tests.support.keep PLAY.txt > tests/journeys/NAME.txt``.

A play holds only what people do (see ``tests.support.journey`` for the lines). It is played on the
example project, or those of ``tests/projects`` that its first line names (``project: NAME, NAME``),
and printed with everything the bot said, to be read, corrected and kept.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.clock import FrozenClock
from bot.demo.keeping import START, kept
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.journey import Journey
from tests.support.projects import PROJECTS, WARD_7

__all__ = ["START", "projects_of"]


def projects_of(play: list[str]) -> list[Path]:
    """Return the folders of the projects a play or a transcript is about."""
    if not play[0].startswith("project:"):
        return [WARD_7]
    names = [name.strip() for name in play[0].removeprefix("project:").split(",")]
    return [WARD_7 if name == WARD_7.name else PROJECTS / name for name in names]


async def _keep(play: list[str], folder: Path) -> list[str]:
    clock = FrozenClock(START)
    world = World(token="123456:journeys", clock=clock)
    told: list[str] = []
    async with staged(folder, world, clock, b"k" * 32) as stage:
        live = [await publish_for_rehearsal(stage.app, one) for one in projects_of(play)]
        journey = Journey(stage, live[0].slug, "play")
        for line in [*play, "#"]:
            if not line.startswith("!"):
                told += [text for message in journey.queue for text in kept(message)]
                journey.queue.clear()
            if line != "#":
                told.append(line)
            if line and not line.startswith(("#", "project:")):
                await journey.take(line)
    return told


def main() -> None:
    """Play the file named on the command line and print the transcript."""
    play = Path(sys.argv[1]).read_text(encoding="utf-8").rstrip().split("\n")
    done = [line for line in play if not line.startswith(("<", " "))]
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(asyncio.run(_keep(done, Path(folder)))))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
