"""What Telegram remembers for the bot: chats, messages, files, taps, and the queue of updates."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from bot.clock import Clock
from bot.demo.botapi.draws import Draws
from bot.demo.botapi.files import FileStore
from bot.demo.botapi.profile import Profile
from bot.demo.botapi.refusals import BLOCKED, NEVER_STARTED, Refusal
from bot.demo.botapi.shapes import Call, Chat, Group, Json, Person, Post, Tap
from bot.demo.botapi.texts import offered
from bot.demo.botapi.updates import UpdateQueue

_CALLS_KEPT = 10_000
#: How long a chat shows "typing …" after sendChatAction, in seconds.
_ACTION_LIFE = 5.0


class Store:
    """Everything on Telegram's side of one bot; who calls it is on the event loop's thread."""

    def __init__(self, *, token: str, clock: Clock, bot_username: str, seed: int) -> None:
        self.token = token
        self.clock = clock
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Tellback",
            "username": bot_username,
        }
        self.version = 0
        self.calls: list[Call] = []
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.actions: dict[int, tuple[str, float]] = {}
        self.files = FileStore()
        self.profile = Profile()
        self.draws = Draws(seed)
        self.queue = UpdateQueue(self.draw(100_000_000, 900_000_000))
        self._watchers: set[asyncio.Future[None]] = set()

    def now(self) -> float:
        """Return the world's time in Unix seconds."""
        return self.clock.now().timestamp()

    def draw(self, low: int, high: int) -> int:
        """Return the next number of a sequence that depends on the seed alone."""
        return self.draws.between(low, high)

    def record(self, call: Call) -> None:
        """Keep a call of the bot's; the oldest go when there are too many."""
        self.calls.append(call)
        del self.calls[:-_CALLS_KEPT]

    def touch(self) -> None:
        """Say that something visible changed."""
        self.version += 1
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)

    async def changed(self, since: int, timeout: float) -> int:
        """Wait until ``version`` is above ``since``, at most ``timeout`` seconds; return it."""
        if self.version <= since and timeout > 0:
            watcher = asyncio.get_running_loop().create_future()
            self._watchers.add(watcher)
            try:
                await asyncio.wait_for(watcher, timeout)
            except TimeoutError:
                pass
            finally:
                self._watchers.discard(watcher)
        return self.version

    def chat_object(self, chat_id: int) -> Json:
        """Return the Bot API's Chat for a chat that exists."""
        if chat_id in self.groups:
            group = self.groups[chat_id]
            return {"id": chat_id, "type": group.kind, "title": group.title}
        user = self.people[chat_id].user
        names = ("first_name", "last_name", "username")
        named: Json = {key: user[key] for key in names if key in user}
        return {"id": chat_id, "type": "private", **named}

    def known(self, chat_id: int | str | None) -> int:
        """Return the id of a chat the bot can read, or raise Telegram's refusal."""
        if chat_id is None:
            raise Refusal("chat_id is empty")
        if isinstance(chat_id, str):
            raise Refusal("chat not found")
        if chat_id not in self.people and chat_id not in self.groups:
            raise Refusal("chat not found")
        return chat_id

    def writable(self, chat_id: int | str | None) -> int:
        """Return the id of a chat the bot can write to, or raise Telegram's refusal."""
        known = self.known(chat_id)
        if known in self.groups:
            self._require_member(self.groups[known])
            return known
        person = self.people[known]
        if not person.started:
            raise Refusal(NEVER_STARTED, 403)
        if person.blocked:
            raise Refusal(BLOCKED, 403)
        return known

    def _require_member(self, group: Group) -> None:
        if group.upgraded_to is not None:
            raise Refusal(
                "group chat was upgraded to a supergroup chat",
                parameters={"migrate_to_chat_id": group.upgraded_to},
            )
        if not group.bot_in:
            raise Refusal(f"bot is not a member of the {group.kind} chat", 403)

    def post(self, chat_id: int, sender: Json, body: Json, *, markup: Json | None = None) -> Json:
        """Put a message into a chat and return it as the Bot API's Message."""
        chat = self.chats.setdefault(chat_id, Chat(chat_id))
        chat.last_message_id += 1
        message = {
            "message_id": chat.last_message_id,
            "from": sender,
            "chat": self.chat_object(chat_id),
            "date": int(self.now()),
            **body,
        }
        from_bot = sender["id"] == self.bot["id"]
        post = Post(message, from_bot)
        set_markup(post, markup)
        chat.posts[chat.last_message_id] = post
        if from_bot:
            self.actions.pop(chat_id, None)
        self.touch()
        return copy.deepcopy(message)

    def find(self, chat_id: int, message_id: Any, what: str) -> Post:
        """Return a message, or raise "… not found" for ``what`` ("message to edit")."""
        if message_id is None:
            raise Refusal("message identifier is not specified")
        chat = self.chats.get(chat_id)
        if chat is None or message_id not in chat.posts:
            raise Refusal(f"{what} not found")
        return chat.posts[message_id]

    def chat_action(self, chat_id: int) -> str | None:
        """Return what the bot is seen doing ("typing"), for five seconds or until it writes."""
        action, at = self.actions.get(chat_id, ("", 0.0))
        return action if action and self.now() - at < _ACTION_LIFE else None


def set_markup(post: Post, markup: Json | None) -> None:
    """Put a keyboard under a message: inline ones into Message itself, as the Bot API has it."""
    if markup is None or "inline_keyboard" in markup:
        post.message.pop("reply_markup", None)
        if markup is not None:
            post.message["reply_markup"] = markup
        post.offered += [data for data in offered(markup) if data not in post.offered]
    else:
        post.keyboard = markup
