"""Every number of the document, with the rows it counts: nothing is counted in any other way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.evidence.plain import plain
from conversations.catalogue import N_, Phrase, Words
from conversations.outcome_words import number
from conversations.representation import Cell
from conversations.shown_outcomes import protected

#: The parts of a whole, by key: what each counts, and its rows.
Parts = Mapping[str, tuple[Phrase, Iterable[str]]]


@dataclass(frozen=True)
class Figure:
    """One number: ``what`` it counts, and the ids of the rows of ``table`` that it counts.

    ``shown`` is what the document says of it: a small one is not told exactly.
    """

    number: int
    what: str
    table: str
    rows: tuple[str, ...]
    shown: str


class Figures:
    """Numbers the figures as they come."""

    def __init__(self, words: Words, small: int) -> None:
        self.words = words
        self.small = small
        self.all: list[Figure] = []

    def count(self, what: Phrase, table: str, rows: Iterable[str]) -> str:
        """Return how many ``rows`` there are, as the document shows it, with the figure's number.

        Every row has to stand for a person of its own, or be no person's.
        """
        ids = tuple(sorted(set(rows)))
        return self.as_shown(what, table, ids, self.said(len(ids)))

    def share(self, what: Phrase, table: str, rows: Iterable[str], of: int) -> str:
        """Return the same of rows that are some ``of`` a number told elsewhere.

        Where so few are missing that they would show, it says "all but fewer than 5".
        """
        ids = tuple(sorted(set(rows)))
        shown = self.said(len(ids))
        if self.small <= len(ids) and 0 < of - len(ids) < self.small:
            shown = self.words.plain(N_("all but fewer than {small}", small=self.small))
        return self.as_shown(what, table, ids, shown)

    def parts(
        self, table: str, parts: Mapping[str, tuple[Phrase, Iterable[str]]]
    ) -> dict[str, str]:
        """Return the same of parts of a whole that may be known: no small one can be worked out.

        Where one is small, another becomes a range, the first that is not; and where that would
        not be enough, none is told.
        """
        ids = {key: tuple(sorted(set(rows))) for key, (_, rows) in parts.items()}
        counts = {key: len(rows) for key, rows in ids.items() if rows}
        cells = protected(counts, self.small, tuple(counts))
        hidden = self.words.plain(N_("too few to show"))
        return {
            key: self.as_shown(
                what,
                table,
                ids[key],
                "0" if not ids[key] else self._cell(cells[key]) if cells else hidden,
            )
            for key, (what, _) in parts.items()
        }

    def _cell(self, cell: Cell) -> str:
        return plain(number(cell, self.small, self.words))

    def as_shown(self, what: Phrase, table: str, rows: Iterable[str], shown: str) -> str:
        """Return ``shown`` with the number of a new figure that counts ``rows``."""
        number = len(self.all) + 1
        told = self.words.plain(what)
        self.all.append(Figure(number, told, table, tuple(sorted(set(rows))), shown))
        return f"{shown} [{number}]"

    def said(self, count: int) -> str:
        """Return a count as it may be told."""
        if 0 < count < self.small:
            return self.words.plain(N_("fewer than {small}", small=self.small))
        return str(count)
