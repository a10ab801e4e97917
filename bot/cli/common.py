"""What commands share: saying things, settings, the database beside a running bot."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.clock import WallClock
from bot.keyfile import database_key
from bot.settings import Settings, read_settings
from conversations.languages import own_name
from conversations.problems import did_you_mean
from conversations.project import Project
from storage import facts
from storage.lock import AlreadyRunning, DataLock
from storage.migrate import migrate, pending
from storage.sqlite import Connection
from storage.store import run_unit

P = ParamSpec("P")
T = TypeVar("T")

CLOCK = WallClock()


class Cannot(Exception):
    """The command cannot do what was asked; the message is the one sentence that says why."""


def command(
    subparsers: Any,
    name: str,
    act: Callable[[argparse.Namespace, Mapping[str, str]], int],
    what: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command with its help: what it does, and one line to copy."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name,
        help=what,
        description=what,
        epilog=f"Example: {example}",
    )
    parser.set_defaults(act=act)
    return parser


def say(sentence: str) -> None:
    """Print a line of what was done."""
    print(sentence, flush=True)  # noqa: T201 - the command line's own output


def chosen_language(project: Project, wanted: str | None) -> str:
    """Return the language ``wanted``, or the project's own. One it does not have is refused."""
    language = wanted or project.language
    if language not in project.languages:
        known = ", ".join(f"{tag} ({own_name(tag)})" for tag in project.languages)
        hint = did_you_mean(language, project.languages)
        raise Cannot(f"Nobody can choose “{language}” in {project.slug}.{hint} It has {known}.")
    return language


class Desk:
    """The settings and the database, opened for one command."""

    def __init__(self, environ: Mapping[str, str], *, may_make: bool = False) -> None:
        self.settings: Settings = read_settings(environ)
        database = self.settings.database
        if not database.exists() and not may_make:
            raise Cannot(
                f"There is no database at {database} yet. Start the bot once with `tellback run`, "
                "or publish a project; TELLBACK_DATA names the folder."
            )
        self.key = database_key(self.settings, say)
        if pending(database, self.key):
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Migrate, but never from under a running bot, which reads the tables as it knows them."""
        try:
            with DataLock(self.settings.data):
                migrate(self.settings.database, self.key, now=CLOCK.now())
        except AlreadyRunning:
            raise Cannot(
                "The running bot is older than this command, or has only just been started. "
                "Please restart it, which brings its database up to date, and try again."
            ) from None

    def run(
        self, unit: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one unit of work, waiting its turn beside a running bot."""
        return run_unit(self.settings.database, self.key, unit, *args, **kwargs)

    def bot_username(self) -> str:
        """Return the bot's name: as a running bot noted it, or by asking Telegram."""
        noted = self.run(facts.get, facts.BOT_USERNAME)
        if noted:
            return noted
        if self.settings.token is None:
            raise Cannot(
                "I do not know the bot's name yet, and links need it. Please set "
                "TELEGRAM_BOT_TOKEN, or start the bot once."
            )
        name = asyncio.run(self._ask_name(self.settings.token))
        self.run(facts.put, facts.BOT_USERNAME, name)
        return name

    async def _ask_name(self, token: str) -> str:
        # Imported here: Telegram's library takes most of a second to load, and few commands ask it.
        from bot.channels.telegram import TelegramChannel  # noqa: PLC0415

        channel = TelegramChannel(token, self.settings.api_base_url)
        await channel.open()
        try:
            return (await channel.me()).username
        finally:
            await channel.close()
