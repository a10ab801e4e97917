"""The real bot as a process of its own, with no send limits, so that a test can kill it and go on.

    python -m tests.support.swift_bot FOLDER BASE_URL TOKEN

Everything but the limits is what ``tellback run`` starts: same App, same store, same channel.
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
from bot.clock import WallClock
from bot.registry import make_house
from storage.migrate import migrate
from storage.store import Store

KEY = b"k" * 32


async def _main(folder: Path, base_url: str, token: str) -> None:
    database = folder / "tellback.db"
    logs.setup(os.environ.get("TELLBACK_LOG_LEVEL", "WARNING"), [token, KEY.hex()])
    migrate(database, KEY, now=WallClock().now())
    store = await Store.open(database, KEY)
    channel = TelegramChannel(token, base_url)
    await channel.open()
    swift = SendLimits(per_second=100_000, chat_burst=100_000, chat_every=timedelta(milliseconds=1))
    app = App(store, channel, make_house(), WallClock(), swift)
    await app.start()
    await app.ended


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
