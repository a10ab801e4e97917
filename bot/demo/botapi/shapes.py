"""The records the local Telegram keeps: people, groups, chats, messages, files, taps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

#: One JSON object as Telegram sends or takes it.
Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart request."""

    filename: str
    mime: str
    content: bytes = field(repr=False)


@dataclass
class Person:
    """Someone with Telegram; ``started`` once they wrote to the bot."""

    user: Json
    started: bool = False
    blocked: bool = False


@dataclass
class Group:
    """A group chat; ``upgraded_to`` is the id it has since it became a supergroup."""

    id: int
    title: str
    kind: str
    member_ids: list[int]
    bot_in: bool = True
    upgraded_to: int | None = None


@dataclass
class Post:
    """One message as it looks now.

    ``message`` is the Bot API's Message. ``keyboard`` is the reply keyboard (or its removal) that
    came with it: Telegram shows it but does not put it in Message. ``offered`` is every
    callback_data the message ever carried, because a tap can cross an edit on its way.
    """

    message: Json
    from_bot: bool
    keyboard: Json | None = None
    offered: list[str] = field(default_factory=list)


@dataclass
class Chat:
    """One chat's messages by message_id, which grows by one within the chat."""

    id: int
    last_message_id: int = 0
    posts: dict[int, Post] = field(default_factory=dict)


@dataclass
class StoredFile:
    """A file Telegram holds for the bot; ``path`` is what getFile tells."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    content: bytes = field(repr=False)
    #: the Bot API object describing it (PhotoSize list, Voice, Document …), for sending by file_id
    described: Any = None


@dataclass
class Tap:
    """A button press that waits for answerCallbackQuery."""

    id: str
    user_id: int
    at: float
    answer: Json | None = None


@dataclass(frozen=True)
class Call:
    """One method call of the bot.

    ``params`` are as sent: JSON values from a JSON body, strings from a form, ``Upload`` for a
    file part. ``response`` is the whole answer, ``None`` where the connection was cut instead.
    ``done`` tells whether the method took effect.
    """

    method: str
    params: Json
    response: Json | None
    status: int
    done: bool
    at: datetime
