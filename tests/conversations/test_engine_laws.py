"""Laws of the engine, for any sequence of anything a person can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import engine, inputs
from conversations import events as happened
from conversations.events import Event
from conversations.flow import Ask, path
from conversations.inputs import Input
from conversations.render import render
from conversations.run import Answer, Run
from tests.support.ward7 import ward7

LOADED = ward7()
SCRIPT = LOADED.project.script
KEYS = [
    ask.key
    for ask in (
        SCRIPT.find(k)
        for k in (
            "language",
            "take_part",
            "contact",
            "card.building",
            "understood",
            "measure.safe",
            "weekends",
            "why_weekends",
            "helps",
            "night_help",
            "keep",
            "day",
            "day.about",
            "day.use",
            "review",
        )
    )
    if ask is not None
]
START = datetime(2027, 1, 4, 10, tzinfo=UTC)

#: What people type: answers, labels, reserved-looking words, numbers in several scripts, noise.
TYPED = st.one_of(
    st.sampled_from(
        [
            "yes",
            "no",
            "1",
            "3 but at night more like 1",
            "٣",
            "5",
            "9",
            "go on",
            "English",
            "Polski",
            "next",
            "why?",
            "Often",
            "often, but not in June",
            "1, 2",
            "none of these",
            "not sure",
            "send",
            "skip",
            "I agree",
            "Visiting times",
            "nothing",
            "2.5",
            "\0",
            "\ud800",
            "🙂" * 40,
            "\u2067x\u2069",
            "",
            "  ",
            "مجھے نہیں معلوم",
        ]
    ),
    st.text(max_size=12),
)
VALUES = st.sampled_from(
    [
        "yes",
        "no",
        "en",
        "pl",
        "go",
        "next",
        "why",
        "ask",
        "self",
        "1",
        "3",
        "5",
        "unsure",
        "often",
        "never",
        "evenings",
        "room",
        "done!",
        "none",
        "building",
        "visiting",
        "nothing",
        "got_it",
        "disagree",
        "family",
        "report",
        "send",
        "nonsense",
    ]
)


def taps(step: int) -> st.SearchStrategy[Input]:
    """Taps on the open question's buttons, and now and then on an old one's."""
    steps = st.sampled_from([step, step, step, max(0, step - 1)])
    return st.builds(inputs.Tapped, VALUES, steps)


def anything(run: Run) -> st.SearchStrategy[Input]:
    """Whatever can arrive at ``run`` next."""
    return st.one_of(
        taps(run.step),
        taps(run.step),
        st.builds(inputs.Said, TYPED, st.sampled_from([None, START]), st.integers(1, 9)),
        st.builds(
            inputs.SentMedia,
            st.sampled_from(["m1", "m2"]),
            TYPED,
            st.sampled_from([None, START]),
            st.integers(1, 9),
        ),
        st.builds(inputs.Edited, st.integers(1, 9), TYPED),
        st.builds(inputs.Revisited, st.sampled_from(KEYS)),
        st.builds(inputs.TimedOut, st.just(run.step)),
        st.builds(inputs.ChangedLanguage, st.sampled_from(["en", "pl", "ur"])),
        st.sampled_from(
            [
                inputs.Started(),
                inputs.WentBack(),
                inputs.Skipped(),
                inputs.Paused(),
                inputs.Stopped(),
            ]
        ),
    )


def begin() -> tuple[Run, tuple[Event, ...]]:
    return engine.begin(SCRIPT, "run", "en", {}, START, LOADED.catalogues.words("en"))


def step(run: Run, given_: Input, now: datetime) -> tuple[Run, tuple[Event, ...]]:
    return engine.resume(SCRIPT, run, given_, now, LOADED.catalogues.words(run.language))


def forward(run: Run) -> Input:
    """Answer the open question as someone would who goes along."""
    ask = SCRIPT.find(run.at or "")
    if ask is None:
        return inputs.Started()
    words = LOADED.catalogues.words(run.language)
    values = [c.value for c in ask.question.choices(words) if not c.value.startswith("nav:")]
    if not values:
        return inputs.Said("something that happened", None, run.step)
    if "done!" in values:
        return inputs.Said("1", None, run.step)
    return inputs.Tapped(values[0], run.step)


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[Run, Input, Run, tuple[Event, ...]]]:
    """A walk of up to 25 inputs, each with the run before, the run after, and the events."""
    run, _ = begin()
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]] = []
    now = START
    for _ in range(draw(st.integers(0, 25))):
        now += timedelta(seconds=draw(st.sampled_from([0, 1, 5, 90_000])))
        given_ = forward(run) if draw(st.booleans()) else draw(anything(run))
        after, events = step(run, given_, now)
        walk.append((run, given_, after, events))
        run = after
    return walk


@settings(max_examples=60, deadline=None)
@given(walks())
def test_a_run_is_left_waiting_paused_or_ended_and_can_be_rendered(
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]],
) -> None:
    for _, _, run, events in walk:
        assert run.status in ("waiting", "paused", "ended")
        if run.status == "waiting":
            assert SCRIPT.find(run.at or "") is not None
        words = LOADED.catalogues.words(run.language)
        for output in render(SCRIPT, run, events, words):
            text = str(getattr(output, "text", "") or getattr(output, "mark", ""))
            assert text.strip()
            assert len(text.encode("utf-16-le")) // 2 <= 4096


@settings(max_examples=60, deadline=None)
@given(walks())
def test_replaying_the_same_inputs_gives_the_same_run(
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]],
) -> None:
    for before, given_, after, events in walk:
        again, same = step(before, given_, after.asked_at or START)
        assert replace(again, asked_at=after.asked_at) == after
        assert same == events


@settings(max_examples=60, deadline=None)
@given(walks())
def test_no_answer_changes_or_goes_without_an_event_that_says_so(
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]],
) -> None:
    for before, _, after, events in walk:
        told = {
            e.node
            for e in events
            if isinstance(
                e,
                (
                    happened.AnswerRecorded,
                    happened.AnswerChanged,
                    happened.AnswerSetAside,
                    happened.AnswerRestored,
                ),
            )
        }
        keys = before.answers.keys() | after.answers.keys()
        changed = {k for k in keys if before.answers.get(k) != after.answers.get(k)}
        assert changed <= told
        everything = after.answers.keys() | after.aside.keys()
        assert before.answers.keys() | before.aside.keys() <= everything


@settings(max_examples=60, deadline=None)
@given(walks())
def test_what_was_said_is_in_an_event_whole(
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]],
) -> None:
    """Words that are not exactly an option's are kept, as an answer or beside one."""
    for before, given_, after, events in walk:
        if not isinstance(given_, inputs.SentMedia):
            continue
        kept = [e for e in events if isinstance(e, happened.WordsKept) and given_.media in e.media]
        answered = [
            e
            for e in events
            if isinstance(e, (happened.AnswerRecorded, happened.AnswerChanged))
            and given_.media in e.answer.media
        ]
        pending = after.pending is not None and given_.media in after.pending.answer.media
        assert kept or answered or pending, (before, given_)


