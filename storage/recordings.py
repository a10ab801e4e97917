"""Recordings of what messages say, from a project's folder or read aloud in the chat.

A folder's are kept once each and named by their hash; one from the chat is a file of whoever read
it, named by the file's id. Who wants to hear them is noted here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.sql import load
from storage.sqlite import Connection

_sql = load("recordings")


@dataclass(frozen=True)
class Spot:
    """What a recording from the chat reads aloud: these very words at a path, in one language."""

    project: str
    language: str
    path: str
    words_hash: str


def keep(db: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep a folder's recordings, by hash; one that is there already is left as it is."""
    for name, content in contents.items():
        _sql.keep(db, hash=name, content=content)


def content(db: Connection, name: str) -> bytes | None:
    """Return the recording with this name, or ``None``."""
    found: bytes | None = _sql.content(db, name=name)
    return found


def file_id(db: Connection, name: str) -> str | None:
    """Return what Telegram knows the recording by, or ``None`` if it does not."""
    found: str | None = _sql.file_id(db, name=name)
    return found


def sent_as(db: Connection, name: str, file_id: str | None) -> None:
    """Note what Telegram knows it by from now on; ``None``: not any more."""
    _sql.sent_as(db, name=name, file_id=file_id)
    _sql.recorded_sent_as(db, name=name, file_id=file_id)


def record(db: Connection, spot: Spot, media: str) -> None:
    """Let the file ``media`` be heard at ``spot``; one that was there before is gone."""
    drop(db, spot)
    _sql.record(db, media=media, **vars(spot))


def recorded(db: Connection, spot: Spot) -> str | None:
    """Return the name of what was recorded in the chat for ``spot``, or ``None``."""
    found: str | None = _sql.recorded(db, **vars(spot))
    return found


def any_recorded(db: Connection, project: str) -> bool:
    """Say whether anything of the project was recorded in the chat."""
    return bool(_sql.any_recorded(db, project=project))


def drop(db: Connection, spot: Spot) -> bool:
    """Delete what was recorded in the chat for ``spot``, sound and all; ``False`` if nothing."""
    return bool(_sql.drop_recorded(db, **vars(spot)))


def wanted(db: Connection, participant: str) -> bool | None:
    """Say whether someone wants to hear recordings; ``None`` until it was offered."""
    found = _sql.wanted(db, participant=participant)
    return None if found is None else bool(found)


def set_wanted(db: Connection, participant: str, *, wanted: bool) -> None:
    """Note whether someone wants to hear recordings."""
    _sql.set_wanted(db, participant=participant, wanted=int(wanted))
