"""Moving over: a run goes on in a newer revision, or stays and it is said why; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import events as happened
from conversations.flow import Ask, path
from conversations.inputs import Input, Paused, Revisited, Said, Skipped, Started, Tapped
from conversations.loader import load
from conversations.moving_over import Misfit, Moved, move_over
from conversations.run import Run
from conversations.snapshot import PROJECT_FILE, Snapshot
from tests.support.generated import GENERATED
from tests.support.projects import example
from tests.support.walks import (
    ALONG,
    ANYTHING,
    START,
    WARD_7,
    Ground,
    Move,
    Walk,
    to_the_end,
    walks_on,
)

LATER = START + timedelta(days=1)
OPENING = ("English", "go on", "I agree", "yes", "yes", "for myself", "next", "next", "hours")

WHEN = "    options: {day: By day, evening: In the evening}\n"
LIGHT = "    low: dark\n    high: light\n"
TURNED = "when: {question: when, is: evening}"
HOURS = "    kind: open\n    name: Opening hours\n"


def changed(*edits: tuple[str, str]) -> Ground:
    """The example ``branches`` as its author changed it."""
    text = example("branches").files[PROJECT_FILE]
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return Ground(load(Snapshot({PROJECT_FILE: text}), bot={}))


BEFORE = changed()
#: Another question in place of ``light``.
BRIGHT = changed(
    ("  - ask: light\n", "  - ask: bright\n"),
    ("question: light, over", "question: bright, over"),
    ("question: light, under", "question: bright, under"),
)


def said(*texts: str, ground: Ground = BEFORE) -> Run:
    """Someone who said so much: the opening, and then ``texts``."""
    return does(ground, ground.begin(), *map(Said, (*OPENING, *texts)))


def does(ground: Ground, run: Run, *inputs: Input) -> Run:
    for one in inputs:
        run = ground.step(run, one, START).after
    return run


def moved(run: Run, to: Ground, *, quietly: bool = False, since: Ground = BEFORE) -> Moved | Misfit:
    old, new = since.loaded.project, to.loaded.project
    return move_over(old, new, run, LATER, to.words_of(run), quietly=quietly)


def is_moved(run: Run, to: Ground, *, quietly: bool = False) -> Moved:
    outcome = moved(run, to, quietly=quietly)
    assert isinstance(outcome, Moved), outcome
    return outcome


# ---------------------------------------------------------------- who moves


def test_the_open_question_is_put_again_with_a_word_of_why() -> None:
    run = said("day")
    done = is_moved(run, changed((WHEN, WHEN.replace("}", ", night: At night}"))))
    assert done.events == (
        happened.ScriptChanged(),
        happened.Prompted("light", run.step + 1, again=True),
    )
    assert done.run.answers == run.answers
    assert not done.run.changed


def test_where_only_words_change_nobody_is_disturbed() -> None:
    run = said("day")
    done = is_moved(run, changed(("text: How light is it?", "text: How light is it there?")))
    assert done == Moved(run)


def test_a_new_question_further_on_is_asked_in_its_turn() -> None:
    new = "  - ask: dogs\n    kind: yesno\n    text: Do you bring a dog?\n    serves: hours\n"
    to = changed(("  - review\n", new + "  - review\n"))
    run = said("day", "3")
    assert run.at == "review"
    done = is_moved(run, to)
    # Before anything is sent, what is new is asked.
    assert done.events == (happened.ScriptChanged(), happened.Prompted("dogs", run.step + 1))
    assert does(to, done.run, Said("yes")).at == "review"


def test_a_question_that_is_gone_makes_room_for_the_next() -> None:
    to = BRIGHT
    done = is_moved(said("evening"), to)
    assert done.run.at == "bright"
    assert moved(said("evening"), to, quietly=True) == Misfit("unseen", "light")
    assert done.run.answers["when"].value == ("evening",)


def test_what_is_ticked_stays_ticked_where_it_can() -> None:
    several = ("    kind: choice\n", "    kind: choices\n")
    since = changed(several)
    run = does(since, said(ground=since), Tapped("day", said(ground=since).step))
    assert run.draft == ("day",)
    for keeps, options in (
        (("day",), "{day: By day, night: At night}"),
        ((), "{night: At night, dusk: At dusk}"),
    ):
        to = changed(
            several,
            (WHEN, f"    options: {options}\n"),
            (TURNED, "when: {question: when, is: night}"),
            ("question: when, not: [day]", "question: when, not: [night]"),
        )
        outcome = moved(run, to, since=since)
        assert isinstance(outcome, Moved)
        assert outcome.run.draft == keeps


def test_a_card_that_says_something_else_is_shown_again() -> None:
    to = changed(("    kind: fixed\n", "    version: 2\n    kind: fixed\n"))
    done = is_moved(said(), to)
    assert done.events == (
        happened.AnswerSetAside("card.wall"),
        happened.ScriptChanged(),
        happened.ConstraintShown("wall", 2),
        happened.Prompted("card.wall", done.run.step),
    )
    assert does(to, done.run, Said("next")).at == "when"
    # So it is while they take up an answer again, and where it was set aside.
    assert is_moved(does(BEFORE, said("day"), Revisited("when")), to).run.at == "card.wall"


def test_what_is_taken_up_again_stays_open() -> None:
    run = does(BEFORE, said("day", "3"), Revisited("when"))
    done = is_moved(run, changed((WHEN, WHEN.replace("}", ", night: At night}"))))
    assert done.run.at == "when"


def test_what_was_set_aside_comes_back_where_the_way_turns_back() -> None:
    run = does(BEFORE, said("evening", "3", "for the owls"), Revisited("when"), Said("day"))
    run = does(BEFORE, run, Said("yes"))
    assert run.aside.keys() == {"why"}
    to = changed((TURNED, "when: {question: light, over: 1}"))
    done = is_moved(run, to)
    assert happened.AnswerRestored("why") in done.events
    assert done.run.answers["why"] == run.aside["why"]


# ---------------------------------------------------------------- quietly


def test_who_has_paused_is_told_when_they_are_back() -> None:
    to = changed((WHEN, WHEN.replace("}", ", night: At night}")))
    paused = does(BEFORE, said("day"), Paused())
    done = is_moved(paused, to)
    assert (done.events, done.run.step, done.run.changed) == ((), paused.step, True)
    back = to.step(done.run, Started(), LATER)
    assert [type(event).__name__ for event in back.events] == [
        "RunResumed",
        "ScriptChanged",
        "Prompted",
    ]
    assert not back.after.changed


def test_who_is_left_in_peace_can_still_tap_what_they_see() -> None:
    to = changed((WHEN, WHEN.replace("}", ", night: At night}")))
    done = is_moved(said("day"), to, quietly=True)
    after = to.step(done.run, Tapped("3", done.run.step), LATER)
    assert after.after.answers["light"].value == ("3",)
    assert happened.ScriptChanged() in after.events


def test_nobody_answers_a_question_they_have_not_seen() -> None:
    to = changed((LIGHT, LIGHT + "    points: 7\n"))
    assert moved(said("day"), to, quietly=True) == Misfit("unseen", "light")
    assert moved(does(BEFORE, said("day"), Paused()), to) == Misfit("unseen", "light")
    assert is_moved(said("day"), to).run.at == "light"


# ---------------------------------------------------------------- who stays


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        (
            [
                ("  - ask: when\n", "  - ask: hour\n"),
                (TURNED, "when: {question: hour, is: evening}"),
                ("question: when, not: [day]", "question: hour, not: [day]"),
            ],
            Misfit("gone", "when"),
        ),
        (
            [
                (WHEN, "    options: {dawn: At dawn, evening: In the evening}\n"),
                ("not: [day]", "not: [dawn]"),
            ],
            Misfit("otherwise", "when"),
        ),
        ([(LIGHT, LIGHT + "    points: 7\n")], Misfit("otherwise", "light")),
        ([(HOURS, HOURS + "    version: 2\n")], Misfit("subject", "when")),
        ([("keep_months: 12", "keep_months: 24")], Misfit("agreed")),
        ([("minimum_age: 16", "minimum_age: 18")], Misfit("agreed")),
    ],
)
def test_who_would_lose_something_stays(edits: list[tuple[str, str]], why: Misfit) -> None:
    assert moved(said("day", "3"), changed(*edits)) == why


def test_who_speaks_a_language_that_is_gone_stays() -> None:
    run = replace(said("day"), language="pl")
    to = changed(("languages: [en, pl]", "languages: [en]"), ("is: [pl]", "is: [en]"))
    assert moved(run, to) == Misfit("language")


def test_who_is_asked_about_a_change_stays_until_they_have_answered() -> None:
    run = does(BEFORE, said("evening", "3", "for the owls"), Revisited("when"), Said("day"))
    assert moved(run, BEFORE) == Misfit("changing", "when")


def test_who_left_open_what_is_needed_now_stays() -> None:
    to = changed(
        ("    text: How light is it?\n", "    text: How light is it?\n    required: true\n")
    )
    run = does(BEFORE, said("day"), Skipped())
    assert moved(run, to) == Misfit("needed", "light")
    assert isinstance(moved(said("day", "3"), to), Moved)


def test_who_said_what_would_no_longer_be_asked_of_them_stays() -> None:
    to = changed((TURNED, "when: {question: light, over: 4}"))
    assert moved(said("evening", "3", "for the owls"), to) == Misfit("off", "why")


def test_nobody_is_sent_off_by_a_question_that_is_gone() -> None:
    sent = said("day", "3", "send")
    run = does(BEFORE, sent, Revisited("when"), Said("evening"))
    assert run.at == "why"
    to = changed((TURNED, "when: {question: light, over: 4}"))
    assert moved(run, to) == Misfit("off", "why")


SEVERAL = (("    kind: choice\n", "    kind: choices\n    none: true\n"),)


@pytest.mark.parametrize(("answer", "stays"), [("none of these", True), ("in the evening", False)])
def test_none_of_these_is_said_of_the_options_there_were(answer: str, stays: bool) -> None:
    since = changed(*SEVERAL)
    to = changed(*SEVERAL, (WHEN, WHEN.replace("}", ", night: At night}")))
    outcome = moved(said(answer, ground=since), to, since=since)
    assert (outcome == Misfit("otherwise", "when")) is stays


def test_a_number_of_something_else_is_another_answer() -> None:
    hours, minutes = (
        changed(
            (LIGHT, f"    unit: {unit}\n"),
            ("    kind: scale\n", "    kind: number\n"),
        )
        for unit in ("hours", "minutes")
    )
    run = said("day", "3", ground=hours)
    assert moved(run, minutes, since=hours) == Misfit("otherwise", "light")


# ---------------------------------------------------------------- laws


def under_way(walk: Walk) -> Run | None:
    """Return the last of a walk's runs that is under way."""
    return next((one.after for one in reversed(walk) if one.after.status != "ended"), None)


