"""JSON: everything in one file, every value as it is."""

from __future__ import annotations

import json

from bot.exports.tables import Tables


def write(tables: Tables) -> dict[str, bytes]:
    """Return file name → content."""
    content = {"project": tables.project, **tables.tables}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return {f"{tables.project}.json": text.encode()}
