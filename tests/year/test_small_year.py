"""The year with few people, so that it stays alive: ``make year`` plays it with three hundred."""

from __future__ import annotations

import pytest

from tests.year.__main__ import main


@pytest.mark.timeout(300)
def test_a_small_year_finds_what_was_planted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--people", "12", "--waves", "2"]) == 0, capsys.readouterr().out


@pytest.mark.timeout(300)
def test_a_lie_about_the_truth_is_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--people", "3", "--waves", "0", "--plant-lie"]) == 1
    assert "THEY PART" in capsys.readouterr().out
