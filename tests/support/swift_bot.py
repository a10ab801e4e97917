"""The real bot as a process of its own, so that a test can kill it and go on.

    python -m tests.support.swift_bot FOLDER BASE_URL TOKEN [LIMITS AHEAD]

It has no send limits where LIMITS is ``swift``, and Telegram's where it is ``real``. AHEAD is how
many seconds its clock is ahead of the wall's. Everything else is what ``tellback run`` starts: same
App, same store, same channel.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

from bot import logs
from bot.app import App
from bot.channels.limits import SendLimits
from bot.channels.telegram import TelegramChannel
from bot.clock import ShiftedClock
from bot.registry import make_house
from storage.migrate import migrate
from storage.store import Store

KEY = b"k" * 32


async def _main(
    folder: Path, base_url: str, token: str, limits: str = "swift", ahead: str = "0"
) -> None:
    clock = ShiftedClock(timedelta(seconds=float(ahead)))
    database = folder / "tellback.db"
    logs.setup(os.environ.get("TELLBACK_LOG_LEVEL", "WARNING"), [token, KEY.hex()])
    migrate(database, KEY, now=clock.now())
    store = await Store.open(database, KEY)
    channel = TelegramChannel(token, base_url)
    await channel.open()
    swift = SendLimits(per_second=100_000, chat_burst=100_000, chat_every=timedelta(milliseconds=1))
    app = App(store, channel, make_house(), clock, swift if limits == "swift" else SendLimits())
    await app.start()
    await app.ended


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), *sys.argv[2:]))
