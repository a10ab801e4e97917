"""Reading what Telegram sends, tolerantly: only the fields we need, and never an error.

A strict reader stops at the first update it does not understand, and with it everyone's messages
behind that update. Here whatever is missing or malformed is simply not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from bot.channels.base import Incoming, Media, MediaKind, Spot
from bot.channels.coarsening import coordinates

_NOTHING: Mapping[str, object] = {}

#: Telegram promises ids of at most 52 significant bits; SQLite and JSON hold those without loss.
_LARGEST_ID = 2**53

#: Message field → kind. The order matters: an animation also carries ``document``, for old clients.
_FILES: tuple[tuple[str, MediaKind], ...] = (
    ("voice", "voice"),
    ("audio", "audio"),
    ("video", "video"),
    ("video_note", "video_note"),
    ("animation", "video"),
    ("document", "document"),
    ("sticker", "sticker"),
)

#: What a person can send that is no file and has no words: it deserves a kind answer all the same.
#: Everything else without text is a service message ("Ana pinned …") and deserves none.
_OTHER_CONTENT = (
    "location",
    "contact",
    "venue",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "live_photo",
    "rich_message",
)

_UNWANTED = dict.fromkeys([0x00, 0x2066, 0x2067, 0x2068, 0x2069])
_START = re.compile(r"/start(?:\s+(\S.*))?", re.IGNORECASE | re.DOTALL)
_COMMAND_TO_US = re.compile(r"(/[A-Za-z0-9_]+)@[A-Za-z0-9_]+")


def read_update(raw: Mapping[str, object] | object) -> Incoming:
    """Read one element of ``getUpdates``; ``kind`` is ``other`` when there is nothing to act on.

    Never raises, whatever arrives. Fields as in https://core.telegram.org/bots/api#update.
    """
    update = _mapping(raw)
    if message := _mapping(update.get("message")):
        return _read_message(message, "message")
    if edited := _mapping(update.get("edited_message")):
        return _read_message(edited, "edited")
    if tap := _mapping(update.get("callback_query")):
        return _read_tap(tap)
    if member := _mapping(update.get("my_chat_member")):
        return _read_member(member)
    return Incoming(kind="other")


def read_update_id(raw: Mapping[str, object] | object) -> int | None:
    """Return the update's id, or ``None`` if it carries none that can be used."""
    return _integer(_mapping(raw).get("update_id"))


def clean(text: str) -> str:
    """Return ``text`` without what cannot be stored or would disturb the text around it.

    NUL cuts strings short in SQLite; half a surrogate pair cannot be written as UTF-8; isolate
    marks are what we put around people's words when we show them, so they are not kept in them.
    """
    text = text.translate(_UNWANTED)
    try:
        text.encode()
    except UnicodeEncodeError:
        # By way of UTF-16, so that two halves that belong together become their character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def _read_message(message: Mapping[str, object], kind: Literal["message", "edited"]) -> Incoming:
    chat = _mapping(message.get("chat"))
    sender = _mapping(message.get("from"))
    chat_id, message_id = _integer(chat.get("id")), _integer(message.get("message_id"))
    moved_to = _integer(message.get("migrate_to_chat_id"))
    text, payload = _read_words(message)
    place = _read_place(message)
    media = None if place else _read_media(message)
    usable = chat_id is not None and message_id is not None
    # A live location moves by edits; only where it was first counts.
    says_something = text is not None or media is not None or (place and kind == "message")
    return Incoming(
        kind=kind if usable and says_something else "other",
        chat_id=chat_id,
        private=_is_private(chat),
        user_id=_integer(sender.get("id")),
        language_code=_string(sender.get("language_code")),
        message_id=message_id,
        sent_at=_moment(message.get("edit_date" if kind == "edited" else "date")),
        text=text,
        media=media,
        place=place,
        album=_string(message.get("media_group_id")),
        payload=payload,
        moved_to=moved_to,
        reply_to=_integer(_mapping(message.get("reply_to_message")).get("message_id")),
    )


