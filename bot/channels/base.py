"""The shapes that pass between a channel and the rest: what came in, what goes out, how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

MediaKind = Literal[
    "photo", "voice", "audio", "video", "video_note", "document", "sticker", "other"
]


@dataclass(frozen=True)
class Media:
    """A file someone sent; the bytes are fetched afterwards by ``file_id``."""

    kind: MediaKind
    file_id: str
    unique_id: str
    mime: str | None = None
    size: int | None = None
    seconds: int | None = None
    name: str | None = None


@dataclass(frozen=True)
class Spot:
    """A spot on the map, in degrees, as exactly as we ever keep one; ``name``: what is there."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True)
class Incoming:
    """One update from a channel, read tolerantly: what is missing or malformed is ``None``.

    ``kind`` is ``message``, ``edited`` (a correction of ``message_id``), ``tap`` (a button of the
    message ``message_id``), ``member`` (the person blocked or unblocked us) or ``other``.
    Text is cleaned at this edge: no NUL, no lone surrogates, no isolate marks of our own.
    """

    kind: Literal["message", "edited", "tap", "member", "other"]
    chat_id: int | None = None
    private: bool = True
    user_id: int | None = None
    language_code: str | None = None
    message_id: int | None = None
    sent_at: datetime | None = None
    text: str | None = None
    media: Media | None = None
    place: Spot | None = None
    album: str | None = None
    data: str | None = None
    query_id: str | None = None
    payload: str | None = None
    blocked: bool | None = None
    #: set when a group became a supergroup: the chat's new id
    moved_to: int | None = None
    #: the message this one replies to
    reply_to: int | None = None


@dataclass(frozen=True)
class Button:
    """One inline button: ``data`` comes back as a tap (at most 64 bytes), ``url`` opens a page."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Outgoing:
    """One message to send, or (with ``edits``) a change to one already sent.

    ``text`` is Telegram HTML with everything inserted already escaped. ``buttons`` are rows.
    ``media_kind`` and ``media`` send a file (``media`` the bytes) with ``text`` as its caption;
    with ``file_id``, what the channel knows it by, the bytes are not needed.
    An edit with empty ``text`` changes the buttons alone; an edit with ``media_kind`` set changes
    the caption of a file sent before; one that is ``gone`` takes the message away.
    """

    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    edits: int | None = None
    media_kind: MediaKind | None = None
    media: bytes | None = field(default=None, repr=False)
    file_id: str | None = None
    media_name: str = "file"
    protect: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Sent:
    """It arrived, as message ``message_id``; a voice message is known as ``file_id`` since."""

    message_id: int
    file_id: str | None = None


@dataclass(frozen=True)
class Unreachable:
    """Blocked, account deleted, or the chat never started (403, or a chat Telegram cannot find)."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The channel will never take this message as it is; sending it again would not help."""

    reason: str


@dataclass(frozen=True)
class FileForgotten:
    """Nothing was sent: the channel does not take the file by its ``file_id`` (any more)."""

    reason: str


@dataclass(frozen=True)
class Later:
    """Too fast: nobody is to be sent anything for ``seconds`` (the whole bot waits)."""

    seconds: float


@dataclass(frozen=True)
class Failed:
    """It certainly did not arrive (the connection was never made): safe to try again."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """The request left and no clear answer came (dropped, timed out, 5xx): it may have arrived."""

    reason: str


@dataclass(frozen=True)
class Moved:
    """The group became a supergroup: send to ``chat_id`` from now on."""

    chat_id: int


Outcome = Sent | Unreachable | Refused | FileForgotten | Later | Failed | Unknown | Moved


@dataclass(frozen=True)
class BotIdentity:
    """Who the bot is on its channel: the number and the name in ``t.me/<username>``."""

    id: int
    username: str


class ChannelError(Exception):
    """A call to the channel that did not work; its text is a sentence for the developer's log."""


class ChannelDown(ChannelError):
    """The channel cannot be reached or does not make sense just now: wait, then try again."""


class Conflict(ChannelError):
    """Another program is fetching this bot's messages at the same time."""


class BadToken(ChannelError):
    """The channel does not know this token: trying again does not help."""


class SlowDown(ChannelError):
    """The channel asks for silence from the whole bot for ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The channel asks the bot to wait {seconds:g} seconds.")
        self.seconds = seconds


class FileGone(ChannelError):
    """The channel no longer has the file."""


class FileTooBig(ChannelError):
    """The file is larger than the channel hands out to bots."""
