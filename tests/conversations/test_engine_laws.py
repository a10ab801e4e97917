"""Laws of the engine, for any sequence of anything a person can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import events as happened
from conversations import inputs
from conversations.flow import Ask, path
from conversations.inputs import Input
from conversations.layout import MOST_IN_A_ROW
from conversations.moving import REMINDERS
from conversations.questions.base import Understood, Wanted
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.matching import match_option
from conversations.questions.scale import Scale
from conversations.render import Redrawn, Spoken, render
from conversations.run import Answer, Run
from conversations.text import clean, telegram_length
from tests.support.walks import (
    SCRIPT,
    START,
    WALKS,
    Step,
    Walk,
    begin,
    forward,
    step,
    words_of,
)

# ---------------------------------------------------------------- laws of each step


def a_run_waits_has_paused_or_is_over(one: Step) -> None:
    run = one.after
    assert (run.status == "ended") == bool(run.how)
    assert (run.at is None) == (run.status == "ended" and run.how != "stopped")
    way = path(SCRIPT.nodes, run.answers, run.facts)
    if run.at is not None:
        assert run.at in {node.key for node in way if isinstance(node, Ask)}
        ask = SCRIPT.find(run.at)
        assert ask is not None
        assert not run.draft or isinstance(ask.question, SeveralChoices)
    assert run.pending is None or run.status == "waiting"
    assert run.reminders <= REMINDERS


def answers_lie_on_the_way_and_others_aside(one: Step) -> None:
    run = one.after
    on_the_way = {node.key for node in path(SCRIPT.nodes, run.answers, run.facts)}
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
    if one.after.pending:
        kept.append((one.after.pending.answer.words, one.after.pending.answer.media))
    if text and not (media is None and is_an_option(one, text)):
        assert any(text in words for words, _ in kept), one
    if media:
        assert any(media in files for _, files in kept), one


def is_an_option(one: Step, text: str) -> bool:
    """Say whether ``text`` is a button's label or number, and so is kept as what was chosen."""
    run, words = one.before, words_of(one.before)
    if run.pending and not isinstance(one.given, inputs.Edited):
        yes_no = SCRIPT.find("age")
        assert yes_no is not None
        assert isinstance(yes_no.question, OneChoice)
        return isinstance(match_option(text, yes_no.question.options, words), Understood)
    at = run.at
    if isinstance(one.given, inputs.Edited):
        at = next((k for k, a in run.answers.items() if one.given.message in a.messages), None)
    ask = SCRIPT.find(at or "")
    if ask is None:
        return False
    if isinstance(ask.question, SeveralChoices) and ask.question.says_done(text, words):
        return True
    reading = ask.read(text, words)
    return isinstance(reading, Understood | Wanted) and not reading.words


def words_of_an_answer_go_only_when_it_is_given_anew(one: Step) -> None:
    for event in one.of(happened.AnswerChanged):
        assert isinstance(event, happened.AnswerChanged)
        gone = [text for text in event.old.words if text not in event.answer.words]
        assert len(gone) <= {"added": 0, "corrected": 1, "changed": len(gone)}[event.how]
        if event.how != "changed":
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
        if one.given.step != before.step:
            assert after == before
        if after.step != before.step:
            assert step(after, one.given, one.now).after == after


def stopped_is_stopped_until_they_start(one: Step) -> None:
    if one.before.how == "stopped" and not isinstance(one.given, inputs.Started):
        assert replace(one.after, language=one.before.language) == one.before
        assert not one.of(happened.Prompted, happened.ChangeQuestioned)


