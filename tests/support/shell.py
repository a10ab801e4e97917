"""``tellback`` as its users run it: in a process of its own, beside a running bot."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from bot.clock import WallClock
from bot.demo.server import LocalBotApi
from bot.demo.world import World

TOKEN = "123456:the-token-of-the-command-line-tests"
WARD7 = str(Path(str(files("conversations"))) / "projects" / "ward-7")


class Shell:
    """Runs ``tellback`` with its data in a folder of its own."""

    def __init__(self, folder: Path, base_url: str = "") -> None:
        self.folder = folder
        self.python = sys.executable
        self.env = {
            **os.environ,
            "TELLBACK_DATA": str(folder / "data"),
            "TELLBACK_KEY_FILE": str(folder / "key"),
        }
        if base_url:
            self.env |= {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": base_url}

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            self.python,
            "-m",
            "bot.cli",
            *words,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *words: str) -> tuple[int, str, str]:
        """Run a command; return its exit status, what it said and what it complained of."""
        process = await self.start(*words)
        said, complaints = await process.communicate()
        assert b"Traceback" not in complaints, complaints.decode()
        return process.returncode or 0, said.decode(), complaints.decode()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[Shell, World, asyncio.subprocess.Process]]:
    """A bot that runs against the local Bot API, and a shell beside it."""
    world = World(token=TOKEN, clock=WallClock())
    async with LocalBotApi(world) as api:
        shell = Shell(folder, api.base_url)
        bot = await shell.start("run")
        async with asyncio.timeout(20):
            while not world.queue.polled:  # noqa: ASYNC110 - it has no event for it
                await asyncio.sleep(0.05)
        try:
            yield shell, world, bot
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.communicate()
