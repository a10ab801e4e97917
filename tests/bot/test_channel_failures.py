"""The Telegram channel when things go wrong: what each failure means for a message or a poll."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.base import (
    BadToken,
    Button,
    ChannelDown,
    Conflict,
    Failed,
    FileForgotten,
    FileGone,
    FileTooBig,
    Later,
    Outgoing,
    Refused,
    Sent,
    SlowDown,
    Unknown,
    Unreachable,
)
from bot.channels.telegram import LARGEST_DOWNLOAD, TelegramChannel
from bot.channels.updates import read_update_id
from bot.demo.faults import Kind
from tests.support.scene import QUICK, TOKEN, Scene, staged
from tests.support.scripted import Scripted, serving


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with staged() as played:
        yield played


async def test_who_blocked_us_or_never_came_is_unreachable(scene: Scene) -> None:
    stranger = scene.world.add_user("Ben")
    assert isinstance(await scene.channel.send(stranger, Outgoing("hello")), Unreachable)
    assert isinstance(await scene.channel.send(1, Outgoing("hello")), Unreachable)
    scene.world.block(scene.ana)
    outcome = await scene.channel.send(scene.ana, Outgoing("hello"))
    assert isinstance(outcome, Unreachable)
    assert "blocked" in outcome.reason


@pytest.mark.parametrize(
    "message",
    [
        Outgoing(""),
        Outgoing("x" * 4097),
        Outgoing("<b>open"),
        Outgoing("hello", ((Button("Yes", data="x" * 65),),)),
        Outgoing("hello", ((Button("nowhere"),),)),
        Outgoing("hello", edits=404),
        Outgoing("half \ud83d"),
        Outgoing("x", media_kind="photo", media=b"no picture"),
    ],
    ids=["empty", "long", "broken", "data", "no data", "gone", "half a character", "no picture"],
)
async def test_what_telegram_will_never_take_is_refused(scene: Scene, message: Outgoing) -> None:
    before = scene.world.history(scene.ana)
    assert isinstance(await scene.channel.send(scene.ana, message), Refused)
    assert scene.world.history(scene.ana) == before


async def test_a_file_it_does_not_know_has_to_be_sent_whole(scene: Scene) -> None:
    stale = Outgoing("", media_kind="voice", file_id="of another bot")
    assert isinstance(await scene.channel.send(scene.ana, stale), FileForgotten)
    sent = await scene.channel.send(
        scene.ana, Outgoing("", media_kind="document", media=b"a letter")
    )
    assert isinstance(sent, Sent)
    letter = scene.last()["document"]["file_id"]
    other = Outgoing("", media_kind="voice", file_id=letter)
    assert isinstance(await scene.channel.send(scene.ana, other), FileForgotten)


async def test_who_takes_no_voice_messages_does_not_make_us_forget_the_file() -> None:
    server = Scripted()
    server.says(
        400,
        b'{"ok": false, "error_code": 400, "description": "Bad Request: VOICE_MESSAGES_FORBIDDEN"}',
    )
    async with talking_to(server) as channel:
        outcome = await channel.send(1, Outgoing("", media_kind="voice", file_id="known"))
    assert isinstance(outcome, Refused)


async def test_a_reason_does_not_quote_the_message(scene: Scene) -> None:
    outcome = await scene.channel.send(scene.ana, Outgoing("<locked>at night"))
    assert isinstance(outcome, Refused)
    assert "start tag" in outcome.reason
    assert "locked" not in outcome.reason
    server = Scripted()
    server.says(418, b"you said: locked")
    async with talking_to(server) as channel:
        assert await channel.send(1, Outgoing("locked")) == Unknown("I'm a Teapot (418)")


async def test_a_persons_own_message_cannot_be_edited(scene: Scene) -> None:
    said = scene.world.say(scene.ana, "mine")
    edit = Outgoing("ours", edits=said["message_id"])
    assert isinstance(await scene.channel.send(scene.ana, edit), Refused)


async def test_too_fast_is_later(scene: Scene) -> None:
    scene.faults.add("sendMessage", "429", retry_after=17)
    assert await scene.channel.send(scene.ana, Outgoing("hello")) == Later(17.0)
    assert isinstance(await scene.channel.send(scene.ana, Outgoing("hello")), Sent)


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [("500", False), ("drop_before", False), ("drop_after", True), ("stall", False)],
)
async def test_what_nobody_can_know_is_unknown_and_sent_once(
    scene: Scene, fault: Kind, arrived: bool
) -> None:
    before = len(scene.world.history(scene.ana))
    scene.faults.add("sendMessage", fault)
    assert isinstance(await scene.channel.send(scene.ana, Outgoing("hello")), Unknown)
    assert len(scene.world.history(scene.ana)) == before + arrived


async def test_nobody_there_is_a_failure_that_may_be_tried_again() -> None:
    channel = TelegramChannel(TOKEN, "http://127.0.0.1:1", QUICK)
    await channel.open()
    try:
        assert isinstance(await channel.send(1, Outgoing("hello")), Failed)
        with pytest.raises(ChannelDown):
            await channel.fetch(None, wait_seconds=0)
        with pytest.raises(ChannelDown):
            await channel.me()
        with pytest.raises(ChannelDown):
            await channel.download("file")
        await channel.answer_tap("1")
        await channel.typing(1)
    finally:
        await channel.close()
    assert isinstance(await channel.send(1, Outgoing("hello")), Failed)


@asynccontextmanager
async def talking_to(server: Scripted) -> AsyncIterator[TelegramChannel]:
    async with serving(server):
        channel = TelegramChannel(TOKEN, server.address, QUICK)
        await channel.open()
        yield channel
        await channel.close()


@pytest.mark.parametrize("body", [b'{"ok": true}', b'{"ok": true, "result": "yes"}', b"hello"])
async def test_a_server_that_is_no_bot_api(body: bytes) -> None:
    server = Scripted()
    server.says(200, body)
    async with talking_to(server) as channel:
        assert isinstance(await channel.send(1, Outgoing("hello")), Unknown)
        await channel.answer_tap("1")
        await channel.typing(1)
        with pytest.raises(ChannelDown):
            await channel.me()
        with pytest.raises(ChannelDown):
            await channel.fetch(None, wait_seconds=0)
        with pytest.raises((ChannelDown, FileGone)):
            await channel.download("file")


async def test_too_large_an_upload_is_refused() -> None:
    server = Scripted()
    server.says(413, b"<html>Request Entity Too Large</html>")
    async with talking_to(server) as channel:
        outgoing = Outgoing("", media_kind="document", media=b"x")
        assert isinstance(await channel.send(1, outgoing), Refused)


async def test_a_wrong_token_is_told_apart(scene: Scene) -> None:
    channel = TelegramChannel("123456789:another", scene.api.base_url, QUICK)
    await channel.open()
    try:
        with pytest.raises(BadToken, match="TELEGRAM_BOT_TOKEN"):
            await channel.me()
        with pytest.raises(BadToken):
            await channel.fetch(None, wait_seconds=0)
        assert isinstance(await channel.send(scene.ana, Outgoing("hello")), Failed)
    finally:
        await channel.close()


async def test_a_second_bot_is_told_apart(scene: Scene) -> None:
    start = await scene.channel.fetch(None, wait_seconds=0)
    offset = (read_update_id(start[0]) or 0) + 1
    polls = [asyncio.create_task(scene.channel.fetch(offset, wait_seconds=20)) for _ in range(2)]
    ended, waiting = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    with pytest.raises(Conflict, match="Another program"):
        await ended.pop()
    scene.world.say(scene.ana, "hello")
    assert len(await waiting.pop()) == 1


async def test_a_webhook_in_the_way_is_told_apart(scene: Scene) -> None:
    scene.world.profile.webhook = {"url": "https://bots.example", "max_connections": 40}
    with pytest.raises(Conflict, match="deleteWebhook"):
        await scene.channel.fetch(None, wait_seconds=0)


async def test_fetching_says_what_is_wrong(scene: Scene) -> None:
    scene.faults.add("getUpdates", "429", retry_after=4)
    with pytest.raises(SlowDown) as slow:
        await scene.channel.fetch(None, wait_seconds=0)
    assert slow.value.seconds == 4
    troubles: list[Kind] = ["500", "drop_before"]
    for fault in troubles:
        scene.faults.add("getUpdates", fault)
        with pytest.raises(ChannelDown, match=r"\.$"):
            await scene.channel.fetch(None, wait_seconds=0)
    assert len(await scene.channel.fetch(None, wait_seconds=0)) == 1


async def test_a_file_that_is_gone_or_too_big(scene: Scene) -> None:
    with pytest.raises(FileGone):
        await scene.channel.download("no-such-file")
    with pytest.raises(FileGone):
        await scene.channel.download("")
    big = scene.world.send_file(scene.ana, "document", b"x" * (LARGEST_DOWNLOAD + 1))
    with pytest.raises(FileTooBig):
        await scene.channel.download(big["document"]["file_id"])
    scene.faults.add("getFile", "429", retry_after=2)
    with pytest.raises(SlowDown):
        await scene.channel.download("no-such-file")
