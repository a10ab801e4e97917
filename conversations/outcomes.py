"""What came of it, in numbers: each person's own change, and each person's word on each promise.

All counts are people, and exact: whatever is said, drawn or exported goes through
``shown_outcomes``. ``bot.counting`` has the methods, ``claims`` says what the numbers carry.

Waves are ``before`` (the first time), ``report`` (right after a decision was told) and ``after-1``,
``after-2`` … (asked again). Every later wave is set beside ``before``, person by person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

#: The first time, and right after a decision was told.
BEFORE, REPORT = "before", "report"

#: What someone can say of a promised change, in the order it is told.
VERDICTS = ("better", "same", "worse", "cant_tell", "not_me")

#: With fewer people who answered both times there is no interval, and nothing is claimed of the
#: whole: where the mean had not changed, a lopsided change seemed a real one to the bootstrap 25
#: times in 100 among 10 people, 15 among 20 and 6 among 40.
FEWEST_PAIRED = 20

#: Someone's number on a measure, by person.
Numbers = Mapping[str, int]


def is_after(wave: str) -> bool:
    """Say whether ``wave`` is one in which people were asked again, when time had passed."""
    return wave.startswith("after-")


def in_order(waves: Iterable[str]) -> tuple[str, ...]:
    """Return ``waves`` in the order in which they come, each once."""
    return tuple(sorted({*waves}, key=_place))


def _place(wave: str) -> tuple[int, int, str]:
    number = wave.removeprefix("after-")
    first = {BEFORE: 0, REPORT: 1}.get(wave, 2)
    return first, int(number) if first == 2 and number.isdecimal() else 0, wave


@dataclass(frozen=True)
class Reach:
    """How far one wave came with one measure.

    ``asked``: whose turn it was; ``reached``: of them, those whom the question came to;
    ``answered``: of these, those who gave a number; ``paired``: of these, those who gave one in
    ``before``, too. In ``before`` itself, *asked* began the conversation, *reached* sent what they
    said, and *paired* gave a number in a later wave, too.
    """

    wave: str
    asked: int
    reached: int
    answered: int
    paired: int


@dataclass(frozen=True)
class Change:
    """What became of one measure: how many people are better, the same, worse.

    Better is towards the end of the scale that the project calls good. Only people who answered
    both times are counted so. ``unpaired`` gave a number before and, though it was their turn, none
    in this wave; ``waiting`` gave one before, and are not part of this wave, or not yet.
    """

    better: int
    same: int
    worse: int
    unpaired: int
    waiting: int = 0

    @property
    def paired(self) -> int:
        """Return how many answered both times."""
        return self.better + self.same + self.worse

    @property
    def everyone(self) -> int:
        """Return how many it is about: those paired, and those missing."""
        return self.paired + self.unpaired


@dataclass(frozen=True)
class Bounds:
    """Between which two values something lies, whatever those who are missing would have said."""

    low: float
    high: float


#: Why there is none: too few people answered both times, or all changed by the same.
NoInterval = Literal["few", "all_same"]


@dataclass(frozen=True)
class Interval:
    """Where the mean change of people like these lies, ``level`` of all times this is done.

    In points of the scale; ``seed`` and ``resamples`` draw the same one again.
    """

    low: float
    high: float
    level: float
    method: str
    resamples: int
    seed: int

    @property
    def direction(self) -> int:
        """Return 1 if all of it is better than no change, -1 if all of it is worse, else 0."""
        return (self.low > 0) - (self.high < 0)


@dataclass(frozen=True)
class Mean:
    """The mean of each person's own change, in points of the scale, more being better.

    Without an interval, ``why`` says why there is none. ``bounds`` is the mean change of all who
    gave a number before, had everyone missing gone to the bad end of the scale / to the good end.
    """

    change: float
    interval: Interval | None
    why: NoInterval | None
    bounds: Bounds


@dataclass(frozen=True)
class Odds:
    """Of those who changed at all, the share that got better, with its exact interval.

    If that lies wholly to one side of one half, it is not chance alone: the sign test.
    """

    share: float
    low: float
    high: float
    level: float

    @property
    def direction(self) -> int:
        """Return 1 if better clearly outnumbers worse, -1 the other way round, else 0."""
        return (self.low > 0.5) - (self.high < 0.5)


@dataclass(frozen=True)
class Subgroup:
    """The change among those who have one thing in common, and nothing claimed of it.

    ``group`` and ``category`` are those of the project's ``population.csv``.
    """

    group: str
    category: str
    change: Change


@dataclass(frozen=True)
class Outcome:
    """One measure in one later wave, beside what the same people said before.

    ``share_better`` bounds the share of everyone who got better, had all of the missing said worse
    / better. ``mean`` is ``None`` where nobody answered both times, ``odds`` where nobody changed.
    """

    measure: str
    wave: str
    change: Change
    mean: Mean | None
    odds: Odds | None
    share_better: Bounds
    subgroups: tuple[Subgroup, ...] = ()


@dataclass(frozen=True)
class MeasureFigures:
    """One measure: how far each wave came, and what became of it in each later one."""

    measure: str
    reach: tuple[Reach, ...]
    outcomes: tuple[Outcome, ...]

    def latest(self) -> Outcome | None:
        """Return the outcome of the last time people were asked again, or ``None``."""
        after = [one for one in self.outcomes if is_after(one.wave)]
        return after[-1] if after else None

    def to_tell(self, small: int) -> tuple[Outcome, ...]:
        """Return the last time of which anything may be told, and one that has begun since."""
        after = [one for one in self.outcomes if is_after(one.wave)]
        enough = [one for one in after if one.change.paired >= small]
        return tuple(dict.fromkeys((*enough[-1:], *after[-1:])))


@dataclass(frozen=True)
class TeamWord:
    """The team's own word on a promise: never mixed with what people say of it.

    ``state`` is ``in_hand``, ``kept``, ``part`` or ``not_kept``.
    """

    state: str
    reason: str
    language: str
    said_on: date
    expected_on: date | None = None


@dataclass(frozen=True)
class Verdicts:
    """What those who were asked about a promise said of it in one wave; the last word counts.

    ``counts`` has each of ``VERDICTS``; ``asked`` is how many the question came to.
    """

    wave: str
    asked: int
    counts: Mapping[str, int] = field(hash=False)

    @property
    def said(self) -> int:
        """Return how many gave a verdict."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class PromiseFigures:
    """One promise: the team's own word, and people's, wave by wave; side by side."""

    promise: str
    decision: str
    what: str
    language: str
    due_on: date
    team: TeamWord | None
    waves: tuple[Verdicts, ...]

    def latest(self) -> Verdicts | None:
        """Return what people said of it the last time they were asked, or ``None``."""
        return self.waves[-1] if self.waves else None


