"""The command line as its users run it: in a process of its own, beside a running bot."""

from __future__ import annotations

import asyncio
import shutil
import signal
from pathlib import Path

import pytest

from bot.clock import WallClock
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from tests.support.shell import TOKEN, WARD7, Shell, running


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("project", "list"), "There is no database"),
        (("project", "check", "nowhere"), "no such folder"),
        (("export", "ward-7", "--out", "x"), "There is no database"),
        (("invite", "--role", "lead"), "Please add --project"),
        (("link", "ward-7"), "There is no database"),
        (("run",), "TELEGRAM_BOT_TOKEN is not set"),
        (("missing", "ward-7"), "There is no database"),
        (("missing", "ward-7", "--out", "x.gif"), "has to end in .svg, .png, .csv"),
        (("backup", "x.db"), "There is no database"),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_sentence(
    words: tuple[str, ...], complaint: str, tmp_path: Path
) -> None:
    code, said, complaints = await Shell(tmp_path).run(*words)
    assert code == 1
    assert complaint in said + complaints


@pytest.mark.parametrize("words", [(), ("nonsense",), ("invite", "--role", "king")])
async def test_what_is_not_understood_exits_with_two(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    code, _, complaints = await Shell(tmp_path).run(*words)
    assert code == 2
    assert "usage: tellback" in complaints


async def test_drafts_are_published_for_a_rehearsal_only(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    code, _, complaints = await shell.run("project", "publish", WARD7)
    assert code == 1
    assert "no speaker has checked: en (1), en-x-easyread" in complaints
    # Which texts they are, and what kind of person to ask.
    assert "pl.po" in complaints
    assert "“privacy” is a draft" in complaints
    assert "To check them, ask someone who speaks Polski every day" in complaints
    code, said, _ = await shell.run("project", "publish", WARD7, "--allow-drafts")
    assert code == 0
    assert "ward-7 is live" in said
    code, said, _ = await shell.run("project", "publish", WARD7, "--allow-drafts")
    assert (code, "Nothing changed" in said) == (0, True)
    code, said, _ = await shell.run("project", "list")
    assert "with drafts" in said


async def test_a_project_is_retired_and_taken_back(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    await shell.run("project", "publish", WARD7, "--allow-drafts")
    assert "ward-7 is retired" in (await shell.run("project", "retire", "ward-7"))[1]
    code, _, complaint = await shell.run("link", "ward-7")
    assert (code, "no live project ward-7" in complaint) == (1, True)
    assert "is open again" in (await shell.run("project", "reopen", "ward-7"))[1]


async def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    shell, folder = Shell(tmp_path), tmp_path / "project"
    shutil.copytree(WARD7, folder)
    assert (await shell.run("project", "publish", str(folder), "--allow-drafts"))[0] == 0
    text = (folder / "project.yaml").read_text(encoding="utf-8")
    (folder / "project.yaml").write_text(text.replace("Amina Shah", "Ben Cole"), encoding="utf-8")
    code, said, _ = await shell.run("project", "publish", str(folder), "--dry-run")
    assert code == 0
    assert "Whom people can turn to has changed." in said
    assert "It cannot go live yet. Texts about consent" in said
    assert said.endswith("Nothing was changed: this was a dry run.\n")
    code, said, _ = await shell.run("project", "publish", str(folder), "--allow-drafts", "--move")
    assert code == 0
    assert "Whom people can turn to has changed." in said
    assert "Nobody is under way on an earlier revision." in said


async def test_a_checked_project_still_needs_someone_to_turn_to(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    text = (Path(WARD7) / "project.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "languages: [en, en-x-easyread, cy, pl, ur]",
        "languages: [en]\nchecked: {by: Ann Example, on: 2027-01-04}",
    )
    (folder / "project.yaml").write_text(text, encoding="utf-8")
    code, _, complaints = await Shell(tmp_path).run("project", "publish", str(folder))
    assert code == 1
    assert "Nobody has joined as safeguarding contact" in complaints


async def test_every_command_works_beside_a_running_bot(tmp_path: Path) -> None:
    async with running(tmp_path) as (shell, world, bot):
        assert (await shell.run("project", "publish", WARD7, "--allow-drafts"))[0] == 0
        code, said, _ = await shell.run("invite", "--role", "officer", "--project", "ward-7")
        assert code == 0
        invite = said.split("?start=")[1].split()[0]
        code, said, _ = await shell.run(
            "link", "ward-7", "--source", "door", "--qr", str(tmp_path / "door.png"),
            "--poster", str(tmp_path / "door.pdf"), "--language", "pl",
        )  # fmt: skip
        assert code == 0
        assert (tmp_path / "door.pdf").read_bytes().startswith(b"%PDF")
        assert (tmp_path / "door.png").read_bytes().startswith(b"\x89PNG")
        again = (await shell.run("link", "ward-7", "--source", "door"))[1]
        assert again.split()[0] == said.split()[0]
        oli, ann = world.add_user("Oli", language_code="en"), world.add_user("Ann")
        for user in (oli, ann):
            world.say(user, f"/start {invite}")
            world.say(user, "yes")
        await _hears(world, oli, "You have joined as")
        await _hears(world, ann, "used already")
        code, said, complaints = await shell.run(
            "export", "ward-7", "--out", str(tmp_path / "out"), "--format", "xlsx"
        )
        assert code == 0, complaints
        assert (tmp_path / "out" / "ward-7.xlsx").exists()
        assert (await shell.run("backup", str(tmp_path / "copy.db")))[0] == 0
        code, said, _ = await shell.run("doctor")
        assert code == 0, said
        for words in (("migrate",), ("run",)):
            code, _, complaints = await shell.run(*words)
            assert code == 1
            assert "already running" in complaints
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            _, log = await bot.communicate()
        assert bot.returncode == 0, log.decode()


async def _hears(world: World, user: int, text: str) -> None:
    async with asyncio.timeout(10):
        while not any(text in str(m.get("text")) for m in world.history(user)):
            await world.changed(world.version, 0.2)


async def test_a_wrong_token_ends_the_bot_with_a_sentence(tmp_path: Path) -> None:
    async with LocalBotApi(World(token="1:another", clock=WallClock())) as api:
        code, _, complaints = await Shell(tmp_path, api.base_url).run("run")
    assert code == 1
    assert TOKEN not in complaints
