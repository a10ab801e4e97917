"""What may be shown of what came of it: exact counts where they are large, ranges where not.

A count under the project's small number (none at all, too) shows as "fewer than 5". Since the whole
is told, one more count becomes a range then, or the small one could be worked out. Which one must
not depend on the numbers: it is the first in a fixed order that is not small (see
``representation`` for the rule this follows). Where a small count could still be narrowed down,
those two kinds are only told together, and it is not told which of them is small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from conversations.outcomes import FATES, Change, Disposition, Reach, Subgroup, Verdicts
from conversations.representation import Cell, Table, step

#: In which order a count is chosen to be hidden beside the small ones: what matters most comes
#: last, and bad news last of all.
_CHANGE = ("same", "better", "worse")
_VERDICTS = ("cant_tell", "not_me", "same", "better", "worse")
_FATES = ("silent", "answered", "waiting", "moved_on", "not_reached")


@dataclass(frozen=True)
class Together:
    """What is shown where counts cannot all be told apart: some exactly, the rest as one sum."""

    apart: Mapping[str, int] = field(hash=False)
    joined: tuple[str, ...]
    people: int


def of_change(found: Change, small: int) -> Table | None:
    """Return what may be shown of better, same and worse, where ``paired`` is told."""
    counts = {"better": found.better, "same": found.same, "worse": found.worse}
    return protected(counts, small, _CHANGE)


def of_verdicts(found: Verdicts, small: int) -> Table | None:
    """Return what may be shown of the verdicts on a promise, where ``said`` is told."""
    return protected(found.counts, small, _VERDICTS)


def change_together(found: Change, small: int) -> Together | None:
    """Return what may be shown of a change of which ``of_change`` shows nothing, if anything."""
    counts = {"better": found.better, "same": found.same, "worse": found.worse}
    return together(counts, small, _CHANGE)


def verdicts_together(found: Verdicts, small: int) -> Together | None:
    """Return what may be shown of verdicts of which ``of_verdicts`` shows nothing, if anything."""
    return together(found.counts, small, _VERDICTS)


def disposition_together(found: Disposition, small: int) -> Together | None:
    """Return what may be shown where ``of_disposition`` shows nothing, if anything."""
    counts = {fate: found.counts.get(fate, 0) for fate in FATES}
    return together(counts, small, _FATES)


def of_disposition(found: Disposition, small: int) -> Table | None:
    """Return what may be shown of what became of asking, where the sum of all is told."""
    counts = {fate: found.counts.get(fate, 0) for fate in FATES}
    return protected(counts, small, _FATES)


def of_reach(found: Reach, small: int) -> Table:
    """Return what may be shown of how far a wave came: asked, reached, answered, paired.

    Each is part of the one before. Where two are so close that the difference would point at
    someone, the larger is a range.
    """
    table: dict[str, Cell] = {}
    known = 0
    for name in ("paired", "answered", "reached", "asked"):
        count = int(getattr(found, name))
        if count - known < small:
            table[name] = Cell(known, known + small - 1)
        else:
            table[name] = exactly(count)
            known = count
    return dict(reversed(table.items()))


def of_subgroups(found: Sequence[Subgroup], whole: Change, small: int) -> dict[str, Table | None]:
    """Return what may be shown of each category of one group, where the change of all is told too.

    Counts are shown as their step ("5 to 9"): taken from the whole, exact ones would give back what
    the others hide. A category with too few people is not shown; nor, in their order, are more of
    them while a small count could be narrowed down all the same.
    """
    known = of_change(whole, small)
    tables: dict[str, Table | None] = dict.fromkeys(one.category for one in found)
    if known is None:
        return tables
    for one in found:
        if one.change.paired >= small:
            counts = {"better": one.change.better, "same": one.change.same}
            counts["worse"] = one.change.worse
            tables[one.category] = {name: step(count, small) for name, count in counts.items()}
    while (shown := [key for key, table in tables.items() if table]) and not all(
        _is_hidden(tables, key, name, known[name], small) for key in tables for name in known
    ):
        tables[shown[0]] = None
    return tables


def _is_hidden(
    tables: Mapping[str, Table | None], key: str, name: str, whole: Cell, small: int
) -> bool:
    """Say whether a small count stays any small number for who takes the others from the whole."""
    unknown = Cell(0, whole.high)
    cells = {one: table[name] if table else unknown for one, table in tables.items()}
    mine = cells.pop(key)
    if mine.low:
        return True
    least = whole.low - sum(cell.high for cell in cells.values())
    most = whole.high - sum(cell.low for cell in cells.values())
    return least <= 0 and most >= min(small - 1, whole.high)


def exactly(count: int) -> Cell:
    """Return a count that is shown as it is."""
    return Cell(count, count)


def protected(counts: Mapping[str, int], small: int, first_hidden: Sequence[str]) -> Table | None:
    """Return what may be shown of ``counts`` to whoever knows their sum; ``None`` if nothing."""
    little = [key for key, count in counts.items() if count < small]
    large = [key for key in first_hidden if key in counts and key not in little]
    if not large:
        return None
    if not little:
        return {key: exactly(count) for key, count in counts.items()}
    beside = large[0]
    rest = counts[beside] + sum(counts[key] for key in little)
    if rest < small + small - 1:
        # The one beside is known not to be small: too little would be left for the small ones.
        return None
    least = max(small, rest - len(little) * (small - 1))
    table = {key: Cell(0, small - 1) for key in little}
    table[beside] = Cell(least, rest, hidden=True)
    return {key: table.get(key, exactly(count)) for key, count in counts.items()}


def together(counts: Mapping[str, int], small: int, first_hidden: Sequence[str]) -> Together | None:
    """Return ``counts`` with the small ones told together; ``None`` where that says nothing.

    With them goes the first of those that are not small, so that their sum is none of theirs.
    """
    little = {key for key, count in counts.items() if count < small}
    beside = next((key for key in first_hidden if key in counts and key not in little), None)
    joined = tuple(key for key in counts if key in little or key == beside)
    if beside is None or len(joined) == len(counts) or len(joined) < 2:
        return None
    apart = {key: count for key, count in counts.items() if key not in joined}
    return Together(apart, joined, sum(counts[key] for key in joined))
