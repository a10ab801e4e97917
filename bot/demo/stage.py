"""The whole bot on one stage: a world of phones, the local Bot API, and the real bot between them.

The demo plays on it in front of people, the journeys in ``tests/`` without; the bot itself is the
same ``App`` that ``tellback run`` starts, and it talks to the stage over HTTP.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from aiohttp import web

from bot.app import App
from bot.channels.limits import SendLimits
from bot.channels.telegram import TelegramChannel
from bot.clock import new_id
from bot.demo.faults import Faults
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from bot.registry import make_house
from storage.migrate import migrate
from storage.store import Store


class MovableClock(Protocol):
    """A clock that can be moved on."""

    def now(self) -> datetime:
        """Return the time it shows."""

    def jump_to(self, moment: datetime) -> None:
        """Move on to ``moment``, never back."""


@dataclass
class Stage:
    """The parts, for whoever plays on them."""

    world: World
    clock: MovableClock
    api: LocalBotApi
    app: App

    async def settle(self) -> None:
        """Let the bot fetch and do all there is to do now, messages sent and files fetched."""
        while await self.app.poller.poll(wait_seconds=0):
            pass
        await self.app.poller.settle()
        await self.app.drain()

    async def advance(self, delta: timedelta) -> None:
        """Move time on by ``delta``, stopping at whatever falls due on the way."""
        target = self.clock.now() + delta
        while (due := await self.app.next_due()) is not None and due <= target:
            self.clock.jump_to(due)
            await self.app.drain()
        self.clock.jump_to(target)
        await self.app.drain()


@asynccontextmanager
async def staged(
    folder: Path,
    world: World,
    clock: MovableClock,
    key: bytes | None,
    *,
    port: int = 0,
    faults: Faults | None = None,
    extend: Callable[[web.Application], None] | None = None,
    ids: Callable[[], str] = new_id,
    web_url: str | None = None,
) -> AsyncIterator[Stage]:
    """Set the stage with its database in ``folder``; the bot has recovered but is not polling."""
    database = folder / "tellback.db"
    migrate(database, key, now=clock.now())
    store = await Store.open(database, key)
    async with LocalBotApi(world, faults, port=port, extend=extend) as api:
        channel = TelegramChannel(world.token, api.base_url)
        await channel.open()
        house = make_house(web_url=web_url, ids=ids)
        app = App(store, channel, house, clock, SendLimits())
        try:
            await app.recover()
            yield Stage(world, clock, api, app)
        finally:
            await app.stop()
