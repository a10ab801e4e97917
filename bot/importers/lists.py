"""Lists of choices: each choice with a key, its words, and its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.importers.naming import Names
from bot.importers.plain import says_something
from bot.importers.wording import Texts, Wording
from bot.importers.workbook import Row, Sheet

#: Keys that an option of an author's may not have: they are buttons of ours.
_OURS = frozenset({"unsure", "rather_not", "none", "done", "other"})


@dataclass(frozen=True)
class Choice:
    """One choice: its key, what the form calls it, its words, and where it stands."""

    key: str
    name: str
    label: Wording
    sheet: Sheet
    row: Row


@dataclass
class Lists:
    """The lists of a form by name; choices that stand twice have a key each."""

    sheets: Iterable[Sheet]
    texts: Texts
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    looked_at: int = 0

    def __post_init__(self) -> None:
        names: dict[str, Names] = {}
        for sheet in self.sheets:
            for row in sheet.rows:
                self._read(sheet, row, names)

    def _read(self, sheet: Sheet, row: Row, names: dict[str, Names]) -> None:
        list_name, name = row.cells.get("list_name", ""), row.cells.get("name", "")
        label = self.texts.read(sheet, row, "label")
        notes = self.texts.notes
        if not list_name:
            notes.add(sheet, row, "list_name", "This row names no list, so it is left out.")
            return
        if not name and not label:
            notes.add(sheet, row, "name", "This choice has neither name nor words: left out.")
            return
        if not says_something(label.source):
            label = Wording(name or label.source)
            notes.add(sheet, row, "label", "It has no words: its name stands in for them.")
        keys = names.setdefault(list_name, Names(set(_OURS)))
        key = keys.key(name or label.source)
        self.lists.setdefault(list_name, []).append(Choice(key, name, label, sheet, row))

    def of(self, list_name: str) -> tuple[Choice, ...]:
        """Return the choices of a list; none where there is no such list."""
        found = self.lists.get(list_name)
        if found is None:
            same = (
                those for name, those in self.lists.items() if name.lower() == list_name.lower()
            )
            found = next(same, [])
        self.looked_at += len(found)
        return tuple(found)
