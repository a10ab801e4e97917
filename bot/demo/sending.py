"""What a person sends in a chat: words, files, places, corrections, a block."""

from __future__ import annotations

import copy
import zlib

from bot.demo.botapi.entities import clean, finished, utf16_length
from bot.demo.botapi.files import KINDS, Given
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Json, Person, Post
from bot.demo.botapi.store import Store
from bot.demo.botapi.texts import CAPTION_MAX, TEXT_MAX

_STICKER = b"RIFF\x04\x00\x00\x00WEBP"


class Sending(Store):
    """A bot's Telegram in which people write. A ValueError: nobody could do that in Telegram."""

    def say(
        self, user_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> Json:
        """Someone writes ``text``, to the bot or in a group; return the Message."""
        where = self._where(user_id, chat_id)
        body = _written(text, TEXT_MAX)
        if reply_to is not None:
            body = {"reply_to_message": self._quoted(where, reply_to)} | body
        return self._arrive(where, self._person(user_id).user, body)

    def send_file(
        self,
        user_id: int,
        kind: str,
        content: bytes,
        *,
        filename: str = "file",
        mime: str | None = None,
        caption: str | None = None,
        seconds: int | None = None,
        album: str | None = None,
    ) -> Json:
        """Someone sends a file: photo, voice, audio, video, video_note or document.

        A photo must be an image Pillow can read. Files sent with the same ``album`` name belong
        together (``media_group_id``) and still arrive as separate messages.
        """
        if kind not in KINDS:
            raise ValueError(f"unknown kind of file {kind!r}: one of {sorted(KINDS)}")
        where = self._where(user_id, None)
        try:
            described = self.files.add(kind, Given(content, filename, mime, seconds))
        except Refusal as refused:
            raise ValueError(f"Telegram takes no such {kind}: {refused.description}") from None
        body: Json = {kind: described}
        if album is not None:
            number = 10**13 + zlib.crc32(f"{user_id}:{album}".encode())
            body = {"media_group_id": str(number)} | body
        if caption:
            written = _written(caption, CAPTION_MAX)
            body["caption"] = written["text"]
            if "entities" in written:
                body["caption_entities"] = written["entities"]
        return self._arrive(where, self._person(user_id).user, body)

    def send_sticker(self, user_id: int) -> Json:
        """Someone sends a sticker."""
        return self.send_file(user_id, "sticker", _STICKER)

    def send_place(
        self, user_id: int, latitude: float, longitude: float, *, venue: str | None = None
    ) -> Json:
        """Someone sends a spot on the map, as exactly as phones do; a ``venue`` has a name."""
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValueError("there is no such spot on the map")
        where = self._where(user_id, None)
        spot: Json = {"latitude": latitude, "longitude": longitude}
        body: Json = {"location": spot}
        if venue is not None:
            body["venue"] = {"location": spot, "title": venue, "address": "1 High Street"}
        return self._arrive(where, self._person(user_id).user, body)

    def edit(self, user_id: int, message_id: int, text: str) -> Json:
        """Someone changes the words (or the caption) of a message of theirs."""
        post = self._seen(user_id, message_id)
        if post.from_bot:
            raise ValueError("people can edit only what they wrote themselves")
        part = "text" if "text" in post.message else "caption"
        kept = "entities" if part == "text" else "caption_entities"
        written = _written(text, TEXT_MAX if part == "text" else CAPTION_MAX)
        post.message.pop(kept, None)
        post.message |= {"edit_date": int(self.now()), part: written["text"]}
        if "entities" in written:
            post.message[kept] = written["entities"]
        self.queue.add("edited_message", copy.deepcopy(post.message), self.now())
        self.touch()
        return copy.deepcopy(post.message)

    def replace_file(self, user_id: int, message_id: int, kind: str, content: bytes) -> Json:
        """Someone puts another file into a message of theirs; its caption stays."""
        post = self._seen(user_id, message_id)
        if post.from_bot or not KINDS.intersection(post.message):
            raise ValueError("people can replace only files that they sent themselves")
        for part in KINDS.intersection(post.message):
            del post.message[part]
        post.message[kind] = self.files.add(kind, Given(content))
        post.message["edit_date"] = int(self.now())
        self.queue.add("edited_message", copy.deepcopy(post.message), self.now())
        self.touch()
        return copy.deepcopy(post.message)

    def block(self, user_id: int) -> None:
        """Someone blocks the bot: it can no longer write to them."""
        self._set_blocked(user_id, True)

    def unblock(self, user_id: int) -> None:
        """Someone takes the block back."""
        self._set_blocked(user_id, False)

    def _set_blocked(self, user_id: int, blocked: bool) -> None:
        person = self._person(user_id)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        self._my_chat_member(user_id, person, old, new)

    def _person(self, user_id: int) -> Person:
        if user_id not in self.people:
            raise ValueError(f"there is no user {user_id}")
        return self.people[user_id]

    def _where(self, user_id: int, chat_id: int | None) -> int:
        """Return the chat someone writes in; writing to a bot one blocked takes the block back."""
        person = self._person(user_id)
        if chat_id is None or chat_id == user_id:
            self.unblock(user_id)
            person.started = True
            return user_id
        group = self.groups[chat_id]
        if group.upgraded_to is not None:
            return self._where(user_id, group.upgraded_to)
        if user_id not in group.member_ids:
            raise ValueError(f"{user_id} is not in the group {chat_id}")
        return chat_id

    def _seen(self, chat_id: int, message_id: int) -> Post:
        chat = self.chats.get(chat_id)
        if chat is None or message_id not in chat.posts:
            raise ValueError(f"there is no message {message_id} in the chat {chat_id}")
        return chat.posts[message_id]

    def _quoted(self, chat_id: int, message_id: int) -> Json:
        message = copy.deepcopy(self._seen(chat_id, message_id).message)
        message.pop("reply_to_message", None)
        return message

    def _arrive(self, chat_id: int, user: Json, body: Json) -> Json:
        """Post what a person sent and tell the bot, where it is there to hear it."""
        message = self.post(chat_id, user, body)
        group = self.groups.get(chat_id)
        if group is None or group.bot_in:
            self.queue.add("message", copy.deepcopy(message), self.now())
        return message

    def _my_chat_member(self, chat_id: int, person: Person, old: str, new: str) -> None:
        change = {
            "chat": self.chat_object(chat_id),
            "from": person.user,
            "date": int(self.now()),
            "old_chat_member": self.membership(old),
            "new_chat_member": self.membership(new),
        }
        self.queue.add("my_chat_member", copy.deepcopy(change), self.now())
        self.touch()

    def membership(self, status: str) -> Json:
        """Return the bot's ChatMember with ``status``."""
        forever = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self.bot} | forever


def _written(text: str, limit: int) -> Json:
    """Return text and entities of what a person typed; no client sends nothing, or too much."""
    words, entities = finished(clean(text), [])
    if not words:
        raise ValueError("Telegram sends no empty message")
    if utf16_length(words) > limit:
        raise ValueError(f"Telegram takes at most {limit} characters in one message")
    return {"text": words} | ({"entities": entities} if entities else {})
