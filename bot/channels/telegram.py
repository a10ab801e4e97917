"""Telegram: fetching updates, sending messages, files.

Only this module and its transport know the library; everyone else sees the shapes of
:mod:`bot.channels.base`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

import telegram
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.error import Conflict as TelegramConflict

from bot.channels.base import (
    BadToken,
    BotIdentity,
    Button,
    ChannelDown,
    ChannelError,
    Conflict,
    Failed,
    FileForgotten,
    FileGone,
    FileTooBig,
    Later,
    MediaKind,
    Moved,
    Outcome,
    Outgoing,
    Refused,
    Sent,
    SlowDown,
    Unknown,
    Unreachable,
)
from bot.channels.transport import AiohttpRequest, BodyTooLong, NotSent, Timeouts

log = logging.getLogger(__name__)

#: What we ask for; Telegram remembers it, and keeps anything else from the queue.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

#: What bots may download: https://core.telegram.org/bots/api#getfile
LARGEST_DOWNLOAD = 20 * 1024 * 1024

#: Kind → the method that sends it. A round video or a sticker cannot carry the caption, so they go
#: as video and as document.
_SENDERS: Mapping[MediaKind, str] = {
    "photo": "photo",
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "document": "document",
    "sticker": "document",
    "other": "document",
}

_OTHER_PROGRAM = (
    "Another program is fetching this bot's messages: stop it, or give this one a bot of its own."
)
_WEBHOOK_SET = (
    "Telegram hands this bot's messages to a web address (a webhook): remove it with the method "
    "deleteWebhook, or give this one a bot of its own."
)

#: What the library raises when an answer is JSON but not what the Bot API says it is.
_UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)

_NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """One bot on one Bot API server, over one bounded pool of connections."""

    def __init__(self, token: str, base_url: str, timeouts: Timeouts | None = None) -> None:
        """Prepare; nothing is opened before :meth:`open`.

        Methods are at ``{base_url}/bot{token}/{method}``, files at
        ``{base_url}/file/bot{token}/{path}``.
        """
        base = base_url.rstrip("/")
        self._methods = f"{base}/bot{token}"
        self._files = f"{base}/file/bot{token}"
        self._transport = AiohttpRequest(base, timeouts)
        self._bot = telegram.Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._transport,
            get_updates_request=self._transport,
        )

    async def open(self) -> None:
        """Open the connections. The token is first tried by :meth:`me`."""
        await self._transport.initialize()

    async def close(self) -> None:
        """Close the connections; a request still under way ends as ``Unknown``."""
        await self._transport.shutdown()

    async def me(self) -> BotIdentity:
        """Ask Telegram who this bot is. Raises ``BadToken``, ``ChannelDown`` or ``SlowDown``."""
        with _as_channel_errors():
            user = await self._bot.get_me()
        return BotIdentity(id=user.id, username=user.username or "")

    async def has_webhook(self) -> bool:
        """Say whether Telegram hands this bot's messages to a web address, so that none come here.

        The address itself is not returned: many have the token in it. Raises as :meth:`me` does.
        """
        with _as_channel_errors():
            return bool((await self._bot.get_webhook_info()).url)

    async def fetch(
        self, offset: int | None, *, wait_seconds: int = 25, limit: int = 100
    ) -> list[dict[str, object]]:
        """Return waiting updates as raw JSON, waiting up to ``wait_seconds`` for the first.

        Telegram forgets every update below ``offset``: pass one only when what lies below it is
        safely stored. Raises ``ChannelDown``, ``Conflict``, ``BadToken`` or ``SlowDown``.
        """
        allowed = ",".join(f'"{kind}"' for kind in ALLOWED_UPDATES)
        fields = {
            "timeout": str(wait_seconds),
            "limit": str(limit),
            "allowed_updates": f"[{allowed}]",
        }
        if offset is not None:
            fields["offset"] = str(offset)
        with _as_channel_errors():
            batch = await self._call("getUpdates", fields, read=wait_seconds + 10)
        if not isinstance(batch, list):
            raise ChannelDown("Telegram answered getUpdates with something that is no list.")
        return [update for update in batch if isinstance(update, dict)]

    async def send(self, chat_id: int, message: Outgoing) -> Outcome:
        """Send ``message``, or make the edit it stands for, and say how it went. Never raises.

        Statuses as in https://core.telegram.org/bots/api#making-requests.
        """
        try:
            return await self._deliver(chat_id, message)
        except TelegramError as error:
            return _outcome(error, message)
        except _UNREADABLE as error:
            # An answer came, so the message had been taken, but not which one it became.
            log.warning("Telegram's answer could not be read: %s", type(error).__name__)
            return Unknown("Telegram's answer could not be read.")

    async def answer_tap(self, query_id: str, text: str | None = None) -> None:
        """End the little clock on a tapped button, with ``text`` in a small notice above the chat.

        Telegram takes it for some minutes only, and the clock ends by itself: never raises.
        """
        try:
            await self._bot.answer_callback_query(query_id, text=text)
        except (TelegramError, *_UNREADABLE) as error:
            log.debug("A tap was not answered: %s", type(error).__name__)

    async def typing(self, chat_id: int) -> None:
        """Show "typing…" for five seconds or until the next message. Never raises."""
        try:
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
        except (TelegramError, *_UNREADABLE) as error:
            log.debug("Typing was not shown: %s", type(error).__name__)

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file someone sent, at most 20 MB.

        Raises ``FileGone``, ``FileTooBig``, or as :meth:`me` does.
        """
        with _as_channel_errors():
            try:
                found = await self._call("getFile", {"file_id": file_id})
            except BadRequest as error:
                raise _file_error(error) from None
            path = found.get("file_path") if isinstance(found, dict) else None
            if not isinstance(path, str) or not path:
                raise FileGone("Telegram no longer has the file.")
            try:
                status, body = await self._transport.download(
                    f"{self._files}/{quote(path)}", LARGEST_DOWNLOAD
                )
            except BodyTooLong:
                raise FileTooBig("The file is larger than the 20 MB bots may fetch.") from None
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST, HTTPStatus.GONE):
            raise FileGone("Telegram no longer has the file.")
        if status != HTTPStatus.OK:
            raise ChannelDown(f"Telegram answered {status} when asked for a file.")
        return body

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str | None) -> None:
        """Put (command, description) pairs in the chat's menu, for ``language`` (two letters).

        ``None`` is for everyone whose language has no menu of its own. Raises as :meth:`me` does.
        """
        with _as_channel_errors():
            await self._bot.set_my_commands(
                [telegram.BotCommand(*pair) for pair in commands],
                language_code=language,
            )

    async def _call(
        self, method: str, fields: Mapping[str, str], read: float | None = None
    ) -> object:
        return await self._transport.call(f"{self._methods}/{method}", fields, read)

    async def _deliver(self, chat_id: int, message: Outgoing) -> Sent:
        """Make the one call that ``message`` stands for; return which message it is now."""
        keyboard = _keyboard(message.buttons)
        if message.edits is not None:
            await self._edit(chat_id, message.edits, message, keyboard)
            return Sent(message.edits)
        if message.media is not None or message.file_id is not None:
            kind = _SENDERS[message.media_kind or "document"]
            file = message.file_id or telegram.InputFile(
                message.media or b"", filename=message.media_name
            )
            sent = await getattr(self._bot, f"send_{kind}")(
                chat_id,
                **{kind: file},
                caption=message.text or None,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                protect_content=message.protect,
            )
        else:
            sent = await self._bot.send_message(
                chat_id,
                message.text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard,
                protect_content=message.protect,
            )
        voice = sent.voice
        return Sent(int(sent.message_id), voice.file_id if voice else None)

    async def _edit(
        self,
        chat_id: int,
        message_id: int,
        message: Outgoing,
        keyboard: telegram.InlineKeyboardMarkup | None,
    ) -> None:
        if message.gone:
            await self._bot.delete_message(chat_id, message_id)
        elif not message.text:
            await self._bot.edit_message_reply_markup(chat_id, message_id, reply_markup=keyboard)
        elif message.media_kind is not None:
            await self._bot.edit_message_caption(
                chat_id,
                message_id,
                caption=message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        else:
            await self._bot.edit_message_text(
                message.text,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard,
            )


def _keyboard(
    rows: tuple[tuple[Button, ...], ...],
) -> telegram.InlineKeyboardMarkup | None:
    if not rows:
        return None
    return telegram.InlineKeyboardMarkup(
        [
            [
                telegram.InlineKeyboardButton(each.text, url=each.url, callback_data=each.data)
                for each in row
            ]
            for row in rows
        ]
    )


def _outcome(error: TelegramError, message: Outgoing) -> Outcome:
    """Say what a failure means for the message.

    The order matters: for the library BadRequest and TimedOut are network errors too.
    """
    reason = _reason(error)
    match error:
        case RetryAfter():
            return Later(_seconds(error))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Unreachable(reason)
        case InvalidToken():
            return Failed("Telegram does not accept the bot's token.")
        case BadRequest() if _says(error, "message is not modified") and message.edits is not None:
            return Sent(message.edits)
        case BadRequest() if _says(error, "chat not found", "peer_id_invalid"):
            return Unreachable(reason)
        case BadRequest() if message.file_id and not _says(error, "voice_messages_forbidden"):
            return FileForgotten(reason)
        case BadRequest():
            return Refused(reason)
        case NotSent():
            return Failed(reason)
    return Unknown(reason)


def _file_error(error: BadRequest) -> ChannelError:
    if _says(error, "too big"):
        return FileTooBig("The file is larger than the 20 MB bots may fetch.")
    if _says(error, "temporarily unavailable"):
        return ChannelDown("Telegram cannot hand out the file just now.")
    return FileGone("Telegram no longer has the file.")


@contextmanager
def _as_channel_errors() -> Iterator[None]:
    """Turn the library's errors into ours, without their cause, which may hold the token."""
    try:
        yield
    except RetryAfter as error:
        raise SlowDown(_seconds(error)) from None
    except TelegramConflict as error:
        raise Conflict(_WEBHOOK_SET if _says(error, "webhook") else _OTHER_PROGRAM) from None
    except InvalidToken:
        raise BadToken(
            "Telegram does not accept the bot's token: check TELEGRAM_BOT_TOKEN with BotFather."
        ) from None
    except TelegramError as error:
        raise ChannelDown(f"Telegram cannot be reached just now: {_reason(error)}.") from None
    except _UNREADABLE as error:
        raise ChannelDown(
            f"The answer is not what the Bot API says it is ({type(error).__name__}): does "
            "TELEGRAM_API_BASE_URL lead to a Bot API server?"
        ) from None


def _reason(error: TelegramError) -> str:
    """Return Telegram's words without what they quote of ours, because reasons go into the log.

    It quotes the tag it does not know; the library quotes answers that it cannot read.
    """
    said = error.message.partition(". Parsing the server response")[0]
    return re.sub(r'"[^"]*"', '"…"', said)


def _says(error: TelegramError, *phrases: str) -> bool:
    return any(phrase in error.message.lower() for phrase in phrases)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
