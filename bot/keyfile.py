"""The database key as every door opens it: loaded, or made at the first start and said so."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import new_key
from bot.settings import Settings
from storage.keys import load_or_make_key


def database_key(settings: Settings, tell: Callable[[str], None]) -> bytes:
    """Return the key, with the data folder there to hold its database.

    A new key is told of through ``tell`` and not through the log, whose level could hide the one
    line that saves a database. Raises ``storage.keys.KeyFileError`` and ``OSError``.
    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    key, made = load_or_make_key(settings.key_file, new_key(), database=settings.database)
    if made:
        tell(
            f"The database key is new: {settings.key_file}. Please back it up, apart from the "
            "data; without it nobody can read the database."
        )
    return key
