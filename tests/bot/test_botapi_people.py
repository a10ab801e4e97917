"""What people do reaches the bot as Telegram would say it, and chats look as on their phones."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from tests.support.botapi import START, talking

BUTTONS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "s1:y"}],
        [{"text": "No", "callback_data": "s1:n"}],
    ]
}


async def test_a_tap_carries_the_message_as_it_looks() -> None:
    async with talking() as talk:
        asked = await talk.say("ok?", reply_markup=BUTTONS)
        query_id = talk.world.tap(talk.ann, asked["message_id"], "s1:y")
        (update,) = await talk.updates()
        query = update["callback_query"]
        assert (query["id"], query["data"]) == (query_id, "s1:y")
        assert query["from"]["language_code"] == "en"
        assert query["message"] == asked


async def test_a_tap_can_cross_an_edit_but_not_be_made_up() -> None:
    async with talking() as talk:
        asked = await talk.say("ok?", reply_markup=BUTTONS)
        which = {"chat_id": talk.ann, "message_id": asked["message_id"]}
        await talk.ok("editMessageText", **which, text="Chosen: Yes")
        assert "reply_markup" not in talk.world.history(talk.ann)[-1]
        talk.world.tap(talk.ann, asked["message_id"], "s1:n")
        (update,) = await talk.updates()
        assert update["callback_query"]["message"]["text"] == "Chosen: Yes"
        with pytest.raises(ValueError, match="never had a button 's2:n'"):
            talk.world.tap(talk.ann, asked["message_id"], "s2:n")


async def test_an_edit_replaces_words_and_entities() -> None:
    async with talking() as talk:
        said = talk.world.say(talk.ann, "see https://a.org")
        talk.clock.jump_to(START + timedelta(minutes=1))
        talk.world.edit(talk.ann, said["message_id"], "see me")
        edited = (await talk.updates())[-1]["edited_message"]
        assert edited["text"] == "see me"
        assert "entities" not in edited
        assert (edited["date"], edited["edit_date"]) == (said["date"], said["date"] + 60)
        assert talk.world.history(talk.ann)[-1] == edited
        asked = await talk.say("ok?")
        with pytest.raises(ValueError, match="only what they wrote"):
            talk.world.edit(talk.ann, asked["message_id"], "x")


async def test_blocking_is_told_once_and_writing_takes_it_back() -> None:
    async with talking() as talk:
        talk.world.block(talk.ann)
        talk.world.block(talk.ann)
        assert "blocked" in await talk.refused("sendMessage", chat_id=talk.ann, text="x")
        talk.world.say(talk.ann, "/start")
        await talk.say("welcome back")
        changes = [
            (one["my_chat_member"]["old_chat_member"], one["my_chat_member"]["new_chat_member"])
            for one in await talk.updates()
            if "my_chat_member" in one
        ]
        told = [(old["status"], new["status"]) for old, new in changes]
        assert told == [("member", "kicked"), ("kicked", "member")]


async def test_a_group_hears_and_is_heard() -> None:
    async with talking() as talk:
        ben = talk.world.add_user("Ben")
        group = talk.world.add_group("Ward 7", [talk.ann])
        talk.world.say(talk.ann, "hello", chat_id=group)
        joined, said = await talk.updates()
        assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
        assert said["message"]["chat"] == {"id": group, "type": "group", "title": "Ward 7"}
        await talk.ok("sendMessage", chat_id=group, text="write to me alone")
        assert [one["text"] for one in talk.world.history(group)] == ["hello", "write to me alone"]
        with pytest.raises(ValueError, match="is not in the group"):
            talk.world.say(ben, "hello", chat_id=group)


async def test_a_group_that_grew_says_so_on_both_sides() -> None:
    async with talking() as talk:
        group = talk.world.add_group("Ward 7", [talk.ann])
        moved = talk.world.upgrade_group(group)
        _, left, came = await talk.updates()
        assert left["message"]["migrate_to_chat_id"] == moved
        assert came["message"]["migrate_from_chat_id"] == group
        assert came["message"]["chat"]["type"] == "supergroup"
        talk.world.say(talk.ann, "here", chat_id=group)
        assert (await talk.updates())[-1]["message"]["chat"]["id"] == moved


async def test_a_group_the_bot_left_is_not_heard() -> None:
    async with talking() as talk:
        group = talk.world.add_group("Ward 7", [talk.ann])
        await talk.ok("leaveChat", chat_id=group)
        heard = len(await talk.updates())
        talk.world.say(talk.ann, "alone", chat_id=group)
        assert len(await talk.updates()) == heard


async def test_only_the_last_ten_thousand_calls_are_kept() -> None:
    async with talking() as talk:
        await talk.ok("getMe")
        (call,) = talk.world.calls
        for _ in range(10_000):
            talk.world.record(call)
        await talk.say("last")
        assert len(talk.world.calls) == 10_000
        assert talk.world.calls[-1].params["text"] == "last"


async def test_message_ids_grow_within_each_chat() -> None:
    async with talking() as talk:
        ben = talk.world.add_user("Ben")
        assert talk.world.say(ben, "/start")["message_id"] == 1
        assert (await talk.say("two"))["message_id"] == 2
        assert talk.world.say(talk.ann, "three")["message_id"] == 3


async def test_history_shows_reply_keyboards_that_messages_do_not() -> None:
    async with talking() as talk:
        keys = {"keyboard": [[{"text": "3"}]], "resize_keyboard": True}
        sent = await talk.say("3?", reply_markup=keys)
        assert "reply_markup" not in sent
        assert talk.world.history(talk.ann)[-1]["reply_markup"] == keys


async def test_typing_shows_until_the_message() -> None:
    async with talking() as talk:
        assert talk.world.chat_action(talk.ann) is None
        await talk.ok("sendChatAction", chat_id=talk.ann, action="typing")
        assert talk.world.chat_action(talk.ann) == "typing"
        await talk.say("here")
        assert talk.world.chat_action(talk.ann) is None
        await talk.ok("sendChatAction", chat_id=talk.ann, action="typing")
        talk.clock.jump_to(START + timedelta(seconds=6))
        assert talk.world.chat_action(talk.ann) is None


async def test_commands_shown_are_the_most_particular() -> None:
    async with talking() as talk:
        for scope, language, word in (
            (None, "", "default"),
            ({"type": "all_private_chats"}, "", "private"),
            ({"type": "all_private_chats"}, "pl", "polish"),
            ({"type": "chat", "chat_id": talk.ann}, "", "hers"),
        ):
            commands = [{"command": word, "description": word}]
            where = {"scope": scope} if scope else {}
            await talk.ok("setMyCommands", commands=commands, language_code=language, **where)

        def shown(chat_id: int, language: str) -> str:
            return str(talk.world.profile.commands_for(chat_id, language)[0]["command"])

        assert shown(talk.ann, "pl") == "hers"
        assert shown(7, "pl") == "polish"
        assert shown(7, "en") == "private"


async def test_a_watcher_is_told_of_every_change() -> None:
    async with talking() as talk:
        since = talk.world.version
        assert await talk.world.changed(since, 0) == since
        watcher = asyncio.create_task(talk.world.changed(since, 9))
        await asyncio.sleep(0)
        talk.world.say(talk.ann, "hello")
        assert await watcher > since
        assert await talk.world.changed(talk.world.version, 0.01) == talk.world.version


async def test_what_no_client_would_let_one_do() -> None:
    async with talking() as talk:
        world, ann = talk.world, talk.ann
        with pytest.raises(ValueError, match="no empty message"):
            world.say(ann, "  ")
        with pytest.raises(ValueError, match="at most 4096"):
            world.say(ann, "x" * 4097)
        with pytest.raises(ValueError, match="no such photo"):
            world.send_file(ann, "photo", b"no image")
        with pytest.raises(ValueError, match="unknown kind"):
            world.send_file(ann, "smell", b"x")
        with pytest.raises(ValueError, match="no message 99"):
            world.tap(ann, 99, "x")
        with pytest.raises(ValueError, match="no user 5"):
            world.say(5, "hello")
        with pytest.raises(ValueError, match="already a user"):
            world.add_user("Twin", user_id=ann)
