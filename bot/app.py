"""One running bot: the parts put together, started, kept going and stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.channels.base import BadToken, ChannelError, Conflict, SlowDown
from bot.channels.limits import SendLimits
from bot.channels.telegram import TelegramChannel
from bot.clock import Clock
from bot.commands import announce
from bot.dispatch import timer_due
from bot.fetching import Fetcher
from bot.house import House
from bot.housekeeping import tidy
from bot.officers.handing_in import Reader
from bot.polling import Poller
from bot.sending import Sender
from storage import outbox, timers
from storage.store import Store

_log = logging.getLogger(__name__)

#: How long to wait before asking Telegram again when it did not answer; doubles up to the last.
_BACKOFF = (1, 2, 5, 10, 30, 60)

_TIDY_EVERY = timedelta(hours=1)


class App:
    """The bot. ``store`` must be migrated and the channel open; ``start`` makes it live."""

    def __init__(
        self,
        store: Store,
        channel: TelegramChannel,
        house: House,
        clock: Clock,
        limits: SendLimits | None = None,
    ) -> None:
        self.store = store
        self.channel = channel
        self.house = house
        self.clock = clock
        self._wake = asyncio.Event()
        self.poller = Poller(store, channel, house, clock, self._wake.set)
        self.sender = Sender(store, channel, house, clock, limits)
        self.fetcher = Fetcher(store, channel, house, clock, self._wake.set)
        self.reader = Reader(store, house, clock)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticking = asyncio.Lock()
        self._tidied: datetime | None = None
        self._loops: list[asyncio.Task[None]] = []
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def recover(self) -> None:
        """Pick up where the last run ended: sends first, then what came in."""
        self.house.bot_username = (await self.channel.me()).username
        await self.sender.recover()
        await self.poller.recover()

    async def start(self) -> None:
        """Recover, then poll, send and tick until :meth:`stop`."""
        await self.recover()
        await announce(self.channel, self.house)
        # A tick missed while we were down or busy is made up for once; it is never dropped.
        self._scheduler.add_job(
            self._tick_until_stopped,
            "interval",
            seconds=1,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        self._loops = [self._loop(self._poll), self._loop(self._send)]

    def _loop(self, step: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        async def forever() -> None:
            try:
                while True:
                    await step()
            except Exception as error:  # noqa: BLE001 - a loop that ends must end the bot, whatever it was
                if not self.ended.done():
                    self.ended.set_exception(error)

        return asyncio.create_task(forever(), name=f"app-{step.__name__.strip('_')}")

    async def _poll(self) -> None:
        failures = 0
        while True:
            try:
                await self.poller.poll()
                failures = 0
            except (BadToken, Conflict):
                raise
            except SlowDown as slow:
                await asyncio.sleep(slow.seconds)
            except ChannelError as error:
                pause = _BACKOFF[min(failures, len(_BACKOFF) - 1)]
                failures += 1
                _log.warning("No updates at the moment (%s); trying again in %d s.", error, pause)
                await asyncio.sleep(pause)

    async def _send(self) -> None:
        """Send, fetch files and look at drafts, whenever something was said or falls due."""
        self._wake.clear()
        wait = await self.sender.flush()
        fetch_again = await self.fetcher.fetch_all()
        if await self.reader.read_all():
            self._wake.set()
        longest = 5.0 if fetch_again else 30.0
        with suppress(TimeoutError):
            await asyncio.wait_for(
                self._wake.wait(), longest if wait is None else min(wait, longest)
            )

    async def tick(self) -> None:
        """Deal with every timer that has fallen due, then wake the sender."""
        async with self._ticking:
            now = self.clock.now()
            while due := await self.store.read(timers.due, now):
                for timer in due:
                    await self._timer(timer, now)
                self._wake.set()
            if self._tidied is None or now - self._tidied >= _TIDY_EVERY:
                self._tidied = now
                await self.store.write(tidy, self.house, now)
        if await self.store.read(outbox.next_due) is not None:
            self._wake.set()

    async def _tick_until_stopped(self) -> None:
        # A tick that is cancelled by stopping has failed in nothing, and would be logged as if.
        with suppress(asyncio.CancelledError):
            await self.tick()

    async def _timer(self, timer: timers.Timer, now: datetime) -> None:
        try:
            await self.store.write(timer_due, self.house, timer, now)
        except Exception as error:  # noqa: BLE001 - whatever it was
            # One broken timer must not hold up the others; it is dropped and the log says so.
            _log.error("Timer %s (%s) failed: %s", timer.id, timer.kind, type(error).__name__)
            await self.store.write(timers.dropped, timer.id)

    async def drain(self) -> None:
        """Do all that is due now on our clock: timers, messages, files. For demo and tests."""
        while True:
            await self.tick()
            wait = await self.sender.flush()
            await self.fetcher.fetch_all()
            read = await self.reader.read_all()
            told = await self.store.read(outbox.due, self.clock.now())
            if read or (told and wait is None):
                # Somebody is told that a file never came, or what is in it.
                continue
            if wait is None or wait > 60:
                return
            # Only the send limits make us wait so little; on a clock that can jump, jump.
            self._skip(wait)

    def _skip(self, seconds: float) -> None:
        jump = getattr(self.clock, "jump_to", None)
        if jump is not None:
            jump(self.clock.now() + timedelta(seconds=seconds))

    async def next_due(self) -> datetime | None:
        """Return when something next falls due: a timer, or a message held back."""
        moments = [await self.store.read(timers.next_due), await self.store.read(outbox.next_due)]
        return min((moment for moment in moments if moment), default=None)

    async def stop(self) -> None:
        """Stop taking things in, finish what is half done, and close. Nothing is lost."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self.poller.settle()
        await self.channel.close()
        await self.store.close()
