"""Fetching updates: each batch is on disk before Telegram is told that we have it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.channels.coarsening import coarsened
from bot.channels.telegram import TelegramChannel
from bot.channels.updates import read_update, read_update_id
from bot.clock import Clock
from bot.dispatch import Receipt, apologise, receive
from bot.house import House
from storage import inbox
from storage.inbox import Arrived
from storage.store import Store

_log = logging.getLogger(__name__)


class Poller:
    """Takes updates in, and works through the inbox.

    The offset is never made from the database: after a quiet week Telegram restarts its ids, and
    an offset ahead of the queue would acknowledge nothing. It follows the last batch committed.
    """

    def __init__(
        self,
        store: Store,
        channel: TelegramChannel,
        house: House,
        clock: Clock,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._channel = channel
        self._house = house
        self._clock = clock
        self._done = done
        self._offset: int | None = None
        self._notes: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """After a start: deal with what was kept but not dealt with."""
        await self._work(await self._store.read(inbox.waiting))

    async def poll(self, wait_seconds: int = 25) -> int:
        """Fetch one batch, keep it, deal with it; return how many updates it held.

        Raises what ``TelegramChannel.fetch`` raises.
        """
        batch = await self._channel.fetch(self._offset, wait_seconds=wait_seconds)
        updates = [
            (found, read_update(raw).chat_id, raw)
            for raw in map(coarsened, batch)
            if (found := read_update_id(raw)) is not None
        ]
        if updates:
            await self._store.write(inbox.keep, updates, self._clock.now())
            _log.debug("%d updates are on disk.", len(updates))
            # The last and not the greatest: ids may just have begun anew.
            self._offset = updates[-1][0] + 1
            await self._work(await self._store.read(inbox.waiting))
        return len(batch)

    async def _work(self, arrived: tuple[Arrived, ...]) -> None:
        now = self._clock.now()
        waiting = [
            self._store.submit(receive, self._house, one.seq, one.raw, now) for one in arrived
        ]
        results = await asyncio.gather(*waiting, return_exceptions=True)
        for one, outcome in zip(arrived, results, strict=True):
            result = outcome
            if isinstance(result, BaseException):
                # The words of the error could hold a resident's: only its kind is logged.
                _log.error(
                    "Update %d could not be dealt with: %s",
                    one.seq,
                    type(result).__name__,
                    exc_info=_without_words(result),
                )
                result = await self._store.write(
                    apologise, self._house, one.seq, one.raw, now, type(result).__name__
                )
            self._note(self._answer(result))
        self._done()

    async def _answer(self, receipt: Receipt) -> None:
        if receipt.query_id is not None:
            await self._channel.answer_tap(receipt.query_id, receipt.note)

    def _note(self, answering: Awaitable[None]) -> None:
        """Answer taps beside the rest: they only stop a button's spinner."""
        task = asyncio.ensure_future(answering)
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def settle(self) -> None:
        """Wait until every tap was answered."""
        if self._notes:
            await asyncio.gather(*self._notes, return_exceptions=True)


def _without_words(error: BaseException) -> BaseException:
    """Return an error of the same traceback whose text is only the name of its kind."""
    bare = RuntimeError(type(error).__name__)
    return bare.with_traceback(error.__traceback__)
