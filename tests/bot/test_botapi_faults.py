"""Trouble on order, and Telegram's send limits on a clock that stands still until it is moved."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.demo.faults import Faults
from tests.support.botapi import START, TOKEN, Talk, talking


async def _texts(talk: Talk) -> list[str]:
    return [message["text"] for message in talk.world.history(talk.ann)][1:]


async def test_too_many_requests() -> None:
    async with talking() as talk:
        talk.faults.add("sendMessage", "429", retry_after=7)
        url = f"{talk.base_url}/bot{TOKEN}/sendMessage"
        async with talk.http.post(url, json={"chat_id": talk.ann, "text": "x"}) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
            assert await answer.json() == {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            }
        await talk.say("now")
        assert await _texts(talk) == ["now"]


async def test_telegrams_own_failure() -> None:
    async with talking() as talk:
        talk.faults.add(None, "500", times=2)
        assert await talk.refused("getMe") == "Internal Server Error"
        assert await talk.refused("sendMessage", chat_id=talk.ann, text="x") == (
            "Internal Server Error"
        )
        await talk.ok("getMe")
        assert await _texts(talk) == []


async def test_a_connection_cut_before_and_after_delivery() -> None:
    async with talking() as talk:
        talk.faults.add("sendMessage", "drop_before")
        with pytest.raises(aiohttp.ClientError):
            await talk.say("lost")
        assert await _texts(talk) == []
        talk.faults.add("sendMessage", "drop_after")
        with pytest.raises(aiohttp.ClientError):
            await talk.say("arrived")
        assert await _texts(talk) == ["arrived"]
        assert [(call.response, call.done) for call in talk.world.calls] == [
            (None, False),
            (None, True),
        ]


async def test_a_cut_after_a_refusal_delivers_nothing() -> None:
    async with talking() as talk:
        talk.faults.add("sendMessage", "drop_after")
        assert "too long" in await talk.refused("sendMessage", chat_id=talk.ann, text="x" * 4097)


async def test_a_stall_lasts_until_the_caller_gives_up() -> None:
    async with talking() as talk:
        talk.faults.add("sendMessage", "stall")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(talk.say("never"), 0.1)
        async with asyncio.timeout(5):
            while not talk.world.calls:  # noqa: ASYNC110 - the server tells no one
                await asyncio.sleep(0.005)
        assert talk.world.calls[0].done is False
        await talk.say("next")
        assert await _texts(talk) == ["next"]


async def test_faults_left_to_chance_come_as_the_seed_says() -> None:
    def drawn(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add("sendMessage", "500", times=1000, chance=0.3)
        return [faults.next("sendMessage") is not None for _ in range(400)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert 80 < sum(drawn(1)) < 160
    faults = Faults()
    faults.add("sendMessage", "500", chance=1.0)
    assert faults.next("getMe") is None
    assert faults.next("sendMessage") is not None
    assert faults.next("sendMessage") is None


async def test_what_was_ordered_can_be_cancelled() -> None:
    faults = Faults()
    faults.add(None, "500")
    faults.clear()
    assert faults.next("getMe") is None


async def test_a_private_chat_takes_twenty_at_once_and_then_one_a_second() -> None:
    async with talking(limits=True) as talk:
        for n in range(20):
            await talk.say(f"m{n}")
        status, body = await talk.raw("sendMessage", chat_id=talk.ann, text="more")
        assert (status, body["parameters"]) == (429, {"retry_after": 1})
        talk.clock.jump_to(START + timedelta(seconds=1))
        await talk.say("one more")
        assert "retry after 1" in await talk.refused(
            "sendMessage", chat_id=talk.ann, text="too soon"
        )
        await talk.ok("sendChatAction", chat_id=talk.ann, action="typing")


async def test_thirty_a_second_go_out_over_all() -> None:
    async with talking(limits=True) as talk:
        people = [talk.world.add_user(f"P{n}") for n in range(31)]
        for person in people:
            talk.world.say(person, "/start")
        for person in people[:30]:
            await talk.ok("sendMessage", chat_id=person, text="x")
        assert "retry after 1" in await talk.refused("sendMessage", chat_id=people[30], text="x")
        talk.clock.jump_to(START + timedelta(seconds=1))
        await talk.ok("sendMessage", chat_id=people[30], text="x")


async def test_a_group_takes_twenty_a_minute() -> None:
    async with talking(limits=True) as talk:
        group = talk.world.add_group("Ward 7", [talk.ann])
        for n in range(20):
            await talk.ok("sendMessage", chat_id=group, text=f"m{n}")
        assert "retry after 3" in await talk.refused("sendMessage", chat_id=group, text="x")
        talk.clock.jump_to(START + timedelta(seconds=3))
        await talk.ok("sendMessage", chat_id=group, text="x")
