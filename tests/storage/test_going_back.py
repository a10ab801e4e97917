"""What was said of promises before their words changed is said in the new ones, everywhere."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from conversations.run import Answer, Run
from storage import runs
from storage.migrate import migrate
from storage.sqlite import connect

_MIGRATIONS = Path(runs.__file__).parent / "migrations"
_NOW = datetime(2027, 1, 4, 10, tzinfo=UTC)
_SAID = {"p1": "yes", "p2": "mostly", "p3": "no", "p4": "cant_tell"}
_NOW_SAID = {"p1": "better", "p2": "better", "p3": "same", "p4": "cant_tell"}


def test_yes_mostly_and_no_are_better_better_and_the_same(tmp_path: Path) -> None:
    before, database = tmp_path / "before", tmp_path / "tellback.db"
    before.mkdir()
    for file in _MIGRATIONS.iterdir():
        if file.name[:4] < "0022":
            shutil.copy(file, before)
    migrate(database, None, before, now=_NOW)
    answers = {f"promise.{key}": Answer((said,), ("so it is",)) for key, said in _SAID.items()}
    run = Run("r", "checkback:c", "en", answers={**answers, "measure.safe": Answer(("3",))})
    db = connect(database, None)
    db.executescript(
        "INSERT INTO participants (id, language, created_at) VALUES ('ana', 'en', 'now');"
        "INSERT INTO revisions VALUES ('v', 'park', '{}', 'now', 0);"
        "INSERT INTO projects (slug, revision, first_published_at) VALUES ('park', 'v', 'now');"
    )
    runs.add(db, run, participant="ana", project="park", revision="v", now=_NOW, sent=True)
    for key, said in _SAID.items():
        db.execute(
            "INSERT INTO answers (id, run, participant, project, node, status, value, words,"
            " language, promise, at) VALUES (?, 'r', 'ana', 'park', ?, 'given', ?, '[]', 'en', ?,"
            " 'now')",
            (key, f"promise.{key}", json.dumps([said]), key),
        )
    db.commit()
    db.close()

    migrate(database, None, now=_NOW)
    db = connect(database, None)
    rows = db.execute("SELECT promise, value FROM answers ORDER BY promise").fetchall()
    held = runs.get(db, "r")
    db.close()
    assert {row["promise"]: json.loads(row["value"])[0] for row in rows} == _NOW_SAID
    assert held is not None
    kept = {f"promise.{key}": Answer((said,), ("so it is",)) for key, said in _NOW_SAID.items()}
    assert held.run.answers == {**kept, "measure.safe": Answer(("3",))}
