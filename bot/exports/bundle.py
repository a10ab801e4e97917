"""An export as files: the formats asked for, the files people sent, and a word on all of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.exports import csv_files, json_file, xlsx_file
from bot.exports.tables import Tables, gather
from bot.house import House
from storage import audit, media
from storage.sqlite import Connection

FORMATS: dict[str, Callable[[Tables], dict[str, bytes]]] = {
    "csv": csv_files.write,
    "xlsx": xlsx_file.write,
    "json": json_file.write,
}

#: The file that says what an export is.
ABOUT = "ABOUT.txt"

_ABOUT = """About this export
Project: {project}
Made on: {day}

It holds what people said under made-up names, and nothing that says who they are. Someone who
knows a person may still recognise their words: keep it among those who work on this project.
Stories are here only as far as their tellers allowed: see the column "use". Quote only what is
marked report or public, never with a place or detail that points at one person. Do not publish
counts under {small}. When somebody takes something back, it is in the database at once and here
never: delete this copy when it has served, and make a new one rather than keep an old.
In CSV files a cell that looks like a formula begins with an apostrophe.
"""


def bundle(
    db: Connection,
    house: House,
    project: str,
    formats: tuple[str, ...],
    now: datetime,
    actor: str,
) -> dict[str, bytes]:
    """Return file name → content, and note in the audit log that it was made.

    Raises :class:`bot.exports.tables.NoSuchProject`.
    """
    tables = gather(db, house, project)
    loaded = house.project(db, project)
    small = loaded.project.small_number if loaded else 5
    about = _ABOUT.format(project=project, day=now.date().isoformat(), small=small)
    content: dict[str, bytes] = {ABOUT: about.encode()}
    for name in formats:
        content |= FORMATS[name](tables)
    content |= _media(db, tables.files)
    audit.add(
        db,
        actor=actor,
        action=f"exported {', '.join(formats)}",
        now=now,
        project=project,
        subject=f"{len(tables.tables['answers'])} answers",
    )
    return content


def _media(db: Connection, files: Mapping[str, str]) -> dict[str, bytes]:
    found = {name: media.get(db, stored) for stored, name in files.items()}
    return {
        f"media/{name}": file.content
        for name, file in found.items()
        if file is not None and file.content is not None
    }


def zipped(content: Mapping[str, bytes]) -> bytes:
    """Return the files as one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()
