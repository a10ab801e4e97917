"""Trouble on order: what the local Bot API is told to do to the next calls instead of serving them.

``429``: refused with ``retry_after``. ``500``: refused as Telegram's own failure. Neither delivers.
``drop_before``: the connection is cut before anything happened. ``drop_after``: the call takes
effect, then the connection is cut without an answer. ``stall``: nothing happens and nothing is
answered until the caller gives up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.demo.botapi.draws import Draws

Kind = Literal["429", "500", "drop_before", "drop_after", "stall"]


@dataclass
class Fault:
    """One order: ``times`` calls of ``method`` (``None``: any) meet ``kind``."""

    method: str | None
    kind: Kind
    times: int
    retry_after: int
    chance: float | None


class Faults:
    """The orders still open, first come first served; ``seed`` decides the ones left to chance."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = Draws(seed)
        self._open: list[Fault] = []

    def add(
        self,
        method: str | None,
        kind: Kind,
        *,
        times: int = 1,
        retry_after: int = 3,
        chance: float | None = None,
    ) -> None:
        """Order ``kind`` for the next ``times`` calls of ``method``, or of any when ``None``.

        With ``chance`` (0 to 1) a matching call is hit only that often, until ``times`` were hit.
        ``retry_after`` is in seconds and belongs to ``429``.
        """
        self._open.append(Fault(method, kind, times, retry_after, chance))

    def clear(self) -> None:
        """Forget what was ordered."""
        self._open.clear()

    def next(self, method: str) -> Fault | None:
        """Return what is to happen to this call of ``method``, and count it."""
        for fault in self._open:
            if fault.method not in (None, method):
                continue
            if fault.chance is not None and self._chance.share() >= fault.chance:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._open.remove(fault)
            return fault
        return None
