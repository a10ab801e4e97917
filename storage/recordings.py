"""A peer's recordings of what messages say, kept once each, and who wants to hear them."""

from __future__ import annotations

from collections.abc import Mapping

from storage.sql import load
from storage.sqlite import Connection

_sql = load("recordings")


def keep(db: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep recordings, by hash; one that is there already is left as it is."""
    for name, content in contents.items():
        _sql.keep(db, hash=name, content=content)


def content(db: Connection, name: str) -> bytes | None:
    """Return the recording with this hash, or ``None``."""
    found: bytes | None = _sql.content(db, hash=name)
    return found


def file_id(db: Connection, name: str) -> str | None:
    """Return what Telegram knows the recording by, or ``None`` until it was sent there."""
    found: str | None = _sql.file_id(db, hash=name)
    return found


def sent_as(db: Connection, name: str, file_id: str | None) -> None:
    """Note what Telegram knows it by from now on; ``None``: not any more."""
    _sql.sent_as(db, hash=name, file_id=file_id)


def wanted(db: Connection, participant: str) -> bool | None:
    """Say whether someone wants to hear recordings; ``None`` until it was offered."""
    found = _sql.wanted(db, participant=participant)
    return None if found is None else bool(found)


def set_wanted(db: Connection, participant: str, *, wanted: bool) -> None:
    """Note whether someone wants to hear recordings."""
    _sql.set_wanted(db, participant=participant, wanted=int(wanted))
