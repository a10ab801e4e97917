"""How far a translation is: each text's state, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from conversations.checks.unchecked import is_safety
from conversations.extract import hint, in_order
from conversations.provenance import Provenance
from conversations.reading.draft import Draft
from conversations.reading.translations import Entry, Translation

#: ``checked``, ``draft`` and ``machine`` are shown to people; ``stale``, which has words for an
#: older text or is in doubt, and ``missing`` are not.
State = Literal["checked", "draft", "machine", "stale", "missing"]

STATES: tuple[State, ...] = ("checked", "draft", "machine", "stale", "missing")


@dataclass(frozen=True)
class Line:
    """One text of a project in one language.

    ``said`` is what stands in the file, even where nobody is shown it. ``optional``: it may be
    left out, as other languages have other synonyms.
    """

    path: str
    source: str
    hint: str
    said: str
    state: State
    provenance: Provenance
    optional: bool

    @property
    def served(self) -> bool:
        """Whether people are shown the translation."""
        return self.state in ("checked", "draft", "machine")

    @property
    def safety(self) -> bool:
        """Whether consent or safety hangs on it."""
        return is_safety(self.path)


@dataclass(frozen=True)
class Coverage:
    """How many texts a project has, and how many of them are in each state in ``language``."""

    language: str
    texts: int
    states: Counter[State]

    @property
    def translated(self) -> int:
        """Return how many people are shown in the language."""
        return self.states["checked"] + self.states["draft"] + self.states["machine"]


def lines(draft: Draft, translation: Translation) -> tuple[Line, ...]:
    """Return every text of the project with what ``translation`` has for it, in their order."""
    older = {entry.context: entry for entry in translation.entries.values() if entry.said}
    found = []
    for path, written in in_order(draft):
        entry = translation.entries.get((path, written.text.source))
        known = entry if entry and entry.said else older.get(path)
        found.append(
            Line(
                path,
                written.text.source,
                hint(path, written),
                known.said if known else "",
                _state(known, written.text.source),
                known.provenance if known else Provenance(),
                optional=written.use == "synonym",
            )
        )
    return tuple(found)


def coverage(language: str, found: tuple[Line, ...]) -> Coverage:
    """Count ``found`` by state, leaving out what may be left out."""
    needed = [line.state for line in found if not line.optional]
    return Coverage(language, len(needed), Counter(needed))


def _state(entry: Entry | None, source: str) -> State:
    if entry is None:
        return "missing"
    return entry.provenance.kind if entry.served and entry.source == source else "stale"
