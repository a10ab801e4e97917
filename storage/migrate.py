"""Migrations: numbered SQL files, each applied once, whole or not at all.

A migration is ``NNNN_name.sql``, where NNNN counts on. It runs in one transaction together with
its line in ``schema_migrations``, with foreign keys not enforced but checked before the commit:
the only way SQLite allows a table to be rebuilt (sqlite.org/lang_altertable.html, section 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage.sqlite import Connection, Error, StorageError, complete_statement, connect

__all__ = ["MigrationError", "NewerDatabase", "migrate", "pending"]

_FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

_RECORD = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    name TEXT PRIMARY KEY,
    applied_at TEXT NOT NULL
) STRICT
"""


class MigrationError(StorageError):
    """A migration cannot be applied; the database is as it was before that migration."""


class NewerDatabase(StorageError):
    """The database was last used by a newer Tellback than this one."""


def migrate(
    path: Path, key: bytes | None, folder: Path | None = None, *, now: datetime
) -> list[str]:
    """Bring the database at ``path`` up to date, making it if need be; names of what was applied.

    ``now`` is written beside each. Run it with nothing else on the database. Raises
    MigrationError (earlier migrations stay applied), NewerDatabase, WrongKey, DatabaseBusy.
    """
    files = _files(folder or _FOLDER)
    with closing(connect(path, key)) as db:
        names = _outstanding(list(files), _applied(db))
        db.execute("PRAGMA foreign_keys = OFF").close()
        for name in names:
            _apply(db, files[name], now.astimezone(UTC).isoformat())
    return names


def pending(path: Path, key: bytes | None, folder: Path | None = None) -> list[str]:
    """Names of the migrations the database still needs; all of them if there is no database.

    Raises NewerDatabase, MigrationError for files that do not follow the rules, WrongKey.
    """
    files = _files(folder or _FOLDER)
    if not path.exists():
        return list(files)
    with closing(connect(path, key, read_only=True)) as db:
        return _outstanding(list(files), _applied(db))


def _files(folder: Path) -> dict[str, Path]:
    """The migrations in a folder, by name and in order; raises MigrationError for a wrong name."""
    found = {path.stem: path for path in sorted(folder.glob("*.sql"))}
    for number, path in enumerate(found.values(), start=1):
        named = _NAME.fullmatch(path.name)
        if named is None or int(named[1]) != number:
            raise MigrationError(
                f"The migration {path.name} should be called {number:04d}_some_name.sql: "
                "migrations are numbered from 0001, without a gap."
            )
    if not found:
        raise MigrationError(f"There are no migrations in {folder}.")
    return found


def _applied(db: Connection) -> list[str]:
    known = db.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'"
    ).fetchone()
    if not known[0]:
        return []
    rows = db.execute("SELECT name FROM schema_migrations ORDER BY name").fetchall()
    return [str(row["name"]) for row in rows]


def _outstanding(names: Sequence[str], applied: Sequence[str]) -> list[str]:
    """What is left of ``names``, which must begin with just what was applied."""
    unknown = sorted(set(applied) - set(names))
    if unknown:
        raise NewerDatabase(
            f"This database has been used by a newer Tellback than this one (it has {unknown[-1]}, "
            "which this Tellback does not know). Please start the newer Tellback again, or restore "
            "a backup made before the update."
        )
    if list(names[: len(applied)]) != list(applied):
        missing = next(name for name in names if name not in applied)
        raise MigrationError(
            f"The database has {applied[-1]} but not {missing}, which comes before it. A migration "
            "must never be renamed or renumbered once it has been applied."
        )
    return list(names[len(applied) :])


def _apply(db: Connection, path: Path, applied_at: str) -> None:
    """Run one file in one transaction; raises MigrationError with the line that failed."""
    at = 1
    db.execute("BEGIN IMMEDIATE").close()
    try:
        db.execute(_RECORD).close()
        for line, statement in _statements(path.read_text(encoding="utf-8")):
            at = line
            db.execute(statement).close()
            if not db.in_transaction:
                raise MigrationError("a migration must not end the transaction it runs in")
        broken = db.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise MigrationError(f"a row of {broken[0]} now points to no row of {broken[2]}")
        db.execute("INSERT INTO schema_migrations VALUES (?, ?)", (path.stem, applied_at)).close()
        db.execute("COMMIT").close()
    except (Error, MigrationError) as error:
        raise MigrationError(f"{path.name}, line {at}: {error}") from error
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK").close()


def _statements(script: str) -> Iterator[tuple[int, str]]:
    """The statements of a script, each with the line on which it begins.

    One by one and not by ``executescript``, which would commit before it begins.
    """
    statement, line = "", 1
    for piece in re.findall(r"[^;]*;|[^;]+\Z", script):
        statement += piece
        if complete_statement(statement):
            yield line + _blank_lines(statement), statement
            line += statement.count("\n")
            statement = ""
    if statement.strip():
        yield line + _blank_lines(statement), statement


def _blank_lines(statement: str) -> int:
    return statement[: len(statement) - len(statement.lstrip())].count("\n")
