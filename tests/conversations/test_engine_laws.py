"""Laws of the engine, for any sequence of anything a person can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import engine, inputs
from conversations import events as happened
from conversations.flow import Ask, path
from conversations.inputs import Input
from conversations.layout import MOST_IN_A_ROW
from conversations.moving import REMINDERS
from conversations.questions.base import Setting, Understood, Wanted
from conversations.questions.choice import OneChoice
from conversations.questions.matching import match_option
from conversations.questions.scale import Scale
from conversations.questions.ticking import Ticking
from conversations.render import Redrawn, Spoken, render
from conversations.run import Answer, Run
from conversations.text import clean, telegram_length
from conversations.turn import STALLED
from tests.support.generated import GENERATED
from tests.support.nasty import NASTY
from tests.support.projects import PROJECTS, example, loaded, problems
from tests.support.walks import START, WARD_7, Ground, Step, Walk, to_the_end, walks_on

#: Walks through the example, and through projects that nobody wrote.
ANYWHERE = walks_on(st.one_of(st.just(WARD_7), GENERATED))


# ---------------------------------------------------------------- laws of each step


def a_run_waits_has_paused_or_is_over(one: Step) -> None:
    run = one.after
    assert (run.status == "ended") == bool(run.how)
    assert (run.at is None) == (run.status == "ended" and run.how != "stopped")
    way = path(one.ground.script.nodes, run.answers, run.facts)
    if run.at is not None:
        assert run.at in {node.key for node in way if isinstance(node, Ask)}
        ask = one.ground.script.find(run.at)
        assert ask is not None
        assert not run.draft or isinstance(ask.question, Ticking)
    assert run.pending is None or run.status == "waiting"
    assert run.reminders <= REMINDERS


def answers_lie_on_the_way_and_others_aside(one: Step) -> None:
    run = one.after
    on_the_way = {node.key for node in path(one.ground.script.nodes, run.answers, run.facts)}
    assert run.answers.keys() <= on_the_way
    assert not run.aside.keys() & on_the_way


def no_answer_changes_or_goes_without_an_event_that_says_so(one: Step) -> None:
    before, after = one.before, one.after
    told = {
        event.node
        for event in one.events
        if isinstance(
            event,
            happened.AnswerRecorded
            | happened.AnswerChanged
            | happened.AnswerSetAside
            | happened.AnswerRestored,
        )
    }
    keys = before.answers.keys() | after.answers.keys()
    assert {k for k in keys if before.answers.get(k) != after.answers.get(k)} <= told
    kept = after.answers.keys() | after.aside.keys()
    assert before.answers.keys() | before.aside.keys() <= kept


def what_was_said_is_in_an_event_whole(one: Step) -> None:
    """Words that are not exactly an option are kept, as an answer, beside one or by themselves."""
    given_ = one.given
    match given_:
        case inputs.Said() | inputs.Edited():
            text, media = clean(given_.text), None
        case inputs.SentMedia():
            text, media = clean(given_.caption), given_.media
        case _:
            return
    kept: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for event in one.events:
        match event:
            case happened.WordsKept():
                kept.append(((event.words,), event.media))
            case happened.AnswerRecorded() | happened.AnswerChanged():
                kept.append((event.answer.words, event.answer.media))
            case _:
                pass
    if isinstance(given_, inputs.Edited):
        # An edit that changes none of the words is no news.
        same = [a.words for a in one.before.answers.values() if given_.message in a.messages]
        kept += [(words, ()) for words in same]
    if one.after.pending:
        kept.append((one.after.pending.answer.words, one.after.pending.answer.media))
    if text and not (media is None and is_an_option(one, text)):
        assert any(text in words for words, _ in kept), one
    if media:
        assert any(media in files for _, files in kept), one


def is_an_option(one: Step, text: str) -> bool:
    """Say whether ``text`` is a button's label or number, and so is kept as what was chosen."""
    run, words = one.before, one.ground.words_of(one.before)
    if run.pending and not isinstance(one.given, inputs.Edited):
        yes_no = one.ground.script.find("age")
        assert yes_no is not None
        assert isinstance(yes_no.question, OneChoice)
        return isinstance(match_option(text, yes_no.question.options, words), Understood)
    at = run.at
    if isinstance(one.given, inputs.Edited):
        at = next((k for k, a in run.answers.items() if one.given.message in a.messages), None)
    ask = one.ground.script.find(at or "")
    if ask is None:
        return False
    ask = ask.at(Setting(run.answers, run.facts, one.now))
    if isinstance(ask.question, Ticking) and ask.question.says_done(text, words):
        return True
    reading = ask.read(text, words)
    return isinstance(reading, Understood | Wanted) and not reading.words


def words_of_an_answer_go_only_when_it_is_given_anew(one: Step) -> None:
    for event in one.of(happened.AnswerChanged):
        assert isinstance(event, happened.AnswerChanged)
        gone = [text for text in event.old.words if text not in event.answer.words]
        most = {"corrected": 1, "changed": len(gone)}
        assert len(gone) <= most.get(event.how, 0)
        if event.how in ("added", "joined"):
            assert set(event.old.media) <= set(event.answer.media)


