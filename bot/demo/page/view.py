"""What a phone shows: Bot API messages turned into the few things the templates draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.demo.page.moments import day_words, time_words
from bot.demo.page.richtext import Link, read_link, render

State = Literal["empty", "blocked", "open"]

#: Kinds a browser can show or play in place; the rest are offered for saving.
_PLAYED = ("photo", "voice", "audio", "video", "video_note", "animation")
_FILE_KINDS = (*_PLAYED, "sticker", "document")


@dataclass(frozen=True)
class Key:
    """One button under a message: it sends ``data`` back, or leads somewhere."""

    text: str
    data: str | None
    link: Link | None


@dataclass(frozen=True)
class File:
    """A file in a message; ``words`` says what it is to those who cannot see it."""

    kind: str
    file_id: str
    name: str
    mime: str | None
    words: str


@dataclass(frozen=True)
class Message:
    """One bubble. ``day`` is set on the first of a day; ``plain`` is what an edit starts from."""

    id: int
    mine: bool
    html: Markup
    plain: str
    quote: str
    day: str | None
    time: str
    iso: str
    edited: bool
    editable: bool
    file: File | None
    place: str
    rows: tuple[tuple[Key, ...], ...]

    @property
    def digest(self) -> str:
        """Return a short mark that differs whenever the bubble would look different."""
        return _digest(repr(self))


@dataclass(frozen=True)
class PhoneView:
    """One phone: who holds it, the chat as it looks now, and the keyboard the bot offers."""

    id: int
    label: str
    name: str
    role: str
    state: State
    messages: tuple[Message, ...]
    replies: tuple[tuple[str, ...], ...]
    placeholder: str

    @property
    def digest(self) -> str:
        """Return a short mark that differs whenever the phone would look different."""
        marks = [message.digest for message in self.messages]
        return _digest(repr((self.state, marks, self.replies, self.placeholder)))

    @property
    def called(self) -> str:
        """Return how the phone is spoken of: "Amina, resident"."""
        return self.label if self.name == self.label else f"{self.name}, {self.label.lower()}"


def phone_view(
    *,
    user: Mapping[str, Any],
    label: str,
    blocked: bool,
    history: Sequence[Mapping[str, Any]],
    bot_username: str,
    zone: ZoneInfo,
) -> PhoneView:
    """Return the phone of ``user`` with its chat, times in ``zone``."""
    user_id = int(user["id"])
    messages: list[Message] = []
    previous: str | None = None
    for raw in history:
        day = day_words(_moment(raw), zone)
        shown = None if day == previous else day
        messages.append(_message(raw, shown, user_id=user_id, bot=bot_username, zone=zone))
        previous = day
    replies, placeholder = _replies(history)
    state: State = "blocked" if blocked else "open" if messages else "empty"
    return PhoneView(
        id=user_id,
        label=label,
        name=str(user.get("first_name") or label),
        role={"peer lead": "lead", "officer": "officer"}.get(label.lower(), "resident"),
        state=state,
        messages=tuple(messages),
        replies=replies,
        placeholder=placeholder,
    )


def find_file(history: Iterable[Mapping[str, Any]], message_id: int) -> File | None:
    """Return the file of message ``message_id``, or ``None`` where there is none."""
    for raw in history:
        if raw["message_id"] == message_id:
            return _file(raw)
    return None


def _message(
    raw: Mapping[str, Any], day: str | None, *, user_id: int, bot: str, zone: ZoneInfo
) -> Message:
    text = str(raw.get("text") or raw.get("caption") or "")
    entities = raw.get("entities") or raw.get("caption_entities") or []
    mine = not raw.get("from", {}).get("is_bot", False)
    file = _file(raw)
    moment = _moment(raw)
    answered = raw.get("reply_to_message") or {}
    rows = (raw.get("reply_markup") or {}).get("inline_keyboard") or []
    return Message(
        id=int(raw["message_id"]),
        mine=mine,
        html=render(text, entities, bot_username=bot, phone=user_id),
        plain=text,
        quote=str(answered.get("text") or answered.get("caption") or "")[:120],
        day=day,
        time=time_words(moment, zone),
        iso=moment.isoformat(),
        edited=bool(raw.get("edit_date")) and mine,
        editable=mine and bool(text),
        file=file,
        place=_place(raw),
        rows=tuple(tuple(_key(button, bot) for button in row) for row in rows),
    )


def _key(button: Mapping[str, Any], bot: str) -> Key:
    url = button.get("url")
    return Key(
        text=str(button.get("text", "")),
        data=button.get("callback_data"),
        link=read_link(str(url), bot) if url else None,
    )


def _file(raw: Mapping[str, Any]) -> File | None:
    """Return the file a message carries; of a photo's sizes the largest."""
    kind = next((kind for kind in _FILE_KINDS if raw.get(kind)), None)
    if kind is None:
        return None
    found = raw[kind]
    if isinstance(found, list):
        found = found[-1]
    name = str(found.get("file_name") or "")
    seconds = found.get("duration")
    return File(
        kind=kind,
        file_id=str(found["file_id"]),
        name=name,
        mime=found.get("mime_type"),
        words=_file_words(kind, name, seconds, found.get("emoji")),
    )


def _file_words(kind: str, name: str, seconds: int | None, emoji: str | None) -> str:
    words = {
        "photo": "Photo",
        "voice": "Voice message",
        "audio": "Sound",
        "video": "Video",
        "video_note": "Video message",
        "animation": "Moving picture",
        "sticker": f"Sticker {emoji or ''}".strip(),
    }.get(kind, name or "File")
    return f"{words}, {seconds // 60}:{seconds % 60:02}" if seconds else words


def _place(raw: Mapping[str, Any]) -> str:
    """Return what a message says of a spot on the map; empty where it holds none."""
    spot = raw.get("location")
    if not spot:
        return ""
    name = (raw.get("venue") or {}).get("title") or "A spot on the map"
    return f"{name}: {spot['latitude']}, {spot['longitude']}"


def _replies(history: Sequence[Mapping[str, Any]]) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the reply keyboard in force and the hint for the text box.

    The last message that shows or removes a keyboard decides; one meant for a single use goes once
    the person has said something (https://core.telegram.org/bots/api#replykeyboardmarkup).
    """
    spoken_since = False
    for raw in reversed(history):
        if not raw.get("from", {}).get("is_bot", False):
            spoken_since = True
            continue
        markup = raw.get("reply_markup") or {}
        if markup.get("remove_keyboard"):
            break
        if keyboard := markup.get("keyboard"):
            if markup.get("one_time_keyboard") and spoken_since:
                break
            rows = tuple(tuple(_label(button) for button in row) for row in keyboard)
            return rows, str(markup.get("input_field_placeholder") or "")
    return (), ""


def _label(button: Any) -> str:
    return str(button.get("text", "")) if isinstance(button, Mapping) else str(button)


def _moment(raw: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(int(raw["date"]), UTC)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
