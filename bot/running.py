"""``tellback run``: the bot against a Bot API server, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from typing import Any

from bot import logs
from bot.app import App
from bot.channels.base import ChannelDown, SlowDown
from bot.channels.telegram import TelegramChannel
from bot.clock import WallClock
from bot.console.serving import serve_console
from bot.keyfile import database_key
from bot.registry import make_house
from bot.settings import Settings, SettingsError
from storage import facts
from storage.ballast import lay_ballast
from storage.lock import DataLock
from storage.migrate import migrate
from storage.store import Store

_log = logging.getLogger(__name__)


def run(settings: Settings, tell: Callable[[str], None]) -> int:
    """Run the bot until SIGTERM or Ctrl-C; return 0. ``tell`` says what no log level may hide.

    Raises ``SettingsError``, ``StorageError`` or ``ChannelError``, each with its sentence, when
    it cannot start or cannot go on.
    """
    if settings.token is None:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not set, and the bot needs it. @BotFather on Telegram gives "
            "one; it looks like 123456789:AAF-abc."
        )
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with DataLock(settings.data):
        key = database_key(settings, tell)
        logs.setup(settings.log_level, [settings.token, key.hex()])
        if not lay_ballast(settings.data):
            _log.warning("The disk of %s is nearly full. Please make room soon.", settings.data)
        for name in migrate(settings.database, key, now=WallClock().now()):
            _log.info("Migration %s applied.", name)
        asyncio.run(_run(settings, settings.token, key))
    return 0


async def _run(settings: Settings, token: str, key: bytes) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no signal handlers in the loop
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database, key)
        channel = TelegramChannel(token, settings.api_base_url)
        await channel.open()
        house = make_house(timezone=settings.timezone, web_url=settings.web_url)
        app = App(store, channel, house, WallClock())
        stack.push_async_callback(app.stop)
        await _start(app, stopped)
        if stopped.is_set():
            return
        if settings.web_port is not None:
            await stack.enter_async_context(
                serve_console(store, house, app.clock, settings.web_port, settings.web_url)
            )
        _log.info("@%s is listening.", house.bot_username)
        await _until(stopped, app)
        _log.info("Stopping.")


async def _start(app: App, stopped: asyncio.Event) -> None:
    """Start, waiting for Telegram if it cannot be reached just now."""
    pause = 1.0
    while not stopped.is_set():
        try:
            await _unless_stopped(app.start(), stopped)
        except (ChannelDown, SlowDown) as error:
            _log.warning("%s Trying again in %d s.", error, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), pause)
            pause = min(60.0, pause * 2)
        else:
            if app.house.bot_username:
                await app.store.write(facts.put, facts.BOT_USERNAME, app.house.bot_username)
            return


async def _unless_stopped(starting: Coroutine[Any, Any, None], stopped: asyncio.Event) -> None:
    """See a start through, or drop it when told to stop: Telegram may take its time to answer."""
    started, waiting = asyncio.create_task(starting), asyncio.create_task(stopped.wait())
    await asyncio.wait({started, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if started.done():
        started.result()
    else:
        started.cancel()
        await asyncio.wait({started})


async def _until(stopped: asyncio.Event, app: App) -> None:
    waiting = asyncio.ensure_future(stopped.wait())
    either: set[asyncio.Future[Any]] = {waiting, app.ended}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if app.ended.done():
        app.ended.result()
