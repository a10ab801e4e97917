"""Walks through a project: any sequence of anything a person can do, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from hypothesis import strategies as st

from conversations import engine, inputs
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Ask, Script, every
from conversations.inputs import Input
from conversations.loader import Loaded
from conversations.opening import AGE, CONTACT, HELLO, LANGUAGE, TAKE_PART
from conversations.questions.base import Setting
from conversations.questions.card import Card
from conversations.questions.choices import SeveralChoices
from conversations.questions.day import Day
from conversations.questions.number import Number, canonical
from conversations.questions.review import Review
from conversations.questions.ticking import DONE
from conversations.run import Run
from tests.support.ward7 import ward7

START = datetime(2027, 1, 4, 10, tzinfo=UTC)

#: Answered otherwise than by their first button, these end the talk, or say nothing new.
_FIRST_BUTTON = (LANGUAGE, HELLO, TAKE_PART, AGE, CONTACT)


@dataclass(frozen=True)
class Ground:
    """A project to walk on."""

    loaded: Loaded

    @property
    def script(self) -> Script:
        return self.loaded.project.script

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        return tuple(node for node in every(self.script.nodes) if isinstance(node, Ask))

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Everything a button can bring back here, and something none does."""
        words = self.loaded.catalogues.words("en")
        offered = [choice.value for ask in self.asks for choice in ask.choices(words)]
        return (*dict.fromkeys(offered), "nonsense")

    def words_of(self, run: Run) -> Words:
        return self.loaded.catalogues.words(run.language)

    def begin(self) -> Run:
        words = self.loaded.catalogues.words(self.loaded.project.language)
        return engine.begin(self.script, "run", words.language, {}, START, words)[0]

    def step(self, run: Run, given: Input, now: datetime) -> Step:
        after, events = engine.resume(self.script, run, given, now, self.words_of(run))
        return Step(self, run, given, after, events, now)

    def put(self, run: Run) -> Ask | None:
        """Return the open question as it is put to them."""
        ask = self.script.find(run.at or "")
        return ask.at(Setting(run.answers, run.facts, run.asked_at)) if ask else None

    def forward(self, run: Run, which: int = 0) -> Input:
        """Do what someone does who goes along; ``which`` of the answers there are is given."""
        if run.status != "waiting":
            return inputs.Started()
        if run.pending:
            return inputs.Tapped("yes", run.step)
        ask = self.put(run)
        assert ask is not None
        values = [choice.value for choice in ask.choices(self.words_of(run))]
        if isinstance(ask.question, Card | Review) or ask.key in _FIRST_BUTTON:
            return inputs.Tapped(values[0], run.step)
        if DONE in values:
            return inputs.Said(_ticked(ask, len(values) - 1, which), None, run.step)
        if not values or isinstance(ask.question, Day):
            return inputs.Said(_typed(ask), None, run.step)
        return inputs.Tapped(values[which % len(values)], run.step)


def _ticked(ask: Ask, many: int, which: int) -> str:
    """Return as few numbers of options as are an answer, beginning with ``which``."""
    least = ask.question.least if isinstance(ask.question, SeveralChoices) else 1
    # Behind the author's own options stand ours ("None of these"), which exclude the others.
    own = len(getattr(ask.question, "options", ())) or many
    return ", ".join(str((which + n) % own + 1) for n in range(max(least, 1)))


def _typed(ask: Ask) -> str:
    question = ask.question
    if isinstance(question, Number):
        bound = question.least if question.least is not None else question.most
        return canonical(bound) if bound is not None else "7"
    if isinstance(question, Day):
        bounds = [one.on(question.today) for one in (question.earliest, question.latest) if one]
        days = [day for day in bounds if day]
        return days[0].isoformat() if days else "2026-05-03"
    return "something that happened"


@dataclass(frozen=True)
class Step:
    """One input on a walk: the run before it, the run after it, and what happened."""

    ground: Ground
    before: Run
    given: Input
    after: Run
    events: tuple[Event, ...]
    now: datetime

    def of(self, *kinds: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kinds)]


WARD_7 = Ground(ward7())

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
            "🙂" * 4_096,
            "\x00\x07\x1b[31m\x7f\u0085",
            "\u202eover\u202c and \u2066out\u2069",
            "y" * 4_000,
            "\u2067x\u2069",
            "",
            "  ",
            "مجھے نہیں معلوم",
        )
    ),
    st.text(max_size=12),
)

