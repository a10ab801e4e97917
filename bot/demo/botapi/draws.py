"""Numbers that look drawn and depend on a seed alone, so that a world can be told again."""

from __future__ import annotations

import hashlib


class Draws:
    """A sequence of numbers; ``drawn`` is how many were taken, which is all there is to keep."""

    def __init__(self, seed: int, drawn: int = 0) -> None:
        self.seed = seed
        self.drawn = drawn

    def share(self) -> float:
        """Return the next number, from 0 up to but not including 1."""
        self.drawn += 1
        digest = hashlib.sha256(f"{self.seed}:{self.drawn}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def between(self, low: int, high: int) -> int:
        """Return the next whole number from ``low`` up to but not including ``high``."""
        return low + int(self.share() * (high - low))
