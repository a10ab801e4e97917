"""Telegram's send limits on the world's clock, so that tests need not sleep.

Bots FAQ, "My bot is hitting limits": about 30 messages a second overall, one a second in a private
chat (short bursts are forgiven: 20 here), 20 a minute in a group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.demo.botapi.refusals import too_many_requests


@dataclass
class _Bucket:
    """Holds up to ``size`` sends and fills by ``rate`` a second."""

    size: float
    rate: float
    level: float
    at: float

    def missing(self, now: float) -> float:
        """Return how many seconds until one more may be sent; 0 when it may be now."""
        self.level = min(self.size, self.level + max(0.0, now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)


class SendLimits:
    """Counts what goes out and refuses what is too fast."""

    def __init__(self) -> None:
        self._buckets: dict[int, _Bucket] = {}

    def take(self, chat_id: int, count: int, now: float) -> None:
        """Count ``count`` messages to ``chat_id``; raise the 429 refusal when it is too fast."""
        buckets = [self._bucket(0, 30, 30, now), self._chat(chat_id, now)]
        wait = max(bucket.missing(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.level -= count

    def _chat(self, chat_id: int, now: float) -> _Bucket:
        if chat_id < 0:
            return self._bucket(chat_id, 20, 20 / 60, now)
        return self._bucket(chat_id, 20, 1, now)

    def _bucket(self, key: int, size: float, rate: float, now: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(size, rate, size, now))
