"""A prompt to many at Telegram's real limits, killed on the way (see ``make prompts``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mass_prompt import Plan, send_to_many


@pytest.mark.timeout(60)
async def test_a_prompt_to_two_hundred_reaches_each_once(tmp_path: Path) -> None:
    figures = await send_to_many(tmp_path, Plan(200, kills=1, quiet=1, blocked=2, blocking=1))
    # How fast is for the command to say: here other tests run beside it, and the start and the end
    # weigh more than among ten thousand.
    assert figures.wrong(least=0.3) == [], figures.lines()
    assert figures.kills == figures.told_quiet == 1
    assert figures.states["unknown"] >= figures.unknown_arrived
