"""A project being worked on in the demo: each change that is in order goes live by itself."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import main
from bot.clock import FrozenClock, ShiftedClock
from bot.demo.keeping import START
from bot.demo.page.drawing import Drawing
from bot.demo.rehearsing import Rehearsal
from bot.demo.running import Demo
from bot.demo.seeding import seed_rehearsal
from bot.demo.stage import Stage, staged
from bot.demo.world import World
from conversations.problems import ProjectRefused
from tests.support.journey import Journey
from tests.support.projects import PROJECTS, example

HELLO = "Some of it can change."


class Folder:
    """A project's folder that is written to as an author does, each time a second later."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seconds: Iterator[int] = count(1)
        path.mkdir()
        self.text = example("smallest").files["project.yaml"]
        self.change("", "")

    def change(self, old: str, new: str) -> None:
        self.text = self.text.replace(old, new) if old else self.text
        file = self.path / "project.yaml"
        file.write_text(self.text, "utf-8")
        # Two saves within one tick of the disk's clock must still be two.
        os.utime(file, (1_000, 1_000 + next(self._seconds)))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "smallest")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FrozenClock(START)
    world = World(token="123456:rehearsing", clock=clock)
    data = tmp_path / "data"
    data.mkdir()
    async with staged(data, world, clock, b"k" * 32) as running:
        yield running


async def begun(stage: Stage, folder: Folder) -> Rehearsal:
    rehearsal = Rehearsal(folder.path)
    assert rehearsal.told() is None
    assert await rehearsal.begin(stage) == "smallest"
    return rehearsal


async def hello(stage: Stage, name: str) -> Journey:
    """Let someone open the chat and go as far as the hello."""
    play = Journey(stage, "smallest", name)
    for line in (f"@ {name} en", "> /start", "< Which language", "> English"):
        await play.take(line)
    return play


async def test_new_conversations_get_a_change_and_those_under_way_do_not(
    stage: Stage, folder: Folder
) -> None:
    rehearsal = await begun(stage, folder)
    before = await hello(stage, "Ana")
    await before.take(f"< …{HELLO}")
    folder.change(HELLO, "You can change all of it.")
    await rehearsal.look(stage)
    after = await hello(stage, "Ben")
    await after.take("< …You can change all of it.")
    for line in ("@ Ana", "> go on", "< Before you start", "> /back", f"< …{HELLO}"):
        await before.take(line)


async def test_what_is_live_is_said_and_nothing_is_done_where_nothing_changed(
    stage: Stage, folder: Folder
) -> None:
    rehearsal = await begun(stage, folder)
    told, version = rehearsal.told(), stage.world.version
    await rehearsal.look(stage)
    assert (rehearsal.told(), stage.world.version) == (told, version)
    stage.clock.jump_to(START.replace(hour=11))
    folder.change(HELLO, "It is open.")
    await rehearsal.look(stage)
    now = rehearsal.told()
    assert told is not None
    assert now is not None
    assert (told.since, now.since) == (START, START.replace(hour=11))
    assert told.revision != now.revision
    # The page hears of it.
    assert stage.world.version > version


async def test_a_change_that_is_not_in_order_leaves_the_last_good_one_live(
    stage: Stage, folder: Folder
) -> None:
    rehearsal = await begun(stage, folder)
    good = rehearsal.told()
    folder.change(
        "- explain: all", "- explain: al\n  - {ask: a, kind: words, text: And, serves: hours}"
    )
    await rehearsal.look(stage)
    told = rehearsal.told()
    assert good is not None
    assert told is not None
    assert (told.revision, told.refused) == (good.revision, True)
    # That the card was not shown is a warning only: it can wait.
    (problem,) = told.problems
    assert problem.startswith("project.yaml:22:14: There is no constraint “al”.")
    await (await hello(stage, "Ana")).take(f"< …{HELLO}")
    folder.change("- explain: al\n", "- explain: all\n")
    folder.change("  - {ask: a, kind: words, text: And, serves: hours}\n", "")
    await rehearsal.look(stage)
    assert rehearsal.told() == good


async def test_another_name_is_another_project(stage: Stage, folder: Folder) -> None:
    rehearsal = await begun(stage, folder)
    folder.change("project: smallest", "project: largest")
    await rehearsal.look(stage)
    told = rehearsal.told()
    assert told is not None
    assert "was called “smallest” and is now “largest”" in told.problems[0]


async def test_a_folder_that_is_gone_for_a_moment_is_said_and_found_again(
    stage: Stage, folder: Folder
) -> None:
    rehearsal = await begun(stage, folder)
    (folder.path / "project.yaml").unlink()
    await rehearsal.look(stage)
    told = rehearsal.told()
    assert told is not None
    assert told.refused
    folder.change(HELLO, "It is open.")
    await rehearsal.look(stage)
    told = rehearsal.told()
    assert told is not None
    assert not told.refused


async def test_a_project_with_problems_cannot_be_begun_with(stage: Stage, folder: Folder) -> None:
    folder.change("- explain: all", "- explain: al")
    with pytest.raises(ProjectRefused, match="There is no constraint"):
        await Rehearsal(folder.path).begin(stage)


async def test_the_page_shows_the_team_and_says_what_is_live(
    stage: Stage, folder: Folder, tmp_path: Path
) -> None:
    rehearsal = await begun(stage, folder)
    phones = await seed_rehearsal(stage, "smallest")
    demo = Demo(stage.world, ShiftedClock(), tmp_path, phones)
    drawing = Drawing(demo, ZoneInfo("Europe/London"), rehearsal)
    news = drawing.news(1, jumping=None, have=frozenset())["rehearsal"]
    assert "Working on The park conversation" in news
    assert "is live since 10:00 am" in news
    assert "to mend" not in news
    page = drawing.page(jumping=None, languages={}, opened=None, editing=None, tapped=None)
    assert "data-rehearsal" in page
    assert [view.called for view in drawing.views()] == [
        "Maria, resident",
        "Lena, peer lead",
        "Oliver, officer",
    ]
    folder.change("- explain: all", "- explain: <al>")
    await rehearsal.look(stage)
    news = drawing.news(2, jumping=None, have=frozenset())["rehearsal"]
    assert "<strong>Your last change is not.</strong>" in news
    assert "There is no constraint “&lt;al&gt;”." in news
    without = Drawing(demo, ZoneInfo("Europe/London"))
    assert without.news(1, jumping=None, have=frozenset())["rehearsal"].strip() == ""


def test_a_demo_of_a_project_with_problems_says_them_all_and_begins_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path))
    assert main(["demo", "--project", str(PROJECTS / "asked-later")]) == 1
    complaints = capsys.readouterr().err
    assert "“light” is only asked further down" in complaints
    assert "Did you mean “light”?" in complaints
    assert list(tmp_path.iterdir()) == []
