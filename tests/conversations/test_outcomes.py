"""What came of it: each person's own change, and what may be shown of how many changed how."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.outcomes import (
    VERDICTS,
    Bounds,
    Change,
    Disposition,
    Interval,
    MeasureFigures,
    Odds,
    Outcome,
    PromiseFigures,
    Reach,
    Subgroup,
    Verdicts,
    change,
    in_order,
    is_after,
    moved,
)
from conversations.representation import Cell
from conversations.shown_outcomes import (
    of_change,
    of_disposition,
    of_reach,
    of_subgroups,
    of_verdicts,
    protected,
    together,
)

PEOPLE = st.dictionaries(st.sampled_from("abcdefghijklmno"), st.integers(1, 5))


def test_before_and_after_are_paired_within_each_person() -> None:
    found = change({"a": 1, "b": 3, "c": 5, "d": 2}, {"a": 4, "b": 3, "c": 2, "x": 5})
    assert found == Change(better=1, same=1, worse=1, unpaired=1)
    assert found.paired == 3


def test_where_the_low_end_is_good_fewer_points_are_better() -> None:
    before, after = {"a": 5, "b": 1}, {"a": 2, "b": 2}
    assert change(before, after, low_is_good=True) == Change(1, 0, 1, 0)
    assert moved(before, after, low_is_good=True) == (-1, 3)


def test_who_waits_to_be_asked_again_is_not_missing() -> None:
    found = change({"a": 1, "b": 3, "c": 2}, {"a": 2}, ["b", "a", "unknown"])
    assert (found.unpaired, found.waiting, found.everyone) == (1, 1, 2)


@given(PEOPLE, PEOPLE, st.sets(st.sampled_from("abcdefghijklmno")))
def test_everyone_who_answered_before_is_counted_once(
    before: dict[str, int], after: dict[str, int], waiting: set[str]
) -> None:
    found = change(before, after, waiting)
    assert found.paired == len(before.keys() & after.keys()) == len(moved(before, after))
    assert found.everyone + found.waiting == len(before)


def test_waves_come_in_the_order_of_time() -> None:
    waves = ["after-10", "after-2", "before", "report", "after-2", "asked"]
    assert in_order(waves) == ("before", "report", "asked", "after-2", "after-10")
    assert [wave for wave in waves if is_after(wave)] == ["after-10", "after-2", "after-2"]


def outcome(wave: str) -> Outcome:
    return Outcome("safe", wave, Change(1, 1, 1, 0), None, None, Bounds(0, 1))


def test_the_latest_is_the_last_time_people_were_asked_again() -> None:
    reach = (Reach("before", 9, 9, 9, 9),)
    found = MeasureFigures("safe", reach, tuple(map(outcome, ("report", "after-1", "after-2"))))
    assert found.latest() == outcome("after-2")
    assert MeasureFigures("safe", reach, (outcome("report"),)).latest() is None
    first, second = (Verdicts(w, 9, dict.fromkeys(VERDICTS, 1)) for w in ("after-1", "after-2"))
    promise = PromiseFigures("p", "d", "A bench", "en", date(2027, 4, 1), None, (first, second))
    assert promise.latest() == second
    assert second.said == 5
    assert PromiseFigures("p", "d", "", "en", date(2027, 4, 1), None, ()).latest() is None


@pytest.mark.parametrize(
    ("low", "high", "direction"), [(0.1, 0.7, 1), (-0.7, -0.1, -1), (0, 0.7, 0), (-0.1, 0.1, 0)]
)
def test_an_interval_points_somewhere_only_if_no_change_lies_outside(
    low: float, high: float, direction: int
) -> None:
    assert Interval(low, high, 0.95, "BCa", 999, 1).direction == direction
    assert Odds(0.5, 0.5 + low / 2, 0.5 + high / 2, 0.95).direction == direction


def test_what_became_of_asking_adds_up() -> None:
    counts = {"answered": 30, "moved_on": 5, "silent": 20, "not_reached": 7, "waiting": 11}
    found = Disposition("after-1", counts)
    assert (found.asked, found.reached) == (62, 55)
    table = of_disposition(found, 5)
    assert table is not None
    assert table["moved_on"] == Cell(5, 5)
    table = of_disposition(Disposition("after-1", {**counts, "moved_on": 2}), 5)
    assert table is not None
    assert table["moved_on"] == Cell(0, 4)
    assert table["silent"] == Cell(18, 22, hidden=True)


@pytest.mark.parametrize(
    ("found", "better", "same", "worse"),
    [
        (Change(23, 11, 7, 0), (23, 23), (11, 11), (7, 7)),
        # One is small: another becomes a range, so that it cannot be worked out.
        (Change(23, 11, 2, 0), (23, 23), (9, 13), (0, 4)),
        (Change(23, 2, 7, 0), (21, 25), (0, 4), (7, 7)),
        (Change(23, 0, 0, 0), (15, 23), (0, 4), (0, 4)),
        (Change(1, 0, 20, 0), (0, 4), (0, 4), (13, 21)),
    ],
)
def test_a_small_count_is_not_shown_and_cannot_be_worked_out(
    found: Change, better: tuple[int, int], same: tuple[int, int], worse: tuple[int, int]
) -> None:
    table = of_change(found, 5)
    assert table is not None
    assert [(c.low, c.high) for c in table.values()] == [better, same, worse]


@pytest.mark.parametrize(
    "found", [Change(4, 4, 4, 9), Change(5, 0, 5, 0), Change(8, 0, 0, 0), Change(0, 0, 0, 30)]
)
def test_where_a_small_count_could_be_narrowed_down_nothing_is_shown(found: Change) -> None:
    assert of_change(found, 5) is None


@given(
    st.lists(st.integers(0, 14), min_size=3, max_size=5),
    st.integers(1, 6),
    st.permutations(range(5)),
)
def test_whoever_sees_the_table_and_knows_the_sum_learns_no_small_count(
    counts: list[int], small: int, order: list[int]
) -> None:
    named = {str(i): n for i, n in enumerate(counts)}
    table = protected(named, small, [str(i) for i in order])
    if table is None:
        return
    assert all(table[key].low <= n <= table[key].high for key, n in named.items())
    whole = sum(counts)
    for key, n in named.items():
        others = [cell for name, cell in table.items() if name != key]
        least = max(table[key].low, whole - sum(cell.high for cell in others))
        # What is not small is known not to be: a range of it begins at the small number.
        most = min(table[key].high, whole - sum(max(c.low, small * c.hidden) for c in others))
        assert n >= small or (least, most) == (0, small - 1)


@given(st.lists(st.integers(0, 14), min_size=3, max_size=5), st.integers(1, 6))
def test_of_counts_told_together_each_could_be_any(counts: list[int], small: int) -> None:
    named = {str(i): n for i, n in enumerate(counts)}
    shown = together(named, small, list(named))
    if shown is None:
        return
    assert {**named, **shown.apart} == named
    assert shown.apart.keys() | {*shown.joined} == named.keys()
    assert shown.people == sum(named[key] for key in shown.joined) >= small
    assert len(shown.joined) >= 2
    assert all(n >= small for n in shown.apart.values())


def test_verdicts_on_a_promise_hide_what_matters_least_first() -> None:
    counts = {"better": 9, "same": 8, "worse": 2, "cant_tell": 8, "not_me": 5}
    table = of_verdicts(Verdicts("after-1", 40, counts), 5)
    assert table is not None
    assert table["worse"] == Cell(0, 4)
    assert table["cant_tell"] == Cell(6, 10, hidden=True)
    assert table["better"] == Cell(9, 9)


@pytest.mark.parametrize(
    ("reach", "shown"),
    [
        (Reach("after-1", 90, 80, 60, 41), [(90, 90), (80, 80), (60, 60), (41, 41)]),
        (Reach("after-1", 45, 43, 42, 41), [(41, 45), (41, 45), (41, 45), (41, 41)]),
        (Reach("after-1", 46, 43, 42, 41), [(46, 46), (41, 45), (41, 45), (41, 41)]),
        (Reach("after-1", 9, 5, 4, 3), [(5, 9), (5, 5), (0, 4), (0, 4)]),
    ],
)
def test_how_far_a_wave_came_does_not_point_at_who_was_not_reached(
    reach: Reach, shown: list[tuple[int, int]]
) -> None:
    table = of_reach(reach, 5)
    assert list(table) == ["asked", "reached", "answered", "paired"]
    assert [(cell.low, cell.high) for cell in table.values()] == shown


def groups(*sizes: int, beside: int = 0) -> tuple[list[Subgroup], Change]:
    """Return groups of people, as many better, the same and worse; ``beside`` are in none."""
    parts = [Subgroup("ward", str(i), Change(n, n, n, 0)) for i, n in enumerate(sizes)]
    whole = sum(sizes) + beside
    return parts, Change(whole, whole, whole, 0)


def test_groups_of_people_are_shown_in_steps_and_a_small_one_not_at_all() -> None:
    def shown(*sizes: int, beside: int = 0) -> list[bool]:
        tables = of_subgroups(*groups(*sizes, beside=beside), 5)
        return [table is not None for table in tables.values()]

    assert shown(9, 8, 7) == [True, True, True]
    assert shown(9, 1, 7) == [True, False, True]
    # Nearly all there are: what is left for the small one is too little to hide it.
    assert shown(9, 1, 9) == [False, False, True]
    assert shown(1) == [False]
    assert shown(1, 1) == [False, False]
    first = of_subgroups(*groups(9, 8, 7), 5)["0"]
    assert first is not None
    assert first["worse"] == Cell(5, 9)


@given(st.lists(st.tuples(*[st.integers(0, 14)] * 3), min_size=1, max_size=5), st.integers(2, 6))
def test_no_small_count_of_a_group_can_be_taken_from_the_whole(
    counts: list[tuple[int, int, int]], small: int
) -> None:
    parts = [Subgroup("ward", str(i), Change(*each, unpaired=0)) for i, each in enumerate(counts)]
    better, same, worse = (sum(column) for column in zip(*counts, strict=True))
    whole = Change(better, same, worse, 0)
    known, tables = of_change(whole, small), of_subgroups(parts, whole, small)
    for name in ("better", "same", "worse"):
        for part in parts:
            table, count = tables[part.category], int(getattr(part.change, name))
            assert table is None or table[name].low <= count <= table[name].high
            if table is None or known is None or count >= small:
                continue
            others = [t for category, t in tables.items() if category != part.category]
            most = sum(t[name].high if t else 10**6 for t in others)
            least = sum(t[name].low if t else 0 for t in others)
            assert known[name].low - most <= 0
            assert known[name].high - least >= min(small - 1, known[name].high)
