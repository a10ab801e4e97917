"""Drafts belong to who sent them, hold no answer of anybody, and go with them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversations.run import Run
from storage import drafts, media, participants
from storage.migrate import migrate
from storage.sqlite import Connection
from storage.store import run_unit

KEY = b"k" * 32
NOW = datetime(2027, 1, 4, 10, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tellback.db"
    migrate(path, KEY, now=NOW)
    run_unit(path, KEY, _sends)
    return path


def _sends(db: Connection) -> None:
    """Two officers each have a draft of the park; Olu rehearses, and hands in another file."""
    for chat, name in enumerate(("olu", "oz"), start=1):
        participants.add(db, name, chat, "en", NOW)
        drafts.keep(db, name, "park", f"the park of {name}", NOW)
    drafts.rehearse(db, "olu", "park", Run("run", "main", "en"), ((7, "Which language?"),))
    media.add(
        db,
        "file",
        participant="olu",
        kind="document",
        mime=None,
        seconds=None,
        file_id="f1",
        now=NOW,
    )
    drafts.hand_in(db, "file", "park.zip", "the new one", 12, NOW)


def test_each_officer_has_a_draft_of_their_own(database: Path) -> None:
    assert run_unit(database, KEY, drafts.get, "olu", "park") == "the park of olu"
    assert run_unit(database, KEY, drafts.of_person, "oz") == ("park",)
    run_unit(database, KEY, drafts.drop, "oz", "park")
    assert run_unit(database, KEY, drafts.of_person, "oz") == ()
    assert run_unit(database, KEY, drafts.of_person, "olu") == ("park",)


def test_a_rehearsal_is_kept_as_it_stands_and_goes_with_its_draft(database: Path) -> None:
    on = run_unit(database, KEY, drafts.rehearsal, "olu")
    assert on == drafts.Rehearsal("park", Run("run", "main", "en"), ((7, "Which language?"),))
    run_unit(database, KEY, drafts.keep, "olu", "park", "sent anew", NOW)
    assert run_unit(database, KEY, drafts.rehearsal, "olu") is None
    assert run_unit(database, KEY, drafts.get, "olu", "park") == "sent anew"


def test_a_file_is_looked_at_once_and_only_when_it_is_here(database: Path) -> None:
    assert run_unit(database, KEY, drafts.ready) == ()
    run_unit(database, KEY, media.keep, "file", b"PK", None)
    (one,) = run_unit(database, KEY, drafts.ready)
    assert (one.name, one.caption, one.message_id, one.sent_at) == (
        "park.zip",
        "the new one",
        12,
        NOW,
    )
    assert run_unit(database, KEY, drafts.looked_at, "file", keep_file=False)
    assert not run_unit(database, KEY, drafts.looked_at, "file", keep_file=False)
    assert run_unit(database, KEY, media.get, "file") is None


@pytest.mark.parametrize("way", ["erase", "forget"])
def test_what_someone_sent_goes_with_them(way: str, database: Path) -> None:
    if way == "erase":
        run_unit(database, KEY, participants.erase, "olu")
    else:
        run_unit(database, KEY, participants.forget_who, "olu", NOW)
    assert run_unit(database, KEY, _left) == {"drafts": 1, "rehearsals": 0}


def _left(db: Connection) -> dict[str, int]:
    tables = ("drafts", "rehearsals")
    return {t: int(db.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0]) for t in tables}
