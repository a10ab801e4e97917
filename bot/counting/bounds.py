"""What those who are missing could have changed: bounds that assume nothing of them.

The worst case and the best, after Manski ("Anatomy of the selection problem", Journal of Human
Resources 24, 1989): whoever is missing is given each end of what they could have answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations.outcomes import Bounds, Change


def share_better(found: Change) -> Bounds:
    """Return the share of everyone who got better, had all of the missing said worse / better."""
    everyone = found.everyone
    if not everyone:
        return Bounds(0.0, 1.0)
    return Bounds(found.better / everyone, (found.better + found.unpaired) / everyone)


def mean_change(
    moves: Sequence[int], missing: Iterable[int], lowest: int, highest: int, *, low_is_good: bool
) -> Bounds:
    """Return the mean change of everyone, had all of the missing gone to one end of the scale.

    ``missing`` is what each of them said before, ``lowest`` and ``highest`` are the ends. Someone
    paired or missing is there.
    """
    said = tuple(missing)
    everyone = len(moves) + len(said)
    down = sum(lowest - n for n in said)
    up = sum(highest - n for n in said)
    worst, best = (-up, -down) if low_is_good else (down, up)
    return Bounds((sum(moves) + worst) / everyone, (sum(moves) + best) / everyone)
