"""What Telegram refuses is refused word by word; and so is what it would let pass in silence."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.botapi import TOKEN, Talk, talking

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


NO_ACTION = (
    "Bad Request: can't parse inline keyboard button: "
    "Text buttons are unallowed in the inline keyboard"
)
NO_TEXT = (
    "can't parse InlineKeyboardButton: can't find field \"text\" in "
    "reply_markup.inline_keyboard[0][0]"
)


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes"} | button]]}


TEXTS: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "Bad Request: message text is empty"),
    ({"text": " \n "}, "Bad Request: text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
    ({"text": "x" * 4097}, "Bad Request: message is too long"),
    ({"text": "\N{CAT FACE}" * 2049}, "Bad Request: message is too long"),
    ({"text": "x" * 32769}, "Bad Request: text is too long"),
    ({"text": "a\ud800b"}, "Bad Request: strings must be encoded in UTF-8"),
    ({"text": "x", "parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
    (
        {"text": "x", "parse_mode": "MarkdownV2"},
        "Bad Request: this local server reads parse_mode HTML only",
    ),
    (
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "Bad Request: ENTITY_BOUNDS_INVALID",
    ),
    (
        {"text": "x", "reply_parameters": {"message_id": 99}},
        "Bad Request: message to be replied not found",
    ),
    (
        {"text": "x", "reply_markup": inline(callback_data="é" * 32 + "!")},
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        {"text": "x", "reply_markup": inline()},
        NO_ACTION,
    ),
    (
        {"text": "x", "reply_markup": inline(text=" ", callback_data="a")},
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    (
        {"text": "x", "reply_markup": inline(url="http://localhost:1/")},
        "Bad Request: inline keyboard button URL 'http://localhost:1/' is invalid: Wrong HTTP URL",
    ),
    (
        {"text": "x", "reply_markup": {"keyboard": [[{"text": ""}]]}},
        "Bad Request: keyboard button text must be non-empty",
    ),
    (
        {
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101},
        },
        "Bad Request: reply markup is too long",
    ),
]


@pytest.mark.parametrize(("params", "words"), TEXTS)
async def test_a_text_telegram_refuses(params: dict[str, Any], words: str) -> None:
    async with talking() as talk:
        assert await talk.refused("sendMessage", chat_id=talk.ann, **params) == words
        assert len(talk.world.history(talk.ann)) == 1


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "\N{CAT FACE}" * 2048},
        {"text": "<b>" + "&lt;" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": inline(callback_data="é" * 32)},
        {"text": "x", "reply_markup": inline(url="http://127.0.0.1:8123/export?x=1")},
        {"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
    ],
)
async def test_what_just_fits_is_taken(params: dict[str, Any]) -> None:
    async with talking() as talk:
        await talk.ok("sendMessage", chat_id=talk.ann, **params)


STRICT: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "x", "colour": "red"}, 'unknown parameter "colour" for sendMessage'),
    ("sendMessage", {"text": 7}, "parameter text must be a String"),
    ("sendMessage", {"text": "x", "protect_content": "so"},
     "parameter protect_content must be a Boolean"),
    ("sendMessage", {"text": "x", "reply_markup": "buttons"},
     "reply_markup must be an Object (InlineKeyboardMarkup)"),
    ("sendMessage", {"text": "x", "reply_markup": inline(data="1")},
     'unknown field "data" in reply_markup.inline_keyboard[0][0] (InlineKeyboardButton)'),
    ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": [[{"url": "a.org"}]]}},
     NO_TEXT),
    ("sendMessage", {"text": "x", "entities": [{"type": "bold", "offset": "a", "length": 1}]},
     "parameter entities[0].offset must be an Integer"),
    ("sendMessage", {}, "message text is empty"),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("deleteMessage", {}, "message identifier is not specified"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("sendChatAction", {}, 'parameter "action" is required'),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("deleteMessage", {"message_id": True}, "parameter message_id must be an Integer"),
    ("sendMessage", {"text": "x", "reply_markup": inline(web_app={"url": "https://a.org"})},
     'unknown field "web_app" in reply_markup.inline_keyboard[0][0] (InlineKeyboardButton)'),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "words"), STRICT)
async def test_unlike_telegram_nothing_passes_unread(
    method: str, params: dict[str, Any], words: str
) -> None:
    async with talking() as talk:
        refused = await talk.refused(method, chat_id=talk.ann, **params)
        assert refused == f"Bad Request: {words}"


async def test_whom_a_bot_can_write_to() -> None:
    async with talking() as talk:
        world = talk.world
        stranger = world.add_user("Ben")
        group = world.add_group("Ward 7", [talk.ann])
        to = {"text": "hello"}
        assert await talk.refused("sendMessage", **to) == "Bad Request: chat_id is empty"
        for nobody in (99, -99, "@somewhere"):
            assert (
                await talk.refused("sendMessage", chat_id=nobody, **to)
                == "Bad Request: chat not found"
            )
        assert (
            await talk.refused("sendMessage", chat_id=stranger, **to)
            == "Forbidden: bot can't initiate conversation with a user"
        )
        world.block(talk.ann)
        assert (
            await talk.refused("sendMessage", chat_id=talk.ann, **to)
            == "Forbidden: bot was blocked by the user"
        )
        assert await talk.ok("leaveChat", chat_id=group) is True
        assert (
            await talk.refused("sendMessage", chat_id=group, **to)
            == "Forbidden: bot is not a member of the group chat"
        )


async def test_a_group_that_became_a_supergroup_says_its_new_id() -> None:
    async with talking() as talk:
        group = talk.world.add_group("Ward 7", [talk.ann])
        moved = talk.world.upgrade_group(group)
        status, body = await talk.raw("sendMessage", chat_id=group, text="hello")
        assert (status, body) == (
            400,
            {
                "ok": False,
                "error_code": 400,
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": moved},
            },
        )
        await talk.ok("sendMessage", chat_id=moved, text="hello")


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


async def test_entities_can_be_given_instead_of_html() -> None:
    async with talking() as talk:
        bold = [{"type": "bold", "offset": 0, "length": 2}]
        sent = await talk.say("hi <b>", entities=bold, parse_mode=None)
        assert (sent["text"], sent["entities"]) == ("hi <b>", bold)


async def test_an_edit_of_the_preview_alone_is_an_edit() -> None:
    async with talking() as talk:
        sent = await talk.say("see https://example.org")
        which = {"chat_id": talk.ann, "message_id": sent["message_id"], "text": sent["text"]}
        hidden = {"is_disabled": True}
        edited = await talk.ok("editMessageText", **which, link_preview_options=hidden)
        assert edited["link_preview_options"] == hidden


@pytest.mark.parametrize("markup", [{"inline_keyboard": [[]]}, {"keyboard": [[]]}])
async def test_an_empty_keyboard_is_none(markup: dict[str, Any]) -> None:
    async with talking() as talk:
        await talk.say("x", reply_markup=markup)
        assert "reply_markup" not in talk.world.history(talk.ann)[-1]


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


async def _status(talk: Talk, path: str) -> tuple[int, str]:
    async with talk.http.get(f"{talk.base_url}/{path}") as answer:
        body = await answer.json()
        return answer.status, body["description"]


async def test_wrong_token_and_unknown_method() -> None:
    async with talking() as talk:
        assert await _status(talk, "bot4321:wrong/getMe") == (401, "Unauthorized")
        assert await _status(talk, "file/bot4321:wrong/voice/file_1.oga") == (401, "Unauthorized")
        assert await _status(talk, f"bot{TOKEN}/sendLove") == (404, "Not Found: method not found")


async def test_one_call_in_every_form_telegram_takes() -> None:
    async with talking() as talk:
        url = f"{talk.base_url}/bot{TOKEN}/sendmessage"
        params = {
            "chat_id": str(talk.ann),
            "text": "hello",
            "disable_notification": "true",
            "reply_markup": json.dumps(inline(callback_data="a")),
        }
        seen = []
        for sent in ({"params": params}, {"data": params}, {"json": params}):
            async with talk.http.post(url, **sent) as answer:  # type: ignore[arg-type]  # three forms of keyword
                seen.append((await answer.json())["result"])
        assert [one["text"] for one in seen] == ["hello"] * 3
        assert all(one["reply_markup"] == inline(callback_data="a") for one in seen)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (b'form-data; name="text"\r\n\r\n\xff', "strings must be encoded in UTF-8"),
        (b"form-data\r\n\r\nx", "a part of the multipart body has no name"),
    ],
)
async def test_a_multipart_body_that_cannot_be_read(part: bytes, words: str) -> None:
    async with talking() as talk:
        body = b"--b\r\nContent-Disposition: " + part + b"\r\n--b--\r\n"
        url = f"{talk.base_url}/bot{TOKEN}/sendMessage"
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        async with talk.http.post(url, data=body, headers=headers) as answer:
            assert (await answer.json())["description"] == f"Bad Request: {words}"


async def test_a_body_that_is_no_json_object() -> None:
    async with talking() as talk:
        url = f"{talk.base_url}/bot{TOKEN}/getMe"
        for body in ("{", "[]"):
            async with talk.http.post(
                url, data=body, headers={"Content-Type": "application/json"}
            ) as answer:
                assert answer.status == 400
