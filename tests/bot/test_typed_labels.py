"""Every button is also typable: transcripts of the team's work, played without a single tap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.journey import Journey
from tests.support.keep import START, projects_of

TRANSCRIPTS = Path(__file__).parent.parent / "journeys"
_TAP = re.compile(r"> \[(.+)\]")


@dataclass
class Typed(Journey):
    """A journey whose taps are typed. What is marked at a tapped message is not looked for."""

    async def take(self, text: str) -> None:
        """Take a line; a tap becomes what stands on the button."""
        if not text.startswith("="):
            await super().take(_TAP.sub(r"> \1", text))


@pytest.mark.parametrize(
    "name", ["quotes.en", "quotes.ur", "for-peers.en", "helping-others.en", "prompt-picked-up.en"]
)
async def test_no_button_needs_a_tap(name: str, tmp_path: Path) -> None:
    transcript = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    assert _TAP.search(transcript)
    clock = FrozenClock(START)
    world = World(token="123456:typed", clock=clock)
    async with staged(tmp_path, world, clock, b"k" * 32) as stage:
        folders = projects_of(transcript.splitlines())
        live = [await publish_for_rehearsal(stage.app, folder) for folder in folders]
        await Typed(stage, live[0].slug, name).play(transcript)
