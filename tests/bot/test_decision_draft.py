"""A draft of a decision: which question comes next, and what speaks for which side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.leads.decision_draft import PARTS, Draft, to_correct
from storage import decisions, sorting, themes
from storage.decisions import Decision, No, Rests
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with project(tmp_path / "tellback.db", b"k" * 32) as db:
        person(db, "ana", 1)
        answers(db, "ana", [("day", "", "dark"), ("good", "", "the lamp"), ("more", "", "both")])
        for theme in ("dark", "light"):
            themes.add(db, theme, PROJECT, theme.title(), "ana", NOW)
        for answer, theme in (
            *(("ana.day", "dark"), ("ana.good", "light")),
            *(("ana.more", "dark"), ("ana.more", "light")),
        ):
            themes.put(db, f"{answer}-{theme}", answer, theme, "ana", NOW)
        yield db


def test_what_stands_under_both_sides_speaks_for_it_unless_it_was_moved(db: Connection) -> None:
    draft = Draft(PROJECT, themes=("dark",), against=("light",))
    assert draft.rests(db) == (
        Rests(("dark",), ("ana.day", "ana.more")),
        Rests(("light",), ("ana.good",)),
    )
    moved = Draft(PROJECT, themes=("dark",), against=("light",), moved=("ana.more", "ana.good"))
    assert moved.rests(db) == (
        Rests(("dark",), ("ana.day", "ana.good")),
        Rests(("light",), ("ana.more",)),
    )


def test_themes_that_are_one_by_now_are_one_in_the_draft(db: Connection) -> None:
    sorting.merge(db, "dark", "light")
    rests, against = Draft(PROJECT, themes=("dark", "light")).rests(db)
    assert rests.themes == ("light",)
    assert set(rests.answers) == {"ana.day", "ana.good", "ana.more"}
    assert against == Rests()


def test_each_verdict_asks_for_the_reasons_it_needs() -> None:
    asked = {
        verdict: [one for one in PARTS if Draft(PROJECT, verdict=verdict).asked(one)]
        for verdict in ("will", "part", "will_not", "not_ours")
    }
    noes = {"no_what", "no_why", "no_more"}
    assert noes <= set(asked["part"])
    assert not noes & {*asked["will"], *asked["will_not"], *asked["not_ours"]}
    assert [verdict for verdict in asked if "whose" in asked[verdict]] == ["not_ours"]
    assert all("why" in questions for questions in asked.values())


def test_the_next_question_is_the_first_without_an_answer() -> None:
    draft = Draft(PROJECT, verdict="will", answered=tuple(PARTS))
    assert draft.next().step == "preview"
    # Another verdict needs what was not asked before, and nothing that was.
    asked = tuple(one for one in PARTS if one not in ("no_what", "no_why", "no_more"))
    assert Draft(PROJECT, answered=asked).answer("verdict", verdict="part").step == "no_what"
    assert draft.ask("due_on", "known_by").step == "due_on"
    assert draft.ask("due_on", "known_by").answer("due_on").step == "known_by"


def test_back_goes_through_every_question_to_the_first_and_then_out() -> None:
    draft: Draft | None = Draft(PROJECT, step="preview", verdict="not_ours")
    steps = []
    while draft is not None:
        steps.append(draft.step)
        draft = draft.before()
    assert steps[1:] == [
        one for one in reversed(PARTS) if Draft(PROJECT, verdict="not_ours").asked(one)
    ]
    # Among the themes, back takes off the last.
    chosen = Draft(PROJECT, themes=("dark", "light")).before()
    assert chosen is not None
    assert chosen.themes == ("dark",)


def test_progress_counts_the_parts_and_not_the_questions_within() -> None:
    places = [Draft(PROJECT, step=one, verdict="part").progress() for one in PARTS]
    assert places[0] == (1, 9)
    assert {place for place in places if place} == {(n, 9) for n in range(1, 10)}
    assert Draft(PROJECT, step="heard", themed=False).progress() == (1, 7)
    assert Draft(PROJECT, step="preview").progress() is None


def test_putting_right_begins_with_all_that_was_said_and_asks_what_is_missing(
    db: Connection,
) -> None:
    made = Decision("d1", PROJECT, "It is dark", "part", "A lamp", "Cheap", None, None, "en", NOW)
    rests = Rests(("dark",), ("ana.day",))
    decisions.add(db, made, "ana", rests, against=Rests(("light",), ("ana.good", "ana.more")))
    draft = to_correct(db, made)
    assert (draft.step, draft.replaces, draft.heard) == ("change", "d1", "It is dark")
    assert [set(on.answers) for on in draft.rests(db)] == [{"ana.day"}, {"ana.good", "ana.more"}]
    # As it was written down before, nobody had said who decided, or what is not done.
    left = draft.next()
    assert left.step == "no_what"
    left = left.answer("no_what", "no_why", "no_more", noes=(("Ten", "No money"),))
    assert left.step == "decided_by"
    assert left.no_list() == (No("Ten", "No money"),)
