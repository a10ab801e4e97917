"""A stage for tests of the shell: the example published, people who join and talk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from bot.clock import FrozenClock
from bot.demo.faults import Faults
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.journey import Journey
from tests.support.keep import START

KEY = b"k" * 32

#: Everything a resident does to send their answers, with words of their own.
TALKS = (
    "/start",
    "English",
    "go on",
    "I agree",
    "yes",
    "yes",
    "for myself",
    "next",
    "next",
    "next",
    "next",
    "next",
    "visiting times",
    "3 but at night more like 1",
    "4",
    "often",
    "=the bus stops at six",
    "3",
    "2",
    "no",
    "-2+3 is what I feel",
    "a long and heavy day",
    "family",
    "in the report",
    "send",
)


@asynccontextmanager
async def playing(
    folder: Path,
    *,
    web_url: str | None = None,
    key: bytes | None = KEY,
    faults: Faults | None = None,
) -> AsyncIterator[Journey]:
    """Publish the example and yield someone who can play lines of a transcript on it."""
    clock = FrozenClock(START)
    world = World(token="123456:playing-in-tests", clock=clock)
    async with staged(folder, world, clock, key, web_url=web_url, faults=faults) as stage:
        example = Path(str(files("conversations"))) / "projects" / "ward-7"
        await publish_for_rehearsal(stage.app, example)
        yield Journey(stage, "ward-7", "test")


async def does(play: Journey, *lines: str) -> list[str]:
    """Play ``lines`` and return the texts the bot said to it, newest person's only."""
    said: list[str] = []
    for line in lines:
        await play.take(line)
        said += [str(m.get("text") or m.get("caption") or "") for m in play.queue]
        play.queue.clear()
    return said


async def resident(play: Journey, name: str = "Ana") -> None:
    """Let a new resident send their answers."""
    await does(play, f"@ {name} en", *(f"> {words}" for words in TALKS))


async def joins(play: Journey, name: str, role: str) -> None:
    """Let a new member of the team join; a peer lead who sees everyone."""
    await does(
        play,
        f"$ invite {role}{' all' if role == 'lead' else ''}",
        f"@ {name} en",
        "> /start {invite}",
        "> yes",
    )
