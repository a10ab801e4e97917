"""The Telegram channel against the local Bot API, over HTTP: what each call does."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.channels.base import (
    BotIdentity,
    Media,
    MediaKind,
    Moved,
    Outgoing,
    Sent,
)
from bot.channels.updates import read_update, read_update_id
from bot.logs import setup
from tests.support.botapi import picture
from tests.support.conformity import check_call
from tests.support.scene import TOKEN, YES_NO, Scene, staged


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with staged() as played:
        yield played


async def test_the_bot_knows_who_it_is(scene: Scene) -> None:
    assert await scene.channel.me() == BotIdentity(scene.world.bot["id"], "tellback_demo_bot")


async def test_updates_come_raw_and_stay_until_the_offset_moves_on(scene: Scene) -> None:
    scene.world.say(scene.ana, "the door is locked at night")
    first = await scene.channel.fetch(None, wait_seconds=0)
    assert [read_update(raw).text for raw in first] == ["/start", "the door is locked at night"]
    assert await scene.channel.fetch(None, wait_seconds=0) == first
    last = read_update_id(first[-1])
    assert last is not None
    assert await scene.channel.fetch(last, wait_seconds=0) == first[1:]
    assert await scene.channel.fetch(last + 1, wait_seconds=0) == []


async def test_fetching_waits_for_the_first_update(scene: Scene) -> None:
    start = await scene.channel.fetch(None, wait_seconds=0)
    offset = (read_update_id(start[0]) or 0) + 1
    waiting = asyncio.create_task(scene.channel.fetch(offset, wait_seconds=20))
    # A second call on another connection is served while the poll is waiting.
    await scene.channel.typing(scene.ana)
    scene.world.say(scene.ana, "hello")
    assert [read_update(raw).text for raw in await waiting] == ["hello"]


async def test_fetching_takes_as_many_as_asked(scene: Scene) -> None:
    for number in range(4):
        scene.world.say(scene.ana, str(number))
    assert len(await scene.channel.fetch(None, wait_seconds=0, limit=2)) == 2


async def test_a_malformed_update_comes_with_the_others(scene: Scene) -> None:
    scene.world.inject({"update_id": 900_000_001, "message": {"chat": 5, "text": ["?"]}})
    batch = await scene.channel.fetch(None, wait_seconds=0)
    assert batch[-1]["message"] == {"chat": 5, "text": ["?"]}
    assert read_update(batch[-1]).kind == "other"


async def test_everything_people_do_is_read(scene: Scene) -> None:
    sent = await scene.channel.send(scene.ana, Outgoing("How safe?", YES_NO))
    assert isinstance(sent, Sent)
    query = scene.world.tap(scene.ana, sent.message_id, "s5:yes")
    said = scene.world.say(scene.ana, "mostly")
    scene.world.edit(scene.ana, said["message_id"], "hardly ever")
    scene.world.send_file(scene.ana, "photo", picture(), caption="the room", album="one")
    scene.world.send_file(scene.ana, "voice", b"OggS", mime="audio/ogg", seconds=100)
    scene.world.send_sticker(scene.ana)
    scene.world.block(scene.ana)
    scene.world.unblock(scene.ana)
    seen = [read_update(raw) for raw in await scene.channel.fetch(None, wait_seconds=0)]
    assert [each.kind for each in seen] == [
        *("message", "tap", "message", "edited", "message", "message", "message"),
        *("member", "member"),
    ]
    assert (seen[0].payload, seen[0].language_code) == ("wd7", "pl")
    assert seen[0].sent_at == scene.clock.now()
    assert (seen[1].data, seen[1].query_id) == ("s5:yes", query)
    assert seen[1].message_id == sent.message_id
    assert (seen[3].text, seen[3].message_id) == ("hardly ever", said["message_id"])
    assert (seen[4].text, seen[4].media and seen[4].media.kind) == ("the room", "photo")
    assert seen[4].album
    assert isinstance(seen[5].media, Media)
    assert (seen[5].media.kind, seen[5].media.seconds) == ("voice", 100)
    assert (seen[7].blocked, seen[8].blocked) == (True, False)


async def test_a_message_with_html_and_buttons(scene: Scene) -> None:
    outcome = await scene.channel.send(
        scene.ana, Outgoing("<b>How safe</b> &lt;now&gt;? example.org", YES_NO, protect=True)
    )
    message = scene.last()
    assert outcome == Sent(message["message_id"])
    assert message["text"] == "How safe <now>? example.org"
    assert message["entities"][0]["type"] == "bold"
    assert message["reply_markup"]["inline_keyboard"] == [
        [{"text": "Yes", "callback_data": "s5:yes"}],
        [{"text": "Website", "url": "https://example.org/"}],
    ]
    assert message["has_protected_content"] is True
    assert message["link_preview_options"] == {"is_disabled": True}


async def test_an_edit_changes_words_or_buttons_alone(scene: Scene) -> None:
    sent = await scene.channel.send(scene.ana, Outgoing("How safe?", YES_NO))
    assert isinstance(sent, Sent)
    edit = Outgoing("How safe?\n✓ 3", edits=sent.message_id)
    assert await scene.channel.send(scene.ana, edit) == sent
    assert scene.last()["text"] == "How safe?\n✓ 3"
    assert "reply_markup" not in scene.last()
    buttons = Outgoing("", YES_NO, edits=sent.message_id)
    assert await scene.channel.send(scene.ana, buttons) == sent
    assert scene.last()["text"] == "How safe?\n✓ 3"
    assert scene.last()["reply_markup"]["inline_keyboard"][0][0]["text"] == "Yes"


async def test_an_edit_that_changes_nothing_counts_as_sent(scene: Scene) -> None:
    sent = await scene.channel.send(scene.ana, Outgoing("How safe?", YES_NO))
    assert isinstance(sent, Sent)
    same = Outgoing("How safe?", YES_NO, edits=sent.message_id)
    assert await scene.channel.send(scene.ana, same) == sent


@pytest.mark.parametrize(
    ("kind", "arrives_as"),
    [
        ("photo", "photo"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("video", "video"),
        ("video_note", "video"),
        ("document", "document"),
    ],
)
async def test_a_file_with_its_caption(scene: Scene, kind: MediaKind, arrives_as: str) -> None:
    content = picture() if kind == "photo" else b"OggS and some bytes"
    outgoing = Outgoing(
        "<i>Heron 14</i>", YES_NO, media_kind=kind, media=content, media_name="Łóżko 1.ogg"
    )
    outcome = await scene.channel.send(scene.ana, outgoing)
    message = scene.last()
    assert isinstance(outcome, Sent)
    assert outcome.message_id == message["message_id"]
    assert message["caption"] == "Heron 14"
    described = message[arrives_as][-1] if kind == "photo" else message[arrives_as]
    assert scene.world.file_bytes(described["file_id"])
    assert "reply_markup" in message
    if kind == "document":
        assert described["file_name"] == "Łóżko 1.ogg"
        assert scene.world.file_bytes(described["file_id"]) == content
    edit = Outgoing("Heron 14, read", edits=message["message_id"], media_kind=kind)
    assert await scene.channel.send(scene.ana, edit) == Sent(outcome.message_id)
    assert scene.last()["caption"] == "Heron 14, read"


async def test_a_voice_message_is_sent_again_by_what_telegram_knows_it_by(scene: Scene) -> None:
    first = await scene.channel.send(
        scene.ana, Outgoing("", media_kind="voice", media=b"OggS and some bytes")
    )
    assert isinstance(first, Sent)
    assert first.file_id
    again = Outgoing("", media_kind="voice", file_id=first.file_id)
    second = await scene.channel.send(scene.ana, again)
    assert isinstance(second, Sent)
    assert second.message_id > first.message_id
    assert scene.last()["voice"]["file_id"] == first.file_id


async def test_a_group_that_moved_says_where_to(scene: Scene) -> None:
    group = scene.world.add_group("Families of ward 7", [scene.ana])
    assert isinstance(await scene.channel.send(group, Outgoing("hello")), Sent)
    new = scene.world.upgrade_group(group)
    assert await scene.channel.send(group, Outgoing("hello")) == Moved(new)
    moved = [read_update(raw).moved_to for raw in await scene.channel.fetch(None, wait_seconds=0)]
    assert new in moved


async def test_a_tap_is_answered_and_one_too_old_is_let_go(scene: Scene) -> None:
    sent = await scene.channel.send(scene.ana, Outgoing("How safe?", YES_NO))
    assert isinstance(sent, Sent)
    fresh = scene.world.tap(scene.ana, sent.message_id, "s5:yes")
    await scene.channel.answer_tap(fresh, "Written down")
    alert = scene.world.alert_of(fresh)
    assert alert is not None
    assert alert["text"] == "Written down"
    old = scene.world.tap(scene.ana, sent.message_id, "s5:yes")
    scene.clock.jump_to(scene.clock.now() + timedelta(hours=1))
    await scene.channel.answer_tap(old)
    assert scene.world.alert_of(old) is None


async def test_typing_is_shown(scene: Scene) -> None:
    await scene.channel.typing(scene.ana)
    assert scene.world.actions[scene.ana][0] == "typing"


async def test_a_file_is_fetched(scene: Scene) -> None:
    content = b"OggS" + bytes(range(256)) * 400
    scene.world.send_file(scene.ana, "voice", content, mime="audio/ogg", seconds=3)
    seen = read_update((await scene.channel.fetch(None, wait_seconds=0))[-1])
    assert seen.media is not None
    assert await scene.channel.download(seen.media.file_id) == content


async def test_the_menu_of_commands_in_each_language(scene: Scene) -> None:
    await scene.channel.set_commands([("help", "Get help"), ("stop", "Stop")], None)
    await scene.channel.set_commands([("help", "Pomoc")], "pl")
    everyone, polish = scene.world.profile.commands.values()
    assert [command["command"] for command in everyone] == ["help", "stop"]
    assert polish == [{"command": "help", "description": "Pomoc"}]
    assert [call.params.get("language_code") for call in scene.world.calls] == [None, "pl"]


async def test_the_log_holds_neither_token_nor_words(scene: Scene) -> None:
    root = logging.getLogger()
    before, handlers = root.level, root.handlers[:]
    out = io.StringIO()
    setup("DEBUG", [], out)
    try:
        root.debug("listening on %s/bot%s", scene.api.base_url, TOKEN)
        scene.world.say(scene.ana, "we never know if it is locked")
        await scene.channel.fetch(None, wait_seconds=0)
        await scene.channel.send(scene.ana, Outgoing("You said: it is locked"))
        scene.faults.add("sendMessage", "drop_after")
        await scene.channel.send(scene.ana, Outgoing("You said: it is locked"))
        await scene.channel.answer_tap("1", "it is locked")
    finally:
        root.handlers[:] = handlers
        root.setLevel(before)
    assert "A tap was not answered" in out.getvalue()
    assert TOKEN.partition(":")[2] not in out.getvalue()
    assert "locked" not in out.getvalue()
    assert TOKEN not in repr(scene.channel)


async def test_every_kind_of_call_is_as_telegram_describes_it(scene: Scene) -> None:
    channel, ana = scene.channel, scene.ana
    await channel.me()
    await channel.fetch(None, wait_seconds=0)
    await channel.set_commands([("help", "Pomoc")], "pl")
    asked = await channel.send(ana, Outgoing("How safe?", YES_NO, protect=True))
    assert isinstance(asked, Sent)
    await channel.send(ana, Outgoing("<b>3</b>", edits=asked.message_id))
    await channel.send(ana, Outgoing("", YES_NO, edits=asked.message_id))
    await channel.answer_tap(scene.world.tap(ana, asked.message_id, "s5:yes"), "3")
    await channel.typing(ana)
    kinds: list[MediaKind] = ["photo", "voice", "audio", "video", "document"]
    for kind in kinds:
        sent = await channel.send(
            ana, Outgoing("<i>hers</i>", YES_NO, media_kind=kind, media=picture())
        )
        assert isinstance(sent, Sent)
        await channel.send(ana, Outgoing("read", edits=sent.message_id, media_kind=kind))
    await channel.download(scene.last()["document"]["file_id"])
    calls = list(scene.world.calls)
    assert len({call.method for call in calls}) == 15
    assert [problem for call in calls for problem in check_call(call)] == []
