"""The command line when something is in the way: a sentence each time, never a traceback."""

from __future__ import annotations

import asyncio
import signal
import stat
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import WallClock
from bot.demo.faults import Faults
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from storage.lock import DataLock
from storage.sqlite import Connection
from storage.store import run_unit
from tests.support.killing import Handler
from tests.support.projects import PROJECTS
from tests.support.shell import TOKEN, WARD7, Shell, running


async def rehearsed(folder: Path) -> Shell:
    """A shell whose project is live for a rehearsal."""
    shell = Shell(folder)
    assert (await shell.run("project", "publish", WARD7, "--allow-drafts"))[0] == 0
    return shell


async def test_a_terminal_without_our_letters_gets_their_numbers(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.env["PYTHONIOENCODING"] = "ascii"
    code, said, _ = await shell.run("project", "check", str(PROJECTS / "misread-options"))
    assert code == 1
    assert "\\u201c" in said


async def test_a_reader_who_leaves_early_is_no_trouble(tmp_path: Path) -> None:
    shell = await rehearsed(tmp_path)
    command = 'exec 3>&1; "$0" -m bot.cli project list | true; echo "${PIPESTATUS[0]}"'
    process = await asyncio.create_subprocess_exec(
        "bash",
        "-c",
        command,
        shell.python,
        env=shell.env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaints = await process.communicate()
    assert complaints == b""
    assert said.strip() in (b"0", b"1")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "ward-7", "--out", "{file}"),
        ("export", "ward-7", "--out", "{file}/deeper"),
        ("backup", "{file}/copy.db"),
    ],
)
async def test_a_path_that_cannot_be_is_named(words: tuple[str, ...], tmp_path: Path) -> None:
    shell = await rehearsed(tmp_path)
    file = tmp_path / "a-file"
    file.write_text("in the way")
    code, said, complaints = await shell.run(*(word.format(file=file) for word in words))
    assert (code, said) == (1, "")
    assert str(file) in complaints
    assert "Errno" not in complaints
    assert file.read_text() == "in the way"


async def test_a_code_for_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    async with LocalBotApi(World(token=TOKEN, clock=WallClock())) as api:
        shell = Shell(tmp_path, api.base_url)
        await shell.run("project", "publish", WARD7, "--allow-drafts")
        nowhere = tmp_path / "nowhere" / "door.png"
        code, said, complaints = await shell.run("link", "ward-7", "--qr", str(nowhere))
        assert (code, said) == (1, "")
        assert str(nowhere.parent) in complaints
        for wrong, why in (
            (("--poster", str(tmp_path / "door.gif")), ".pdf or .png"),
            (("--poster", str(tmp_path / "door.pdf"), "--language", "xx"), "“xx”"),
        ):
            code, said, complaints = await shell.run("link", "ward-7", *wrong)
            assert (code, said) == (1, "")
            assert why in complaints


async def test_a_key_is_made_once_and_told_whatever_the_log_level(tmp_path: Path) -> None:
    world = World(token="1:another", clock=WallClock())
    async with LocalBotApi(world) as api:
        shell = Shell(tmp_path, api.base_url)
        shell.env["TELLBACK_LOG_LEVEL"] = "CRITICAL"
        _, first, _ = await shell.run("run")
        _, second, _ = await shell.run("run")
    assert f"The database key is new: {tmp_path / 'key'}. Please back it up" in first
    assert len(first.splitlines()) == 1
    assert second == ""
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


async def test_no_command_changes_tables_under_a_running_bot(tmp_path: Path) -> None:
    """A newer command beside an older bot: the bot goes on, the command says what to do."""
    shell = await rehearsed(tmp_path)
    key = bytes.fromhex((tmp_path / "key").read_text())
    database = tmp_path / "data" / "tellback.db"
    run_unit(database, key, _forget_migrations)
    with DataLock(tmp_path / "data"):
        code, _, complaints = await shell.run("project", "list")
    assert code == 1
    assert "restart it" in complaints
    assert run_unit(database, key, _migrations) == 0


def _forget_migrations(db: Connection) -> None:
    db.execute("DELETE FROM schema_migrations").close()


def _migrations(db: Connection) -> int:
    return int(db.execute("SELECT COUNT(*) FROM schema_migrations").fetchone()[0])


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    async with LocalBotApi(World(token=TOKEN, clock=WallClock())) as api:
        code, _, complaints = await Shell(tmp_path).run(
            "demo", "--port", str(api.port), "--no-browser"
        )
    assert code == 1
    assert f"Port {api.port} is taken" in complaints


async def test_a_bot_that_waits_for_telegram_still_stops_in_time(tmp_path: Path) -> None:
    world, faults = World(token=TOKEN, clock=WallClock()), Faults()
    faults.add("getMe", "stall", times=100)
    asked = asyncio.Event()

    def watched(app: web.Application) -> None:
        @web.middleware
        async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
            asked.set()
            return await handler(request)

        app.middlewares.append(watch)

    async with LocalBotApi(world, faults, extend=watched) as api:
        bot = await Shell(tmp_path, api.base_url).start("run")
        async with asyncio.timeout(20):
            await asked.wait()
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            _, log = await bot.communicate()
        assert bot.returncode == 0, log.decode()


async def test_two_bots_with_one_token_are_told_apart(tmp_path: Path) -> None:
    """The second takes Telegram's queue away; the first must end with a sentence, not retry."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    async with running(tmp_path / "one") as (shell, _, bot):
        other = Shell(tmp_path / "two", shell.env["TELEGRAM_API_BASE_URL"])
        second = await other.start("run")
        ends = [asyncio.create_task(process.communicate()) for process in (bot, second)]
        async with asyncio.timeout(30):
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        loser = bot if bot.returncode is not None else second
        for process in (bot, second):
            if process.returncode is None:
                process.terminate()
        results = await asyncio.gather(*ends)
    _, complaints = results[0 if loser is bot else 1]
    assert loser.returncode == 1
    assert b"Another program is fetching this bot's messages" in complaints
    assert b"Traceback" not in complaints
