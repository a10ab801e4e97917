"""Who is on the page, and what the demo's own wiring does for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.demo.world import World


@dataclass(frozen=True)
class Phone:
    """One phone on the page; ``label`` is the part its holder plays: "Resident", "Peer lead"."""

    user_id: int
    label: str


class Phones(Protocol):
    """What the page asks of the demo around it."""

    @property
    def world(self) -> World:
        """The local Bot API's users, chats and messages."""

    @property
    def clock(self) -> Clock:
        """The bot's time."""

    def phones(self) -> list[Phone]:
        """Return who is on the page, in order."""

    async def add_resident(self, name: str, language: str | None) -> Phone:
        """Put another resident on the page, whose app is set to ``language`` (None: not known)."""

    async def advance(self, delta: timedelta) -> None:
        """Move the bot's time on; return when all that fell due on the way is done.

        Raises TimeoutError where the bot did not come to rest.
        """
