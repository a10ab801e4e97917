"""Walks through a project: any sequence of anything a person can do, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from conversations import engine, inputs
from conversations.catalogue import Words
from conversations.events import Event
from conversations.inputs import Input
from conversations.questions.ticking import DONE
from conversations.run import Run
from tests.support.ward7 import ward7

LOADED = ward7()
SCRIPT = LOADED.project.script
START = datetime(2027, 1, 4, 10, tzinfo=UTC)

LANGUAGES = ("en", "en-x-easyread", "cy", "pl", "ur")
KEYS = (
    "language",
    "take_part",
    "contact",
    "whom",
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

#: What people type: answers, labels, reserved-looking words, numbers in several scripts, noise.
TYPED = st.one_of(
    st.sampled_from(
        (
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
            "why can it not stay?",
            "Often",
            "often, but not in June",
            "a whole sentence that is no answer",
            "1, 2",
            "3/5",
            "none of these",
            "not sure",
            "done",
            "send",
            "skip",
            "I agree",
            "I agree to nothing",
            "Visiting times",
            "nothing",
            "2.5",
            "\0",
            "\ud800",
            "🙂" * 40,
            "y" * 4_000,
            "\u2067x\u2069",
            "",
            "  ",
            "مجھے نہیں معلوم",
        )
    ),
    st.text(max_size=12),
)
VALUES = (
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
)


@dataclass(frozen=True)
class Step:
    """One input on a walk: the run before it, the run after it, and what happened."""

    before: Run
    given: Input
    after: Run
    events: tuple[Event, ...]
    now: datetime

    def of(self, *kinds: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kinds)]


def words_of(run: Run) -> Words:
    return LOADED.catalogues.words(run.language)


def begin() -> Run:
    return engine.begin(SCRIPT, "run", "en", {}, START, LOADED.catalogues.words("en"))[0]


def step(run: Run, given_: Input, now: datetime) -> Step:
    after, events = engine.resume(SCRIPT, run, given_, now, words_of(run))
    return Step(run, given_, after, events, now)


def forward(run: Run) -> Input:
    """Do what someone does who goes along."""
    if run.status != "waiting":
        return inputs.Started()
    if run.pending:
        return inputs.Tapped("yes", run.step)
    ask = SCRIPT.find(run.at or "")
    assert ask is not None
    values = [choice.value for choice in ask.question.choices(words_of(run))]
    if not values:
        return inputs.Said("something that happened", None, run.step)
    return (
        inputs.Said("1", None, run.step) if DONE in values else inputs.Tapped(values[0], run.step)
    )


Move = Callable[[Run], Input]


def tap(value: str, ago: int) -> Move:
    return lambda run: inputs.Tapped(value, max(0, run.step - ago))


def always(one: Input) -> Move:
    return lambda run: one


WISHES: tuple[Input, ...] = (
    inputs.Started(),
    inputs.WentBack(),
    inputs.Skipped(),
    inputs.Paused(),
    inputs.Stopped(),
)

# Made once: a strategy made anew at each step costs more than the engine does.
MOMENTS = st.sampled_from((None, START))
MESSAGES = st.integers(1, 9)
FILES = st.sampled_from(("m1", "m2"))
TAPS = st.builds(tap, st.sampled_from(VALUES), st.sampled_from((0, 0, 0, 1)))
ANYTHING: st.SearchStrategy[Move] = st.one_of(
    TAPS,
    TAPS,
    st.builds(inputs.Said, TYPED, MOMENTS, MESSAGES).map(always),
    st.builds(inputs.SentMedia, st.sampled_from(("m1", "m2")), TYPED, MOMENTS, MESSAGES).map(
        always
    ),
    st.builds(inputs.Edited, MESSAGES, TYPED).map(always),
    st.builds(inputs.Revisited, st.sampled_from(KEYS)).map(always),
    st.builds(
        inputs.ChangedLanguage, st.sampled_from(("en", "en-x-easyread", "cy", "pl", "ur"))
    ).map(always),
    st.just(lambda run: inputs.TimedOut(run.step)),
    st.sampled_from(WISHES).map(always),
)
MOVES = st.lists(
    st.tuples(st.one_of(st.just(forward), ANYTHING), st.sampled_from((0, 1, 5, 90_000))),
    min_size=12,
    max_size=24,
)


class Walk(list[Step]):
    """Steps, one after the other."""

    def __repr__(self) -> str:
        return "\n".join(f"{one.before.at}: {one.given!r:.90}" for one in self)


def walked(along: int, moves: list[tuple[Move, int]]) -> Walk:
    """Go along for so many steps, and then make these moves, one after the other."""
    run, now = begin(), START
    walk = Walk()
    for move, later in [(forward, 60)] * along + moves:
        now += timedelta(seconds=later)
        walk.append(step(run, move(run), now))
        run = walk[-1].after
    return walk


WALKS = st.builds(walked, st.integers(0, 32), MOVES)
