"""How fast a prompt goes out, and whether all get it once: ``make prompts``.

A peer lead's prompt goes to 10,000 residents through the local Bot API at Telegram's limits. On the
way the bot is killed (kill -9) and started again five times, people block it, and some sends are
answered "too fast" with a ``retry_after``. It takes about six minutes: the clock is the wall's.
Exit code 0 only if all is as promised.

    python -m tests.bench.prompts [PEOPLE]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.support.mass_prompt import Plan, send_to_many

#: The share of the permitted rate we promise.
LEAST = 0.97


def main() -> int:
    """Send, print the figures, and say what is not as promised."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    plan = Plan(people, kills=5, quiet=4, blocked=max(1, people // 100), blocking=5)
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(send_to_many(Path(folder), plan))
    wrong = figures.wrong(LEAST)
    verdict = [f"NOT AS PROMISED: {one}." for one in wrong] or ["All as promised."]
    print("\n".join((*figures.lines(), *verdict)))  # noqa: T201 - a command
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
