"""Outcomes counted as the bot counts them, of people made up by how many changed how."""

from __future__ import annotations

from bot.counting import bounds
from bot.counting.intervals import mean_interval, odds
from conversations.outcomes import Change, Interval, Mean, Outcome, Subgroup
from conversations.project import Measure
from conversations.text import Text

SAFE = Measure(
    "safe",
    Text("How safe do you feel?"),
    Text("not at all"),
    Text("very"),
    better=Text("feel safer"),
    worse=Text("less safe"),
)


def outcome(
    found: Change, wave: str = "after-1", by: int = 1, subgroups: tuple[Subgroup, ...] = ()
) -> Outcome:
    """Return the outcome of people who said 3 before and changed by ``by`` points, if they did."""
    moves = (-by,) * found.worse + (0,) * found.same + (by,) * found.better
    mean = None
    if moves:
        interval = mean_interval(moves, 7)
        held = bounds.mean_change(moves, (3,) * found.unpaired, 1, 5, low_is_good=False)
        change = sum(moves) / len(moves)
        mean = (
            Mean(change, interval, None, held)
            if isinstance(interval, Interval)
            else Mean(change, None, interval, held)
        )
    return Outcome(
        "safe",
        wave,
        found,
        mean,
        odds(found.better, found.worse),
        bounds.share_better(found),
        subgroups,
    )