def _read_words(message: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return the text or caption, and what came behind ``/start`` (where the person came from)."""
    text = _string(message.get("text"))
    if text is None:
        return _string(message.get("caption")), None
    text = _COMMAND_TO_US.sub(r"\1", text, count=1) if text.startswith("/") else text
    if start := _START.fullmatch(text.strip()):
        return "/start", start[1]
    return text, None


def _read_tap(tap: Mapping[str, object]) -> Incoming:
    message = _mapping(tap.get("message"))
    chat = _mapping(message.get("chat"))
    sender = _mapping(tap.get("from"))
    chat_id, query_id = _integer(chat.get("id")), _string(tap.get("id"))
    data = _string(tap.get("data"))
    usable = chat_id is not None and query_id is not None and data is not None
    return Incoming(
        kind="tap" if usable else "other",
        chat_id=chat_id,
        private=_is_private(chat),
        user_id=_integer(sender.get("id")),
        language_code=_string(sender.get("language_code")),
        message_id=_integer(message.get("message_id")),
        data=data,
        query_id=query_id,
    )


def _read_member(member: Mapping[str, object]) -> Incoming:
    """Read ``my_chat_member``: in a private chat it means that the person (un)blocked the bot."""
    chat = _mapping(member.get("chat"))
    sender = _mapping(member.get("from"))
    chat_id = _integer(chat.get("id"))
    status = _mapping(member.get("new_chat_member")).get("status")
    blocked: bool | None = None
    if status in ("kicked", "left"):
        blocked = True
    elif status in ("member", "administrator", "creator", "restricted"):
        blocked = False
    return Incoming(
        kind="member" if chat_id is not None and blocked is not None else "other",
        chat_id=chat_id,
        private=_is_private(chat),
        user_id=_integer(sender.get("id")),
        language_code=_string(sender.get("language_code")),
        sent_at=_moment(member.get("date")),
        blocked=blocked,
    )


def _read_media(message: Mapping[str, object]) -> Media | None:
    if photo := _largest_photo(message.get("photo")):
        return photo
    for field, kind in _FILES:
        if media := _read_file(_mapping(message.get(field)), kind):
            return media
    if any(message.get(field) for field in _OTHER_CONTENT):
        return Media(kind="other", file_id="", unique_id="")
    return None


def _read_place(message: Mapping[str, object]) -> Spot | None:
    """Return a location, once or live, or a venue's with its name."""
    venue = _mapping(message.get("venue"))
    found = coordinates(_mapping(venue.get("location") or message.get("location")))
    return Spot(*found, _string(venue.get("title")) or "") if found else None


def _largest_photo(sizes: object) -> Media | None:
    """Telegram sends one photo in several sizes; keep the one with the most to see."""
    if not isinstance(sizes, list):
        return None
    best: Media | None = None
    most = -1
    for size in sizes:
        fields = _mapping(size)
        area = (_integer(fields.get("width")) or 0) * (_integer(fields.get("height")) or 0)
        media = _read_file(fields, "photo")
        if media is not None and area > most:
            best, most = media, area
    return best


def _read_file(fields: Mapping[str, object], kind: MediaKind) -> Media | None:
    file_id = _string(fields.get("file_id"))
    if not file_id:
        return None
    return Media(
        kind=kind,
        file_id=file_id,
        unique_id=_string(fields.get("file_unique_id")) or file_id,
        mime=_string(fields.get("mime_type")),
        size=_integer(fields.get("file_size")),
        seconds=_integer(fields.get("duration")),
        name=_string(fields.get("file_name")),
    )


def _is_private(chat: Mapping[str, object]) -> bool:
    return chat.get("type", "private") == "private"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else _NOTHING


def _string(value: object) -> str | None:
    return clean(value) if isinstance(value, str) else None


def _integer(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_ID:
        return None
    return value


def _moment(value: object) -> datetime | None:
    """Return Unix seconds as UTC; 0 is Telegram's way to say that it does not know."""
    seconds = _integer(value)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
