"""Sentences of the chat as a document shows them: without markup."""

from __future__ import annotations

import re

from bot.visit import plain as without_isolates

_TAG = re.compile(r"</?[a-z]+>")


def plain(said: str) -> str:
    """Return Telegram HTML as plain words; lines stay lines."""
    return without_isolates(_TAG.sub("", said))
