"""A network that fails, a Telegram that repeats or restarts: nothing lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.faults import Faults
from bot.polling import Poller
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, joins, playing, resident, writes


async def rows(play: Journey, query: str) -> list[tuple[object, ...]]:
    return await play.stage.app.store.read(_rows, query)


def _rows(db: Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(query).fetchall()]


DOUBLED = (
    "SELECT node FROM answers WHERE superseded_at IS NULL AND set_aside_at IS NULL"
    " GROUP BY run, node HAVING COUNT(*) > 1"
)


@pytest.mark.parametrize("kind", ["429", "500", "drop_before", "drop_after"])
async def test_a_question_gets_through_whatever_the_network_does(kind: str, tmp_path: Path) -> None:
    faults = Faults()
    async with playing(tmp_path, faults=faults) as play:
        await does(play, "@ Ana en")
        for number, words in enumerate(TALKS):
            if number % 4 == 0:
                faults.add("sendMessage", kind)  # type: ignore[arg-type]  # one of its kinds
            await does(play, f"> {words}")
        assert "Sent. Thank you" in str(play.stage.world.history(play.who)[-1]["text"])
        assert await rows(play, DOUBLED) == []
        assert await rows(play, "SELECT state FROM outbox WHERE state = 'queued'") == []


async def test_asked_to_be_quiet_the_whole_bot_waits(tmp_path: Path) -> None:
    faults = Faults()
    async with playing(tmp_path, faults=faults) as play:
        await does(play, "@ Ana en")
        before = play.stage.clock.now()
        faults.add("sendMessage", "429", retry_after=17)
        assert await does(play, "> /start")
        assert (play.stage.clock.now() - before).total_seconds() >= 17


@pytest.mark.parametrize(("kind", "arrived"), [("drop_after", 1), ("drop_before", 0)])
async def test_a_prompt_of_unknown_fate_is_told_so_and_never_sent_again(
    kind: str, arrived: int, tmp_path: Path
) -> None:
    faults = Faults()
    async with playing(tmp_path, faults=faults) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await does(play, "@ Lena", *writes("Can you come on Saturday?"))
        play.stage.world.say(play.who, "send")
        await play.stage.app.poller.poll(wait_seconds=0)
        await play.stage.app.sender.flush()
        faults.add("sendMessage", kind)  # type: ignore[arg-type]  # one of its kinds
        await play.stage.app.drain()
        await does(play, "+ 3 days")
        got = [m for m in play.stage.world.history(ana) if "on Saturday" in str(m.get("text"))]
        assert len(got) == arrived
        progress = str(play.stage.world.history(play.who)[-1].get("text"))
        assert "may have arrived: not sent again" in progress


async def test_the_same_batch_delivered_again_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        app = play.stage.app
        await does(play, "@ Ana en", "> /start", "> English")
        play.stage.world.say(play.who, "go on")
        assert await app.poller.poll(wait_seconds=0) == 1
        # Not acknowledged yet: a bot started anew is given it again.
        anew = Poller(app.store, app.channel, app.house, app.clock)
        assert await anew.poll(wait_seconds=0) == 1
        await app.drain()
        assert await rows(play, DOUBLED) == []
        assert await rows(play, "SELECT COUNT(*) FROM answers WHERE node = 'hello'") == [(1,)]


async def test_ids_that_begin_anew_lower_lose_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", "> /start", "> English")
        play.stage.world.restart_update_ids(5)
        await does(play, "> go on", "> I agree")
        assert await rows(play, "SELECT COUNT(DISTINCT epoch) FROM inbox") == [(2,)]
        assert await rows(play, "SELECT COUNT(*) FROM answers WHERE node = 'take_part'") == [(1,)]


async def test_a_poison_update_is_kept_and_holds_up_nobody(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", "> /start")
        for poison in (
            {"update_id": 1, "message": {"chat": 7, "from": [], "text": {"a": 1}}},
            {"update_id": 2, "callback_query": None},
            {
                "update_id": 3,
                "message": {
                    "message_id": "x",
                    "chat": {"id": play.who, "type": "private"},
                    "from": {"id": play.who},
                    "text": "\ud800\0" * 2000,
                },
            },
        ):
            play.stage.world.inject(poison)
        assert "Hello" in "\n".join(await does(play, "> English"))
        assert await rows(play, "SELECT COUNT(*) FROM inbox WHERE state = 'new'") == [(0,)]


async def test_stop_cancels_what_is_queued(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await does(play, "@ Lena", *writes("A question for the evening"), "+ 11 hours")
        await does(play, "> send", "@ Ana", "> stop", "+ 5 days")
        texts = [str(m.get("text")) for m in play.stage.world.history(ana)]
        assert "Stopped." in texts[-1]
        assert not [text for text in texts if "for the evening" in text]


async def test_who_blocks_the_bot_is_unreachable_until_they_come_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", "> /start", "> (block)", "+ 2 days")
        assert await rows(play, "SELECT unreachable_at IS NOT NULL FROM addresses") == [(1,)]
        assert await rows(play, "SELECT COUNT(*) FROM outbox WHERE state = 'failed'") == [(0,)]
        assert "Hello" in "\n".join(await does(play, "> (unblock)", "> English"))
        assert await rows(play, "SELECT unreachable_at IS NULL FROM addresses") == [(1,)]
