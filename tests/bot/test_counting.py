"""The methods by which change is counted, each against a published example or another way to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from math import sqrt
from random import Random
from statistics import NormalDist, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counting.bounds import mean_change, share_better
from bot.counting.intervals import bootstrapped, mean_interval, odds
from conversations.outcomes import FEWEST_PAIRED, Change, Interval, change, moved

NUMBERS = st.integers(1, 5)
PEOPLE = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), NUMBERS, min_size=1)

#: Darwin's fifteen pairs of maize, crossed less self-fertilised, in eighths of an inch (Fisher,
#: "The design of experiments", 1935, section 17): their sum is 314.
MAIZE = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)


def resampled(moves: Sequence[int]) -> dict[int, float]:
    """Return how likely each sum is when as many as there are are drawn from ``moves``: exactly.

    No chance in it: the distribution a bootstrap draws from, by folding it with itself.
    """
    one = {move: moves.count(move) / len(moves) for move in set(moves)}
    found = {0: 1.0}
    for _ in moves:
        folded: dict[int, float] = {}
        for total, likely in found.items():
            for move, share in one.items():
                folded[total + move] = folded.get(total + move, 0.0) + likely * share
        found = folded
    return found


def bca(moves: Sequence[int], level: float = 0.95) -> tuple[float, float]:
    """Return Efron's interval (1987) for a mean, worked out from its definition, without chance."""
    n, mean, normal = len(moves), fmean(moves), NormalDist()
    likely = {total / n: share for total, share in resampled(moves).items()}
    below = sum(share for value, share in likely.items() if value < mean)
    at = sum(share for value, share in likely.items() if abs(value - mean) < 1e-9)
    bias = normal.inv_cdf(below + at / 2)
    off = [mean - (sum(moves) - move) / (n - 1) for move in moves]
    skew = sum(d**3 for d in off) / (6 * sum(d**2 for d in off) ** 1.5)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = bias + normal.inv_cdf(tail)
        ends.append(_quantile(likely, normal.cdf(bias + z / (1 - skew * z))))
    return ends[0], ends[1]


def _quantile(likely: dict[float, float], share: float) -> float:
    total = 0.0
    for value in sorted(likely):
        total += likely[value]
        if total >= share:
            return value
    return max(likely)


CHANGED = (*[-2] * 3, *[-1] * 4, *[0] * 11, *[1] * 16, *[2] * 7)


@pytest.mark.parametrize(
    ("moves", "off"),
    [(CHANGED, 1.5 / 41), ((*[-1] * 3, *[0] * 12, *[3] * 6), 2 / 21), (MAIZE, 1.0)],
)
def test_the_interval_is_that_of_the_definition_worked_out_without_chance(
    moves: Sequence[int], off: float
) -> None:
    low, high = bootstrapped(tuple(moves), 7)
    exact = bca(moves)
    assert low == pytest.approx(exact[0], abs=off)
    assert high == pytest.approx(exact[1], abs=off)


def test_the_interval_of_seven_mice_is_the_published_one() -> None:
    # Efron and Tibshirani, "An introduction to the bootstrap" (1993), table 13.1: percentiles of
    # the mean survival of the treated mice, from 1,000 draws of theirs, which scatter by about 2.
    mice = (94, 197, 16, 38, 99, 141, 23)
    low, high = bootstrapped(mice, 7, method="percentile")
    assert low == pytest.approx(45.9, abs=4)
    assert high == pytest.approx(135.4, abs=4)
    low, high = bootstrapped(mice, 7, 0.9, "percentile")
    assert low == pytest.approx(49.7, abs=3)
    assert high == pytest.approx(126.7, abs=3)


def test_the_same_people_have_the_same_interval_in_whatever_order() -> None:
    shuffled = list(CHANGED)
    Random(3).shuffle(shuffled)
    found = mean_interval(CHANGED, 7)
    assert isinstance(found, Interval)
    assert found == mean_interval(shuffled, 7)
    assert (found.level, found.method, found.resamples, found.seed) == (0.95, "BCa", 9_999, 7)
    other = mean_interval(CHANGED, 8)
    assert isinstance(other, Interval)
    assert other.low == pytest.approx(found.low, abs=0.05)
    assert other.high == pytest.approx(found.high, abs=0.05)