Move = Callable[[Ground, Run], Input]


def tap(which: int, ago: int) -> Move:
    return lambda ground, run: inputs.Tapped(
        ground.values[which % len(ground.values)], max(0, run.step - ago)
    )


def tap_here(which: int) -> Move:
    """Tap a button of the open question."""

    def move(ground: Ground, run: Run) -> Input:
        ask = ground.put(run)
        values = [c.value for c in ask.choices(ground.words_of(run), run.draft)] if ask else []
        return inputs.Tapped(values[which % len(values)] if values else "nonsense", run.step)

    return move


def revisit(which: int) -> Move:
    return lambda ground, run: inputs.Revisited(ground.asks[which % len(ground.asks)].key)


def speak(which: int) -> Move:
    def move(ground: Ground, run: Run) -> Input:
        languages = ground.loaded.project.languages
        return inputs.ChangedLanguage(languages[which % len(languages)])

    return move


def along(which: int) -> Move:
    return lambda ground, run: ground.forward(run, which)


def always(one: Input) -> Move:
    return lambda ground, run: one


WISHES: tuple[Input, ...] = (
    inputs.Started(),
    inputs.WentBack(),
    inputs.Skipped(),
    inputs.Paused(),
    inputs.Stopped(),
    inputs.Postponed(START),
    inputs.Postponed(None),
)

# Made once: a strategy made anew at each step costs more than the engine does.
MOMENTS = st.sampled_from((None, START))
MESSAGES = st.integers(1, 9)
WHICH = st.integers(0, 99)
ALONG = st.builds(along, st.integers(0, 5))
ANYTHING: st.SearchStrategy[Move] = st.one_of(
    st.builds(tap, WHICH, st.sampled_from((0, 0, 0, 1))),
    st.builds(tap_here, st.integers(0, 11)),
    st.builds(inputs.Said, TYPED, MOMENTS, MESSAGES).map(always),
    st.builds(inputs.SentMedia, st.sampled_from(("m1", "m2")), TYPED, MOMENTS, MESSAGES).map(
        always
    ),
    st.builds(
        inputs.SentMedia,
        st.sampled_from(("m1", "m2")),
        st.just(""),
        MOMENTS,
        MESSAGES,
        st.sampled_from(("photo", "voice", "video", "document", "")),
        st.sampled_from(("a", "b", "")),
    ).map(always),
    st.builds(inputs.SentPlace, st.just(53.8), st.just(-1.55), TYPED, MOMENTS, MESSAGES).map(
        always
    ),
    st.just(inputs.SentOther()).map(always),
    st.builds(inputs.Edited, MESSAGES, TYPED).map(always),
    st.builds(revisit, WHICH),
    st.builds(speak, WHICH),
    st.just(lambda ground, run: inputs.TimedOut(run.step)),
    st.sampled_from(WISHES).map(always),
)
MOVES = st.lists(
    st.tuples(st.one_of(ALONG, ANYTHING), st.sampled_from((0, 1, 5, 90_000, 900_000))),
    min_size=12,
    max_size=24,
)


class Walk(list[Step]):
    """Steps, one after the other."""

    def __repr__(self) -> str:
        return "\n".join(f"{one.before.at}: {one.given!r:.90}" for one in self)


def walked(ground: Ground, first: list[int], moves: list[tuple[Move, int]]) -> Walk:
    """Go along, giving the answers ``first`` names, and then make these moves."""
    run, now = ground.begin(), START
    walk = Walk()
    for move, later in [(along(which), 60) for which in first] + moves:
        now += timedelta(seconds=later)
        walk.append(ground.step(run, move(ground, run), now))
        run = walk[-1].after
    return walk


def walks_on(grounds: st.SearchStrategy[Ground]) -> st.SearchStrategy[Walk]:
    return st.builds(walked, grounds, st.lists(st.integers(0, 5), max_size=32), MOVES)


def to_the_end(ground: Ground, run: Run, now: datetime, which: int = 0) -> Walk:
    """Go along from where ``run`` is, for as many steps as anybody could need."""
    walk = Walk()
    for number in range(2 * len(ground.asks) + 20):
        if run.status == "ended" and run.how != "stopped":
            break
        at = now + timedelta(minutes=number)
        walk.append(ground.step(run, ground.forward(run, which), at))
        run = walk[-1].after
    return walk
