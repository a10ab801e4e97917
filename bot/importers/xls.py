"""The sheets of an old ``.xls`` file (Excel 5 to 2003), read by xlrd in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.importers.refusing import FormRefused, damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: The process ends itself after fewer seconds at work; it may have had to wait for its turn.
_MOST_SECONDS = 60

#: Where the process finds its module.
_ROOT = Path(__file__).parents[2]

Value = str | float | bool | None


class Book:
    """The sheets of such a file, and which of their cells hold a formula."""

    def __init__(self, content: bytes) -> None:
        self._sheets = {sheet["title"]: sheet for sheet in _read(content)}
        self.formulas = [
            (title.strip().lower(), cell)
            for title, sheet in self._sheets.items()
            for cell in sheet["formulas"]
        ]

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the names of the sheets."""
        return tuple(self._sheets)

    def rows(self, title: str) -> tuple[tuple[int, tuple[Value, ...]], ...]:
        """Return each row of a sheet that has cells, with its number."""
        return tuple((number, tuple(cells)) for number, cells in self._sheets[title]["rows"])


def _read(content: bytes) -> list[dict[str, Any]]:
    """Return the sheets as the process tells them; it knows nothing else, and no key of ours."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.importers.xls_process"],
            input=content,
            capture_output=True,
            timeout=_MOST_SECONDS,
            cwd=_ROOT,
            env={},
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        # It took more time or memory than any form.
        raise damaged() from error
    said = json.loads(done.stdout)
    if "refused" in said:
        raise FormRefused(said["refused"])
    sheets: list[dict[str, Any]] = said["sheets"]
    return sheets
