"""Raw updates, read tolerantly: each kind once, and then everything that could ever arrive."""

from __future__ import annotations

import copy
import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import Incoming, Media, MediaKind
from bot.channels.updates import clean, read_update, read_update_id

ANA = {"id": 501, "is_bot": False, "first_name": "Ana", "language_code": "pl"}
PRIVATE = {"id": 501, "type": "private", "first_name": "Ana"}
SAID_AT = 1_760_000_000


def message(**fields: object) -> dict[str, object]:
    return {
        "update_id": 7,
        "message": {"message_id": 12, "from": ANA, "chat": PRIVATE, "date": SAID_AT, **fields},
    }


def file(name: str, **fields: object) -> dict[str, object]:
    return {"file_id": f"{name}-id", "file_unique_id": f"{name}-unique", **fields}


TEXT = message(text="the door is locked at night")
PHOTO = message(
    photo=[
        file("small", width=90, height=60, file_size=1000),
        file("large", width=1280, height=853, file_size=90000),
        file("middle", width=320, height=213, file_size=9000),
    ],
    caption="the family room",
    media_group_id="album-1",
)
TAP = {
    "update_id": 9,
    "callback_query": {
        "id": "4432",
        "from": ANA,
        "message": {"message_id": 11, "chat": PRIVATE, "date": SAID_AT, "text": "How safe?"},
        "chat_instance": "1",
        "data": "s5:3",
    },
}
BLOCKED: dict[str, Any] = {
    "update_id": 10,
    "my_chat_member": {
        "chat": PRIVATE,
        "from": ANA,
        "date": SAID_AT,
        "old_chat_member": {"status": "member", "user": {"id": 1}},
        "new_chat_member": {"status": "kicked", "user": {"id": 1}},
    },
}
VOICE = message(voice=file("voice", duration=100, mime_type="audio/ogg", file_size=40000))
EDITED = {
    "update_id": 8,
    "edited_message": {
        "message_id": 12,
        "from": ANA,
        "chat": PRIVATE,
        "date": SAID_AT,
        "edit_date": SAID_AT + 60,
        "text": "the door is locked on Sundays",
    },
}
EVERY_KIND = [TEXT, PHOTO, VOICE, EDITED, TAP, BLOCKED, message(migrate_to_chat_id=-100500)]


def test_a_text_message() -> None:
    assert read_update(TEXT) == Incoming(
        kind="message",
        chat_id=501,
        private=True,
        user_id=501,
        language_code="pl",
        message_id=12,
        sent_at=datetime.fromtimestamp(SAID_AT, UTC),
        text="the door is locked at night",
    )


def test_a_photo_is_read_in_its_largest_size_with_its_caption_as_text() -> None:
    seen = read_update(PHOTO)
    assert seen.media == Media("photo", "large-id", "large-unique", size=90000)
    assert (seen.kind, seen.text, seen.album) == ("message", "the family room", "album-1")


def test_an_edit_is_a_correction_with_the_time_of_the_edit() -> None:
    seen = read_update(EDITED)
    assert (seen.kind, seen.message_id, seen.text) == (
        "edited",
        12,
        "the door is locked on Sundays",
    )
    assert seen.sent_at == datetime.fromtimestamp(SAID_AT + 60, UTC)


def test_a_tap_carries_the_message_it_was_on_but_not_that_messages_time() -> None:
    assert read_update(TAP) == Incoming(
        kind="tap",
        chat_id=501,
        user_id=501,
        language_code="pl",
        message_id=11,
        data="s5:3",
        query_id="4432",
    )


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_coming_back(status: str, blocked: bool) -> None:
    update: dict[str, Any] = copy.deepcopy(BLOCKED)
    update["my_chat_member"]["new_chat_member"]["status"] = status
    seen = read_update(update)
    assert (seen.kind, seen.chat_id, seen.blocked) == ("member", 501, blocked)
    assert seen.sent_at == datetime.fromtimestamp(SAID_AT, UTC)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("voice", "voice"),
        ("audio", "audio"),
        ("video", "video"),
        ("video_note", "video_note"),
        ("document", "document"),
        ("sticker", "sticker"),
    ],
)
def test_every_kind_of_file(field: str, kind: MediaKind) -> None:
    seen = read_update(message(**{field: file("f", duration=5, mime_type="a/b", file_size=9)}))
    assert seen.kind == "message"
    assert seen.media == Media(kind, "f-id", "f-unique", "a/b", 9, 5)


def test_an_animation_is_a_video_though_it_also_comes_as_a_document() -> None:
    seen = read_update(message(document=file("doc"), animation=file("gif", duration=2)))
    assert seen.media == Media("video", "gif-id", "gif-unique", seconds=2)


@pytest.mark.parametrize("field", ["location", "contact", "poll", "dice"])
def test_what_is_neither_words_nor_a_file_still_came_from_a_person(field: str) -> None:
    seen = read_update(message(**{field: {"some": "thing"}}))
    assert (seen.kind, seen.text) == ("message", None)
    assert seen.media == Media("other", file_id="", unique_id="")


def test_a_service_message_is_nothing_to_answer() -> None:
    assert read_update(message(pinned_message={"message_id": 3})).kind == "other"