#: What became of going back to someone in a wave, in the order it is told. *answered*: said
#: something; *moved_on*: are not there any more; *silent*: it came, and they have said nothing;
#: *not_reached*: it could not come to them (stopped, blocked, withdrew); *waiting*: not their turn.
FATES = ("answered", "moved_on", "silent", "not_reached", "waiting")


@dataclass(frozen=True)
class Disposition:
    """What became of going back to people in one wave, each person once: a count for each fate."""

    wave: str
    counts: Mapping[str, int] = field(hash=False)

    @property
    def asked(self) -> int:
        """Return how many's turn it was."""
        return sum(self.counts.values()) - self.counts.get("waiting", 0)

    @property
    def reached(self) -> int:
        """Return how many it came to."""
        return self.asked - self.counts.get("not_reached", 0)


@dataclass(frozen=True)
class Figures:
    """Everything a project can say of whether it got better, as it stands now."""

    project: str
    measures: tuple[MeasureFigures, ...]
    promises: tuple[PromiseFigures, ...]
    dispositions: tuple[Disposition, ...]


def change(
    before: Numbers, after: Numbers, waiting: Iterable[str] = (), *, low_is_good: bool = False
) -> Change:
    """Pair two waves of numbers by person; those ``waiting`` have not been asked again yet."""
    moves = moved(before, after, low_is_good=low_is_good)
    yet = {*waiting} & before.keys() - after.keys()
    return Change(
        better=sum(move > 0 for move in moves),
        same=sum(move == 0 for move in moves),
        worse=sum(move < 0 for move in moves),
        unpaired=len(before) - len(moves) - len(yet),
        waiting=len(yet),
    )


def moved(before: Numbers, after: Numbers, *, low_is_good: bool = False) -> tuple[int, ...]:
    """Return by how many points each person who answered both times moved, more being better.

    They are sorted, so that nobody can be told by their place.
    """
    sign = -1 if low_is_good else 1
    return tuple(sorted(sign * (after[who] - n) for who, n in before.items() if who in after))