def a_change_not_made_leaves_its_words_behind(one: Step) -> None:
    pending = one.before.pending
    if pending is None or one.after.pending is not None:
        return
    kept = "\n".join(e.words for e in one.events if isinstance(e, happened.WordsKept)).splitlines()
    now = one.after.answers[pending.node].words if pending.node in one.after.answers else ()
    for text in pending.answer.words:
        assert text in now or set(text.splitlines()) <= set(kept)


def steps_only_grow_and_old_buttons_do_nothing(one: Step) -> None:
    before, after = one.before, one.after
    assert after.step >= before.step
    if one.of(happened.Prompted, happened.ChangeQuestioned):
        assert after.step > before.step
    if isinstance(one.given, inputs.Tapped):
        if one.given.step != before.step and _is_there(one):
            assert after == before
        elif one.given.step != before.step:
            assert (after.at, after.answers) == (before.at, before.answers)
        if after.step != before.step:
            assert one.ground.step(after, one.given, one.now).after == after


def _is_there(one: Step) -> bool:
    """Say whether the person is there: not paused, nor away so long that a tap is a return."""
    asked = one.before.asked_at
    silent = asked is not None and one.now - asked >= STALLED
    return one.before.status == "ended" or (one.before.status == "waiting" and not silent)


def stopped_is_stopped_until_they_start(one: Step) -> None:
    if one.before.how == "stopped" and not isinstance(one.given, inputs.Started):
        assert replace(one.after, language=one.before.language) == one.before
        assert not one.of(happened.Prompted, happened.ChangeQuestioned)


def nobody_goes_unheard_and_everything_said_fits_a_message(one: Step) -> None:
    outputs = render(one.ground.script, one.after, one.events, one.ground.words_of(one.after))
    for output in outputs:
        text = str(getattr(output, "text", "") or getattr(output, "mark", ""))
        assert text.strip()
        assert telegram_length(text) <= 4096
        if isinstance(output, Spoken | Redrawn):
            assert all(len(row) <= MOST_IN_A_ROW for row in output.rows)
            assert all(c.label and len(c.value.encode()) <= 30 for row in output.rows for c in row)
    one_more_of_an_album = any(
        isinstance(event, happened.AnswerChanged) and event.how == "joined" for event in one.events
    )
    needs_no_word = (
        one_more_of_an_album
        or isinstance(one.given, inputs.TimedOut | inputs.ChangedLanguage | inputs.Postponed)
        or (isinstance(one.given, inputs.Stopped) and one.before.status == "ended")
        or (isinstance(one.given, inputs.Edited) and one.after == one.before)
    )
    assert outputs or needs_no_word


LAWS = (
    a_run_waits_has_paused_or_is_over,
    answers_lie_on_the_way_and_others_aside,
    no_answer_changes_or_goes_without_an_event_that_says_so,
    what_was_said_is_in_an_event_whole,
    words_of_an_answer_go_only_when_it_is_given_anew,
    a_change_not_made_leaves_its_words_behind,
    steps_only_grow_and_old_buttons_do_nothing,
    stopped_is_stopped_until_they_start,
    nobody_goes_unheard_and_everything_said_fits_a_message,
)


def every_law_holds(one: Step) -> None:
    for law in LAWS:
        law(one)


@settings(max_examples=200, deadline=None)
@given(ANYWHERE)
def test_every_law_holds_at_every_step_of_any_walk_through_any_project(walk: Walk) -> None:
    for one in walk:
        every_law_holds(one)


@settings(max_examples=30, deadline=None)
@given(ANYWHERE)
def test_replaying_the_same_inputs_gives_the_same_run(walk: Walk) -> None:
    run = walk[0].before
    for one in walk:
        again = one.ground.step(run, one.given, one.now)
        assert again == one
        run = again.after


# ---------------------------------------------------------------- laws of what comes next


def last(walk: Walk) -> Run:
    return walk[-1].after


LATER = START + timedelta(days=40)


@settings(max_examples=100, deadline=None)
@given(ANYWHERE, st.integers(0, 5))
def test_nobody_is_stuck_whoever_goes_along_reaches_the_end_from_anywhere(
    walk: Walk, which: int
) -> None:
    ground = walk[-1].ground
    rest = to_the_end(ground, last(walk), LATER, which)
    run = last(rest) if rest else last(walk)
    assert run.status == "ended"
    assert run.how != "stopped"
    way = path(ground.script.nodes, run.answers, run.facts)
    assert {node.key for node in way if isinstance(node, Ask)} == set(run.answers)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.just(WARD_7), GENERATED), st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_the_way_recomputed_is_the_way_that_was_walked(ground: Ground, which: list[int]) -> None:
    run, now = ground.begin(), START
    walked = met(engine.begin(ground.script, "run", run.language, {}, now, ground.words_of(run))[1])
    for number in range(2 * len(ground.asks) + 20):
        if run.status == "ended":
            break
        now += timedelta(minutes=1)
        one = ground.step(run, ground.forward(run, which[number % len(which)]), now)
        walked += met(one.events)
        run = one.after
    way = path(ground.script.nodes, run.answers, run.facts)
    assert walked == [node.key for node in way]


