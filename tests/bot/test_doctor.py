"""The doctor finds what is wrong, one thing at a time, and changes nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import WallClock
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from bot.doctor import Finding, examine
from storage.migrate import migrate
from storage.sqlite import Connection
from storage.store import run_unit

TOKEN = "123456:the-token-the-doctor-looks-at"
KEY = b"k" * 32
Environ = dict[str, str]


def healthy(folder: Path) -> Environ:
    """An installation with nothing wrong, and the settings that lead to it."""
    data, key = folder / "data", folder / "key"
    data.mkdir(mode=0o700)
    key.write_text(KEY.hex() + "\n")
    key.chmod(0o600)
    migrate(data / "tellback.db", KEY, now=datetime.now(UTC))
    return {
        "TELLBACK_DATA": str(data),
        "TELLBACK_KEY_FILE": str(key),
        "TELLBACK_WEB_PORT": "8080",
        "TELLBACK_WEB_URL": "https://tellback.example.org",
        "TELEGRAM_BOT_TOKEN": TOKEN,
    }


async def looked(
    environ: Environ, world: World | None = None, off: timedelta = timedelta(0)
) -> list[Finding]:
    """What the doctor finds, with a Bot API server there and the machine's clock ``off``."""
    async with LocalBotApi(world or World(token=TOKEN, clock=WallClock())) as api:
        settings = {"TELEGRAM_API_BASE_URL": api.base_url, **environ}
        return await asyncio.to_thread(examine, settings, lambda: datetime.now(UTC) + off)


def amiss(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.state != "ok"]


async def test_nothing_is_amiss_where_nothing_is(tmp_path: Path) -> None:
    found = await looked(healthy(tmp_path))
    assert amiss(found) == []
    said = "\n".join(finding.sentence for finding in found)
    for subject in ("settings", "Europe/London", "key file", "database", "MiB", "token", "clock"):
        assert subject in said
    assert TOKEN not in said
    assert KEY.hex() not in said


def _open_key(folder: Path, environ: Environ) -> None:
    (folder / "key").chmod(0o644)


def _wrong_key(folder: Path, environ: Environ) -> None:
    (folder / "key").write_text((b"x" * 32).hex())


def _no_key(folder: Path, environ: Environ) -> None:
    (folder / "key").unlink()


def _rubbish_for_a_key(folder: Path, environ: Environ) -> None:
    (folder / "key").write_text("not a key")


def _no_token(folder: Path, environ: Environ) -> None:
    del environ["TELEGRAM_BOT_TOKEN"]


def _other_token(folder: Path, environ: Environ) -> None:
    environ["TELEGRAM_BOT_TOKEN"] = "1:another"


def _no_web_url(folder: Path, environ: Environ) -> None:
    del environ["TELLBACK_WEB_URL"]


def _no_such_zone(folder: Path, environ: Environ) -> None:
    environ["TELLBACK_TIMEZONE"] = "Europe/Atlantis"


def _damaged(folder: Path, environ: Environ) -> None:
    database = folder / "data" / "tellback.db"
    content = bytearray(database.read_bytes())
    content[20_000:20_100] = bytes(100)
    database.write_bytes(content)


def _newer(folder: Path, environ: Environ) -> None:
    run_unit(folder / "data" / "tellback.db", KEY, _from_the_future)


def _from_the_future(db: Connection) -> None:
    db.execute("INSERT INTO schema_migrations VALUES ('9999_later', '2030-01-01')").close()


def _nobody_there(folder: Path, environ: Environ) -> None:
    environ["TELEGRAM_API_BASE_URL"] = "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (_open_key, "chmod 600"),
        (_wrong_key, "key"),
        (_no_key, "is missing"),
        (_rubbish_for_a_key, "does not hold a key"),
        (_no_token, "TELEGRAM_BOT_TOKEN is not set"),
        (_other_token, "does not accept the bot's token"),
        (_no_web_url, "TELLBACK_WEB_URL is not"),
        (_no_such_zone, "no time zone"),
        (_damaged, "database"),
        (_newer, "newer Tellback"),
        (_nobody_there, "Telegram"),
    ],
)
async def test_one_thing_wrong_is_the_one_thing_said(
    broken: Callable[[Path, Environ], None], said: str, tmp_path: Path
) -> None:
    environ = healthy(tmp_path)
    broken(tmp_path, environ)
    (finding,) = amiss(await looked(environ))
    assert finding.state == "wrong"
    assert said in finding.sentence
    assert TOKEN not in finding.sentence


async def test_a_webhook_is_told_without_its_address(tmp_path: Path) -> None:
    world = World(token=TOKEN, clock=WallClock())
    world.profile.webhook = {"url": f"https://elsewhere.example/{TOKEN}"}
    (finding,) = amiss(await looked(healthy(tmp_path), world))
    assert finding.state == "wrong"
    assert "webhook" in finding.sentence
    assert "elsewhere" not in finding.sentence


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_clock_that_is_off_is_told(hours: int, tmp_path: Path) -> None:
    (finding,) = amiss(await looked(healthy(tmp_path), off=timedelta(hours=hours)))
    assert finding.state == "wrong"
    assert "clock is 3" in finding.sentence


def _open_folder(folder: Path, environ: Environ) -> None:
    (folder / "data").chmod(0o755)


def _waiting(folder: Path, environ: Environ) -> None:
    run_unit(folder / "data" / "tellback.db", KEY, _forget)


def _forget(db: Connection) -> None:
    newest = "SELECT MAX(name) FROM schema_migrations"
    db.execute(f"DELETE FROM schema_migrations WHERE name = ({newest})").close()


def _no_database(folder: Path, environ: Environ) -> None:
    (folder / "data" / "tellback.db").unlink()


def _no_web(folder: Path, environ: Environ) -> None:
    del environ["TELLBACK_WEB_PORT"]


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (_open_folder, "chmod 700"),
        (_waiting, "1 migration"),
        (_no_database, "There is no database"),
        (_no_web, "on the command line only"),
    ],
)
async def test_what_is_worth_a_look_is_not_called_wrong(
    odd: Callable[[Path, Environ], None], said: str, tmp_path: Path
) -> None:
    environ = healthy(tmp_path)
    odd(tmp_path, environ)
    (finding,) = amiss(await looked(environ))
    assert finding.state == "look"
    assert said in finding.sentence


async def test_a_key_beside_its_data_is_worth_a_look(tmp_path: Path) -> None:
    environ = healthy(tmp_path)
    key = tmp_path / "data" / "key"
    (tmp_path / "key").rename(key)
    (finding,) = amiss(await looked(environ | {"TELLBACK_KEY_FILE": str(key)}))
    assert finding.state == "look"
    assert "Whoever copies one has both" in finding.sentence


async def test_an_open_key_is_found_before_there_is_a_database(tmp_path: Path) -> None:
    environ = healthy(tmp_path)
    _no_database(tmp_path, environ)
    _open_key(tmp_path, environ)
    assert [finding.state for finding in amiss(await looked(environ))] == ["look", "wrong"]


async def test_looking_changes_nothing(tmp_path: Path) -> None:
    environ = {
        "TELLBACK_DATA": str(tmp_path / "data"),
        "TELLBACK_KEY_FILE": str(tmp_path / "key"),
        "TELEGRAM_BOT_TOKEN": TOKEN,
    }
    await looked(environ)
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # a test may look
