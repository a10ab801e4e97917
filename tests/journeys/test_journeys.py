"""Every transcript in this folder, played against the real bot over HTTP.

Each call the bot makes on the way is held against Telegram's specification, where it is at hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.conformity import check_call
from tests.support.journey import Journey
from tests.support.keep import START, projects_of
from tests.support.shared import shared_folder

FOLDER = Path(__file__).parent
TRANSCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
SPECIFICATION = shared_folder() / "telegram-bot-api-10.1.json"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
async def test_journey(path: Path, tmp_path: Path) -> None:
    clock = FrozenClock(START)
    world = World(token="123456:journeys", clock=clock)
    async with staged(tmp_path, world, clock, b"k" * 32) as stage:
        transcript = TRANSCRIPTS[path.stem]
        folders = projects_of(transcript.splitlines())
        live = [await publish_for_rehearsal(stage.app, folder) for folder in folders]
        await Journey(stage, live[0].slug, path.name).play(transcript)
    if SPECIFICATION.exists():
        assert not [problem for call in world.calls for problem in check_call(call)]