@settings(max_examples=60, deadline=None)
@given(walks())
def test_going_back_and_saying_the_same_again_changes_nothing(
    walk: list[tuple[Run, Input, Run, tuple[Event, ...]]],
) -> None:
    run = walk[-1][2] if walk else begin()[0]
    if run.status != "waiting" or run.pending is not None:
        return
    now = START + timedelta(days=40)
    back, events = step(run, inputs.WentBack(), now)
    if any(isinstance(e, happened.InputRejected) for e in events) or back.at is None:
        return
    again, _ = step(back, same_again(back.answers[back.at], back.step), now)
    assert again.answers == {**run.answers, back.at: again.answers[back.at]}
    assert again.answers[back.at].value == run.answers[back.at].value
    assert [n.key for n in path(SCRIPT.nodes, again.answers, again.facts)] == [
        n.key for n in path(SCRIPT.nodes, run.answers, run.facts)
    ]


def same_again(answer: Answer, at_step: int) -> Input:
    """Give the same answer by the same means."""
    if answer.status == "skipped" or not (answer.value or answer.words):
        return inputs.Skipped()
    if answer.words:
        return inputs.Said(answer.words[0])
    if len(answer.value) > 1:
        return inputs.Skipped()
    return inputs.Tapped(answer.value[0], at_step)


def test_someone_who_goes_along_reaches_the_end() -> None:
    run, _ = begin()
    for _ in range(60):
        run, _ = step(run, forward(run), START + timedelta(minutes=run.step))
        if run.status == "ended":
            break
    assert run.status == "ended"
    assert run.how == "done"
    asked = [n.key for n in path(SCRIPT.nodes, run.answers, run.facts) if isinstance(n, Ask)]
    assert set(asked) == set(run.answers)
