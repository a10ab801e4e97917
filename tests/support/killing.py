"""A bot in a process of its own, and a Bot API that kills it at a chosen moment."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.clock import ShiftedClock, new_id
from bot.demo.faults import Faults
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from bot.publishing import publish
from bot.registry import make_house
from conversations.loader import load
from conversations.snapshot import take
from storage import projects
from storage.migrate import migrate
from storage.sqlite import Connection
from storage.store import run_unit
from tests.support.swift_bot import KEY

TOKEN = "123456:killed-and-started-again-many-times"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Killable:
    """The bot's process; ``plan`` says when it is to be killed, and is used up by it."""

    folder: Path
    world: World
    base_url: str = ""
    process: asyncio.subprocess.Process | None = None
    plan: Callable[[str, bool, dict[str, Any]], bool] | None = None
    deaths: int = 0
    #: Where it logs, at DEBUG; nowhere if not given.
    log: Path | None = None
    #: Whether it keeps to Telegram's send limits, and how far its clock is ahead of the wall's.
    limits: bool = False
    ahead: timedelta = timedelta(0)

    async def start(self) -> None:
        """Start the bot, or start it again."""
        log = self.log.open("ab") if self.log else None
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.support.swift_bot",
            str(self.folder),
            self.base_url,
            TOKEN,
            "real" if self.limits else "swift",
            str(self.ahead.total_seconds()),
            env={**os.environ, "TELLBACK_LOG_LEVEL": "DEBUG"},
            stderr=log or asyncio.subprocess.DEVNULL,
        )
        if log is not None:
            log.close()

    def kill(self) -> None:
        """kill -9, now."""
        if self.process is not None and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
                self.deaths += 1

    async def again(self) -> None:
        """Wait until it is dead, then start it again."""
        if self.process is not None:
            await self.process.wait()
        await self.start()

    def extend(self, app: web.Application) -> None:
        """Watch every call the bot makes, before it is served and after."""

        @web.middleware
        async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
            method = request.match_info.get("method", "")
            self._consider(method, False, {})
            response = await handler(request)
            body = getattr(response, "text", None) or ""
            self._consider(method, True, {"body": body, "offset": request.query.get("offset")})
            return response

        app.middlewares.append(watch)

    def _consider(self, method: str, served: bool, seen: dict[str, Any]) -> None:
        if self.plan is not None and self.plan(method, served, seen):
            self.plan = None
            self.kill()


@asynccontextmanager
async def killable(
    folder: Path,
    log: Path | None = None,
    *,
    limits: bool = False,
    ahead: timedelta = timedelta(0),
    faults: Faults | None = None,
    watch: Callable[[web.Application], None] = lambda app: None,
) -> AsyncIterator[Killable]:
    """Publish the example, start the Bot API and the bot; end both afterwards.

    With ``limits`` the bot keeps Telegram's send limits, and the Bot API enforces them. ``watch``
    may look at every call.
    """

    def extend(app: web.Application) -> None:
        bot.extend(app)
        watch(app)

    clock = ShiftedClock(ahead)
    world = World(token=TOKEN, clock=clock)
    bot = Killable(folder, world, log=log, limits=limits, ahead=ahead)
    await asyncio.to_thread(_prepare, folder, clock.now())
    async with LocalBotApi(world, faults, limits=limits, extend=extend) as api:
        bot.base_url = api.base_url
        await bot.start()
        try:
            yield bot
        finally:
            bot.kill()
            if bot.process is not None:
                await bot.process.wait()


def _prepare(folder: Path, now: datetime) -> None:
    database = folder / "tellback.db"
    migrate(database, KEY, now=now)
    house = make_house()
    loaded = load(
        take(Path(str(files("conversations"))) / "projects" / "ward-7"), bot=house.bot_words
    )
    run_unit(database, KEY, publish, loaded, now, new_id, drafts_allowed=True, actor="test")
    run_unit(database, KEY, projects.link_for, "ward-7", None, "doorlink", now)


def answers(db: Connection) -> list[tuple[str, str, str]]:
    """Return (participant, question, words) of every answer that counts."""
    rows = db.execute(
        "SELECT participant, node, words FROM answers"
        " WHERE superseded_at IS NULL AND set_aside_at IS NULL"
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]
