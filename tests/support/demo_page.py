"""The demo page in a test: three phones on loopback, and a small bot that talks HTTP to them."""

from __future__ import annotations

import asyncio
import html
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web

from bot.clock import FrozenClock
from bot.demo.botapi.shapes import Json
from bot.demo.page.routes import Phone, add_routes
from bot.demo.server import create_app
from bot.demo.world import World

TOKEN = "4321:local-test-token"
#: A Saturday, half past six in the evening; winter, so London keeps UTC.
START = datetime(2027, 1, 9, 18, 30, tzinfo=UTC)


@dataclass
class Household:
    """Amina, Ruth and Daniel with their phones: what the page asks of the demo's own wiring."""

    world: World
    clock: FrozenClock
    on_page: list[Phone] = field(default_factory=list)
    #: Set while a jump of the clock may arrive.
    may_arrive: asyncio.Event = field(default_factory=asyncio.Event)
    restless: bool = False

    def phones(self) -> list[Phone]:
        return list(self.on_page)

    async def add_resident(self, name: str, language: str | None) -> Phone:
        phone = Phone(self.world.add_user(name, language_code=language), "Resident")
        self.on_page.append(phone)
        return phone

    async def advance(self, delta: timedelta) -> None:
        if self.restless:
            raise TimeoutError
        await self.may_arrive.wait()
        self.clock.jump_to(self.clock.now() + delta)


class ScriptedBot:
    """Answers what people write with one of a few fixed turns, over the local Bot API."""

    def __init__(self, http: aiohttp.ClientSession, base_url: str) -> None:
        self._http = http
        self._base_url = base_url
        self._turns: dict[str, Callable[[int], Awaitable[None]]] = {
            "/start": self._start,
            "urdu": self._urdu,
            "keyboard": self._keyboard,
            "links": self._links,
            "many": self._many,
        }

    async def call(self, method: str, **params: Any) -> Any:
        url = f"{self._base_url}/bot{TOKEN}/{method}"
        async with self._http.post(url, json=params) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                await self._handle(update)

    async def _handle(self, update: Json) -> None:
        if tap := update.get("callback_query"):
            await self._tapped(tap)
        elif edited := update.get("edited_message"):
            await self._say(edited["chat"]["id"], f"Changed to: {edited.get('text')}")
        elif message := update.get("message"):
            await self._hear(message["chat"]["id"], message)

    async def _hear(self, chat: int, message: Json) -> None:
        for kind in ("photo", "voice", "document", "sticker"):
            if kind in message:
                await self._say(chat, f"That is a {kind}: {message.get('caption', 'no words')}")
                return
        text = str(message.get("text", ""))
        if turn := self._turns.get(text):
            await turn(chat)
        else:
            escaped = html.escape(text)
            await self._say(chat, f"You said: <b>{escaped}</b>", parse_mode="HTML")

    async def _tapped(self, tap: Json) -> None:
        message = tap["message"]
        chat = message["chat"]["id"]
        await self.call(
            "answerCallbackQuery",
            callback_query_id=tap["id"],
            text=f"Noted: {tap['data']}",
            show_alert=tap["data"] == "no",
        )
        await self.call(
            "editMessageText",
            chat_id=chat,
            message_id=message["message_id"],
            text=f"{message['text']}\nYou chose: {tap['data']}",
        )
        await self._say(chat, "And why?")

    async def _say(self, chat: int, text: str, **params: Any) -> None:
        await self.call("sendMessage", chat_id=chat, text=text, **params)

    async def _start(self, chat: int) -> None:
        rows = [[{"text": "Yes", "callback_data": "yes"}], [{"text": "No", "callback_data": "no"}]]
        await self._say(chat, "Shall we begin?", reply_markup={"inline_keyboard": rows})

    async def _urdu(self, chat: int) -> None:
        rows = [[{"text": "آگے چلیں", "callback_data": "on"}]]
        words = "وارڈ 7 منتقل ہو رہا ہے۔"
        await self._say(chat, words, reply_markup={"inline_keyboard": rows})

    async def _keyboard(self, chat: int) -> None:
        keys = [[{"text": "Morning"}, {"text": "Evening"}]]
        keyboard = {"keyboard": keys, "one_time_keyboard": True}
        await self._say(chat, "When?", reply_markup=keyboard)

    async def _links(self, chat: int) -> None:
        words = (
            '<a href="https://example.org/plan">The plan</a>, '
            '<a href="https://t.me/tellback_demo_bot?start=door7">the other talk</a>, /stop, '
            "&lt;script&gt;alert(1)&lt;/script&gt;"
        )
        await self._say(chat, words, parse_mode="HTML")

    async def _many(self, chat: int) -> None:
        for number in range(1, 25):
            await self._say(chat, f"Line {number}")


@dataclass
class DemoPage:
    """The page, up and running."""

    url: str
    household: Household
    http: aiohttp.ClientSession
    bot: ScriptedBot

    @property
    def world(self) -> World:
        return self.household.world

    @property
    def amina(self) -> int:
        return self.household.on_page[0].user_id

    def last(self, user_id: int) -> Json:
        return self.world.history(user_id)[-1]


@asynccontextmanager
async def demo_page() -> AsyncIterator[DemoPage]:
    """Serve the page and the Bot API from one app on a free port, with the scripted bot on."""
    clock = FrozenClock(START)
    household = Household(World(token=TOKEN, clock=clock), clock)
    household.may_arrive.set()
    for name, label in (("Amina", "Resident"), ("Ruth", "Peer lead"), ("Daniel", "Officer")):
        household.on_page.append(Phone(household.world.add_user(name), label))
    app = create_app(household.world)
    add_routes(app, household)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as http:
            bot = ScriptedBot(http, url)
            running = asyncio.create_task(bot.run())
            try:
                yield DemoPage(url, household, http, bot)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running
    finally:
        await runner.cleanup()
