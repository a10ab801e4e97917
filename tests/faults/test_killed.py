"""kill -9 at any moment: nothing Telegram delivered is lost or doubled, and nobody is stuck."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.store import run_unit
from tests.support.crowd import Talker, crowd, talk
from tests.support.killing import Killable, answers, killable
from tests.support.swift_bot import KEY

Plan = Callable[[str, bool, dict[str, Any]], bool]


def _carried(seen: dict[str, Any]) -> bool:
    """Say whether a getUpdates answer carried any updates."""
    return '"update_id"' in str(seen.get("body", ""))


def _nth(number: int, point: Plan) -> Plan:
    """Return a plan that strikes when ``point`` comes for the ``number``-th time."""
    met = 0

    def plan(method: str, served: bool, seen: dict[str, Any]) -> bool:
        nonlocal met
        met += point(method, served, seen)
        return met == number

    return plan


POINTS: dict[str, Plan] = {
    # The answer with updates leaves: the bot dies with them in its hands, nothing committed.
    "after fetch, before commit": lambda method, served, seen: (
        method == "getUpdates" and served and _carried(seen)
    ),
    # The next question for updates arrives: the batch before it is committed and dealt with.
    "after commit": lambda method, served, seen: method == "getUpdates" and not served,
    # A message is on its way and has not been delivered.
    "before send": lambda method, served, seen: method == "sendMessage" and not served,
    # It was delivered, and the bot dies before it can know.
    "after send": lambda method, served, seen: method == "sendMessage" and served,
    "while editing": lambda method, served, seen: method == "editMessageText" and served,
}


@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_a_point_and_started_again(point: str, tmp_path: Path) -> None:
    async with killable(tmp_path) as bot:
        talkers = crowd(bot.world, 3, "doorlink")
        for number in (2, 7, 20):
            bot.plan = _nth(number, POINTS[point])
            before = bot.deaths
            async with asyncio.timeout(20):
                while bot.deaths == before:
                    acted = [talker.act() for talker in talkers if not talker.done]
                    if not any(acted):
                        await bot.world.changed(bot.world.version, 0.05)
                    if all(talker.done for talker in talkers):
                        break
                    await asyncio.sleep(0)
            if bot.deaths > before:
                await bot.again()
        assert bot.deaths >= 2
        await talk(bot.world, talkers, 40)
        await _all_is_there(bot, talkers)


@pytest.mark.timeout(180)
async def test_killed_ten_times_while_fifty_residents_talk(tmp_path: Path) -> None:
    async with killable(tmp_path) as bot:
        talkers = crowd(bot.world, 50, "doorlink")
        # Seeded: each death comes after so many calls of the bot, whatever they are.
        strikes = [40 + (at * 7919) % 260 for at in range(10)]
        killing = asyncio.create_task(_strike(bot, strikes))
        await talk(bot.world, talkers, 150)
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)
        assert bot.deaths == len(strikes), f"struck {bot.deaths} times of {strikes}"
        await _all_is_there(bot, talkers)


async def _strike(bot: Killable, strikes: list[int]) -> None:
    for calls in strikes:
        before = bot.deaths
        bot.plan = _nth(calls, lambda method, served, seen: True)
        while bot.deaths == before:  # noqa: ASYNC110 - a death has no event of its own
            await asyncio.sleep(0.01)
        await bot.again()


async def _all_is_there(bot: Killable, talkers: list[Talker]) -> None:
    """What each resident said in words is in exactly one answer, and no question has two."""
    rows = await asyncio.to_thread(run_unit, bot.folder / "tellback.db", KEY, answers)
    kept = Counter(words for _, _, listed in rows for words in json.loads(listed))
    said = [words for talker in talkers for words in talker.words]
    # The same question can come twice after a crash, and is then answered twice: both stay.
    assert {words: kept[words] for words in said if kept[words] > 1} == {}
    asked = Counter((who, node) for who, node, _ in rows)
    assert [pair for pair, times in asked.items() if times > 1] == []
    lost = [words for words in said if not kept[words]]
    assert lost == await asyncio.to_thread(_superseded_or_kept, bot, lost)


def _superseded_or_kept(bot: Killable, lost: list[str]) -> list[str]:
    """Return those of ``lost`` that are stored all the same: as an earlier answer or as words."""

    def find(db: Any) -> list[str]:
        stored = [row[0] for row in db.execute("SELECT words FROM answers").fetchall()]
        stored += [row[0] for row in db.execute("SELECT words FROM kept_words").fetchall()]
        return [words for words in lost if any(words in one for one in stored)]

    return run_unit(bot.folder / "tellback.db", KEY, find)
