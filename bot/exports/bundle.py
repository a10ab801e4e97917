"""An export as files: the formats asked for, the files people sent, and a word on all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.exports import csv_files, json_file, xlsx_file
from bot.exports.tables import Tables
from storage import audit, media
from storage.sqlite import Connection

FORMATS: dict[str, Callable[[Tables], dict[str, bytes]]] = {
    "csv": csv_files.write,
    "xlsx": xlsx_file.write,
    "json": json_file.write,
}

#: The file that says what an export is.
ABOUT = "ABOUT.txt"

#: The folder of an export that holds the files people sent.
MEDIA = "media"

_ABOUT = """About this export
Project: {project}
Made on: {day}

It holds what people said under made-up names, and nothing that says who they are. Someone who
knows a person may still recognise their words: keep it among those who work on this project.
Stories are here only as far as their tellers allowed: see the column "use". Quote only what is
marked report or public, never with a place or detail that points at one person. Do not publish
counts under {small}. When somebody takes something back, it is in the database at once and here
never: delete this copy when it has served, and make a new one rather than keep an old.
In CSV files a cell that looks like a formula, or holds something that does, has an apostrophe
before it; the JSON file has every word as it was.
"""


def written(tables: Tables, formats: tuple[str, ...], now: datetime) -> dict[str, bytes]:
    """Return file name → content, without the files people sent. Slow: keep it off the writer."""
    about = _ABOUT.format(project=tables.project, day=now.date().isoformat(), small=tables.small)
    content: dict[str, bytes] = {ABOUT: about.encode()}
    for name in formats:
        content |= FORMATS[name](tables)
    return content


def sent_file(db: Connection, stored: str) -> bytes | None:
    """Return a file somebody sent, or ``None`` if it was taken back in the meantime."""
    found = media.get(db, stored)
    return found.content if found else None


def noted(
    db: Connection, project: str, formats: tuple[str, ...], now: datetime, actor: str
) -> None:
    """Note in the audit log that an export leaves. Before it does: none may leave unnoted."""
    audit.add(db, actor=actor, action=f"exported {', '.join(formats)}", now=now, project=project)
