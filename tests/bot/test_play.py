"""A project played in the terminal: what is shown, what cannot be done, and what is kept."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import FrozenClock
from bot.demo.keeping import START
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from tests.support.journey import Journey
from tests.support.projects import PROJECTS, WARD_7

#: Everything from the hello to the first question of a project with two cards.
OPENING = ("1", "1", "yes", "yes", "1", "next", "[Next]", "opening hours")


def played(monkeypatch: pytest.MonkeyPatch, *arguments: object, typed: tuple[str, ...]) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return main(["play", *map(str, arguments)])


def test_a_play_is_kept_as_a_transcript_that_can_be_played_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.txt"
    branches = PROJECTS / "branches"
    code = played(
        monkeypatch,
        branches,
        "--keep",
        kept,
        typed=(
            *OPENING,
            "2",
            "[no such button]",
            "edit: nothing like it => else",
            "(sticker)",
            "",
            "3",
            "/back",
            "[4]",
            "(voice) it is dark",
            "+ a while",
            "+ 1 minute",
            "+ 2 days",
        ),
    )
    said = capsys.readouterr().out
    assert code == 0
    # Answers have numbers, numbers stand for themselves, and what is piped in is shown.
    assert "  2 [In the evening]\n  [Back] [Skip] [More]\n\n> 2\n" in said
    assert "  [1] [2] [3] [4] [5]\n" in said
    assert "(There is no button [no such button].)" in said
    assert "(No message of mine says 'nothing like it'.)" in said
    assert "(How long is 'a while'?)" in said
    assert "(Nothing was due.)" in said
    assert "You have an unfinished conversation with us." in said
    transcript = kept.read_text("utf-8")
    assert transcript.startswith("project: branches\n@ Ana en\n> /start\n")
    assert "> [In the evening]\n" in transcript
    assert "no such button" not in transcript
    asyncio.run(_replayed(tmp_path, branches, transcript))


async def _replayed(folder: Path, project: Path, transcript: str) -> None:
    clock = FrozenClock(START)
    world = World(token="123456:played-again", clock=clock)
    async with staged(folder, world, clock, b"k" * 32) as stage:
        live = await publish_for_rehearsal(stage.app, project)
        await Journey(stage, live.slug, "kept").play(transcript)


def test_it_is_played_in_any_language_of_the_project(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert played(monkeypatch, WARD_7, "--lang", "cy", typed=("Ymlaen",)) == 0
    said = capsys.readouterr().out
    assert "> Cymraeg\n" in said
    assert "Cyn i chi ddechrau:" in said


def test_ticks_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = (*OPENING, "[Done]", "[To play]", "[✓ To play]")
    played(monkeypatch, PROJECTS / "several-choices", typed=typed)
    said = capsys.readouterr().out
    assert "  [✓ To play]\n" in said
    # Ticks are seen on the newest message, be it the question or a word about it.
    assert said.count("  [To play]\n") == 3


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([WARD_7, "--lang", "fr"], "Nobody can choose “fr” in ward-7. It has en (English), "),
        ([PROJECTS / "fixed-subject"], "a question about it is refused"),
        ([PROJECTS / "nowhere"], "no such folder"),
        ([WARD_7, "--keep", WARD_7 / "pl.po"], "is there already. --keep names a new file."),
    ],
)
def test_what_cannot_be_played_is_said(
    arguments: list[object],
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert played(monkeypatch, *arguments, typed=()) == 1
    assert complaint in capsys.readouterr().err
