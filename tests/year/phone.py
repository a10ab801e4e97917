"""One person's phone: what the bot said in their chat since they last looked, and what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.lines import buttons, plain
from bot.demo.world import World

Message = Mapping[str, Any]


@dataclass
class Phone:
    """The chat of one person. Looking does not copy it, as ``World.history`` does: it grows."""

    world: World
    user: int
    looked_at: int = 0

    def messages(self) -> list[Message]:
        """Return everything the bot ever said here, as it looks now."""
        chat = self.world.chats.get(self.user)
        return [post.message for post in chat.posts.values() if post.from_bot] if chat else []

    def new(self) -> list[Message]:
        """Return what the bot said since this was last asked."""
        since, found = self.looked_at, list[Message]()
        chat = self.world.chats.get(self.user)
        for number, post in reversed(chat.posts.items()) if chat else ():
            if number <= since:
                break
            if post.from_bot:
                found.append(post.message)
        if found:
            self.looked_at = found[0]["message_id"]
        return found[::-1]

    def says(self, text: str) -> None:
        """Type and send ``text``."""
        self.world.say(self.user, text)

    def speaks(self, words: str) -> None:
        """Send a voice message in which ``words`` can be heard."""
        self.world.send_file(self.user, "voice", b"OggS " + words.encode(), seconds=9)

    def taps(self, message: Message, label: str) -> None:
        """Tap the button with ``label`` under ``message``."""
        for button in buttons(message):
            if button["text"] == label:
                self.world.tap(self.user, message["message_id"], button["callback_data"])
                return
        raise LookupError(f"no button {label!r} under: {shown(message)}")

    def hears(self, message: Message) -> str:
        """Return the words of a voice message the bot sent here; empty if it is none."""
        if "voice" not in message:
            return ""
        content = self.world.file_bytes(message["voice"]["file_id"])
        return content.removeprefix(b"OggS ").decode()


def shown(message: Message) -> str:
    """Return a message as a person reads it, its buttons below."""
    return "\n".join((plain(message), *(f"[{button['text']}]" for button in buttons(message))))
