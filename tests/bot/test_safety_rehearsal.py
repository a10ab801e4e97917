"""Rehearsing: an invented concern goes the whole way, marked, in minutes, and leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import audit
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing
from tests.support.team import counts, says

MARK = "REHEARSAL. Invented: nobody is in danger."


async def _nothing_is_left(play: Journey) -> None:
    for query in (
        "SELECT COUNT(*) FROM concerns",
        "SELECT COUNT(*) FROM concern_events",
        "SELECT COUNT(*) FROM timers WHERE state = 'waiting' AND kind LIKE 'concern%'",
        "SELECT COUNT(*) FROM timers WHERE state = 'waiting' AND kind LIKE 'rehearsal%'",
    ):
        assert await counts(play, query) == 0

    def log(db: Connection) -> list[str]:
        return [entry.action for entry in audit.of_project(db, play.project)]

    known = ("published with drafts", "gave the role")
    assert all(action.startswith(known) for action in await play.stage.app.store.read(log))


async def test_it_goes_the_whole_way_in_minutes(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Omar", "officer")
        said = await says(play, "> /rehearse", "> a door that stays shut")
        assert said[-1].startswith(MARK)
        assert "If they speak to you, you can say:" in said[-1]
        said = await says(play, "@ Amina", "+ 1 minute")
        assert len(said) == 2
        assert all(text.startswith(MARK) for text in said)
        said = await says(play, "@ Omar", "+ 1 minute")
        assert said[0].startswith(f"{MARK}\nSomething marked as being about safety waits")
        # No list knows of it.
        assert (await says(play, "@ Amina", "> /concerns"))[-1].startswith("Nothing waits.")
        said = await says(play, "> [Read it now]")
        assert said[-1].startswith(MARK)
        assert "My neighbour is 84." in said[-1]
        await does(play, "> [Find out who it is]")
        assert "there is nobody to find" in play.note()
        await does(play, "> [I have seen this]", "> [Note what was done]")
        said = await says(play, "> Called the ward office.")
        assert said[-1].startswith(f"{MARK}\nThe rehearsal is over. Nothing of it is kept.")
        assert "Seen after 2 minutes." in said[-1]
        assert "The officers heard that it waits." in said[-1]
        assert (await says(play, "@ Omar"))[-1].startswith(f"{MARK}\nThe rehearsal is over.")
        await _nothing_is_left(play)


@pytest.mark.parametrize("end", ["> /rehearse|> [End the rehearsal]", "+ 1 hour"])
async def test_one_at_a_time_and_it_always_ends(end: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await does(play, "> /rehearse", "> 1", "> /rehearse", "> 2")
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1
        said = await says(play, "> back", *end.split("|"))
        assert said[-1].endswith("Nobody has seen it.") or "Nobody has seen it." in said[-1]
        await _nothing_is_left(play)


async def test_it_can_be_handed_over_and_peer_leads_have_no_part_in_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Yusuf", "safeguarding")
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        assert (await says(play, "> /rehearse"))[-1].startswith("This is for the team")
        await does(play, "@ Amina", "> /rehearse", "> hard nights", "> [Read it now]")
        await does(play, "> [Hand it over]", "> safeguarding contact 1")
        said = await says(play, "@ Yusuf", "> [Read it now]")
        assert "better off without me" in said[-1]
        await does(play, "> [Hand it over]", "> someone outside", "> The crisis line, by phone.")
        assert await says(play, "@ Lena") == []
        await _nothing_is_left(play)
