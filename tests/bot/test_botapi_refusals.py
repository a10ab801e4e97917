"""What Telegram refuses is refused word by word; and so is what it would let pass in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.botapi import TOKEN, Talk, talking

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


async def test_entities_can_be_given_instead_of_html() -> None:
    async with talking() as talk:
        bold = [{"type": "bold", "offset": 0, "length": 2}]
        sent = await talk.say("hi <b>", entities=bold, parse_mode=None)
        assert (sent["text"], sent["entities"]) == ("hi <b>", bold)


@pytest.mark.parametrize("markup", [{"inline_keyboard": [[]]}, {"keyboard": [[]]}])
async def test_an_empty_keyboard_is_none(markup: dict[str, Any]) -> None:
    async with talking() as talk:
        await talk.say("x", reply_markup=markup)
        assert "reply_markup" not in talk.world.history(talk.ann)[-1]


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
