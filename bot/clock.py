"""The one module that reads the clock and draws chance; everyone else is handed the result."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is for Tellback; the demo's clock can run ahead of the wall's."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware, in UTC."""


class WallClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the wall's time in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The wall's clock plus an offset that only grows: what the demo moves on.

    Forward only, because rows already written carry the later time.
    """

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Return the wall's time plus the offset, in UTC."""
        return datetime.now(UTC) + self.offset

    def jump_to(self, moment: datetime) -> None:
        """Move on to ``moment``; a moment already past leaves the clock as it is."""
        self.offset = max(self.offset, moment - datetime.now(UTC))


class FrozenClock:
    """A clock that stands still until it is moved: for tests and for seeding the demo."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self.moment

    def jump_to(self, moment: datetime) -> None:
        """Move on to ``moment``, never back."""
        self.moment = max(self.moment, moment)


#: No vowels, and none of the letters or digits people confuse when they read an id aloud.
_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_id(length: int = 12) -> str:
    """Return a random id of ``length`` letters (about 4.7 bits each), safe in a URL and aloud."""
    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(length))


def new_token() -> str:
    """Return a 128-bit secret for a one-use link (22 URL-safe characters)."""
    return secrets.token_urlsafe(16)


def new_key() -> bytes:
    """Return 32 random bytes: a database key."""
    return secrets.token_bytes(32)
