"""What came of it, in two tables: a row a measure and wave, a row a promise and wave.

Small numbers of people are not told, as on the pages: see ``conversations.shown_outcomes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.claims import claim
from conversations.outcomes import (
    Figures,
    Outcome,
    PromiseFigures,
    Reach,
    Verdicts,
)
from conversations.representation import Cell, Table
from conversations.shown_outcomes import (
    Together,
    change_together,
    of_change,
    of_reach,
    of_verdicts,
    verdicts_together,
)

Row = dict[str, Any]

#: Stands where telling two counts apart would point at someone.
TOGETHER = "told together"


def outcomes(found: Figures, small: int) -> list[Row]:
    """Return a row for each wave of each measure."""
    return [
        {"measure": one.measure, "wave": reach.wave, **_reach(reach, small), **_outcome(of, small)}
        for one in found.measures
        for reach in one.reach
        for of in [next((o for o in one.outcomes if o.wave == reach.wave), None)]
    ]


def promise_outcomes(found: Figures, small: int) -> list[Row]:
    """Return a row for each wave of each promise: people's verdicts beside the team's own word."""
    return [
        {
            "promise": one.promise,
            "wave": wave.wave if wave else "",
            "team_says": one.team.state if one.team else "",
            **(_verdicts(wave, small) if wave else {}),
        }
        for one in found.promises
        for wave in _waves(one)
    ]


def _waves(found: PromiseFigures) -> Iterator[Verdicts | None]:
    """Yield each wave of a promise; of one that nobody was asked about yet, none at all."""
    yield from found.waves or (None,)


def _reach(found: Reach, small: int) -> Row:
    return {name: _told(cell, small) for name, cell in of_reach(found, small).items()}


def _outcome(found: Outcome | None, small: int) -> Row:
    """Return what one wave adds to the first; the first has nothing to be set beside."""
    if found is None:
        return {}
    made, change = claim(found, small), found.change
    row: Row = {
        "missing": _few(change.unpaired, small),
        "waiting": _few(change.waiting, small),
        "claim": made.kind,
        "claim_for_everyone": "yes" if made.everyone else "",
    }
    if change.paired < small or found.mean is None:
        return row
    row |= _counts(of_change(change, small), change_together(change, small), small)
    mean = found.mean
    row |= {
        "mean_change": round(mean.change, 3),
        "if_missing_bad": round(mean.bounds.low, 3) if change.unpaired >= small else "",
        "if_missing_good": round(mean.bounds.high, 3) if change.unpaired >= small else "",
        "no_interval": mean.why or "",
    }
    if mean.interval is not None:
        row |= {
            "low": round(mean.interval.low, 3),
            "high": round(mean.interval.high, 3),
            "method": f"bootstrap {mean.interval.method}, {mean.interval.level:.0%}, "
            f"{mean.interval.resamples} resamples, seed {mean.interval.seed}",
        }
    return row


def _verdicts(found: Verdicts, small: int) -> Row:
    row: Row = {"asked": _few(found.asked, small), "said": _few(found.said, small)}
    if found.said >= small:
        row |= _counts(of_verdicts(found, small), verdicts_together(found, small), small)
    return row


def _counts(table: Table | None, together: Together | None, small: int) -> Mapping[str, str]:
    if table is not None:
        return {name: _told(cell, small) for name, cell in table.items()}
    if together is None:
        return {}
    joined = dict.fromkeys(together.joined, TOGETHER)
    return joined | {name: str(n) for name, n in together.apart.items()}


def _told(cell: Cell, small: int) -> str:
    if cell.low == cell.high:
        return str(cell.low)
    return f"{cell.low} to {cell.high}" if cell.low else f"fewer than {small}"


def _few(people: int, small: int) -> str:
    return str(people) if people >= small else f"fewer than {small}"
