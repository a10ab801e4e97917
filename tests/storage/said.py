"""A migrated database with a project in it, and people who said something there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from conversations.run import Run
from storage import media, participants, projects, runs, staff
from storage.migrate import migrate
from storage.sqlite import Connection, connect

PROJECT = "ward-7"
NOW = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)


@contextmanager
def project(path: Path, key: bytes) -> Iterator[Connection]:
    """Yield a connection to a new database in which the project is published."""
    migrate(path, key, now=NOW)
    with closing(connect(path, key)) as db:
        projects.publish(db, PROJECT, "r1", "{}", NOW, drafts_allowed=False)
        yield db


def person(db: Connection, name: str, chat_id: int) -> str:
    """Add someone to the project; they are called by ``name`` there too."""
    participants.add(db, name, chat_id, "en", NOW)
    participants.join(db, name, PROJECT, f"{name} 1", None, NOW)
    return name


def reads(db: Connection, *names: str) -> None:
    """Let these people read what everyone in the project sends, as peer leads."""
    for name in names:
        staff.give(db, f"post-{name}", name, PROJECT, "lead", NOW, sees="all")


def answers(
    db: Connection,
    participant: str,
    said: Sequence[tuple[str, str, str]],
    *,
    minutes: int = 0,
    sent: bool = True,
) -> None:
    """Let someone answer ``(node, value, words)`` each, and send it unless told otherwise.

    An answer's id is the participant's and the node's.
    """
    run, at = Run(f"run-{participant}", "main", "en"), NOW + timedelta(minutes=minutes)
    runs.add(
        db, run, participant=participant, project=PROJECT, revision="r1", now=at, wave="", sent=sent
    )
    for node, value, words in said:
        db.execute(
            "INSERT INTO answers (id, run, participant, project, node, status, value, words,"
            " language, at) VALUES (?, ?, ?, ?, ?, 'given', ?, ?, 'en', ?)",
            (
                f"{participant}.{node}",
                run.id,
                participant,
                PROJECT,
                node,
                json.dumps([value] if value else []),
                json.dumps([words] if words else []),
                at.isoformat(),
            ),
        ).close()


def voice(db: Connection, participant: str, node: str) -> str:
    """Put a voice message, not fetched yet, with an answer; return the file's id."""
    kept = f"voice-{participant}"
    media.add(
        db,
        kept,
        participant=participant,
        kind="voice",
        mime="audio/ogg",
        seconds=7,
        file_id="f",
        now=NOW,
    )
    db.execute(
        "INSERT INTO answer_media (answer, media, position) VALUES (?, ?, 0)",
        (f"{participant}.{node}", kept),
    ).close()
    return kept


def supersede(db: Connection, answer: str) -> None:
    """Let an answer be replaced, as a correction does."""
    db.execute("UPDATE answers SET superseded_at = ? WHERE id = ?", (NOW.isoformat(), answer))
