"""A new project: it explains itself, plays at once, and says what only its author can know."""

from __future__ import annotations

import asyncio
import re
import shlex
from importlib import resources
from pathlib import Path

import pytest
import yaml

from bot.cli import _parser, main
from bot.clock import FrozenClock
from bot.demo.keeping import START
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from bot.registry import words_folder
from conversations.catalogue import read_folder
from conversations.loader import Loaded, load
from conversations.reading.asking import KINDS
from conversations.reading.nodes import KINDS as STEPS
from conversations.snapshot import take
from tests.support.journey import Journey

#: From the first hello to the last word.
TALK = """
@ Ana en
> /start
< Which language is best for you?
> English
< Hello. This is Riverside park, run by [fill in: who asks…
  [Go on]
> [Go on]
< …
> 1
> 1
> 1
> 1
< First, what can and what cannot change.
< Card 1 of 3 · Decided
> next
< …
> next
< …
> next
< …
> opening hours
< …
> 4
< …
> Sometimes
< Question 3
  What keeps you away?
> (voice)
< …
> it shuts later
< …
> The swans.
< …
> 3
< …
> 1
< Here is what you told us.
> send
< Sent. Thank you.
  We read everything by 3 February 2027.
< …
! answer often=sometimes
! answer helps=later
"""


@pytest.fixture
def park(tmp_path: Path) -> Path:
    folder = tmp_path / "riverside-park"
    assert main(["project", "new", str(folder), "--language", "ur", "--language", "en"]) == 0
    return folder


def loaded(folder: Path) -> Loaded:
    return load(take(folder), bot=read_folder(words_folder()))


def test_nothing_is_wrong_with_it_but_what_is_to_be_filled_in(
    park: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = loaded(park).problems
    assert {p.code for p in problems if p.file == "project.yaml"} == {"fill-in"}
    assert {p.code for p in problems if p.file == "ur.po"} == {"untranslated"}
    capsys.readouterr()
    assert main(["project", "check", str(park)]) == 0
    said = capsys.readouterr().out
    assert "Still to be filled in: who asks: your council, your trust. People would" in said
    assert "riverside-park can be played and rehearsed. Fill in what only you know" in said


def test_it_is_not_published_before_it_is_filled_in(
    park: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = park / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("# checked:", "checked:"), "utf-8")
    monkeypatch.setenv("TELLBACK_DATA", str(park.parent / "data"))
    monkeypatch.setenv("TELLBACK_KEY_FILE", str(park.parent / "key"))
    assert main(["project", "publish", str(park)]) == 1
    assert "Still to be filled in: who decided this, and when." in capsys.readouterr().err


def test_it_plays_at_once(park: Path) -> None:
    asyncio.run(_played(park))


async def _played(park: Path) -> None:
    clock = FrozenClock(START)
    world = World(token="123456:a-new-project", clock=clock)
    async with staged(park.parent, world, clock, b"k" * 32) as stage:
        live = await publish_for_rehearsal(stage.app, park)
        play = Journey(stage, live.slug, "new")
        for line in TALK.strip().splitlines():
            # Only what is named is looked at: the rest is the example's own to say.
            if line[0] in ">@":
                play.queue.clear()
            await play.take(line)


def test_the_questions_it_offers_to_try_can_be_tried(park: Path) -> None:
    file = park / "project.yaml"
    text = file.read_text("utf-8").replace("  # - equality", "  - equality")
    start = text.index("  # - ask: garden_order")
    end = text.index("\n\n", start)
    tried = text[start:end].replace("  # ", "  ")
    file.write_text(text[:start] + tried + text[end:], "utf-8")
    assert loaded(park).project.script.find("garden_order") is not None


def test_every_kind_of_question_is_named_in_it(park: Path) -> None:
    text = (park / "project.yaml").read_text("utf-8")
    written = yaml.safe_load(text)
    used = {step["kind"] for step in _steps(written["flow"]) if "kind" in step}
    named = text[text.index("There are more kinds:") :].partition("\n")[0]
    assert set(KINDS) <= used | set(named.replace(",", " ").replace(".", " ").split())
    offered = set(re.findall(r"^  # - ([a-z]+)$", text, re.MULTILINE))
    assert set(STEPS) - {"flow", "repeat", "statements"} <= offered | {
        key for step in _steps(written["flow"]) for key in step
    }


def test_the_way_from_an_idea_to_a_live_project_names_commands_there_are() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authors.md").read_text("utf-8")
    example = resources.files("bot.authors").joinpath("beginning.yaml").read_text("utf-8")
    named = re.findall(r"^tellback .*", guide, re.MULTILINE)
    named += re.findall(r"`(tellback [^`…]+)`", guide)
    named += re.findall(r"# +(?:\d\. )?(tellback \S.*?)(?:  .*)?$", example, re.MULTILINE)
    whole = [line for line in named if not line.endswith("FORM.xlsx")]
    assert len(whole) > 12
    for line in whole:
        assert _parser().parse_args(shlex.split(line)[1:]).act


def _steps(steps: list[object]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for step in steps:
        one = step if isinstance(step, dict) else {str(step): None}
        found.append(one)
        for inside in ("then", "otherwise"):
            found += _steps(one.get(inside) or [])
    return found


@pytest.mark.parametrize(
    ("name", "language", "complaint"),
    [
        ("Riverside Park", "pl", "“Riverside Park” cannot be a project's permanent name"),
        ("park", "polish", "“polish” is not a language we know."),
        ("full", "pl", "There is something in"),
    ],
)
def test_what_cannot_be_begun_is_said(
    name: str, language: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "project.yaml").write_text("mine", "utf-8")
    assert main(["project", "new", str(tmp_path / name), "--language", language]) == 1
    assert complaint in capsys.readouterr().err
    assert (full / "project.yaml").read_text("utf-8") == "mine"
    assert not (tmp_path / "park").exists()
