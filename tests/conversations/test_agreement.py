"""How far two readers agree: against worked examples that were published, and where it ends."""

from __future__ import annotations

from fractions import Fraction

import pytest

from conversations.agreement import (
    ENOUGH,
    Agreement,
    Pair,
    agreement,
    is_drawn,
    kappa,
    plainly,
)


def _labels(table: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """Return two readers' labels from a table of how often they gave which together."""
    both = [pair for pair, times in table.items() for _ in range(times)]
    return [one for one, _ in both], [other for _, other in both]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Fifty applications, read by two, each to be granted or not: many a textbook's example.
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.4),
        # Two tables with 60 of 100 agreed and other margins (Smeeton 1985, as often retold).
        ({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}, 0.1304),
        ({("y", "y"): 25, ("y", "n"): 35, ("n", "y"): 5, ("n", "n"): 35}, 0.2593),
    ],
)
def test_published_examples(table: dict[tuple[str, str], int], expected: float) -> None:
    found = kappa(*_labels(table))
    assert found is not None
    assert round(float(found), 4) == expected


def test_three_labels_as_in_cohens_own_paper() -> None:
    """Cohen 1960, table 1: proportions of 200 patients by two psychologists, kappa .492."""
    table = {
        ("1", "1"): 88,
        ("1", "2"): 14,
        ("1", "3"): 18,
        ("2", "1"): 10,
        ("2", "2"): 40,
        ("2", "3"): 10,
        ("3", "1"): 2,
        ("3", "2"): 6,
        ("3", "3"): 12,
    }
    found = kappa(*_labels(table))
    assert found is not None
    assert round(float(found), 3) == 0.492


def test_always_never_and_as_chance_has_it() -> None:
    assert kappa(["y", "n"], ["y", "n"]) == 1
    assert kappa(["y", "n"], ["n", "y"]) == -1
    assert kappa(["y", "y", "n", "n"], ["y", "n", "y", "n"]) == 0


def test_where_it_is_undefined() -> None:
    assert kappa([], []) is None
    assert kappa(["y", "y"], ["y", "y"]) is None
    # One who says the same of everything is no wiser than chance, and that is defined.
    assert kappa(["y", "y"], ["y", "n"]) == 0


def test_both_have_to_read_the_same() -> None:
    with pytest.raises(ValueError, match="the same things"):
        kappa(["y"], [])


def _pair(first: str, second: str) -> Pair:
    return Pair(frozenset(first.split()), frozenset(second.split()))


def test_an_answer_with_several_themes_is_a_question_for_each() -> None:
    read = [_pair("nights", "nights"), _pair("nights food", "nights"), _pair("", "food")]
    found = agreement([*read, _pair("food", "food")])
    assert found.pairs == 4
    assert found.by_theme == {"food": Fraction(0), "nights": Fraction(1)}
    assert found.mean == Fraction(1, 2)
    assert not found.enough


def test_a_theme_on_everything_is_left_out_of_the_mean() -> None:
    found = agreement([_pair("all nights", "all nights"), _pair("all", "all")] * (ENOUGH // 2))
    assert found.by_theme == {"all": None, "nights": Fraction(1)}
    assert found.mean == 1
    assert found.enough
    assert Agreement(0, {}).mean is None


def test_the_share_is_drawn_by_chance_and_for_good() -> None:
    ids = [f"answer-{n}" for n in range(2000)]
    drawn = [one for one in ids if is_drawn(one, 20)]
    assert 340 <= len(drawn) <= 460
    assert drawn == [one for one in ids if is_drawn(one, 20)]
    assert not any(is_drawn(one, 0) for one in ids)
    assert all(is_drawn(one, 100) for one in ids)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Fraction(1), "nearly always the same"),
        (Fraction(81, 100), "nearly always the same"),
        (Fraction(80, 100), "mostly"),
        (Fraction(1, 2), "often not"),
        (Fraction(1, 4), "seldom"),
        (Fraction(1, 5), "by chance"),
        (Fraction(-1, 2), "by chance"),
    ],
)
def test_how_far_two_agree_is_said_in_plain_words(found: Fraction, said: str) -> None:
    assert said in plainly(found).msgid
