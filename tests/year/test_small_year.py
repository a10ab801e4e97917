"""The year with few people, so that it stays alive: ``make year`` plays it with three hundred."""

from __future__ import annotations

from pathlib import Path

from tests.year.people import WAVES
from tests.year.playing import play
from tests.year.table import table


async def test_a_small_year_finds_what_was_planted(tmp_path: Path) -> None:
    lines = await play(tmp_path, 12, seed=7, waves=WAVES[:1])
    assert not [one for one in lines if not one.holds], "\n" + table(lines)


async def test_a_lie_about_the_truth_is_found_out(tmp_path: Path) -> None:
    lines = await play(tmp_path, 5, seed=7, waves=(), lie=True)
    assert [one for one in lines if not one.holds], "\n" + table(lines)
