"""getUpdates: offsets acknowledge exactly what Telegram's do, and only one may poll."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.botapi.updates import UpdateQueue
from tests.support.botapi import Talk, talking


async def _said(talk: Talk, *words: str) -> int:
    """Have Ann say ``words`` and return the first one's update_id."""
    first = talk.world.queue.next_id
    for word in words:
        talk.world.say(talk.ann, word)
    return first


async def _texts(talk: Talk, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await talk.updates(**params)]


async def test_an_offset_acknowledges_everything_below_it() -> None:
    async with talking() as talk:
        first = await _said(talk, "a", "b", "c")
        assert await _texts(talk) == ["a", "b", "c"]
        assert await _texts(talk, offset=first) == ["a", "b", "c"]
        assert await _texts(talk, offset=first + 2) == ["c"]
        assert await _texts(talk, offset=first) == ["c"]
        assert await _texts(talk, offset=first + 3) == []
        assert await _texts(talk) == []


async def test_a_negative_offset_forgets_all_but_the_last() -> None:
    async with talking() as talk:
        await _said(talk, "a", "b", "c")
        assert await _texts(talk, offset=-2) == ["b", "c"]
        assert await _texts(talk) == ["b", "c"]
        assert await _texts(talk, offset=-5) == ["b", "c"]


async def test_limit_holds_back_and_is_clamped() -> None:
    async with talking() as talk:
        await _said(talk, *(f"w{n}" for n in range(101)))
        assert await _texts(talk, limit=2) == ["w0", "w1"]
        assert await _texts(talk, limit=0) == ["w0"]
        assert len(await _texts(talk, limit=500)) == 100


async def test_an_offset_from_before_the_ids_restarted_acknowledges_nothing() -> None:
    async with talking() as talk:
        first = await _said(talk, "a")
        old = first + 1
        assert await _texts(talk, offset=old) == []
        talk.world.restart_update_ids(1000)
        assert await _said(talk, "b", "c") == 1000
        assert await _texts(talk, offset=old) == ["b", "c"]
        assert await _texts(talk, offset=old) == ["b", "c"]
        assert await _texts(talk, offset=1001) == ["c"]


async def test_an_offset_just_ahead_of_the_queue_still_counts() -> None:
    async with talking() as talk:
        first = await _said(talk, "a")
        assert await _texts(talk, offset=first + 11) == []
        assert await _texts(talk) == []
        await _said(talk, "b")
        assert await _texts(talk, offset=first + 100) == ["b"]


async def test_a_poll_waits_and_is_woken_by_what_comes() -> None:
    async with talking() as talk:
        poll = asyncio.create_task(_texts(talk, timeout=9))
        await talk.polling()
        await _said(talk, "a")
        assert await poll == ["a"]


async def test_a_poll_from_before_the_ids_restarted_hears_what_comes() -> None:
    async with talking() as talk:
        old = await _said(talk, "a") + 1
        poll = asyncio.create_task(_texts(talk, offset=old, timeout=9))
        await talk.polling()
        talk.world.restart_update_ids(5)
        await _said(talk, "b")
        assert await poll == ["b"]


async def test_a_second_poller_ends_the_first_with_409() -> None:
    async with talking() as talk:
        first = asyncio.create_task(talk.refused("getUpdates", timeout=9))
        await talk.polling()
        assert await talk.updates(timeout=1) == []
        assert await first == (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )


async def test_a_webhook_and_polling_exclude_each_other() -> None:
    async with talking() as talk:
        first = asyncio.create_task(talk.refused("getUpdates", timeout=9))
        await talk.polling()
        await talk.ok("setWebhook", url="https://example.org/hook")
        assert await first == "Conflict: terminated by setWebhook request"
        assert await talk.refused("getUpdates") == (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
        await _said(talk, "a")
        assert (await talk.ok("getWebhookInfo"))["pending_update_count"] == 1
        await talk.ok("setWebhook", url="")
        assert await _texts(talk) == ["a"]
        assert "HTTPS" in await talk.refused("setWebhook", url="http://example.org")


@pytest.mark.parametrize("how", ["setWebhook", "deleteWebhook"])
async def test_waiting_updates_can_be_dropped(how: str) -> None:
    async with talking() as talk:
        await _said(talk, "a")
        url = {"url": "https://example.org/hook"} if how == "setWebhook" else {}
        await talk.ok(how, drop_pending_updates=True, **url)
        assert (await talk.ok("getWebhookInfo"))["pending_update_count"] == 0


async def test_allowed_updates_are_remembered_and_hold_from_then_on() -> None:
    async with talking() as talk:
        said = talk.world.say(talk.ann, "a")
        talk.world.edit(talk.ann, said["message_id"], "b")
        await talk.updates(allowed_updates=["message"])
        talk.world.edit(talk.ann, said["message_id"], "c")
        talk.world.block(talk.ann)
        kinds = [min(update) for update in await talk.updates()]
        assert kinds == ["message", "edited_message"]
        await talk.updates(allowed_updates=[])
        talk.world.unblock(talk.ann)
        assert "my_chat_member" in (await talk.updates())[-1]


async def test_taps_wait_150_seconds_and_messages_a_day() -> None:
    async with talking() as talk:
        keyboard = {"inline_keyboard": [[{"text": "3", "callback_data": "3"}]]}
        asked = await talk.say("3?", reply_markup=keyboard)
        talk.world.say(talk.ann, "a")
        talk.world.tap(talk.ann, asked["message_id"], "3")
        talk.clock.jump_to(talk.clock.now() + timedelta(seconds=150))
        assert len(await talk.updates()) == 2
        talk.clock.jump_to(talk.clock.now() + timedelta(seconds=1))
        assert await _texts(talk) == ["a"]
        talk.clock.jump_to(talk.clock.now() + timedelta(days=1))
        assert await talk.updates() == []


@pytest.mark.parametrize("update", [{"message": 5}, {}, {"edited_message": {"text": None}}])
async def test_a_malformed_update_is_queued_as_it_is(update: dict[str, object]) -> None:
    async with talking() as talk:
        first = talk.world.queue.next_id
        talk.world.inject(update)
        assert await talk.updates() == [{"update_id": first, **update}]
        assert await talk.updates(offset=first + 1) == []


async def test_an_update_can_be_delivered_twice() -> None:
    async with talking() as talk:
        first = await _said(talk, "a")
        (update,) = await talk.updates()
        assert await talk.updates(offset=first + 1) == []
        talk.world.inject(update)
        assert await talk.updates() == [update]
        assert await talk.updates(offset=first + 1) == []


#: What happens to a queue: updates come, or someone asks with an offset beside one really there.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 4)),
        st.tuples(st.just("ask"), st.integers(-6, 16)),
        st.tuples(st.just("last"), st.integers(-6, -1)),
    ),
    max_size=30,
)


@given(STEPS, st.integers(1, 5))
def test_no_update_is_lost_or_comes_back(steps: list[tuple[str, int]], limit: int) -> None:
    """The queue against a plain list of ids and the rule in Telegram's words."""
    queue, model, tail = UpdateQueue(500), list[int](), 500
    for step, number in steps:
        if step == "add":
            for _ in range(number):
                queue.add("message", {}, 0.0)
                model.append(tail)
                tail += 1
            continue
        offset = number if step == "last" else tail + number
        if step == "last":
            model = model[offset:]
        elif offset <= tail + 10:
            model = [one for one in model if one >= offset]
        taken = [update["update_id"] for update in queue.take(offset, limit, 0.0)]
        assert taken == model[:limit]
