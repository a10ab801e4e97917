"""CSV: a file a table, UTF-8 with BOM so that spreadsheets read every script (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from bot.exports.dictionary import COLUMNS
from bot.exports.tables import Tables

#: A cell that begins so is run as a formula by spreadsheets; the wide signs are what East Asian
#: keyboards type (OWASP, "CSV Injection").
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

#: A spreadsheet that expects semicolons, as in much of Europe, takes a cell of ours apart at these,
#: and the rest of it may then begin as a formula does.
_PARTS = re.compile(r"([;\t\r\n][ \t\r\n]*)(?=[=+\-@＝＋－＠])")


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
    if not isinstance(value, str):
        return value
    parted = _PARTS.sub(r"\1'", value)
    return f"'{parted}" if parted.startswith(_DANGEROUS) else parted
