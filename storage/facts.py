"""Small facts of an installation, such as the bot's name: noted by the bot, read by commands."""

from __future__ import annotations

from storage.sql import load
from storage.sqlite import Connection

_sql = load("facts")

BOT_USERNAME = "bot_username"


def get(db: Connection, name: str) -> str | None:
    """Return a fact, or ``None``."""
    value = _sql.get(db, name=name)
    return None if value is None else str(value)


def put(db: Connection, name: str, value: str) -> None:
    """Note a fact."""
    _sql.put(db, name=name, value=value)
