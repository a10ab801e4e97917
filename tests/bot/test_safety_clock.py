"""What is marked is chased until a contact has seen it, at any hour, also when the bot was down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.demo.stage import staged
from bot.demo.world import World
from bot.officers.chasing import REAL, next_moment
from bot.officers.retention import months_before
from bot.publishing import publish_for_rehearsal
from storage import audit
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.playing import KEY, does, joins, playing, resident
from tests.support.projects import WARD_7
from tests.support.team import counts, says

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
MARKS = ("> get help now", "> [It is about safety]", "> he hurts me")
WAITS = "Something marked as being about safety has waited for"
OFFICERS = "Something marked as being about safety waits, and no safeguarding contact has seen it"


def _after(**passed: int) -> str:
    return str(next_moment(NOON, NOON + timedelta(**passed), REAL) - NOON)


def test_the_clock_goes_on_by_how_long_it_waited_not_by_how_often_it_was_told() -> None:
    assert _after(seconds=0) == "0:02:00"
    assert _after(minutes=2) == "0:15:00"
    assert _after(minutes=15) == "1:00:00"
    assert _after(hours=1) == "4:00:00"
    assert _after(hours=9, minutes=59) == "10:00:00"
    assert _after(days=3, hours=2) == "4 days, 1:00:00"


async def _marked(play: Journey) -> None:
    await joins(play, "Amina", "safeguarding")
    await joins(play, "Omar", "officer")
    await resident(play, "Ana")
    await does(play, *MARKS, "@ Amina")


async def test_it_is_chased_after_a_quarter_of_an_hour_then_officers_hear_it_too(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        assert await says(play, "+ 14 minutes") == []
        assert [t.split(",")[0] for t in await says(play, "+ 1 minute")] == [f"{WAITS} 15 minutes"]
        assert await says(play, "@ Omar") == []
        said = await says(play, "+ 50 minutes")
        assert len(said) == 1
        assert said[0].startswith(OFFICERS)
        assert "hurts" not in said[0]
        # Three hours, six, nine … and it is night by then.
        assert len(await says(play, "@ Amina")) == 1
        assert len(await says(play, "+ 12 hours")) == 4


@pytest.mark.parametrize("act", ["I have seen this", "Note what was done", "Hand it over"])
async def test_whoever_has_seen_it_is_not_chased(act: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        await does(play, "> [Read it now]", f"> [{act}]")
        if act == "Note what was done":
            await does(play, "> Called the ward.")
        if act == "Hand it over":
            await does(play, "> [Someone outside]", "> Adult social care, by phone.")
        said = await says(play, "+ 10 hours")
        assert not [text for text in said if text.startswith(WAITS)]


async def test_seen_and_nothing_noted_is_asked_about_the_next_day(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        await does(play, "> [Read it now]", "> [I have seen this]")
        said = await says(play, "+ 25 hours")
        assert len(said) == 1
        assert said[0].startswith("Something about safety was seen on 4 January 2027, and nothing")
        await does(play, "> [Read it now]", "> [Note what was done]", "> Called the ward.")
        assert await says(play, "+ 3 days") == []


async def test_a_bot_that_was_down_for_hours_chases_once_and_at_once(tmp_path: Path) -> None:
    clock = FrozenClock(START)
    world = World(token="123456:down", clock=clock)
    async with staged(tmp_path, world, clock, KEY) as stage:
        published = await publish_for_rehearsal(stage.app, WARD_7)
        play = Journey(stage, published.slug, "test")
        await _marked(play)
    clock.jump_to(clock.now() + timedelta(hours=3))
    async with staged(tmp_path, world, clock, KEY) as stage:
        play.stage = stage
        await stage.settle()
        said = await says(play, "@ Amina")
        assert [text.split(",")[0] for text in said] == [f"{WAITS} 3 hours"]
        assert len(await says(play, "@ Omar")) == 1
        assert len(await says(play, "@ Amina", "+ 61 minutes")) == 1


async def test_a_contact_who_blocked_us_unseen_is_found_out_within_minutes(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        await does(play, "> [Read it now]", "> [Note what was done]", "> Called the ward.")
        await does(play, "@ Ana", *MARKS[:2])
        stage, amina = play.stage, play.people["Amina"]
        stage.world.say(play.who, "and again today")
        await stage.app.poller.poll(wait_seconds=0)
        await stage.app.poller.settle()
        # Only the sending meets the block: 403, and no word of it before.
        stage.world.block(amina)
        await stage.app.drain()
        assert await says(play, "@ Omar") == []
        said = await says(play, "+ 2 minutes")
        assert len(said) == 1
        assert said[0].startswith("Something was marked as being about safety, and the safeguar")
        assert "again today" not in said[0]
        told = await says(play, "@ Ana")
        assert told[-1].startswith("About what you marked: Amina Shah, safeguarding lead could not")
        # The officers hear it again after the hour, and Ana does not.
        assert len(await says(play, "@ Omar", "+ 61 minutes")) == 1
        assert await says(play, "@ Ana") == []


async def test_it_is_handed_over_with_a_clock_of_its_own(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Yusuf", "safeguarding")
        await _marked(play)
        said = await says(play, "> [Read it now]", "> [Hand it over]", "> safeguarding contact 1")
        assert said[-1].startswith("Handed over to safeguarding contact 1.")
        said = await says(play, "@ Yusuf")
        assert (
            said[-1] == "Something about safety was handed over to you, by safeguarding contact 2."
        )
        said = await says(play, "+ 15 minutes")
        assert said[-1].startswith(f"{WAITS} 15 minutes")
        await does(play, "> [Read it now]", "> [I have seen this]", "> [Hand it over]")
        await does(play, "> someone outside", "> Adult social care, reference 17.")
        said = await says(play, "> /concerns")
        assert said[-1].startswith("Nothing waits.")
        said = await says(play, "> [Earlier ones]", "> [What has happened]")
        told = [line.partition(": ")[2] for line in said[-1].splitlines()[1:]]
        assert told == [
            "marked",
            "the safeguarding contacts were told",
            "seen by safeguarding contact 2",
            "handed over by safeguarding contact 2 to safeguarding contact 1",
            "the safeguarding contacts were told again",
            "seen by safeguarding contact 1",
            "handed over outside by safeguarding contact 1: “Adult social care, reference 17.”",
        ]


async def test_what_was_dealt_with_is_deleted_when_its_time_is_over(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _marked(play)
        await does(play, "@ Ana", *MARKS, "@ Amina")
        await does(play, "> [Read it now]", "> [Note what was done]", "> Called the ward.")
        await _later(play, 2160)
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 2
        await _later(play, 40)
        # What nobody has dealt with still waits.
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1
        assert await counts(play, "SELECT COUNT(*) FROM concerns WHERE closed_at IS NULL") == 1

        def log(db: Connection) -> list[str]:
            return [entry.action for entry in audit.of_project(db, play.project)]

        assert "deleted a concern whose time was over" in await play.stage.app.store.read(log)


async def _later(play: Journey, days: int) -> None:
    """Let so many days go by in which the bot did not run."""
    play.stage.clock.jump_to(play.stage.clock.now() + timedelta(days=days))
    await play.stage.settle()


def test_months_are_counted_by_the_calendar() -> None:
    assert months_before(NOON, 72) == NOON.replace(year=2021)
    assert months_before(NOON.replace(month=3, day=31), 1) == NOON.replace(month=2, day=28)
    assert months_before(NOON.replace(month=12, day=31), 12) == NOON.replace(2026, 12, 31)


async def test_a_peer_is_told_what_to_say_and_asked_later_how_they_are(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        said = await says(play, "@ Lena", "> /new", "> someone's safety", "> yes")
        assert any(text.startswith("If they speak to you, you can say:") for text in said)
        await does(play, "@ Omar", "@ Lena")
        said = await says(play, "+ 25 hours")
        assert len([text for text in said if "How are you?" in text]) == 1
        await does(play, "> I would like to talk")
        told = await says(play, "@ Omar")
        assert "would like" in told[-1]
        assert "safety" not in told[-1]


async def test_whoever_is_not_to_be_asked_is_not_told_that_they_are(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        said = await says(
            play,
            "@ Lena",
            "> /howareyou",
            "> do not ask me",
            "> /new",
            "> someone's safety",
            "> yes",
        )
        assert any(text.startswith("If they speak to you, you can say:") for text in said)
        assert not any("I ask you later" in text for text in said)
