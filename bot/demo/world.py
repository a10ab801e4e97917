"""The world around the bot: people who write, tap, send files, block; and how their chats look.

Everything people do here becomes updates for the bot, as Telegram would send them. A ValueError
means that a person could not do that in Telegram at all.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from bot.clock import Clock
from bot.demo.botapi import snapshots
from bot.demo.botapi.shapes import Call, Group, Json, Person, Tap
from bot.demo.sending import Sending

__all__ = ["Call", "World"]

#: Above 2³¹, so that an id kept in 32 bits does not survive a test.
_FIRST_USER_ID = 7_100_000_001


class World(Sending):
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
