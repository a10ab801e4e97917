"""A year of Ward 7, and whether the bot finds the truth that was planted: ``make year``.

Residents in five ways of reading four languages come by their peer leads' links, talk, are told
what was decided and are asked again, all through the real bot over HTTP, with the clock moved on.
How they feel, who falls silent and why is known beforehand, to this program and to nobody the bot
talks to. Exit code 0 only if what the bot shows is what was planted.

    python -m tests.year [--people 300] [--seed 7] [--waves 4] [--plant-lie]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.year.people import WAVES
from tests.year.playing import play
from tests.year.table import table


def main(arguments: list[str] | None = None) -> int:
    """Play the year, print the table, and say whether anything parts."""
    parser = argparse.ArgumentParser(prog="python -m tests.year")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--waves", type=int, default=len(WAVES), help="how many times people are asked again"
    )
    parser.add_argument(
        "--plant-lie", action="store_true", help="hold the year against a truth that is not theirs"
    )
    given = parser.parse_args(arguments)
    begun = time.monotonic()

    def tell(chapter: str) -> None:
        print(f"{time.monotonic() - begun:4.0f} s  {chapter}", file=sys.stderr)  # noqa: T201 - a command

    with tempfile.TemporaryDirectory() as folder:
        playing = play(
            Path(folder),
            given.people,
            given.seed,
            waves=WAVES[: given.waves],
            lie=given.plant_lie,
            tell=tell,
        )
        found = asyncio.run(playing)
    parting = sum(not one.holds for lines in found.values() for one in lines)
    verdict = f"{parting} lines PART." if parting else "All is as it was planted."
    took = f"{given.people} residents, a year, {time.monotonic() - begun:.0f} s."
    print(f"{table(found)}\n\n{took} {verdict}")  # noqa: T201 - a command
    return 1 if parting else 0


if __name__ == "__main__":
    sys.exit(main())
