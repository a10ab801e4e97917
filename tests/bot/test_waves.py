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
from tests.support.playing import KEY, does, joins
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
    found = [m for m in play.stage.world.history(play.who) if _asks_again(str(m.get("text")))]
    return [f"{datetime.fromtimestamp(m['date'], UTC):%Y-%m-%d %H:%M}" for m in found]


def _asks_again(text: str) -> bool:
    return "Did it get better?" in text or "We still want to know" in text


async def waves(play: Journey) -> dict[str, Disposition]:
    found = await play.stage.app.store.read(checkbacks.dispositions, play.project)
    return {one.wave: one for one in found}


async def set_for(play: Journey) -> list[str]:
    def read(db: Connection) -> list[str]:
        rows = db.execute("SELECT wave, set_for FROM checkbacks ORDER BY place").fetchall()
        return [f"{row['wave']} {row['set_for'][:16].replace('T', ' ')}" for row in rows]

    return await play.stage.app.store.read(read)


async def answers_again(play: Journey, *said: str) -> None:
    await does(play, *(f"> {words}" for words in said))


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


async def test_ones_own_hours_count_and_the_summer_starts_in_between(tmp_path: Path) -> None:
    async with park(tmp_path, "{from: sent, after: [8 weeks]}") as play:
        await sends_answers(play)
        await does(play, "> /hours", "> 18-22")
        # 28 March 2027, the day clocks go forward: six in the evening is five in UTC.
        await until(play, "2027-03-29 12:00")
        assert asked_at(play) == ["2027-03-28 17:00"]


async def test_down_for_three_weeks_and_each_is_asked_once_for_the_wave_that_holds(
    tmp_path: Path,
) -> None:
    async with park(tmp_path, "{from: sent, after: [2 weeks, 4 weeks, 3 months]}") as play:
        for name in ("Ana", "Ben", "Cai"):
            await sends_answers(play, name)
        await until(play, "2027-02-13 12:00")
        # Both waves fall due while the bot is down. It is back at three in the morning.
        assert await down_until(play, "2027-03-06 03:00") == []
        await until(play, "2027-03-08 12:00")
        for name in ("Ana", "Ben", "Cai"):
            await does(play, f"@ {name}")
            assert asked_at(play) == ["2027-03-06 09:00"]
        found = await waves(play)
        assert found["after-1"] == Disposition("after-1", missed=3)
        assert found["after-2"] == Disposition("after-2", silent=3)
        assert found["after-3"] == Disposition("after-3", waiting=3)


async def test_a_reminder_that_fell_due_while_the_bot_was_down_is_of_no_wave_gone_by(
    tmp_path: Path,
) -> None:
    async with park(tmp_path, "{from: sent, after: [2 weeks, 4 weeks]}") as play:
        await sends_answers(play)
        await until(play, "2027-02-14 12:00")
        assert asked_at(play) == ["2027-02-14 10:00"]
        await down_until(play, "2027-03-06 03:00")
        said = await until(play, "2027-03-06 12:00")
        assert sum(AGAIN in text for text in said) == 1
        assert not any("no hurry" in text for text in said)


async def test_a_reminder_comes_once_in_each_wave_and_never_at_night(tmp_path: Path) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play)
        await until(play, "2027-02-28 12:00")
        # It falls due at ten on 1 March; the bot is back two nights later.
        assert await down_until(play, "2027-03-03 02:00") == []
        said = await until(play, "2027-03-30 12:00")
        assert sum("no hurry" in text for text in said) == 1
        said = await until(play, "2027-05-01 12:00")
        assert sum("no hurry" in text for text in said) == 1


async def test_who_drops_out_of_one_wave_is_asked_in_the_next_and_never_in_two(
    tmp_path: Path,
) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play)
        await until(play, "2027-03-10 12:00")
        old = play.stage.world.history(play.who)[-1]
        await until(play, "2027-03-31 12:00")
        assert asked_at(play) == ["2027-02-28 10:00", "2027-03-31 09:00"]
        # A button of the wave gone by does nothing any more.
        button = old["reply_markup"]["inline_keyboard"][0][0]
        tapped = play.stage.world.tap(play.who, old["message_id"], button["callback_data"])
        await play.stage.settle()
        note = play.stage.world.alert_of(tapped)
        assert note is not None
        assert "already behind us" in note["text"]
        found = await waves(play)
        assert found["after-1"] == Disposition("after-1", silent=1)
        await answers_again(play, "4")
        assert (await waves(play))["after-2"] == Disposition("after-2", part=1)
        await answers_again(play, "skip")
        assert (await waves(play))["after-2"] == Disposition("after-2", whole=1)


async def test_stop_cancels_what_falls_due_meanwhile_and_nothing_after_they_are_back(
    tmp_path: Path,
) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play)
        await does(play, "> stop")
        await until(play, "2027-03-05 12:00")
        assert asked_at(play) == []
        assert (await waves(play))["after-1"] == Disposition("after-1", stopped=1)
        await does(play, "> /start")
        await until(play, "2027-04-01 12:00")
        assert asked_at(play) == ["2027-03-31 09:00"]


async def test_who_cannot_or_will_not_be_written_to_is_told_apart(tmp_path: Path) -> None:
    async with park(tmp_path) as play:
        for name in ("Ana", "Ben", "Dee"):
            await sends_answers(play, name)
        play.stage.world.block(play.who)
        await play.stage.settle()
        refuses = (*TALKS[:5], "no", *TALKS[6:])
        await does(play, "@ Cai en", *(f"> {words}" for words in refuses))
        await does(play, "@ Ben", "> delete", "> [Delete everything]", "> [Yes, do it]")
        await until(play, "2027-03-10 12:00")
        found = (await waves(play))["after-1"]
        assert found == Disposition("after-1", silent=1, blocked=1, refused=1)
        assert (found.everyone, found.asked, found.reached, found.answered) == (3, 1, 1, 0)


