"""What an officer and the safeguarding contact can do in chat, one file a subject."""

from __future__ import annotations

from types import ModuleType

ROOMS: tuple[ModuleType, ...] = ()
