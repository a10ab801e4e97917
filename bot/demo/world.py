"""The world around the bot: people who write, tap, send files, block; and how their chats look.

Everything people do here becomes updates for the bot, as Telegram would send them. A ValueError
means that a person could not do that in Telegram at all.
"""

from __future__ import annotations

import copy
import zlib
from collections.abc import Sequence

from bot.clock import Clock
from bot.demo.botapi import snapshots
from bot.demo.botapi.entities import clean, finished, utf16_length
from bot.demo.botapi.files import KINDS, Given
from bot.demo.botapi.refusals import Refusal
from bot.demo.botapi.shapes import Call, Group, Json, Person, Post, Tap
from bot.demo.botapi.store import Store
from bot.demo.botapi.texts import CAPTION_MAX, TEXT_MAX

__all__ = ["Call", "World"]

#: Above 2³¹, so that an id kept in 32 bits does not survive a test.
_FIRST_USER_ID = 7_100_000_001
_STICKER = b"RIFF\x04\x00\x00\x00WEBP"


class World(Store):
    """One bot's Telegram, and the people in it."""

    def __init__(
        self,
        *,
        token: str,
        clock: Clock,
        bot_username: str = "tellback_demo_bot",
        seed: int = 0,
    ) -> None:
        super().__init__(token=token, clock=clock, bot_username=bot_username, seed=seed)

    def add_user(
        self, first_name: str, *, language_code: str | None = None, user_id: int | None = None
    ) -> int:
        """Add someone with Telegram who has not met the bot yet; return their id."""
        own = user_id or _FIRST_USER_ID + len(self.people)
        if own in self.people:
            raise ValueError(f"there is already a user {own}")
        user: Json = {"id": own, "is_bot": False, "first_name": first_name}
        if language_code is not None:
            user["language_code"] = language_code
        self.people[own] = Person(user)
        self.touch()
        return own

    def users(self) -> list[Json]:
        """Return the Bot API User of everyone, in the order they came."""
        return [copy.deepcopy(person.user) for person in self.people.values()]

    def add_group(self, title: str, member_ids: Sequence[int]) -> int:
        """Add a group to which its first member has just added the bot; return its (negative) id.

        The bot sees everything said there, as one whose group privacy BotFather switched off.
        """
        founder = self._person(member_ids[0])
        chat_id = -(4_000_000_001 + len(self.groups))
        self.groups[chat_id] = Group(chat_id, title, "group", list(member_ids))
        self._my_chat_member(chat_id, founder, "left", "member")
        return chat_id

    def upgrade_group(self, chat_id: int) -> int:
        """Turn a group into a supergroup, as Telegram does when it grows; return its new id."""
        old = self.groups[chat_id]
        new_id = -1_000_000_000_000 + chat_id
        self.groups[new_id] = Group(new_id, old.title, "supergroup", list(old.member_ids))
        founder = self._person(old.member_ids[0]).user
        self._arrive(chat_id, founder, {"migrate_to_chat_id": new_id})
        self._arrive(new_id, founder, {"migrate_from_chat_id": chat_id})
        old.upgraded_to = new_id
        return new_id

    def say(
        self, user_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> Json:
        """Someone writes ``text``, to the bot or in a group; return the Message."""
        where = self._where(user_id, chat_id)
        body = _written(text, TEXT_MAX)
        if reply_to is not None:
            body = {"reply_to_message": self._quoted(where, reply_to)} | body
        return self._arrive(where, self._person(user_id).user, body)

    def tap(self, user_id: int, message_id: int, data: str) -> str:
        """Someone taps the button with ``data`` under the bot's message; return the query's id.

        A button that an edit has since taken away can still be tapped, as a tap can cross an edit;
        one that was never there cannot (use ``inject`` for what a forged client would send).
        """
        post = self._seen(user_id, message_id)
        if data not in post.offered:
            raise ValueError(f"message {message_id} never had a button {data!r}: {post.offered}")
        query_id = str(self.draw(10**17, 10**18))
        self.taps[query_id] = Tap(query_id, user_id, self.now())
        query = {
            "id": query_id,
            "from": self._person(user_id).user,
            "message": post.message,
            "chat_instance": str(self.draw(10**17, 10**18)),
            "data": data,
        }
        self.queue.add("callback_query", copy.deepcopy(query), self.now())
        self.touch()
        return query_id

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

    def history(self, chat_id: int) -> list[Json]:
        """Return a chat's messages in order, as they look now.

        ``reply_markup`` also holds reply keyboards here, which the Bot API's Message does not show.
        """
        chat = self.chats.get(chat_id)
        posts = chat.posts.values() if chat else ()
        shown = [
            post.message | ({"reply_markup": post.keyboard} if post.keyboard else {})
            for post in posts
        ]
        return copy.deepcopy(shown)

    def alert_of(self, callback_query_id: str) -> Json | None:
        """Return what answerCallbackQuery said, ``{"text", "show_alert"}``; ``None`` before it."""
        return self.taps[callback_query_id].answer

    def file_bytes(self, file_id: str) -> bytes:
        """Return the contents of a file; KeyError for one Telegram never saw."""
        return self.files.files[file_id].content

    def inject(self, update: Json) -> None:
        """Put a raw, even malformed, update into the queue; ids given in it are kept."""
        self.queue.inject(update, self.now())

    def restart_update_ids(self, start: int) -> None:
        """Number updates from ``start`` on, as Telegram does after a quiet week."""
        self.queue.restart_ids(start)

    def snapshot(self) -> Json:
        """Return this world as JSON, with what the bot has not acknowledged yet; not its calls."""
        return snapshots.taken(self)

    @classmethod
    def restore(cls, data: Json, *, clock: Clock) -> World:
        """Return the world that ``snapshot`` described."""
        world = cls(
            token=data["token"],
            clock=clock,
            bot_username=data["bot"]["username"],
            seed=data["seed"],
        )
        snapshots.put_back(world, data)
        return world

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
