"""What a resident can do in chat, one file a subject."""

from __future__ import annotations

from types import ModuleType

from bot.residents import (
    answers,
    arriving,
    asking,
    erasing,
    helping,
    languages,
    moving,
    privacy,
    talking,
)

ROOMS: tuple[ModuleType, ...] = (
    answers,
    arriving,
    asking,
    erasing,
    helping,
    languages,
    moving,
    privacy,
    talking,
)