async def test_who_joins_late_gets_the_waves_still_to_come(tmp_path: Path) -> None:
    async with park(tmp_path, "{from: published, after: [1 month, 2 months]}") as play:
        await sends_answers(play)
        await until(play, "2027-02-20 12:00")
        await sends_answers(play, "Ben")
        await until(play, "2027-05-01 12:00")
        assert asked_at(play) == ["2027-03-31 09:00"]
        await sends_answers(play, "Cai")
        await until(play, "2027-07-01 12:00")
        assert asked_at(play) == ["2027-06-01 09:00"]
        found = await waves(play)
        assert (found["after-1"].everyone, found["after-2"].everyone) == (1, 3)


async def test_a_new_schedule_holds_for_those_who_are_waiting(tmp_path: Path) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play)
        await until(play, "2027-03-01 12:00")
        await _publish(play.stage, "{from: sent, after: [1 month, 6 weeks, 9 weeks]}")
        assert await set_for(play) == [
            "after-1 2027-02-28 10:00",
            "after-2 2027-03-14 10:00",
            "after-3 2027-04-04 09:00",
        ]
        await _publish(play.stage, "{from: sent, after: [1 month, 7 weeks]}")
        assert await set_for(play) == ["after-1 2027-02-28 10:00", "after-2 2027-03-21 10:00"]
        await until(play, "2027-03-22 12:00")
        assert asked_at(play) == ["2027-02-28 10:00", "2027-03-21 10:00"]


DECIDES = (
    *("/decide", "The gates are locked", "Will be done", "A warden opens them"),
    *("People need the park", "none of them", "The park team", "today"),
    *("The gates are open", "1 June 2027", "The park team", "Walk by", "that was all"),
    "Save and tell them",
)


async def decides(play: Journey) -> None:
    """Let a peer lead decide something for everyone, and people hear it."""
    await does(play, "@ Lena", *(f"> {words}" for words in DECIDES), "+ 1 hours")


async def test_the_first_decision_sets_the_days_and_a_later_one_adds_a_time(
    tmp_path: Path,
) -> None:
    schedule = "{from: decision, after: [1 month, 2 months]}"
    async with park(tmp_path, schedule, "2027-01-04") as play:
        await joins(play, "Lena", "lead")
        await sends_answers(play)
        # Until there is a decision, the days count from the one it is promised for.
        assert await set_for(play) == ["after-1 2027-02-24 10:00", "after-2 2027-03-24 10:00"]
        await does(play, "+ 6 days")
        await decides(play)
        assert await set_for(play) == ["after-1 2027-02-10 10:00", "after-2 2027-03-10 10:00"]
        await decides(play)
        assert await set_for(play) == ["after-1 2027-02-10 10:00", "after-2 2027-03-10 10:00"]
        await does(play, "@ Ana")
        await until(play, "2027-04-01 10:00")
        await decides(play)
        assert (await set_for(play))[2:] == ["after-3 2027-05-01 09:00"]


async def test_a_check_back_without_a_decision_is_asked_and_the_promise_of_one_later(
    tmp_path: Path,
) -> None:
    async with park(tmp_path, "{from: decision, after: 1 month}", "2027-01-04") as play:
        await joins(play, "Lena", "lead")
        await sends_answers(play)
        said = await until(play, "2027-02-25 12:00")
        assert any("There is none yet" in text for text in said)
        await answers_again(play, "4", "skip")
        await decides(play)
        assert (await set_for(play))[1:] == ["after-2 2027-03-25 10:00"]


async def test_who_moved_on_counts_as_such_and_is_asked_no_more_once_they_say_so(
    tmp_path: Path,
) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play, "Ben")
        await sends_answers(play)
        await until(play, "2027-02-28 12:00")
        await answers_again(play, "I'm not there any more", "no")
        await does(play, "@ Ben")
        await answers_again(play, "I'm not there any more", "yes", "skip")
        await until(play, "2027-03-31 12:00")
        found = await waves(play)
        assert found["after-1"] == Disposition("after-1", whole=2, moved_on=2)
        assert found["after-2"] == Disposition("after-2", gone=1, silent=1)
        await answers_again(play, "Still so", "skip")
        assert (await waves(play))["after-2"] == Disposition("after-2", gone=1, whole=1, moved_on=1)


async def test_what_never_arrived_is_no_silence(tmp_path: Path) -> None:
    async with park(tmp_path) as play:
        await sends_answers(play, "Ben")
        await sends_answers(play)
        # Nobody knows of it until something is sent to them.
        await until(play, "2027-02-28 09:00")
        play.stage.world.block(play.who)
        await until(play, "2027-03-01 12:00")
        found = (await waves(play))["after-1"]
        assert found == Disposition("after-1", silent=1, unreached=1)
        await play.stage.app.store.write(_as_if_unknown)
        found = (await waves(play))["after-1"]
        assert found == Disposition("after-1", unknown=1, unreached=1)
        assert (found.asked, found.reached) == (2, 0)


def _as_if_unknown(db: Connection) -> None:
    """Let every check-back that was sent have broken off after it left."""
    db.execute(
        "UPDATE outbox SET state = 'unknown' WHERE state = 'sent'"
        " AND run IN (SELECT run FROM checkbacks)"
    )
