"""The same people asked again: on the right day, once, whatever the clock and the bot did."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import FrozenClock
from bot.demo.stage import Stage, staged
from bot.demo.world import World
from bot.publishing import publish
from conversations.loader import load
from storage import checkbacks
from storage.checkbacks import Disposition
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import KEY, does
from tests.support.projects import edited

SCHEDULE = "{from: sent, after: [1 month, 2 months, 12 months]}"
TALKS = (
    *("/start", "English", "go on", "I agree", "yes", "yes", "for myself", "next"),
    *("opening hours", "3", "on Sundays", "send"),
)
AGAIN = "How safe do you feel in the park?"


@asynccontextmanager
async def park(
    folder: Path, schedule: str = SCHEDULE, day: str = "2027-01-31"
) -> AsyncIterator[Journey]:
    """Publish the park with this schedule on that day, at ten in the morning."""
    clock = FrozenClock(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC))
    world = World(token="123456:waves", clock=clock)
    async with staged(folder, world, clock, KEY) as stage:
        await _publish(stage, schedule)
        yield Journey(stage, "asked-again", "waves")


async def _publish(stage: Stage, schedule: str) -> None:
    snapshot = edited("asked-again", SCHEDULE, schedule)
    bot = stage.app.house.bot_words
    now, new_id = stage.clock.now(), stage.app.house.new_id
    await stage.app.store.write(
        publish, load(snapshot, bot=bot), now, new_id, drafts_allowed=True, actor="a test"
    )


async def sends_answers(play: Journey, name: str = "Ana") -> None:
    await does(play, f"@ {name} en", *(f"> {words}" for words in TALKS))


async def until(play: Journey, moment: str) -> list[str]:
    """Let time go by, as it does, until ``moment``; return what was said to whoever acts."""
    before = len(play.stage.world.history(play.who))
    then = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    await play.stage.advance(then - play.stage.clock.now())
    return _told(play, before)


async def down_until(play: Journey, moment: str) -> list[str]:
    """Let the bot be down until ``moment``; return what it says once it is back."""
    before = len(play.stage.world.history(play.who))
    play.stage.clock.jump_to(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    await play.stage.app.drain()
    return _told(play, before)


def _told(play: Journey, before: int) -> list[str]:
    play.queue.clear()
    return [str(m.get("text", "")) for m in play.stage.world.history(play.who)[before:]]


def asked_at(play: Journey) -> list[str]:
    """Return the moments at which whoever acts was asked again, in UTC."""
    found = [
        datetime.fromtimestamp(m["date"], UTC)
        for m in play.stage.world.history(play.who)
        if "Did it get better?" in str(m.get("text")) or "no decision" in str(m.get("text"))
    ]
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in found]


async def waves(play: Journey) -> dict[str, Disposition]:
    found = await play.stage.app.store.read(checkbacks.dispositions, play.project)
    return {one.wave: one for one in found}


async def set_for(play: Journey) -> list[str]:
    def read(db: Connection) -> list[str]:
        rows = db.execute("SELECT wave, set_for FROM checkbacks ORDER BY place").fetchall()
        return [f"{row['wave']} {row['set_for'][:16].replace('T', ' ')}" for row in rows]

    return await play.stage.app.store.read(read)


async def test_the_31st_comes_back_and_ten_stays_ten_when_clocks_go_forward(tmp_path: Path) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play)
        await until(play, "2027-04-01 12:00")
        assert asked_at(play) == ["2027-02-28 10:00", "2027-03-31 09:00"]


async def test_ten_stays_ten_when_clocks_go_back(tmp_path: Path) -> None:
    # Summer time ends on Sunday 31 October, that very day.
    async with park(tmp_path, "{from: sent, after: [31 days, 2 months]}", "2027-09-30") as play:
        await sends_answers(play)
        await until(play, "2027-12-01 12:00")
        assert asked_at(play) == ["2027-10-31 10:00", "2027-11-30 10:00"]


async def test_a_leap_day_has_its_year(tmp_path: Path) -> None:
    async with park(tmp_path, "{from: sent, after: [12 months, 13 months]}", "2028-02-29") as play:
        await sends_answers(play)
        await until(play, "2029-04-01 12:00")
        assert asked_at(play) == ["2029-02-28 10:00", "2029-03-29 09:00"]
