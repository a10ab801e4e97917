"""The year with few people, so that it stays alive: ``make year`` plays it with three hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.year.people import WAVES
from tests.year.playing import play
from tests.year.table import table


@pytest.mark.timeout(300)
async def test_a_small_year_finds_what_was_planted(tmp_path: Path) -> None:
    found = await play(tmp_path, 12, seed=7, waves=WAVES[:2])
    assert all(one.holds for lines in found.values() for one in lines), "\n" + table(found)


async def test_a_lie_about_the_truth_is_found_out(tmp_path: Path) -> None:
    found = await play(tmp_path, 3, seed=7, waves=(), lie=True)
    assert not all(one.holds for lines in found.values() for one in lines), "\n" + table(found)
