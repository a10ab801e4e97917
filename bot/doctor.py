"""The doctor: what is wrong with settings, key, database, token and clock, in sentences."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

import aiohttp

from bot.channels.base import ChannelError
from bot.channels.telegram import TelegramChannel
from bot.settings import Settings, SettingsError, read_settings
from storage.ballast import drop_ballast
from storage.keys import KeyFileError, load_or_make_key
from storage.migrate import pending
from storage.sqlite import Error, StorageError, connect

State = Literal["ok", "look", "wrong"]

#: A clock further off than this makes reminders late and links run out early.
_CLOCK_OFF_SECONDS = 60
_DISK_MIB = 500


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ``ok``, ``look`` (worth a look) or ``wrong``, and a sentence."""

    state: State
    sentence: str


def examine(environ: Mapping[str, str], now: Callable[[], datetime]) -> list[Finding]:
    """Look at everything a running bot depends on; on a full disk, let the ballast go."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [Finding("wrong", str(error))]
    found = [Finding("ok", f"The settings can be read; the data is in {settings.data}.")]
    found.append(_zone(settings, now()))
    found += _folder(settings)
    found += _key_and_database(settings)
    found += _disk(settings)
    found += _web(settings)
    if settings.token is None:
        found.append(
            Finding(
                "wrong",
                "TELEGRAM_BOT_TOKEN is not set, and the bot needs it. @BotFather gives one.",
            )
        )
    else:
        found += asyncio.run(_telegram(settings, settings.token, now))
    return found


def _zone(settings: Settings, now: datetime) -> Finding:
    there = now.astimezone(ZoneInfo(settings.timezone))
    return Finding(
        "ok", f"Days and quiet hours go by {settings.timezone}, where it is {there:%H:%M} now."
    )


def _folder(settings: Settings) -> Iterator[Finding]:
    if not settings.data.exists():
        return
    if not os.access(settings.data, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("wrong", f"This user may not read and write in {settings.data}.")
    if os.name == "posix" and stat.S_IMODE(settings.data.stat().st_mode) & 0o077:
        yield Finding(
            "look",
            f"Other people on this machine may look into {settings.data}. Please run: "
            f"chmod 700 {settings.data}",
        )


def _key_and_database(settings: Settings) -> Iterator[Finding]:
    if not settings.database.exists():
        yield Finding(
            "look",
            f"There is no database at {settings.database} yet. The first "
            "`tellback run` makes it, and its key.",
        )
        if not settings.key_file.exists():
            return
    try:
        key, _ = load_or_make_key(settings.key_file, b"", database=settings.database)
    except KeyFileError as error:
        yield Finding("wrong", str(error))
        return
    yield Finding("ok", f"The key file {settings.key_file} is there and closed to others.")
    if settings.data.resolve() in settings.key_file.resolve().parents:
        yield Finding(
            "look",
            "The key lies in the data folder. Whoever copies one has both; "
            "TELLBACK_KEY_FILE can name another place.",
        )
    if settings.database.exists():
        yield _database(settings, key)


def _database(settings: Settings, key: bytes) -> Finding:
    try:
        waiting = pending(settings.database, key)
        with closing(connect(settings.database, key, read_only=True)) as db:
            healthy = db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except (StorageError, Error) as error:
        return Finding("wrong", f"The database cannot be read: {error}")
    if not healthy:
        return Finding(
            "wrong", "The database is damaged. Please stop the bot and put back the last backup."
        )
    if waiting:
        return Finding(
            "look",
            f"The database waits for {_migrations(len(waiting))}: starting the bot brings it up to "
            "date.",
        )
    return Finding("ok", "The database opens, is whole and up to date.")


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.data if settings.data.exists() else settings.data.absolute().parent
    if not folder.exists():
        return
    free = shutil.disk_usage(folder).free // 2**20
    state: State = "ok" if free >= _DISK_MIB else "wrong"
    yield Finding(state, f"{free} MiB are free on the disk of the data.")
    if state == "wrong" and drop_ballast(folder):
        yield Finding(
            "look",
            "16 MiB held back for this moment are free now, so that something can "
            "be deleted; the next start of the bot holds them back again.",
        )


def _web(settings: Settings) -> Iterator[Finding]:
    if settings.web_port is None:
        yield Finding(
            "look", "TELLBACK_WEB_PORT is not set: exports are made on the command line only."
        )
    elif settings.web_url is None:
        yield Finding(
            "wrong",
            "TELLBACK_WEB_PORT is set and TELLBACK_WEB_URL is not: links to "
            "exports would lead nowhere.",
        )
    else:
        yield Finding("ok", f"Links to exports begin with {settings.web_url}.")


async def _telegram(settings: Settings, token: str, now: Callable[[], datetime]) -> list[Finding]:
    channel = TelegramChannel(token, settings.api_base_url)
    await channel.open()
    try:
        me = await channel.me()
        webhook = await channel.has_webhook()
    except ChannelError as error:
        return [Finding("wrong", str(error))]
    finally:
        await channel.close()
    found = [Finding("ok", f"The token is good: it belongs to @{me.username}.")]
    if webhook:
        found.append(
            Finding(
                "wrong",
                "Telegram hands this bot's messages to a web address (a webhook), so none come "
                "here: remove it with the method deleteWebhook.",
            )
        )
    theirs = await _their_time(settings.api_base_url)
    if theirs is None:
        found.append(Finding("look", "The server did not say what time it is."))
    else:
        # To the second, which is what the header tells.
        off = abs((now() - theirs).total_seconds())
        state: State = "ok" if off <= _CLOCK_OFF_SECONDS else "wrong"
        found.append(Finding(state, f"This machine's clock is {off:.0f} seconds off."))
    return found


async def _their_time(base_url: str) -> datetime | None:
    """Return the server's time from its Date header (RFC 9110), to the second."""
    try:
        limit = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=limit) as http, http.get(base_url) as answer:
            header = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return None
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None


def _migrations(n: int) -> str:
    return f"{n} migration" if n == 1 else f"{n} migrations"
