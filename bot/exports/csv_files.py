"""CSV: a file a table, UTF-8 with BOM so that spreadsheets read every script (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import Any

from bot.exports.dictionary import COLUMNS
from bot.exports.tables import Tables

#: A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV Injection").
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def write(tables: Tables) -> dict[str, bytes]:
    """Return file name → content."""
    return {f"{name}.csv": _table(name, rows) for name, rows in tables.tables.items()}


def _table(name: str, rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS[name])
    writer.writerows([harmless(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: what looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value
