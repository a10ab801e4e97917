"""How fast we may send, as Telegram's FAQ states it ("How can I message all of my users at once?").

About 30 messages a second over all, one a second in one chat with short bursts allowed, and 20 a
minute in a group. Over all they go evenly, one after the other: thirty at once, arriving a little
late, would meet the next thirty. Only what was held up for a third of a second is made up for. Time
is passed in and nobody sleeps here, so a test or the demo can run ahead.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

_NO_TIME = timedelta(0)


class SendLimits:
    """Says when a message may go to a chat, and forgets chats that have been quiet."""

    def __init__(
        self,
        *,
        per_second: int = 30,
        chat_burst: int = 20,
        chat_every: timedelta = timedelta(seconds=1),
        group_per_minute: int = 20,
    ) -> None:
        self._overall = _Bucket(max(1, per_second // 3), timedelta(seconds=1) / per_second)
        self._chat_burst = chat_burst
        self._chat_every = chat_every
        self._group_per_minute = group_per_minute
        self._chats: dict[int, _Bucket | _Window] = {}
        self._tidy_at = 1000
        self._paused_until: datetime | None = None

    def wait_seconds(self, chat_id: int, now: datetime, *, group: bool = False) -> float:
        """Take leave to send one message to ``chat_id``: 0 means go, and it is counted as sent.

        Anything above 0 is how many seconds to wait before asking again; nothing is counted then.
        """
        wait = self.peek_seconds(chat_id, now, group=group)
        if wait == 0:
            self._overall.take(now)
            self._chat(chat_id, group=group).take(now)
            self._tidy(now)
        return wait

    def peek_seconds(self, chat_id: int, now: datetime, *, group: bool = False) -> float:
        """Return how many seconds :meth:`wait_seconds` would ask to wait, counting nothing."""
        waits = [self._overall.wait(now)]
        if chat_id in self._chats:
            waits.append(self._chat(chat_id, group=group).wait(now))
        if self._paused_until is not None:
            waits.append(self._paused_until - now)
        return max(_NO_TIME, *waits).total_seconds()

    def pause_until(self, moment: datetime) -> None:
        """Let nothing go out before ``moment`` (Telegram's ``retry_after``); never shortens."""
        if self._paused_until is None or moment > self._paused_until:
            self._paused_until = moment

    def __len__(self) -> int:
        """Return how many chats are remembered."""
        return len(self._chats)

    def _chat(self, chat_id: int, *, group: bool) -> _Bucket | _Window:
        if chat_id not in self._chats:
            self._chats[chat_id] = (
                _Window(self._group_per_minute, timedelta(minutes=1))
                if group
                else _Bucket(self._chat_burst, self._chat_every)
            )
        return self._chats[chat_id]

    def _tidy(self, now: datetime) -> None:
        """Drop quiet chats once there are many; the next time is when they have doubled."""
        if len(self._chats) < self._tidy_at:
            return
        self._chats = {key: kept for key, kept in self._chats.items() if not kept.idle(now)}
        self._tidy_at = max(1000, 2 * len(self._chats))


class _Bucket:
    """A burst of ``size``, then one every ``every``, kept as the moment it will be full again."""

    __slots__ = ("_every", "_full_at", "_size")

    def __init__(self, size: int, every: timedelta) -> None:
        self._size = size
        self._every = every
        self._full_at: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        # Each message in the bucket takes one ``every`` to run out; the last place must be free.
        return max(_NO_TIME, self._missing(now) - (self._size - 1) * self._every)

    def take(self, now: datetime) -> None:
        self._full_at = now + self._missing(now) + self._every

    def idle(self, now: datetime) -> bool:
        return self._missing(now) == _NO_TIME

    def _missing(self, now: datetime) -> timedelta:
        if self._full_at is None:
            return _NO_TIME
        # Never more than the bucket holds: a clock set back must not silence a chat for hours.
        return min(max(_NO_TIME, self._full_at - now), self._size * self._every)


class _Window:
    """At most ``count`` in any stretch of ``length``, kept as the moments of the last ``count``."""

    __slots__ = ("_length", "_taken")

    def __init__(self, count: int, length: timedelta) -> None:
        self._length = length
        self._taken: deque[datetime] = deque(maxlen=count)

    def wait(self, now: datetime) -> timedelta:
        if len(self._taken) < (self._taken.maxlen or 0):
            return _NO_TIME
        # As above: with a clock set back the wait is at most one window.
        return min(max(_NO_TIME, self._taken[0] + self._length - now), self._length)

    def take(self, now: datetime) -> None:
        self._taken.append(now)

    def idle(self, now: datetime) -> bool:
        return not self._taken or self._taken[-1] + self._length <= now
