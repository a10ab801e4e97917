"""Who is missing: those who answered beside the people who live here, group by group, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle

from conversations.catalogue import N_, Words
from conversations.population import Group
from conversations.representation import (
    DECLINED,
    ELSEWHERE,
    NOT_ASKED,
    UNANSWERED,
    Cell,
    Counts,
    estimates,
    protected,
)
from conversations.text import Html, insert

#: What is said of whoever is in no category, in the order it is said.
_BESIDE = {
    ELSEWHERE: N_("Somewhere else, or not clear"),
    DECLINED: N_("Would rather not say"),
    UNANSWERED: N_("Skipped it, or not sure"),
    NOT_ASKED: N_("Not asked"),
}

#: So many of the groups most missing are named, and acted on.
MOST_MISSING = 3


@dataclass(frozen=True)
class Row:
    """One category: what is shown of our count, and both shares, in 100.

    ``ours`` is worked out from what is shown alone, and is ``None`` where that says too little;
    ``theirs`` is ``None`` where nobody counted how many live here.
    """

    key: str
    label: str
    cell: Cell
    ours: float | None
    theirs: float | None
    most: float

    @property
    def gap(self) -> float:
        """Return how many in 100 are missing at least; nothing where they may all be here."""
        return max(0.0, (self.theirs or 0.0) - self.most) if not self.cell.hidden else 0.0


@dataclass(frozen=True)
class Section:
    """One group of the picture. Without ``rows`` there are too few people to show any of it."""

    group: Group
    title: str
    rows: tuple[Row, ...] = ()
    beside: tuple[tuple[str, Cell], ...] = ()


def section(group: Group, counts: Counts, small: int, words: Words) -> Section:
    """Return what may be shown of ``counts``, beside the people who live here."""
    title = group.name(words)
    whole, lived = sum(counts.values()), sum(group.people.values())
    table = protected(counts, small, group.fewest_first)
    if table is None:
        return Section(group, title)
    about = estimates(table, whole)
    here = sum(number for key, number in about.items() if key not in _BESIDE) or 1.0
    rows = []
    for key, cell in table.items():
        if key not in _BESIDE:
            ours = None if cell.high < small or cell.hidden else 100 * about[key] / here
            theirs = 100 * group.people[key] / lived if key in group.people else None
            most = 100 * cell.high / here
            rows.append(Row(key, group.label(key, words), cell, ours, theirs, most))
    beside = tuple((words.plain(said), table[key]) for key, said in _BESIDE.items() if key in table)
    return Section(group, title, tuple(rows), beside)


def told(found: Section, small: int, words: Words) -> str:
    """Return a group in words, its numbers in every line."""
    head = f"<b>{insert(found.title)}</b>"
    if not found.rows:
        return head + "\n" + words.t("Too few people have answered yet to show it.")
    lines = [_line(row, small, words) for row in found.rows]
    lines += [
        words.t("{category}: {people}", category=label, people=Html(people(cell, small, words)))
        for label, cell in found.beside
    ]
    if any(row.cell.hidden for row in found.rows) or any(cell.hidden for _, cell in found.beside):
        lines.append(words.t("One is hidden, so that no small number can be worked out."))
    return "\n".join((head, *lines))


def _line(row: Row, small: int, words: Words) -> str:
    ours = words.t("hidden")
    if row.cell.high < small:
        ours = words.t("fewer than {small} people who answered", small=small)
    elif row.ours is not None:
        ours = words.t("about {n} in 100 of those who answered", n=in_100(row.ours))
    if row.theirs is None:
        return words.t("{category}: {ours}", category=row.label, ours=Html(ours))
    return words.t(
        "{category}: {ours}, {n} in 100 of the people who live here",
        category=row.label,
        ours=Html(ours),
        n=in_100(row.theirs),
    )


def in_100(share: float) -> str:
    """Return a share in whole numbers: one that is there is not called none."""
    return "<1" if 0 < share < 0.5 else str(round(share))


def people(cell: Cell, small: int, words: Words) -> str:
    """Return what is shown of a count, in words."""
    if cell.hidden:
        return words.t("hidden")
    if cell.high < small:
        return words.t("fewer than {small} people", small=small)
    return words.t("{low} to {high} people", low=cell.low, high=cell.high)


def most_missing(sections: Iterable[Section]) -> tuple[tuple[Group, Row], ...]:
    """Return those who are missing for certain, the most missing first, whatever the step hides."""
    found = [(one.group, row) for one in sections for row in one.rows if row.gap >= 1]
    return tuple(sorted(found, key=lambda pair: -pair[1].gap)[:MOST_MISSING])


def suggested(
    missing: Sequence[tuple[Group, Row]], leads: Sequence[str]
) -> tuple[tuple[Group, Row], ...]:
    """Return what each peer lead could do next, by the language each speaks: one thing each.

    Who speaks a missing language is asked for that; the others take the missing groups in turn.
    """
    spoken = {pair[1].key: pair for pair in missing if pair[0].kind == "language"}
    others = [pair for pair in missing if pair[1].key not in spoken.keys() & {*leads}]
    turn = cycle(others or missing)
    return tuple(spoken.get(language) or next(turn) for language in leads)


def suggestion(group: Group, row: Row, offered: Iterable[str], words: Words) -> str:
    """Return one thing to do so that more of a missing group are heard."""
    if group.kind == "language" and row.key in offered:
        return words.t("Share your link or poster in {language}: /invite", language=row.label)
    if group.kind == "language":
        return words.t(
            "{language} is not offered yet. Meet someone who speaks both, and help people answer.",
            language=row.label,
        )
    if group.kind == "area":
        return words.t(
            "Put up your poster where people of “{category}” are: /invite", category=row.label
        )
    return words.t(
        "{group}: {category}. Sit down with someone, face to face, and help them with your link: "
        "/invite",
        group=group.name(words),
        category=row.label,
    )
