"""Keep a play as a transcript: ``python -m tests.support.keep PLAY.txt > tests/journeys/NAME.txt``.

A play holds only what people do (see ``tests.support.journey`` for the lines). It is played on the
example project, or the one of ``tests/projects`` that its first line names (``project: NAME``), and
printed with everything the bot said, to be read, corrected and kept.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import FrozenClock
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from bot.residents.pseudonyms import BIRDS
from tests.support.journey import Journey, labels, plain
from tests.support.projects import PROJECTS, WARD_7

#: When every journey begins: a Monday morning.
START = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)

#: Buttons that stand under every question; naming them each time would hide the others.
_USUAL = {
    *("Back", "Skip", "More"),
    *("Yn ôl", "Hepgor", "Rhagor"),
    *("Wstecz", "Pomiń", "Więcej"),
    *("واپس", "چھوڑیں", "مزید"),
}

_CHANCE = re.compile(rf"\b(?:{'|'.join(BIRDS)}) \d+\b")


def _kept(message: dict[str, Any]) -> list[str]:
    text = re.split(r"\n\n[✓–]", plain(message))[0]
    lines = [line.strip() for line in _CHANCE.sub("…", text).split("\n") if line.strip()]
    shown = [label for label in labels(message) if label not in _USUAL]
    return [f"< {lines[0]}", *(f"  {line}" for line in lines[1:]), *(f"  [{b}]" for b in shown)]


def project_of(play: list[str]) -> Path:
    """Return the folder of the project a play or a transcript is about."""
    name = play[0].removeprefix("project:").strip() if play[0].startswith("project:") else ""
    return PROJECTS / name if name else WARD_7


async def _keep(play: list[str], folder: Path) -> list[str]:
    clock = FrozenClock(START)
    world = World(token="123456:journeys", clock=clock)
    kept: list[str] = []
    async with staged(folder, world, clock, b"k" * 32) as stage:
        project = await publish_for_rehearsal(stage.app, project_of(play))
        journey = Journey(stage, project.slug, "play")
        for line in [*play, "#"]:
            if not line.startswith("!"):
                kept += [text for message in journey.queue for text in _kept(message)]
                journey.queue.clear()
            if line != "#":
                kept.append(line)
            if line and not line.startswith(("#", "project:")):
                await journey.take(line)
    return kept


def main() -> None:
    """Play the file named on the command line and print the transcript."""
    play = Path(sys.argv[1]).read_text(encoding="utf-8").rstrip().split("\n")
    done = [line for line in play if not line.startswith(("<", " "))]
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(asyncio.run(_keep(done, Path(folder)))))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
