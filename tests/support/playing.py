"""A stage for tests of the shell: the example published, people who join and talk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import FrozenClock
from bot.demo.faults import Faults
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.projects import WARD_7

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
    "5",
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
    project: Path = WARD_7,
) -> AsyncIterator[Journey]:
    """Publish a project and yield someone who can play lines of a transcript on it."""
    clock = FrozenClock(START)
    world = World(token="123456:playing-in-tests", clock=clock)
    async with staged(folder, world, clock, key, web_url=web_url, faults=faults) as stage:
        published = await publish_for_rehearsal(stage.app, project)
        yield Journey(stage, published.slug, "test")


async def does(play: Journey, *lines: str) -> list[str]:
    """Play ``lines`` and return the texts the bot said to it, newest person's only."""
    said: list[str] = []
    for line in lines:
        await play.take(line)
        said += [str(m.get("text") or m.get("caption") or "") for m in play.queue]
        play.queue.clear()
    return said


async def sends(play: Journey, kind: str, content: bytes, **more: Any) -> list[str]:
    """Send a file, with what else ``World.send_file`` takes, and return what the bot said."""
    play.stage.clock.jump_to(play.stage.clock.now() + timedelta(seconds=5))
    play.stage.world.send_file(play.who, kind, content, **more)
    await play.stage.settle()
    play.collect()
    said = [str(m.get("text", "")) for m in play.queue]
    play.queue.clear()
    return said


async def resident(play: Journey, name: str = "Ana") -> None:
    """Let a new resident send their answers."""
    await does(play, f"@ {name} en", *(f"> {words}" for words in TALKS))


def writes(words: str) -> tuple[str, ...]:
    """Return what a peer lead does to write a prompt to all, answered in own words; unconfirmed."""
    return ("> /prompt", f"> {words}", "> In their own words", "> 1", "> All who agreed")


async def joins(play: Journey, name: str, role: str) -> None:
    """Let a new member of the team join; a peer lead who sees everyone."""
    await does(
        play,
        f"$ invite {role}{' all' if role == 'lead' else ''}",
        f"@ {name} en",
        "> /start {invite}",
        "> yes",
    )


def forges(play: Journey, user: int, data: str) -> None:
    """Let a client that is none of Telegram's send a tap on a button nobody was shown."""
    message = play.stage.world.history(user)[-1]
    play.stage.world.inject(
        {
            "update_id": 1,
            "callback_query": {
                "id": "1",
                "from": {"id": user, "is_bot": False, "first_name": "Mallory"},
                "chat_instance": "1",
                "data": data,
                "message": message,
            },
        }
    )