@settings(max_examples=25, deadline=None)
@given(walks_on(st.one_of(st.just(WARD_7), GENERATED)), st.booleans())
def test_moving_to_the_same_script_changes_nothing(walk: Walk, quietly: bool) -> None:
    run = under_way(walk)
    if run is None:
        return
    outcome = moved(run, walk[0].ground, quietly=quietly, since=walk[0].ground)
    if run.pending:
        assert outcome == Misfit("changing", run.pending.node)
    else:
        assert outcome == Moved(run)


def follows(run: Run, ground: Ground, outcome: Moved) -> None:
    """Hold a run that was moved against everything a move must keep."""
    after = outcome.run
    mine = {
        key: answer
        for key, answer in {**run.aside, **run.answers}.items()
        if answer.words or answer.media or not key.startswith("card.")
    }
    assert {key: {**after.aside, **after.answers}[key] for key in mine} == mine
    way = path(ground.script.nodes, after.answers, after.facts)
    on_the_way = {node.key for node in way if isinstance(node, Ask)}
    assert after.at in on_the_way
    assert after.answers.keys() <= on_the_way
    assert (after.id, after.script, after.language) == (run.id, run.script, run.language)
    put = [event for event in outcome.events if isinstance(event, happened.Prompted)]
    assert [event.step for event in put] == ([after.step] if after.step > run.step else [])
    end = to_the_end(ground, after, LATER)
    assert end[-1].after.status == "ended"


@settings(max_examples=60, deadline=None)
@given(walks_on(GENERATED), GENERATED, st.booleans())
def test_whoever_moves_loses_nothing_and_gets_to_the_end(
    walk: Walk, to: Ground, quietly: bool
) -> None:
    run = under_way(walk)
    if run is None:
        return
    outcome = moved(run, to, quietly=quietly, since=walk[0].ground)
    if isinstance(outcome, Moved):
        follows(run, to, outcome)
    else:
        assert not outcome.node or outcome.node in {ask.key for ask in walk[0].ground.asks}


@settings(max_examples=25, deadline=None)
@given(walks_on(GENERATED), GENERATED, st.lists(st.one_of(ALONG, ANYTHING), max_size=5))
def test_whatever_comes_after_a_quiet_move_is_taken(
    walk: Walk, to: Ground, moves: list[Move]
) -> None:
    run = under_way(walk)
    outcome = run and moved(run, to, quietly=True, since=walk[0].ground)
    if isinstance(outcome, Moved):
        after = outcome.run
        for move in moves:
            after = to.step(after, move(to, after), LATER).after
        assert after.at is None or to.script.find(after.at)