def test_there_is_no_interval_of_few_or_of_what_never_varies() -> None:
    assert mean_interval((1, 0) * 9 + (1,), 7) == "few"
    assert mean_interval((), 7) == "few"
    assert mean_interval((1,) * FEWEST_PAIRED, 7) == "all_same"
    assert isinstance(mean_interval((1, 0) * (FEWEST_PAIRED // 2), 7), Interval)
    # All but one the same, the hardest that is left: SciPy gives an end to it.
    found = mean_interval((0,) * 30 + (1,), 7)
    assert isinstance(found, Interval)
    assert 0 <= found.low <= found.high <= 1
    assert found.direction == 0


def share_of(weights: dict[int, float], n: int, times: int) -> tuple[float, float]:
    """Return how often the interval leaves out the true mean, and how often a claim would hold."""
    chance = Random(11)
    true = sum(move * weight for move, weight in weights.items())
    missed = claimed = 0
    for _ in range(times):
        moves = chance.choices(list(weights), list(weights.values()), k=n)
        found = mean_interval(moves, 7)
        better, worse = sum(m > 0 for m in moves), sum(m < 0 for m in moves)
        rated = odds(better, worse)
        if isinstance(found, Interval) and rated is not None:
            missed += not found.low <= true <= found.high
            claimed += found.direction == rated.direction == 1
    return missed / times, claimed / times


@pytest.mark.parametrize(
    ("n", "missed", "claimed"), [(FEWEST_PAIRED, 0.10, 0.04), (60, 0.08, 0.04)]
)
def test_where_nothing_changed_on_the_whole_improvement_is_hardly_ever_claimed(
    n: int, missed: float, claimed: float
) -> None:
    found = share_of({-2: 0.1, -1: 0.2, 0: 0.4, 1: 0.2, 2: 0.1}, n, 100)
    assert found[0] <= missed
    assert found[1] <= claimed


def test_a_change_that_is_there_is_mostly_found() -> None:
    assert share_of({-1: 0.1, 0: 0.35, 1: 0.4, 2: 0.15}, 60, 60)[1] >= 0.9


@pytest.mark.parametrize(
    ("better", "of", "low", "high"),
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_the_exact_interval_is_the_published_one(
    better: int, of: int, low: float, high: float
) -> None:
    # Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine
    # 17 (1998), table I, the method of Clopper and Pearson.
    found = odds(better, of - better)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.share == better / of


@given(st.integers(0, 40), st.integers(0, 40))
def test_odds_point_somewhere_where_the_sign_test_does(better: int, worse: int) -> None:
    found = odds(better, worse)
    if found is None:
        assert better == worse == 0
        return
    # The sign test, from the definition: as many or more of n tosses of a fair coin, doubled.
    n, most = better + worse, max(better, worse)
    tail, way, total = 0, 1, 2**n
    for heads in range(n + 1):
        tail += way if heads >= most else 0
        way = way * (n - heads) // (heads + 1)
    significant = 2 * tail < total * 0.05
    assert (found.direction != 0) == significant
    assert found.direction in (0, (better > worse) - (better < worse))


def test_seven_of_eight_is_no_sign_of_change() -> None:
    # Lane, "HyperStat", on the sign test: of eight pairs that differ seven one way has a one-tailed
    # probability of 0.0352, which does for neither tail of 0.025.
    found = odds(7, 1)
    assert found is not None
    assert found.direction == 0
    eight = odds(8, 0)
    assert eight is not None
    assert eight.direction == 1


def test_bounds_for_the_missing_are_those_of_the_homeless_men() -> None:
    # Manski, "Identification problems in the social sciences" (1995), section 2.3: of 106 homeless
    # men 64 were found again, and 21 of them had a home: between 0.20 and 0.59 of all did.
    found = share_better(Change(better=21, same=43, worse=0, unpaired=42))
    assert (round(found.low, 2), round(found.high, 2)) == (0.20, 0.59)
    assert share_better(Change(0, 0, 0, 0, waiting=9)).low == 0


@given(PEOPLE, st.data(), st.booleans())
def test_bounds_hold_whatever_the_missing_would_have_said(
    before: dict[str, int], data: st.DataObject, low_is_good: bool
) -> None:
    truth = {who: data.draw(NUMBERS) for who in before}
    after = {who: n for who, n in truth.items() if data.draw(st.booleans())}
    whole = moved(before, truth, low_is_good=low_is_good)
    missing = [n for who, n in before.items() if who not in after]
    moves = moved(before, after, low_is_good=low_is_good)
    mean = mean_change(moves, missing, 1, 5, low_is_good=low_is_good)
    assert mean.low - 1e-9 <= fmean(whole) <= mean.high + 1e-9
    share = share_better(change(before, after, low_is_good=low_is_good))
    assert share.low - 1e-9 <= sum(move > 0 for move in whole) / len(whole) <= share.high + 1e-9
    # With nobody missing there is nothing left open.
    held = mean_change(whole, (), 1, 5, low_is_good=low_is_good)
    assert held.low == held.high == pytest.approx(fmean(whole))


@given(PEOPLE, st.data())
def test_the_more_are_missing_the_wider_the_bounds(
    before: dict[str, int], data: st.DataObject
) -> None:
    after = {who: data.draw(NUMBERS) for who in before}
    fewer = dict(list(after.items())[: data.draw(st.integers(0, len(after)))])
    wide, narrow = (
        mean_change(
            moved(before, some),
            [n for w, n in before.items() if w not in some],
            1,
            5,
            low_is_good=False,
        )
        for some in (fewer, after)
    )
    assert wide.low <= narrow.low + 1e-9
    assert wide.high >= narrow.high - 1e-9
    assert share_better(change(before, fewer)).high >= share_better(change(before, after)).high


def test_the_interval_narrows_with_the_root_of_the_number_of_people() -> None:
    few, many = (mean_interval((-1, 0, 1, 1) * times, 7) for times in (10, 40))
    assert isinstance(few, Interval)
    assert isinstance(many, Interval)
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(sqrt(4), rel=0.1)


def test_the_bot_starts_without_what_counts() -> None:
    code = "import sys, bot.registry; bot.registry.make_house(); print('scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
