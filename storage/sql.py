"""SQL by name: the statements of one subject, read from ``queries/<subject>.sql`` by aiosql."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import aiosql
from aiosql.adapters.sqlite3 import SQLite3Adapter

from storage.sqlite import Connection

__all__ = ["load"]

_QUERIES = Path(__file__).parent / "queries"


class _Adapter(SQLite3Adapter):
    """aiosql's SQLite adapter, for our rows: lists rather than lazy rows, and single values.

    A lazy row would be read after the transaction it belongs to; and aiosql knows single values
    only in tuples, which sqlcipher3's Row is not.
    """

    def select(  # type: ignore[override]  # aiosql says generator; its queries pass on any iterable
        self,
        conn: Connection,
        query_name: str,
        sql: str,
        parameters: Any,
        record_class: Callable[..., Any] | None = None,
    ) -> list[Any]:
        """All rows, as a list."""
        rows: Iterable[Any] = super().select(conn, query_name, sql, parameters, record_class)
        return list(rows)

    def select_value(self, conn: Connection, query_name: str, sql: str, parameters: Any) -> Any:
        """The first column of the first row, None if there is no row."""
        # aiosql's adapters carry no types of their own.
        row = self.select_one(conn, query_name, sql, parameters)  # type: ignore[no-untyped-call]
        return None if row is None else row[0]


@cache
def load(name: str, folder: Path = _QUERIES) -> Any:
    """The queries of one subject: ``load("runs").get_run(db, id=…)``. Rows come as lists.

    Raises FileNotFoundError for an unknown subject, aiosql's SQLParseException for a bad file.
    """
    path = folder / f"{name}.sql"
    if not path.is_file():
        raise FileNotFoundError(f"There is no file of queries at {path}.")
    return aiosql.from_path(path, _Adapter, encoding="utf-8", mandatory_parameters=False)
