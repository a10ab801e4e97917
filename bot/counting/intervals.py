"""How sure a change is: an interval for its mean, and an exact one for better against worse.

SciPy counts; it is imported when something is counted, so that the bot starts without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from conversations.outcomes import FEWEST_PAIRED, Interval, NoInterval, Odds

#: So many times in a hundred an interval holds what it claims to hold.
LEVEL = 0.95

#: The bootstrap of Efron (1979), bias-corrected and accelerated (Efron 1987), with this many draws.
METHOD, RESAMPLES = "BCa", 9_999


def mean_interval(moves: Sequence[int], seed: int) -> Interval | NoInterval:
    """Return the interval of the mean of each person's own change; or why there is none.

    What is drawn again and again are people, each with both of their answers: pairs stay together.
    ``seed`` is the chance it is drawn by; the same people and seed give the same interval.
    """
    if len(moves) < FEWEST_PAIRED:
        return "few"
    if len(set(moves)) == 1:
        return "all_same"
    low, high = bootstrapped(tuple(sorted(moves)), seed)
    return Interval(low, high, LEVEL, METHOD, RESAMPLES, seed)


@lru_cache(maxsize=256)
def bootstrapped(
    moves: tuple[int, ...], seed: int, level: float = LEVEL, method: str = METHOD
) -> tuple[float, float]:
    """Return where the mean of ``moves`` lies, by the bootstrap; kept, since it is asked again."""
    import numpy  # noqa: ICN001, PLC0415 - when something is counted
    from scipy.stats import bootstrap  # noqa: PLC0415 - likewise

    found = bootstrap(
        (numpy.array(moves, dtype=float),),
        numpy.mean,
        n_resamples=RESAMPLES,
        confidence_level=level,
        method=method,
        rng=numpy.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)


def odds(better: int, worse: int) -> Odds | None:
    """Return the share of better among all who changed; ``None`` if nobody did.

    The interval is exact (Clopper and Pearson 1934), and never too narrow.
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - when something is counted

    changed = better + worse
    if not changed:
        return None
    found = binomtest(better, changed).proportion_ci(LEVEL, method="exact")
    return Odds(better / changed, float(found.low), float(found.high), LEVEL)
