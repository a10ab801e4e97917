"""A small stage for the Telegram channel: one resident, the local Bot API, the channel to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.base import Button
from bot.channels.telegram import TelegramChannel
from bot.channels.transport import Timeouts
from bot.clock import FrozenClock
from bot.demo.faults import Faults
from bot.demo.server import LocalBotApi
from bot.demo.world import World

TOKEN = "123456789:AAE-not-a-real-secret-but-long"
QUICK = Timeouts(connect=2, read=0.3, upload=2)
YES_NO = ((Button("Yes", data="s5:yes"),), (Button("Website", url="https://example.org/"),))


@dataclass
class Scene:
    """One resident who has started the bot, the bot's channel, and the strings behind them."""

    world: World
    faults: Faults
    api: LocalBotApi
    channel: TelegramChannel
    clock: FrozenClock
    ana: int

    def last(self) -> dict[str, Any]:
        """Return the newest message in the resident's chat, as it looks now."""
        return self.world.history(self.ana)[-1]


@asynccontextmanager
async def staged() -> AsyncIterator[Scene]:
    """Set the stage; the resident came by a link whose payload is ``wd7``."""
    clock = FrozenClock(datetime(2026, 1, 7, 12, tzinfo=UTC))
    world, faults = World(token=TOKEN, clock=clock), Faults()
    ana = world.add_user("Ana", language_code="pl")
    world.say(ana, "/start wd7")
    async with LocalBotApi(world, faults) as api:
        channel = TelegramChannel(TOKEN, api.base_url + "/", QUICK)
        await channel.open()
        yield Scene(world, faults, api, channel, clock, ana)
        await channel.close()