def nobody_goes_unheard_and_everything_said_fits_a_message(one: Step) -> None:
    outputs = render(SCRIPT, one.after, one.events, words_of(one.after))
    for output in outputs:
        text = str(getattr(output, "text", "") or getattr(output, "mark", ""))
        assert text.strip()
        assert telegram_length(text) <= 4096
        if isinstance(output, Spoken | Redrawn):
            assert all(len(row) <= MOST_IN_A_ROW for row in output.rows)
            assert all(c.label and len(c.value.encode()) <= 30 for row in output.rows for c in row)
    needs_no_word = (
        isinstance(one.given, inputs.TimedOut | inputs.ChangedLanguage)
        or (isinstance(one.given, inputs.Stopped) and one.before.status == "ended")
        or (isinstance(one.given, inputs.Edited) and not clean(one.given.text))
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


@settings(max_examples=150, deadline=None)
@given(WALKS)
def test_every_law_holds_at_every_step_of_any_walk(walk: Walk) -> None:
    for one in walk:
        for law in LAWS:
            law(one)


@settings(max_examples=30, deadline=None)
@given(WALKS)
def test_replaying_the_same_inputs_gives_the_same_run(walk: Walk) -> None:
    run = begin()
    for one in walk:
        again = step(run, one.given, one.now)
        assert again == one
        run = again.after


# ---------------------------------------------------------------- laws of what comes next


def last(walk: Walk) -> Run:
    return walk[-1].after


@settings(max_examples=60, deadline=None)
@given(WALKS)
def test_nobody_is_stuck_whoever_goes_along_reaches_the_end_from_anywhere(
    walk: Walk,
) -> None:
    run = last(walk)
    for number in range(60):
        if run.status == "ended" and run.how != "stopped":
            break
        run = step(run, forward(run), START + timedelta(days=40, minutes=number)).after
    assert run.status == "ended"
    way = path(SCRIPT.nodes, run.answers, run.facts)
    assert {node.key for node in way if isinstance(node, Ask)} == set(run.answers)


def answers_of(run: Run) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {key: (answer.value, answer.media) for key, answer in run.answers.items()}


@settings(max_examples=60, deadline=None)
@given(WALKS)
def test_going_back_and_saying_the_same_again_changes_nothing(walk: Walk) -> None:
    run, now = last(walk), START + timedelta(days=40)
    if run.status != "waiting" or run.pending is not None:
        return
    back = step(run, inputs.WentBack(), now)
    if back.of(happened.InputRejected):
        return
    at = back.after.at or ""
    again = step(back.after, same_again(back.after.answers[at], back.after.step), now).after
    assert answers_of(again) == answers_of(run)
    assert path(SCRIPT.nodes, again.answers, {}) == path(SCRIPT.nodes, run.answers, {})


def same_again(answer: Answer, at_step: int) -> Input:
    """Give the same answer by the same means."""
    if answer.status in ("skipped", "kept") or len(answer.value) > 1 or answer.media:
        return inputs.Skipped()
    if answer.value:
        return inputs.Tapped(answer.value[0], at_step)
    return inputs.Said("\n".join(answer.words)) if answer.words else inputs.Skipped()


@settings(max_examples=60, deadline=None)
@given(WALKS, st.data())
def test_changing_an_answer_and_changing_it_back_restores_the_way(
    walk: Walk, data: st.DataObject
) -> None:
    run = last(walk)
    if run.pending or run.how == "stopped":
        return
    choosable = [key for key in run.answers if other_than(run, key) is not None]
    if not choosable:
        return
    key = data.draw(st.sampled_from(choosable))
    was, other = run.answers[key].value[0], other_than(run, key)
    assert other is not None
    changed = choose(run, key, other)
    assert changed.answers[key].value == (other,)
    back = choose(changed, key, was)
    assert answers_of(back) == answers_of(run)
    assert path(SCRIPT.nodes, back.answers, {}) == path(SCRIPT.nodes, run.answers, {})
    assert back.aside.keys() == run.aside.keys()


def other_than(run: Run, key: str) -> str | None:
    """Return another option of a question answered with exactly one, or ``None``."""
    ask = SCRIPT.find(key)
    if ask is None or not isinstance(ask.question, OneChoice | Scale):
        return None
    value = run.answers[key].value
    others = [c.value for c in ask.question.choices(words_of(run)) if c.value not in value]
    return others[0] if len(value) == 1 and others else None


def choose(run: Run, key: str, value: str) -> Run:
    """Take the question up again, tap ``value``, and confirm it if asked to."""
    now = START + timedelta(days=40)
    run = step(run, inputs.Revisited(key), now).after
    run = step(run, inputs.Tapped(value, run.step), now).after
    return step(run, inputs.Tapped("yes", run.step), now).after if run.pending else run
