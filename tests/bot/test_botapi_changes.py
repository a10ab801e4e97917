"""What is said can be changed, deleted and answered within Telegram's limits, in its words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.botapi import talking

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes"} | button]]}


async def test_edits_telegram_refuses() -> None:
    async with talking() as talk:
        mine = await talk.say("one", reply_markup=inline(callback_data="a"))
        keys = await talk.say("two", reply_markup={"keyboard": [[{"text": "3"}]]})
        voice = talk.world.send_file(talk.ann, "voice", b"OggS")
        sent = await talk.ok("sendVoice", chat_id=talk.ann, voice=voice["voice"]["file_id"])

        async def edit(method: str, message_id: int, **params: Any) -> str:
            return await talk.refused(method, chat_id=talk.ann, message_id=message_id, **params)

        same = {"text": "one", "reply_markup": inline(callback_data="a")}
        assert await edit("editMessageText", mine["message_id"], **same) == NOT_MODIFIED
        assert await edit("editMessageReplyMarkup", sent["message_id"]) == NOT_MODIFIED
        no_chat = await talk.refused("editMessageText", message_id=1, text="x")
        assert no_chat == "Bad Request: chat_id is empty"
        not_found = "Bad Request: message to edit not found"
        assert await edit("editMessageText", 99, text="x") == not_found
        cannot = "Bad Request: message can't be edited"
        assert await edit("editMessageText", 1, text="x") == cannot
        assert await edit("editMessageText", keys["message_id"], text="x") == cannot
        assert (
            await edit("editMessageText", sent["message_id"], text="x")
            == "Bad Request: there is no text in the message to edit"
        )
        assert (
            await edit("editMessageCaption", mine["message_id"], caption="x")
            == "Bad Request: there is no caption in the message to edit"
        )


async def test_deleting() -> None:
    async with talking() as talk:
        old = await talk.say("one")
        talk.clock.jump_to(talk.clock.now() + timedelta(hours=48, seconds=1))
        new = await talk.say("two")
        group = talk.world.add_group("Ward 7", [talk.ann])
        theirs = talk.world.say(talk.ann, "hi", chat_id=group)

        async def delete(chat_id: int, message_id: int) -> str:
            return await talk.refused("deleteMessage", chat_id=chat_id, message_id=message_id)

        too_late = "Bad Request: message can't be deleted for everyone"
        assert await delete(talk.ann, old["message_id"]) == too_late
        assert await delete(group, theirs["message_id"]) == "Bad Request: message can't be deleted"
        assert await talk.ok("deleteMessage", chat_id=talk.ann, message_id=new["message_id"])
        gone = "Bad Request: message to delete not found"
        assert await delete(talk.ann, new["message_id"]) == gone


async def test_answering_a_tap_in_time_and_too_late() -> None:
    async with talking() as talk:
        asked = await talk.say("3?", reply_markup=inline(callback_data="a"))
        query = talk.world.tap(talk.ann, asked["message_id"], "a")
        assert talk.world.alert_of(query) is None
        await talk.ok("answerCallbackQuery", callback_query_id=query, text="Noted")
        assert talk.world.alert_of(query) == {"text": "Noted", "show_alert": False}
        late = talk.world.tap(talk.ann, asked["message_id"], "a")
        talk.clock.jump_to(talk.clock.now() + timedelta(seconds=151))
        assert await talk.refused("answerCallbackQuery", callback_query_id=late) == TOO_OLD
        assert await talk.refused("answerCallbackQuery", callback_query_id="12") == TOO_OLD


async def test_answers_to_a_tap_that_telegram_refuses_or_does_not_show() -> None:
    async with talking() as talk:
        asked = await talk.say("3?", reply_markup=inline(callback_data="a"))
        query = talk.world.tap(talk.ann, asked["message_id"], "a")

        async def refused(**params: Any) -> str:
            return await talk.refused("answerCallbackQuery", callback_query_id=query, **params)

        assert await refused(text="x" * 201) == "Bad Request: MESSAGE_TOO_LONG"
        assert await refused(url="https://example.org") == "Bad Request: URL_INVALID"
        await talk.ok("answerCallbackQuery", callback_query_id=query)
        await talk.ok("answerCallbackQuery", callback_query_id=query, text="again")
        assert talk.world.alert_of(query) == {"text": "", "show_alert": False}


async def test_what_telegram_refuses_about_chats_and_the_bots_profile() -> None:
    async with talking() as talk:
        stranger = talk.world.add_user("Ben")
        for method, params, words in (
            ("getChat", {"chat_id": stranger}, "chat not found"),
            (
                "leaveChat",
                {"chat_id": talk.ann},
                "chat member status can't be changed in private chats",
            ),
            ("getMyCommands", {"language_code": "english"}, "invalid language code specified"),
            (
                "setMyShortDescription",
                {"short_description": "x" * 121},
                "bot short description length must not exceed 120",
            ),
            ("setChatMenuButton", {"chat_id": 99}, "chat not found"),
            (
                "setChatMenuButton",
                {"menu_button": {"type": "web_app"}},
                "can't parse MenuButton: menu_button has unsupported type",
            ),
            ("setMyCommands", {"commands": {"help": "Help"}}, "commands must be an Array"),
        ):
            assert await talk.refused(method, **params) == f"Bad Request: {words}"
        await talk.ok("setChatMenuButton", menu_button={"type": "commands"})
        assert talk.world.profile.menus == {"": {"type": "commands"}}


async def test_an_edit_of_the_preview_alone_is_an_edit() -> None:
    async with talking() as talk:
        sent = await talk.say("see https://example.org")
        which = {"chat_id": talk.ann, "message_id": sent["message_id"], "text": sent["text"]}
        hidden = {"is_disabled": True}
        edited = await talk.ok("editMessageText", **which, link_preview_options=hidden)
        assert edited["link_preview_options"] == hidden


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Help Me", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "/", "description": "x"}], "command must be non-empty"),
        ([{"command": "help", "description": " "}], "command description must be non-empty"),
        ([{"command": "h" * 33, "description": "x"}], "command length must not exceed 32"),
        (
            [{"command": "help", "description": "x" * 257}],
            "command description length must not exceed 256",
        ),
        ([{"command": "help", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_telegram_refuses(commands: list[dict[str, str]], words: str) -> None:
    async with talking() as talk:
        refused = await talk.refused("setMyCommands", commands=commands)
        assert refused == f"Bad Request: {words}"
