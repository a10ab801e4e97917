"""What all that makes steps out of rows needs: the form, its words, its keys, what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.importers.known import Known
from bot.importers.lists import Lists
from bot.importers.mends import Mends
from bot.importers.naming import Names
from bot.importers.notes import Notes
from bot.importers.wording import Texts, Wording
from bot.importers.workbook import Row, Sheet

#: A step as a project's file holds it.
Step = dict[str, Any]

#: The constraint that every question of an imported form serves.
SERVES = "form"


@dataclass(frozen=True)
class Making:
    """Where in a form one is.

    ``path`` is where the texts of the steps made here will stand; ``ours``: we wrote the form.
    """

    sheet: Sheet
    texts: Texts
    lists: Lists
    notes: Notes
    names: Names
    mends: Mends
    known: Known
    path: str
    ours: bool = False

    def note(self, row: Row, column: str, sentence: str) -> None:
        """Note what is different about a cell of the survey."""
        self.notes.add(self.sheet, row, column, sentence)

    def read(self, row: Row, kind: str) -> Wording:
        """Return a row's words of ``kind``."""
        return self.texts.read(self.sheet, row, kind)

    def say(self, name: str, pieces: Iterable[Wording], key: str = "") -> list[Step]:
        """Return steps that say ``pieces``; ``key`` is the first one's where it has one already."""
        steps = []
        for words in pieces:
            key = key or self.names.key(name)
            steps.append({"say": key, "text": self.texts.put(f"{self.path}.{key}.text", words)})
            key = ""
        return steps
