"""The outbox's other end: sends what is due, chat by chat in order, and notes what became of it.

A row is marked *sending* and committed before the request leaves. A crash in between leaves it
so, and the next start knows that its fate is unknown: questions go again, prompts do not.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

from bot.channels.base import (
    Failed,
    FileForgotten,
    Later,
    Moved,
    Outcome,
    Outgoing,
    Refused,
    Sent,
    Unknown,
    Unreachable,
)
from bot.channels.limits import SendLimits
from bot.channels.telegram import TelegramChannel
from bot.charts import drawing
from bot.charts.kinds import of_kept
from bot.clock import Clock
from bot.house import House
from bot.making_files import MAKERS, Maker
from bot.missing import chart
from bot.suffixes import suffix
from bot.visit import keyboard_of
from conversations.recordings import ending
from storage import media, outbox, participants, recordings
from storage.outbox import Row
from storage.sqlite import Connection
from storage.store import Store

_log = logging.getLogger(__name__)

#: How long to wait before a message goes again, by how often it was tried. After the last it is
#: given up: by then a day has passed and whatever it said is no longer news.
_RETRIES = tuple(timedelta(seconds=s) for s in (1, 3, 10, 30, 120, 600, 3600, 14400, 43200, 86400))

#: Why a message waits that Telegram found too fast.
_TOO_FAST = "told to be quiet"

#: So many rows are looked at at a time: more than a second's worth.
_LOOK_AT = 40

#: So many messages are on their way at most. Held up somewhere, they arrive all at once, and with
#: those that may then go at once they are still no more than a second's.
_AT_ONCE = 20

#: While messages are under way: how soon, in seconds, to look for others that came meanwhile.
_LOOK_AGAIN = 0.2

#: When the bot stops: how long, in seconds, an answer is waited for.
_PARTING = 2.0


class Sender:
    """Sends what the outbox holds. One at a time runs :meth:`flush`."""

    def __init__(
        self,
        store: Store,
        channel: TelegramChannel,
        house: House,
        clock: Clock,
        limits: SendLimits | None = None,
    ) -> None:
        self._store = store
        self._channel = channel
        self._house = house
        self._clock = clock
        # Not "or": limits that remember nobody yet are empty, and so false.
        self._limits = SendLimits() if limits is None else limits
        self._one_at_a_time = asyncio.Lock()
        #: what is being sent, by chat
        self._under_way: dict[int, asyncio.Task[None]] = {}
        #: how many of them have no answer yet
        self._out = 0

    async def recover(self) -> None:
        """After a start: sort out what was being sent when the last run ended.

        If it had been told to be quiet, it still is.
        """
        quiet = await self._store.read(outbox.quiet_until, _TOO_FAST)
        if quiet is not None:
            self._limits.pause_until(quiet)
        again, unknown = await self._store.write(outbox.recover, self._clock.now())
        if again or unknown:
            _log.info("After an interruption: %d to send again, %d unknown.", again, unknown)

    async def flush(self) -> float | None:
        """Send everything that may go now; return seconds until more may, or ``None``.

        Messages are under way side by side, one a chat: a slow answer holds up nobody else.
        """
        async with self._one_at_a_time:
            try:
                while True:
                    now = self._clock.now()
                    rows = await self._store.read(outbox.due, now, _LOOK_AT)
                    wait = self._begin([row for row in rows if row.chat_id not in self._under_way])
                    if self._under_way:
                        await self._any_done(wait)
                    elif rows:
                        return wait
                    else:
                        return await self._until_next(now)
            finally:
                await self._finish()

    async def _until_next(self, now: datetime) -> float | None:
        due = await self._store.read(outbox.next_due)
        return None if due is None else max(0.05, (due - now).total_seconds())

    def _begin(self, rows: list[Row]) -> float | None:
        """Begin to send those that may go now; return seconds until another may, if any waits."""
        waits: list[float] = []
        for row in rows:
            if self._out >= _AT_ONCE:
                break
            wait = self._limits.wait_seconds(row.chat_id, self._clock.now(), group=row.chat_id < 0)
            if wait > 0:
                waits.append(wait)
            else:
                self._out += 1
                task = asyncio.create_task(self._send_one(row), name=f"send-{row.id}")
                self._under_way[row.chat_id] = task
        return min(waits, default=None)

    async def _any_done(self, wait: float | None) -> None:
        """Wait until a message under way has come to rest, or another may go, or is there."""
        longest = _LOOK_AGAIN if wait is None else min(wait, _LOOK_AGAIN)
        tasks = self._under_way.values()
        await asyncio.wait(tasks, timeout=longest, return_when=asyncio.FIRST_COMPLETED)
        for chat, task in list(self._under_way.items()):
            if task.done():
                del self._under_way[chat]
                task.result()

    async def _finish(self) -> None:
        """When stopped in the middle: let what is under way arrive, as far as that goes."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=_PARTING)
            for task in late:
                task.cancel()
            self._under_way.clear()

    async def _send_one(self, row: Row) -> None:
        try:
            # Whether it is still to go is known only now: it may have been cancelled in between.
            claimed = await self._store.write(outbox.claim, row.id)
            outcome = await self._send(row) if claimed else None
        finally:
            self._out -= 1
        if outcome is not None:
            await self._settle(row, outcome)

    async def _send(self, row: Row) -> Outcome:
        if row.edits is not None and row.target is None:
            return Refused("the message it changes was never sent")
        outcome = await self._channel.send(row.chat_id, await self._message(row))
        if isinstance(outcome, Later):
            self._limits.pause_until(self._clock.now() + timedelta(seconds=outcome.seconds))
        return outcome

    async def _message(self, row: Row) -> Outgoing:
        body: dict[str, Any] = dict(row.body)
        if "recording" in body:
            return await self._read_aloud(body["recording"])
        made = next((name for name in MAKERS if name in body), None)
        if made is not None:
            return await self._made(MAKERS[made], body[made], body.get("text", ""))
        if "picture" in body:
            shown = await asyncio.to_thread(drawing.png, of_kept(body["picture"]))
            return Outgoing(body["text"], media_kind="photo", media=shown, media_name="picture.png")
        if "chart" in body:
            drawn = await asyncio.to_thread(chart.png, body["chart"])
            return Outgoing(body["text"], media_kind="photo", media=drawn, media_name="chart.png")
        file = await self._store.read(media.get, row.media) if row.media else None
        kept = file if file and file.content else None
        return Outgoing(
            text=body.get("text", ""),
            buttons=keyboard_of(body),
            edits=row.target,
            media_kind=kept.kind if kept else None,  # type: ignore[arg-type]  # a MediaKind row
            media=kept.content if kept else None,
            media_name=f"{kept.kind}{suffix(kept.kind, kept.mime)}" if kept else "file",
            protect=bool(body.get("protect")),
            gone=bool(body.get("gone")),
        )

    async def _read_aloud(self, recording: str) -> Outgoing:
        """Return a recording as a voice message: by what Telegram knows it by, if it does."""
        known = await self._store.read(recordings.file_id, recording)
        if known is not None:
            return Outgoing("", media_kind="voice", file_id=known)
        content = await self._store.read(recordings.content, recording)
        name = f"voice{ending(content or b'')}"
        return Outgoing("", media_kind="voice", media=content, media_name=name)

    async def _made(self, maker: Maker, kept: dict[str, Any], text: str) -> Outgoing:
        """Return a file made just now; while a thread makes it, others are sent."""
        of = await self._store.read(maker.read, self._house, kept)
        if of is None:
            return Outgoing(text)
        content = await asyncio.to_thread(maker.make, of, kept)
        name = maker.name(kept)
        return Outgoing(text, media_kind="document", media=content, media_name=name)

    async def _settle(self, row: Row, outcome: Outcome) -> None:
        await self._store.write(settle, row, outcome, self._clock.now())
        _log.debug("Message %d: %s.", row.id, type(outcome).__name__)


