"""The queue of updates and its offset semantics, after the Bot API's getUpdates and its server.

An update stays until an ``offset`` above its id is asked for, or it expires: a message after a day,
a button tap after 150 seconds. A negative offset keeps only that many from the end. An offset more
than ten ahead of the queue comes from another life of the ids (Telegram draws new ones after a
quiet week): it acknowledges nothing, and the queue is served from its head.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass

from bot.demo.botapi.refusals import OTHER_POLLER, Refusal
from bot.demo.botapi.shapes import Json

MESSAGE_LIFE = 86_400.0
TAP_LIFE = 150.0
_AHEAD = 10

#: What Telegram leaves out unless it is asked for by name.
_ONLY_IF_NAMED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class _Waiting:
    """One update in the queue; ``id`` decides what an offset acknowledges."""

    id: int
    update: Json
    expires_at: float


class UpdateQueue:
    """The updates the bot has not acknowledged yet."""

    def __init__(self, next_id: int) -> None:
        self.next_id = next_id
        self.allowed: list[str] | None = None
        self._waiting: list[_Waiting] = []
        self._poller: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Json, now: float) -> None:
        """Queue an update of ``kind`` unless the bot said it does not want that kind."""
        if not self._wanted(kind):
            return
        life = TAP_LIFE if kind == "callback_query" else MESSAGE_LIFE
        update = {"update_id": self.next_id, kind: content}
        self._put(_Waiting(self.next_id, update, now + life))

    def inject(self, update: Json, now: float) -> None:
        """Queue ``update`` as it is; an ``update_id`` is only given where the key is missing."""
        given = update.get("update_id", self.next_id)
        own = given if isinstance(given, int) and not isinstance(given, bool) else self.next_id
        self._put(_Waiting(own, {"update_id": given, **update}, now + MESSAGE_LIFE))

    def _put(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        self.next_id = max(self.next_id, waiting.id + 1)
        if self._poller and not self._poller.done():
            self._poller.set_result(None)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ONLY_IF_NAMED

    def restart_ids(self, start: int) -> None:
        """Go on with ``start``; what still waited has expired in the week it takes."""
        self._waiting.clear()
        self.next_id = start

    def pending(self, now: float) -> int:
        """Return how many updates wait."""
        self._expire(now)
        return len(self._waiting)

    def clear(self) -> None:
        """Forget everything that waits (``drop_pending_updates``)."""
        self._waiting.clear()

    def take(self, offset: int, limit: int, now: float) -> list[Json]:
        """Acknowledge what ``offset`` acknowledges and return up to ``limit`` of the rest."""
        self._expire(now)
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset <= self.next_id + _AHEAD:
            self._waiting = [one for one in self._waiting if one.id >= offset]
        return [one.update for one in self._waiting[:limit]]

    def _expire(self, now: float) -> None:
        self._waiting = [one for one in self._waiting if one.expires_at >= now]

    @property
    def polled(self) -> bool:
        """Whether a getUpdates is waiting right now."""
        return self._poller is not None

    def interrupt(self, words: str) -> None:
        """End a waiting poll with 409 ("Conflict: …")."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(Refusal(words, 409))

    async def arrival(self, timeout: float) -> None:
        """Wait for an update, at most ``timeout`` wall seconds; a poll already waiting ends in 409.

        Raises Refusal when another poll or setWebhook ends this one.
        """
        self.interrupt(OTHER_POLLER)
        poller = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            await asyncio.wait_for(poller, timeout)
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None

    def snapshot(self) -> Json:
        """Return the queue as JSON."""
        return {
            "next_id": self.next_id,
            "allowed": self.allowed,
            "waiting": [asdict(one) for one in self._waiting],
        }

    @classmethod
    def restore(cls, data: Json) -> UpdateQueue:
        """Return the queue that ``snapshot`` described."""
        queue = cls(data["next_id"])
        queue.allowed = data["allowed"]
        queue._waiting = [_Waiting(**one) for one in data["waiting"]]
        return queue
