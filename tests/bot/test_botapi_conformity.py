"""Every object the local Bot API gives is one of Telegram's, field by field; so are its tables."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.demo.botapi.methods import METHODS
from bot.demo.botapi.parameters import METHODS as TABLES
from bot.demo.botapi.parameters import OBJECTS, UNIONS, Field
from tests.support.botapi import TOKEN, Talk, picture, talking
from tests.support.conformity import check_call, check_object, specification

INLINE = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "s1:yes"}],
        [{"text": "Site", "url": "https://example.org"}],
    ]
}
REPLY = {"keyboard": [[{"text": "3"}]], "resize_keyboard": True, "one_time_keyboard": True}


async def _people_do_everything(talk: Talk) -> None:
    world, ann = talk.world, talk.ann
    said = world.say(ann, "/help see https://example.org, #ward")
    world.say(ann, "again", reply_to=said["message_id"])
    world.edit(ann, said["message_id"], "as I meant it")
    asked = await talk.say("3?", reply_markup=INLINE)
    world.tap(ann, asked["message_id"], "s1:yes")
    for kind in ("voice", "audio", "video", "video_note", "document"):
        world.send_file(ann, kind, b"OggS sound", seconds=7, caption="listen: /now")
    photo = world.send_file(ann, "photo", picture(), caption="here", album="a")
    world.send_file(ann, "photo", picture(60, 60), album="a")
    world.edit(ann, photo["message_id"], "there")
    world.send_sticker(ann)
    world.block(ann)
    world.unblock(ann)
    group = world.add_group("Ward 7", [ann])
    world.say(ann, "hello all", chat_id=group)
    world.say(ann, "still here", chat_id=world.upgrade_group(group))


async def test_every_update_is_one_of_telegrams() -> None:
    async with talking() as talk:
        await _people_do_everything(talk)
        updates = await talk.updates()
        kinds = {key for update in updates for key in update if key != "update_id"}
        assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
        assert len(updates) == 20
        assert [problem for one in updates for problem in check_object(one, "Update")] == []


async def _bot_calls_everything(talk: Talk) -> None:
    to: dict[str, Any] = {"chat_id": talk.ann}
    await talk.ok("getMe")
    asked = await talk.say(
        "<b>How</b> safe? <a href='https://example.org'>why</a>",
        parse_mode="HTML",
        reply_markup=INLINE,
        protect_content=True,
        disable_notification=True,
        link_preview_options={"is_disabled": True},
        reply_parameters={"message_id": 1},
    )
    which = to | {"message_id": asked["message_id"]}
    await talk.ok("editMessageText", **which, text="Chosen: 3")
    await talk.ok("editMessageReplyMarkup", **which, reply_markup=INLINE)
    query = talk.world.tap(talk.ann, asked["message_id"], "s1:yes")
    await talk.ok("answerCallbackQuery", callback_query_id=query, text="Thanks", show_alert=True)
    await talk.say("keys", reply_markup=REPLY)
    await talk.say("gone", reply_markup={"remove_keyboard": True})
    await talk.say("answer me", reply_markup={"force_reply": True})
    await talk.ok("sendChatAction", **to, action="typing")
    heard = talk.world.send_file(talk.ann, "voice", b"OggS", seconds=2)["voice"]["file_id"]
    again = await talk.ok("sendVoice", **to, voice=heard, caption="<i>you</i>", parse_mode="HTML")
    await talk.ok("editMessageCaption", **to, message_id=again["message_id"], caption="changed")
    await talk.ok("getFile", file_id=heard)
    await talk.ok("deleteMessage", **which)
    await talk.ok("getChat", **to)
    group = talk.world.add_group("Ward 7", [talk.ann])
    await talk.ok("getChat", chat_id=group)
    await talk.ok("leaveChat", chat_id=group)


async def _bot_sets_itself_up(talk: Talk) -> None:
    commands = [{"command": "privacy", "description": "What we keep"}]
    scope = {"type": "all_private_chats"}
    await talk.ok("setMyCommands", commands=commands, scope=scope, language_code="pl")
    assert await talk.ok("getMyCommands", scope=scope, language_code="pl") == commands
    assert await talk.ok("getMyCommands") == []
    await talk.ok("deleteMyCommands", scope=scope, language_code="pl")
    assert await talk.ok("getMyCommands", scope=scope, language_code="pl") == []
    await talk.ok("setMyDescription", description="Ward 7 asks")
    await talk.ok("setMyShortDescription", short_description="Ward 7", language_code="en")
    await talk.ok("setChatMenuButton", chat_id=talk.ann, menu_button={"type": "commands"})
    await talk.ok("setWebhook", url="https://example.org/hook", allowed_updates=["message"])
    await talk.ok("getWebhookInfo")
    await talk.ok("deleteWebhook", drop_pending_updates=True)
    await talk.updates(allowed_updates=[])


async def _bot_sends_files(talk: Talk) -> None:
    for kind, content in {
        "Photo": picture(),
        "Voice": b"OggS",
        "Audio": b"ID3",
        "Video": b"ftyp",
        "Document": b"words",
    }.items():
        await _multipart(talk, f"send{kind}", {kind.lower(): content}, {"caption": "for you"})
    media = [{"type": "photo", "media": f"attach://p{n}", "caption": f"no. {n}"} for n in range(2)]
    files = {"p0": picture(), "p1": picture(80, 80)}
    await _multipart(talk, "sendMediaGroup", files, {"media": json.dumps(media)})


async def _multipart(
    talk: Talk, method: str, files: dict[str, bytes], rest: dict[str, str]
) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("chat_id", str(talk.ann))
    for name, value in rest.items():
        form.add_field(name, value)
    for name, content in files.items():
        form.add_field(name, content, filename=f"{name}.bin")
    async with talk.http.post(f"{talk.base_url}/bot{TOKEN}/{method}", data=form) as answer:
        assert answer.status == 200, await answer.text()


async def test_every_call_and_answer_is_one_of_telegrams() -> None:
    async with talking() as talk:
        await _bot_calls_everything(talk)
        await _bot_sets_itself_up(talk)
        await _bot_sends_files(talk)
        assert {call.method for call in talk.world.calls} == set(METHODS)
        assert [problem for call in talk.world.calls for problem in check_call(call)] == []


async def test_refusals_too_have_telegrams_form() -> None:
    async with talking() as talk:
        await talk.refused("sendMessage", chat_id=1, text="x")
        talk.faults.add("sendMessage", "429")
        await talk.refused("sendMessage", chat_id=talk.ann, text="x")
        assert [problem for call in talk.world.calls for problem in check_call(call)] == []


async def test_the_check_itself_finds_what_is_wrong() -> None:
    async with talking() as talk:
        message = await talk.say("hello")
        (call,) = talk.world.calls
        sent = replace(call, params={"text": 3, "colour": "red"})
        assert check_call(sent) == [
            "sendMessage: missing chat_id",
            "sendMessage.text: 3 is no String",
            "sendMessage: unknown colour",
        ]
        assert check_object(message | {"date": "today"}, "Message") == [
            "Message.date: 'today' is no Integer"
        ]
        assert check_object(message | {"mood": "fine"}, "Message") == ["Message: unknown mood"]
        kicked = {"status": "kicked", "user": talk.world.bot}
        assert check_object(kicked, "ChatMemberMember") == [
            "ChatMemberMember.status: 'kicked' is not always 'member'"
        ]
        assert check_object(kicked, "ChatMember") != []
        answered = replace(call, response={"ok": True, "result": {"message_id": 1}})
        assert check_call(answered) == [
            "sendMessage answered result: missing date",
            "sendMessage answered result: missing chat",
        ]


def _expanded(types: tuple[str, ...]) -> set[str]:
    """The specification spells out whose arrays ``media`` takes; our table has a name for them."""
    if types == ("Array of InputMedia",):
        return {f"Array of {member}" for member in UNIONS["InputMedia"].values()}
    return set(types)


def _same(table: dict[str, Field], spec: list[dict[str, Any]], where: str) -> list[str]:
    known = {field["name"]: field for field in spec}
    wrong = []
    for name, field in table.items():
        if name not in known:
            wrong.append(f"{where}.{name} is not in the Bot API")
            continue
        if field.required != known[name]["required"]:
            wrong.append(f"{where}.{name}: required is {known[name]['required']}")
        if not _expanded(field.types) <= set(known[name]["types"]):
            wrong.append(f"{where}.{name}: {field.types} for {known[name]['types']}")
    left_out = [n for n, field in known.items() if field["required"] and n not in table]
    return wrong + [f"{where}.{name} is required and missing" for name in left_out]


@pytest.mark.parametrize("kind", ["methods", "types"])
def test_the_parameter_tables_agree_with_the_specification(kind: str) -> None:
    tables = TABLES if kind == "methods" else OBJECTS
    spec = specification()[kind]
    wrong = [_same(table, spec[name].get("fields", []), name) for name, table in tables.items()]
    assert [one for some in wrong for one in some] == []
    for union, members in UNIONS.items():
        assert set(members.values()) <= set(specification()["types"][union]["subtypes"])


def test_every_method_has_a_table() -> None:
    assert set(TABLES) == set(METHODS)