def settle(db: Connection, row: Row, outcome: Outcome, now: datetime) -> None:
    """Note what became of a message; one unit of work."""
    match outcome:
        case Sent():
            outbox.settle(db, row.id, "sent", now, message_id=outcome.message_id)
            if outcome.file_id and "recording" in row.body:
                recordings.sent_as(db, row.body["recording"], outcome.file_id)
        case Unreachable():
            outbox.settle(db, row.id, "unreachable", now, why=outcome.reason)
            participants.set_unreachable(db, row.chat_id, now)
            outbox.unreachable(db, row.chat_id, outcome.reason)
        case FileForgotten():
            # Another bot's token, perhaps. Nothing was sent: once more, with the bytes.
            recordings.sent_as(db, row.body["recording"], None)
            outbox.requeue(db, row.id, now, outcome.reason)
        case Refused():
            _log.warning("Telegram refused message %d: %s", row.id, outcome.reason)
            outbox.settle(db, row.id, "failed", now, why=outcome.reason)
        case Later():
            outbox.requeue(db, row.id, now + timedelta(seconds=outcome.seconds), _TOO_FAST)
        case Moved():
            outbox.moved(db, row.chat_id, outcome.chat_id)
            outbox.requeue(db, row.id, now)
        case Failed():
            _again(db, row, now, outcome.reason, "failed")
        case Unknown():
            if row.repeatable or row.edits is not None:
                _again(db, row, now, outcome.reason, "unknown")
            else:
                outbox.settle(db, row.id, "unknown", now, why=outcome.reason)


def _again(db: Connection, row: Row, now: datetime, why: str, at_last: outbox.Settled) -> None:
    if row.tries >= len(_RETRIES):
        outbox.settle(db, row.id, at_last, now, why=why)
    else:
        outbox.requeue(db, row.id, now + _RETRIES[row.tries], why)