def met(events: tuple[happened.Event, ...]) -> list[str]:
    """Return what was put before someone for the first time, in its order."""
    nodes = []
    for event in events:
        if isinstance(event, happened.Shown | happened.RunEnded):
            nodes.append(event.node or "")
        elif isinstance(event, happened.Prompted) and not event.again:
            nodes.append(event.node)
    return nodes


def answers_of(run: Run) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {key: (answer.value, answer.media) for key, answer in run.answers.items()}


def way_of(ground: Ground, run: Run) -> list[str]:
    return [node.key for node in path(ground.script.nodes, run.answers, run.facts)]


@settings(max_examples=60, deadline=None)
@given(ANYWHERE)
def test_going_back_and_saying_the_same_again_changes_nothing(walk: Walk) -> None:
    ground, run = walk[-1].ground, last(walk)
    if run.status != "waiting" or run.pending is not None:
        return
    back = ground.step(run, inputs.WentBack(), LATER)
    if back.of(happened.InputRejected):
        return
    at = back.after.at or ""
    same = same_again(back.after.answers[at], back.after.step)
    again = ground.step(back.after, same, LATER).after
    assert answers_of(again) == answers_of(run)
    assert way_of(ground, again) == way_of(ground, run)


def same_again(answer: Answer, at_step: int) -> Input:
    """Give the same answer by the same means."""
    if answer.status in ("skipped", "kept") or len(answer.value) > 1 or answer.media:
        return inputs.Skipped()
    if answer.value:
        return inputs.Tapped(answer.value[0], at_step)
    return inputs.Said("\n".join(answer.words)) if answer.words else inputs.Skipped()


@settings(max_examples=100, deadline=None)
@given(ANYWHERE, st.data())
def test_changing_an_answer_and_changing_it_back_restores_the_way(
    walk: Walk, data: st.DataObject
) -> None:
    ground, run = walk[-1].ground, last(walk)
    if run.pending or run.how == "stopped":
        return
    # A file beside a choice stays with the answer it came with, as words do.
    alone = [key for key, answer in run.answers.items() if not answer.media]
    choosable = [key for key in alone if other_than(ground, run, key) is not None]
    if not choosable:
        return
    key = data.draw(st.sampled_from(choosable))
    was, other = run.answers[key].value[0], other_than(ground, run, key)
    assert other is not None
    changed = choose(ground, run, key, other)
    assert changed.answers[key].value == (other,)
    back = choose(ground, changed, key, was)
    assert answers_of(back) == answers_of(run)
    assert way_of(ground, back) == way_of(ground, run)
    assert back.aside.keys() == run.aside.keys()


def other_than(ground: Ground, run: Run, key: str) -> str | None:
    """Return another option of a question answered with exactly one, or ``None``."""
    ask = ground.script.find(key)
    if ask is None or not isinstance(ask.question, OneChoice | Scale):
        return None
    question = ask.at(Setting(run.answers, run.facts, LATER)).question
    value = run.answers[key].value
    others = [c.value for c in question.choices(ground.words_of(run)) if c.value not in value]
    return others[0] if len(value) == 1 and others else None


def choose(ground: Ground, run: Run, key: str, value: str) -> Run:
    """Take the question up again, tap ``value``, and confirm it if asked to."""
    run = ground.step(run, inputs.Revisited(key), LATER).after
    run = ground.step(run, inputs.Tapped(value, run.step), LATER).after
    return ground.step(run, inputs.Tapped("yes", run.step), LATER).after if run.pending else run


# ---------------------------------------------------------------- every question, every noise

SOUND = sorted(
    folder.name
    for folder in PROJECTS.iterdir()
    if not any(problem.serious for problem in problems(example(folder.name)))
)


@pytest.mark.parametrize("name", ["ward-7", *SOUND])
def test_no_input_of_any_kind_raises_or_is_lost_at_any_question(name: str) -> None:
    ground = WARD_7 if name == "ward-7" else Ground(loaded(name))
    run, now = ground.begin(), START
    for _ in range(2 * len(ground.asks) + 20):
        if run.status == "ended":
            break
        for text in NASTY:
            for one in (inputs.Said(text, None, 77), inputs.SentMedia("m1", text, None, 78)):
                once = ground.step(run, one, now)
                every_law_holds(once)
                every_law_holds(ground.step(once.after, inputs.Edited(77, text), now))
        now += timedelta(minutes=1)
        run = ground.step(run, ground.forward(run), now).after
    assert run.status == "ended"
