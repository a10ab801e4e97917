"""Small numbers stay unknown to whoever sees all that is shown, knows the whole and the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.representation import (
    Cell,
    Counts,
    Table,
    bounds,
    estimates,
    protected,
    settled,
    step,
)

SMALL = 5
KEYS = "abcdef"


def splits(whole: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in splits(whole - first, parts - 1):
            yield (first, *rest)


def frozen(table: Table | None) -> tuple[tuple[str, Cell], ...] | None:
    return None if table is None else tuple(sorted(table.items(), key=lambda pair: pair[0]))


@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("whole", [5, 9, 14, 15, 16, 21, 26, 30])
def test_every_small_number_may_be_any_small_number(whole: int, parts: int) -> None:
    """Try every table there can be, as someone who knows how the rule works would."""
    behind = defaultdict(list)
    for counts in splits(whole, parts):
        table = protected(dict(zip(KEYS, counts, strict=False)), SMALL)
        behind[frozen(table)].append(counts)
    for shown, possible in behind.items():
        for number in range(parts):
            could_be = {counts[number] for counts in possible}
            if shown is None:
                assert len(could_be) > 1, (whole, number, could_be)
            elif shown[number][1] == Cell(0, SMALL - 1):
                assert could_be == set(range(SMALL)), (shown, could_be)


tables = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60), min_size=1)


@given(tables, st.integers(SMALL, 12), st.permutations(KEYS))
def test_what_is_shown_is_true_and_narrows_no_small_number(
    counts: Counts, small: int, order: list[str]
) -> None:
    table = protected(counts, small, order)
    whole = sum(counts.values())
    if table is None:
        assert whole < small or min(counts.values()) < small
        return
    for key, cell in table.items():
        low, high = bounds(table, key, whole)
        assert cell.low <= counts[key] <= cell.high
        assert low <= counts[key] <= high
        if counts[key] < small:
            assert (low, high) == (0, small - 1)
    assert sum(cell.hidden for cell in table.values()) == (min(counts.values()) < small)


@given(st.lists(tables, min_size=1, max_size=8), st.integers(SMALL, 12))
def test_two_pictures_differ_by_so_many_people_or_not_at_all(
    moments: list[Counts], small: int
) -> None:
    shown: Counts = {}
    for now in moments:
        after = settled(shown, now, small)
        if after is not shown:
            changes = [after.get(key, 0) - shown.get(key, 0) for key in {*after, *shown}]
            more = sum(change for change in changes if change > 0)
            fewer = sum(-change for change in changes if change < 0)
            assert max(more, fewer) >= small
        shown = after


def test_one_newcomer_shows_in_no_picture() -> None:
    before = {"en": 14, "pl": 30}
    assert settled(before, {"en": 15, "pl": 30}, SMALL) == before
    assert settled(before, {"en": 15, "pl": 29}, SMALL) == before
    assert settled(before, {"en": 19, "pl": 30}, SMALL) == {"en": 19, "pl": 30}
    assert settled(before, {"en": 9, "pl": 30}, SMALL) == {"en": 9, "pl": 30}


def test_the_one_that_is_hidden_comes_first_in_the_order() -> None:
    counts = {"a": 20, "b": 12, "c": 1}
    assert protected(counts, SMALL, ["c", "b", "a"]) == {
        "a": step(20, SMALL),
        "b": Cell(5, 33, hidden=True),
        "c": Cell(0, 4),
    }
    assert protected({"a": 20, "b": 12}, SMALL) == {"a": Cell(20, 24), "b": Cell(10, 14)}


def test_estimates_know_only_what_is_shown() -> None:
    table = protected({"a": 20, "b": 12, "c": 1}, SMALL, ["b"])
    assert table is not None
    assert estimates(table, 33) == {"a": 22.0, "b": 9.0, "c": 2.0}
    assert estimates({"a": Cell(20, 24), "b": Cell(5, 24, hidden=True)}, 24)["b"] == 5.0
