"""What may be claimed: no more than the data carry, in short sentences without small numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.asked_words import disposition, reach, team_word, verdicts
from conversations.catalogue import Words
from conversations.claims import claim
from conversations.outcome_words import (
    by_wave,
    distribution,
    how_sure,
    points,
    public,
    subgroups,
    told,
)
from conversations.outcomes import (
    FATES,
    FEWEST_PAIRED,
    VERDICTS,
    Change,
    Disposition,
    Figures,
    MeasureFigures,
    Outcome,
    PromiseFigures,
    Reach,
    Subgroup,
    TeamWord,
    Verdicts,
)
from conversations.text import FSI, PDI
from tests.support.outcomes import SAFE, outcome
from tests.support.projects import loaded

EN = Words()
HOLDS = (
    "It holds for everyone who was asked, even if all who did not answer had got as bad as can be."
)
OVERTURNED = (
    "Had all who did not answer again got as bad as can be, it would not be better on the whole."
)
ENDS = (
    "Had all who did not answer again gone to the bad end, it would be -0.8; to the good end, +1.2."
)


def plain(said: str) -> str:
    return said.replace(FSI, "").replace(PDI, "")


def says(found: Change, by: int = 1) -> list[str]:
    return plain(told(outcome(found, by=by), SAFE, 5, EN)).split("\n")


def test_what_holds_for_everyone_is_not_doubted_in_the_same_breath() -> None:
    assert says(Change(23, 11, 7, 6))[1:] == [
        "6 did not answer the second time.",
        "On the whole it got better for those who answered both times.",
        HOLDS,
    ]
    assert says(Change(23, 11, 7, 3))[1] == "Fewer than 5 did not answer the second time."


def test_the_sentence_says_how_many_changed_how_and_who_is_missing() -> None:
    assert says(Change(23, 11, 7, 38)) == [
        "Of 41 people who answered both times, 23 feel safer, 11 the same, 7 less safe.",
        "38 did not answer the second time, so this may not hold for everyone.",
        "On the whole it got better for those who answered both times.",
        OVERTURNED,
    ]


@pytest.mark.parametrize(
    ("found", "kind", "everyone"),
    [
        (Change(0, 0, 0, 9), "nobody", False),
        (Change(2, 1, 1, 9), "few", False),
        (Change(15, 2, 2, 0), "too_few", False),
        (Change(15, 10, 12, 0), "chance", True),
        (Change(15, 10, 12, 3), "chance", False),
        (Change(0, 30, 0, 0), "same", True),
        (Change(0, 30, 0, 2), "same", False),
        (Change(4, 30, 0, 0), "same", True),
        (Change(6, 30, 0, 0), "better", True),
        (Change(23, 11, 7, 0), "better", True),
        (Change(23, 11, 7, 3), "better", True),
        (Change(23, 11, 7, 38), "better", False),
        (Change(7, 11, 23, 3), "worse", True),
        (Change(7, 11, 23, 38), "worse", False),
        (Change(25, 0, 0, 0), "better", True),
        (Change(0, 0, 25, 1), "worse", True),
    ],
)
def test_a_claim_is_made_only_where_the_data_carry_it(
    found: Change, kind: str, everyone: bool
) -> None:
    made = claim(outcome(found), 5)
    assert (made.kind, made.everyone) == (kind, everyone)


def test_a_few_who_changed_a_lot_do_not_make_it_better_on_the_whole() -> None:
    # The mean's interval lies above no change, but as many got worse as better.
    found = outcome(Change(12, 20, 11, 0))
    assert found.mean is not None
    assert found.mean.interval is not None
    carried = replace(found.mean, change=0.6, interval=replace(found.mean.interval, low=0.1))
    assert carried.interval is not None
    assert carried.interval.direction == 1
    carried_outcome = replace(found, mean=carried)
    assert claim(carried_outcome, 5).kind == "chance"
    assert "But better and worse do not part from each other beyond chance." in how_sure(
        carried_outcome, SAFE, 5, EN
    )


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Change(0, 0, 0, 9), "Nobody who answered before has answered again"),
        (Change(2, 1, 1, 9), "Fewer than 5 people answered both times"),
        (Change(9, 5, 5, 0), "Fewer than 20 people answered both times: too few"),
        (Change(15, 10, 12, 0), "it may be chance"),
        (Change(0, 30, 0, 0), "For nearly all who answered both times it is as it was"),
        (
            Change(23, 11, 7, 3),
            "even if all who did not answer had got as bad",
        ),
        (
            Change(7, 11, 23, 3),
            "even if all who did not answer had got as good",
        ),
        (Change(7, 11, 23, 38), "Had all who did not answer again got as good as can be"),
        (Change(23, 11, 7, 4), "Fewer than 5 did not answer the second time"),
        (Change(23, 11, 7, 0, waiting=3), "Fewer than 5 were not asked this time, or not yet"),
        (Change(23, 11, 7, 0, waiting=30), "30 were not asked this time, or not yet"),
    ],
)
def test_whatever_is_refused_is_refused_in_words(found: Change, line: str) -> None:
    assert any(line in said for said in says(found))


def test_small_groups_are_ranges_or_not_told_apart() -> None:
    assert (
        "23 feel safer, 9 to 13 the same, fewer than 5 less safe" in says(Change(23, 11, 2, 0))[0]
    )
    assert "cannot" not in says(Change(10, 5, 2, 0))[0]
    assert says(Change(10, 5, 2, 0))[0] == (
        "Of 17 people who answered both times, 10 feel safer. The other 7: the same or less safe."
    )
    assert says(Change(2, 5, 10, 0))[0].endswith(
        "10 less safe. The other 7: feel safer or the same."
    )
    assert "The groups are too small to tell apart" in says(Change(8, 0, 0, 0))[0]


@given(
    st.builds(
        Change,
        st.integers(0, 12),
        st.integers(0, 12),
        st.integers(0, 12),
        st.integers(0, 12),
        st.integers(0, 12),
    )
)
def test_no_small_number_of_people_is_in_any_sentence(found: Change) -> None:
    made = outcome(found)
    said = "\n".join((told(made, SAFE, 5, EN), *how_sure(made, SAFE, 5, EN)))
    people = re.sub(
        r"scale of 1 to 5|[+-]\d+\.\d+|\d+ (in|of) 100|all better, \d+|ewer than \d+",
        "",
        plain(said),
    )
    assert all(int(number) >= 5 for number in re.findall(r"\d+", people)), said


@settings(max_examples=30)
@given(
    st.builds(Change, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.just(0)),
    st.integers(0, 30),
)
def test_with_more_people_missing_nothing_more_is_claimed(found: Change, missing: int) -> None:
    claims = [claim(outcome(replace(found, unpaired=n)), 5) for n in range(missing + 1)]
    assert len({made.kind for made in claims}) == 1
    assert all(not more.everyone or fewer.everyone for fewer, more in pairwise(claims))


def test_how_sure_it_is_is_told_in_points_of_the_scale() -> None:
    lines = [plain(one) for one in how_sure(outcome(Change(23, 11, 7, 38)), SAFE, 5, EN)]
    assert lines[0] == "On a scale of 1 to 5, the mean change is +0.4."
    assert lines[1] == (
        "It lies between +0.1 and +0.6. A range found this way is right 95 of 100 times."
    )
    assert lines[2:] == [
        ENDS,
        "Had they all said worse, 29 in 100 would be better; all better, 77.",
    ]


def test_what_would_give_a_small_number_away_is_left_out_of_how_sure_it_is() -> None:
    assert len(how_sure(outcome(Change(23, 11, 7, 3)), SAFE, 5, EN)) == 2
    # The number of those better is a range: its share would tell it.
    assert len(how_sure(outcome(Change(23, 2, 7, 30)), SAFE, 5, EN)) == 3
    assert len(how_sure(outcome(Change(9, 6, 6, 30)), SAFE, 5, EN)) == 4
    assert how_sure(outcome(Change(2, 1, 1, 30)), SAFE, 5, EN) == ()
    assert how_sure(outcome(Change(0, 0, 0, 30)), SAFE, 5, EN) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [(0.0, "+0.0"), (0.04, "+0.04"), (-0.04, "-0.04"), (0.25, "+0.2"), (-1.26, "-1.3")],
)
def test_a_change_is_said_with_its_sign_and_never_as_none_where_there_is_one(
    change: float, said: str
) -> None:
    assert points(change, EN) == said


def test_without_words_of_its_own_a_measure_is_better_the_same_or_worse() -> None:
    bare = replace(SAFE, better=SAFE.same, worse=SAFE.same)
    said = plain(distribution(Change(23, 11, 7, 0), bare, 5, EN))
    assert said.endswith("23 say it is better, 11 the same, 7 worse.")


def test_how_many_were_asked_is_told_by_wave() -> None:
    assert plain(reach(Reach("before", 90, 80, 60, 41), 5, EN)) == (
        "At the start: began 90, sent 80, gave a number 60, and again later 41."
    )
    assert plain(reach(Reach("report", 46, 43, 42, 41), 5, EN)) == (
        "Right after a decision: asked 46, reached 41 or a few more, gave a number 41 or a few "
        "more, and before, too, 41."
    )
    assert plain(reach(Reach("after-2", 9, 3, 2, 0), 5, EN)).startswith(
        "Asked again, time 2: asked 9, reached fewer than 5"
    )


def test_what_became_of_asking_is_told_without_pointing_at_anyone() -> None:
    def lines(*counts: int) -> list[str]:
        named = dict(zip(FATES, counts, strict=True))
        return plain(disposition(Disposition("after-1", named), 5, EN)).split("\n")

    assert lines(30, 5, 20, 7, 9)[1:] == [
        "answered: 30",
        "not there any more: 5",
        "said nothing: 20",
        "could not be reached: 7",
        "not asked yet: 9",
    ]
    assert lines(30, 5, 20, 7, 0)[1:] == [
        "answered: 30",
        "not there any more: 5",
        "said nothing: 16 to 20",
        "could not be reached: 7",
        "not asked yet: fewer than 5",
    ]
    assert lines(3, 0, 1, 0, 0)[1:] == ["Fewer than 5 people."]
    assert lines(3, 6, 5, 0, 0)[1:] == [
        "not there any more: 6",
        "answered, said nothing, could not be reached, not asked yet: 8 together",
    ]
    assert "The groups are too small to tell apart" in lines(3, 2, 3, 1, 0)[1]


def test_what_people_say_of_a_promise_stands_beside_the_teams_own_word() -> None:
    promise = PromiseFigures("p", "d", "Open daily", "en", date(2027, 4, 1), None, ())
    assert plain(team_word(promise, EN)) == "The team has not said yet how it stands."
    kept = TeamWord("kept", "The key is at the desk.", "en", date(2027, 4, 2))
    said = plain(team_word(replace(promise, team=kept), EN))
    assert said == "The team says: it is kept. The key is at the desk."
    bare = replace(promise, team=replace(kept, reason=""))
    assert plain(team_word(bare, EN)) == "The team says: it is kept."

    def lines(*counts: int) -> list[str]:
        named = dict(zip(VERDICTS, counts, strict=True))
        return plain(verdicts(Verdicts("after-1", 60, named), 5, EN)).split("\n")

    assert lines(12, 9, 8, 7, 6) == [
        "Asked again, time 1: 42 people said how it is.",
        "better: 12",
        "the same: 9",
        "worse: 8",
        "can't tell: 7",
        "doesn't touch them: 6",
    ]
    assert lines(1, 1, 1, 0, 0) == ["Asked again, time 1: fewer than 5 people have said how it is."]
    assert lines(0, 0, 7, 0, 6)[1:] == [
        "worse: 7",
        "better, the same, can't tell, doesn't touch them: 6 together",
    ]
    assert "too small to tell apart" in lines(6, 1, 1, 0, 0)[1]


def test_groups_of_people_are_shown_where_numbers_allow_and_nothing_is_claimed_of_them() -> None:
    language = loaded("who-is-missing").project.population[0]
    parts = tuple(
        Subgroup("language", category, Change(n, n, n, 0))
        for category, n in (("en", 9), ("ur", 1), ("pl", 7), ("ro", 7))
    )
    found = outcome(Change(24, 24, 24, 0), subgroups=parts)
    lines = plain(subgroups(found, language, 5, EN)).split("\n")
    assert lines[0] == "<b>Language</b>"
    assert lines[1] == "English: better 5 to 9, the same 5 to 9, worse 5 to 9"
    assert lines[2].endswith("not shown, so that nobody can be made out")
    assert lines[3] == "Polski: better 5 to 9, the same 5 to 9, worse 5 to 9"
    assert subgroups(replace(found, subgroups=parts[1:2]), language, 5, EN) == ""
    few = replace(found, change=Change(4, 4, 4, 0))
    assert subgroups(few, language, 5, EN) == ""


def test_everyone_may_read_the_latest_of_each_measure() -> None:
    project = replace(loaded("who-is-missing").project, measures={"safe": SAFE})

    def figures(*found: Outcome) -> Figures:
        return Figures("park", (MeasureFigures("safe", (), found),), (), ())

    said = list(public(figures(outcome(Change(9, 9, 9, 0), "after-2")), project, EN))
    assert len(said) == 1
    assert plain(said[0]).startswith(
        "<b>How safe do you feel?</b>\n<i>Asked again, time 2</i>\n"
        "Of 27 people who answered both times"
    )
    assert not list(public(figures(outcome(Change(9, 9, 9, 0), "report")), project, EN))
    gone = replace(project, measures={})
    assert not list(public(figures(outcome(Change(9, 9, 9, 0))), gone, EN))


def test_a_time_that_has_only_begun_does_not_hide_the_one_before() -> None:
    project = replace(loaded("who-is-missing").project, measures={"safe": SAFE})
    begun = outcome(Change(1, 0, 0, 20), "after-2")
    found = MeasureFigures("safe", (), (outcome(Change(9, 9, 9, 0)), begun))
    lines = plain(by_wave(found, SAFE, project, EN)).split("\n")
    assert lines[0] == "<i>Asked again, time 1</i>"
    assert lines[1].startswith("Of 27 people")
    assert lines[3:] == [
        "<i>Asked again, time 2</i>",
        "20 did not answer this time, so this may not hold for everyone.",
        "Fewer than 5 people answered both times. That is too few to say whether it got better.",
    ]
    assert by_wave(replace(found, outcomes=()), SAFE, project, EN) == ""


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Change(23, 11, 7, 6), "6 did not answer this time."),
        (Change(23, 11, 7, 3), "Fewer than 5 did not answer this time."),
        (Change(15, 10, 12, 3), "Fewer than 5 did not answer this time, so this may not hold"),
    ],
)
def test_a_later_time_is_not_called_the_second(found: Change, line: str) -> None:
    assert line in plain(told(outcome(found, "after-3"), SAFE, 5, EN))


def test_the_fewest_who_carry_a_claim_are_told_apart_from_too_few() -> None:
    assert claim(outcome(Change(FEWEST_PAIRED - 3, 1, 1, 0)), 5).kind == "too_few"
    assert claim(outcome(Change(FEWEST_PAIRED - 2, 1, 1, 0)), 5).kind == "better"
