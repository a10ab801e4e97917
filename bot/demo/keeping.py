"""Keeping a play as a transcript: what was done, and everything the bot said to it.

What comes out can be played again by ``tests/journeys``, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.demo.lines import buttons, plain
from bot.residents.pseudonyms import BIRDS
from conversations.layout import BACK, MORE, SKIP

#: When every play begins: a Monday morning.
START = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)

#: A made-up name is drawn by chance, so the next play has another.
_CHANCE = re.compile(rf"\b(?:{'|'.join(BIRDS)}) \d+\b")


def kept(message: Mapping[str, Any]) -> list[str]:
    """Return the lines of a transcript that stand for a message of the bot's."""
    text = re.split(r"\n\n[✓–]", plain(message))[0]
    lines = [line.strip() for line in _CHANCE.sub("…", text).split("\n") if line.strip()]
    shown = [button["text"] for button in buttons(message) if not _is_usual(button)]
    return [f"< {lines[0]}", *(f"  {line}" for line in lines[1:]), *(f"  [{b}]" for b in shown)]


def _is_usual(button: Mapping[str, Any]) -> bool:
    """Say whether it stands under every question: naming it each time would hide the others."""
    return str(button.get("callback_data", "")).endswith((BACK, SKIP, MORE))
