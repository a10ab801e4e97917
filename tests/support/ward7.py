"""The shipped example project, loaded once for tests of the engine."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from conversations.catalogue import read_folder
from conversations.loader import Loaded, load
from conversations.snapshot import take


@cache
def ward7() -> Loaded:
    """Return ward-7 as published on 4 January 2027."""
    folder = Path(str(files("conversations"))) / "projects" / "ward-7"
    bot = read_folder(Path(str(files("locales"))))
    return load(take(folder), published=date(2027, 1, 4), bot=bot)
