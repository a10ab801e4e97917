"""What is looked up at every tap and tick is found by an index, however much is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.sql import load
from storage.sqlite import Connection
from tests.storage.said import project

#: Queries as they are run for one answer, one theme, one moment; all of whose tables grow.
QUERIES = (
    ("reviews", "get"),
    ("reviews", "unread_of_run"),
    ("themes", "get"),
    ("outbox", "next_due"),
    ("outbox", "due"),
    ("timers", "next_due"),
    ("timers", "due"),
)
GROWING = ("answers", "current_answers", "memberships", "outbox", "runs", "themings", "timers")


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        yield db


@pytest.mark.parametrize(("subject", "name"), QUERIES)
def test_it_reads_no_table_from_end_to_end(subject: str, name: str, db: Connection) -> None:
    sql = getattr(load(subject), name).sql
    assert [step for step in _plan(db, sql) if _reads_all(step)] == []


def test_a_plan_that_reads_all_is_seen(db: Connection) -> None:
    """So that the test above can fail."""
    assert [*filter(_reads_all, _plan(db, "SELECT COUNT(*) FROM answers WHERE words = :words"))]


def _plan(db: Connection, sql: str) -> list[str]:
    names = dict.fromkeys(re.findall(r":([a-z_]+)", sql), 1)
    values: dict[str, Any] = dict(names)
    return [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]


def _reads_all(step: str) -> bool:
    """Say whether a step goes through a table, or through what it first makes of one."""
    return step.startswith(("SCAN ", "MATERIALIZE ")) or step in {f"SEARCH {t}" for t in GROWING}
