"""Who took part beside who lives here, in numbers that give nobody away.

The rule is that of the Government Statistical Service for tables of counts ("Disclosure control
guidance for tables produced from administrative sources", 2014): a count under the threshold is
not shown, and a second one is hidden where the first could be worked out. Ours is a little
stricter, since whoever looks may know exactly how many people took part:

* what is shown of a count is its step: “10 to 14”;
* where any count is small, one that is not small is hidden, too: the first in a fixed order. Which
  one must not depend on the numbers, or the choice itself would tell something of them;
* if a small count could still be narrowed down, with everything shown and the whole known, nothing
  of the table is shown.

A picture stays as it is until so many people have changed it that no single one of them shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[str, int]

#: Beside the categories of a group: who is in none, since they said so, did not say, were not
#: asked, or live elsewhere.
DECLINED, UNANSWERED, NOT_ASKED, ELSEWHERE = "?declined", "?unanswered", "?not_asked", "?elsewhere"


@dataclass(frozen=True)
class Cell:
    """What is shown of one count: it lies between ``low`` and ``high``.

    *hidden* ones lie anywhere from the threshold up; they are not small.
    """

    low: int
    high: int
    hidden: bool = False


Table = Mapping[str, Cell]


def protected(counts: Counts, small: int, first_hidden: Sequence[str] = ()) -> Table | None:
    """Return what may be shown of ``counts``; ``None`` if nothing of it may.

    ``first_hidden`` is the order in which a count is chosen to be hidden beside the small ones.
    """
    whole = sum(counts.values())
    table = {key: step(count, small) for key, count in counts.items()}
    little = [key for key, cell in table.items() if cell.low == 0]
    if whole < small:
        return None
    if not little:
        return table
    order = dict.fromkeys((*first_hidden, *table))
    beside = next((key for key in order if key in table and key not in little), None)
    if beside is not None:
        table[beside] = Cell(small, whole, hidden=True)
    return table if all(_is_wide(table, key, whole, small) for key in little) else None


def step(count: int, small: int) -> Cell:
    """Return the step ``count`` falls into."""
    low = count - count % small
    return Cell(low, low + small - 1)


def bounds(table: Table, key: str, whole: int) -> tuple[int, int]:
    """Return between which numbers a count lies, for whoever sees ``table`` and knows the whole."""
    others = [cell for name, cell in table.items() if name != key]
    cell = table[key]
    return (
        max(cell.low, whole - sum(other.high for other in others)),
        min(cell.high, whole - sum(other.low for other in others)),
    )


def _is_wide(table: Table, key: str, whole: int, small: int) -> bool:
    return bounds(table, key, whole) == (0, small - 1)


def settled(shown: Counts, now: Counts, small: int) -> Counts:
    """Return the counts to show: those shown before, until ``small`` people have changed them."""
    changes = [now.get(key, 0) - shown.get(key, 0) for key in {*shown, *now}]
    more = sum(change for change in changes if change > 0)
    fewer = -sum(change for change in changes if change < 0)
    return now if max(more, fewer) >= small else shown


def estimates(table: Table, whole: int) -> dict[str, float]:
    """Return about how many each count is, by what is shown of it alone."""
    middles = {key: (cell.low + cell.high) / 2 for key, cell in table.items() if not cell.hidden}
    rest = max(0.0, whole - sum(middles.values()))
    return {key: middles.get(key, max(rest, float(cell.low))) for key, cell in table.items()}