def test_a_group_that_became_a_supergroup() -> None:
    seen = read_update(message(migrate_to_chat_id=-1001234567890))
    assert (seen.kind, seen.chat_id, seen.moved_to) == ("other", 501, -1001234567890)


def test_a_group_is_not_private() -> None:
    group = {"id": -42, "type": "group", "title": "Ward 7 families"}
    assert read_update(message(text="hello", chat=group)).private is False


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start wd7-k3Jx9", "wd7-k3Jx9"),
        ("/start", None),
        ("/start ", None),
        ("/START wd7", "wd7"),
        ("/start@tellback_bot wd7", "wd7"),
    ],
)
def test_start_says_where_the_person_came_from(text: str, payload: str | None) -> None:
    seen = read_update(message(text=text))
    assert (seen.text, seen.payload) == ("/start", payload)


@pytest.mark.parametrize("text", ["/starting", "please /start wd7", "start"])
def test_other_words_are_not_start(text: str) -> None:
    seen = read_update(message(text=text))
    assert (seen.text, seen.payload) == (text, None)


def test_a_command_in_a_group_is_read_without_the_bots_name() -> None:
    assert read_update(message(text="/help@tellback_bot please")).text == "/help please"


def test_words_are_cleaned_at_the_edge() -> None:
    dirty = "a\x00b\ud83dc \u2068pan\u2069 \u2066x\u2069"
    assert read_update(message(text=dirty)).text == "abc pan x"
    assert read_update(message(caption=dirty, voice=file("v"))).text == "abc pan x"


def test_two_halves_that_belong_together_become_their_character() -> None:
    assert clean("\ud83d\ude42 and \ude42") == "\N{SLIGHTLY SMILING FACE} and "


def test_words_in_other_scripts_stay_as_they_are() -> None:
    for words in ("وارڈ کب منتقل ہوگا؟", "Łóżko przy oknie", "👩🏽‍⚕️ ok\u200fok", "ab\u200d"):
        assert clean(words) == words


@pytest.mark.parametrize("seconds", [0, -(10**18), 10**14, 10**40, "1760000000", True, 1.5, None])
def test_a_time_that_is_none_is_none(seconds: object) -> None:
    assert read_update(message(text="x", date=seconds)).sent_at is None


@pytest.mark.parametrize("raw", [None, [], "update", 3, {}, {"update_id": 1}, {"message": []}])
def test_what_is_no_update_is_other(raw: object) -> None:
    assert read_update(raw) == Incoming(kind="other")


@pytest.mark.parametrize("name", ["chat", "message_id"])
def test_a_message_that_cannot_be_placed_is_other(name: str) -> None:
    assert read_update(message(**{"text": "hello", name: None})).kind == "other"


def test_the_id_of_an_update() -> None:
    assert read_update_id(TEXT) == 7
    nothing: list[object] = [{}, [], {"update_id": "7"}, {"update_id": True}]
    assert [read_update_id(raw) for raw in nothing] == [None] * 4


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**53, 2**63, -(2**63), 2**64, 10**30])
    | st.floats()
    | st.text(st.characters(exclude_categories=[]))
    | st.sampled_from(["", "\x00", "\ud800", "\u2068a\u2069", "/start \ud800", "private"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def mutated_updates(draw: st.DrawFn) -> object:
    """A genuine update in which some values, at any depth, are anything at all or gone."""
    update: Any = copy.deepcopy(draw(st.sampled_from(EVERY_KIND)))
    for _ in range(draw(st.integers(0, 4))):
        at = update
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = at[key]
            if isinstance(inner, dict | list) and draw(st.integers(0, 3)):
                at = inner
                continue
            if isinstance(at, dict) and draw(st.booleans()):
                del at[key]
            else:
                at[key] = draw(JSON)
            break
    return update


def assert_storable(seen: Incoming) -> None:
    """What leaves the edge can be acted on, written as UTF-8, and kept in SQLite."""
    if seen.kind in ("message", "edited", "tap"):
        assert seen.chat_id is not None
    if seen.kind in ("message", "edited"):
        assert seen.message_id is not None
        assert seen.text is not None or seen.media is not None
    if seen.kind == "tap":
        assert seen.data is not None
        assert seen.query_id is not None
    if seen.kind == "member":
        assert seen.chat_id is not None
        assert seen.blocked is not None
    values = [*vars(seen).values(), *(dataclasses.astuple(seen.media) if seen.media else ())]
    for value in values:
        if isinstance(value, str):
            assert not set(value) & set("\x00\u2066\u2067\u2068\u2069")
            value.encode()
        elif isinstance(value, int):
            assert abs(value) <= 2**53
        elif isinstance(value, datetime):
            assert value.utcoffset() is not None


@given(mutated_updates())
@settings(max_examples=1000, deadline=None)
def test_no_mutation_of_a_genuine_update_raises(raw: object) -> None:
    assert_storable(read_update(raw))
    read_update_id(raw)


@given(JSON)
def test_no_json_raises(raw: object) -> None:
    assert_storable(read_update(raw))
    assert_storable(read_update({"update_id": 1, "message": raw, "callback_query": raw}))


def test_the_genuine_updates_are_what_json_would_give() -> None:
    assert json.loads(json.dumps(EVERY_KIND)) == EVERY_KIND
