"""The local Bot API for tests: up on loopback, and a plain client that speaks to it over HTTP."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from PIL import Image

from bot.clock import FrozenClock
from bot.demo.botapi.shapes import Json
from bot.demo.faults import Faults
from bot.demo.server import LocalBotApi
from bot.demo.world import World

TOKEN = "4321:local-test-token"
START = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def picture(width: int = 200, height: int = 120) -> bytes:
    """Return a small PNG that is really one."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 60)).save(out, "PNG")
    return out.getvalue()


@dataclass
class Talk:
    """A running local Bot API, with Ann, who has started the bot and whose /start was fetched."""

    world: World
    faults: Faults
    clock: FrozenClock
    http: aiohttp.ClientSession
    base_url: str
    ann: int

    async def raw(self, method: str, **params: Any) -> tuple[int, Json]:
        """Call ``method`` with a JSON body; return status and body."""
        async with self.http.post(f"{self.base_url}/bot{TOKEN}/{method}", json=params) as answer:
            return answer.status, await answer.json()

    async def ok(self, method: str, **params: Any) -> Any:
        """Call ``method`` and return its result."""
        status, body = await self.raw(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Call ``method``, which is to be refused, and return Telegram's words."""
        status, body = await self.raw(method, **params)
        assert body["ok"] is False, body
        assert body["error_code"] == status
        return str(body["description"])

    async def say(self, text: str, **params: Any) -> Json:
        """Send ``text`` to Ann and return the Message."""
        message: Json = await self.ok("sendMessage", chat_id=self.ann, text=text, **params)
        return message

    async def polling(self) -> None:
        """Wait until a getUpdates waits."""
        async with asyncio.timeout(5):
            while not self.world.queue.polled:  # noqa: ASYNC110 - the server tells no one
                await asyncio.sleep(0)

    async def updates(self, **params: Any) -> list[Json]:
        """Return what getUpdates gives."""
        result: list[Json] = await self.ok("getUpdates", **params)
        return result


@asynccontextmanager
async def talking(*, limits: bool = False) -> AsyncIterator[Talk]:
    """Start a local Bot API in a world with Ann."""
    clock = FrozenClock(START)
    world = World(token=TOKEN, clock=clock)
    ann = world.add_user("Ann", language_code="en")
    world.say(ann, "/start")
    world.queue.clear()
    async with (
        LocalBotApi(world, limits=limits) as api,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as http,
    ):
        yield Talk(world, api.faults, clock, http, api.base_url, ann)
