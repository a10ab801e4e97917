"""A project: one piece of work people are asked about, as its authors wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from conversations.flow import Script
from conversations.population import Group
from conversations.schedules import USUAL, Schedule
from conversations.text import Text

ConstraintKind = Literal["fixed", "open", "shared"]


@dataclass(frozen=True)
class Constraint:
    """A power card: one thing that is fixed, open or shared, and why.

    ``name`` is what the person taps when asked what can still change (≤ 24 characters).
    ``version`` is set by the author and raised whenever the card's meaning changes, so that an
    answer can say which version its teller had been shown.
    """

    key: str
    kind: ConstraintKind
    name: Text
    what: Text
    because: Text
    who: Text
    when: Text
    heard: Text
    version: int = 1


@dataclass(frozen=True)
class Measure:
    """What is asked before and after: a scale of ``points`` from ``start``, words at both ends.

    ``after_decision``: it is asked once more when someone has heard what was decided.
    ``good`` is the end that is better. ``better``, ``same`` and ``worse`` are what someone does
    who changed so ("feel safer"); empty: the bot's own words do.
    """

    key: str
    ask: Text
    low: Text
    high: Text
    points: int = 5
    start: int = 1
    serves: str | None = None
    after_decision: bool = False
    good: Literal["high", "low"] = "high"
    better: Text = field(default=Text(""))
    same: Text = field(default=Text(""))
    worse: Text = field(default=Text(""))

    @property
    def top(self) -> int:
        """Return the greatest number."""
        return self.start + self.points - 1

    @property
    def low_is_good(self) -> bool:
        """Say whether fewer points are better."""
        return self.good == "low"


@dataclass(frozen=True)
class Contact:
    """A person or a line someone can turn to: who it is, and how."""

    name: Text
    number: str


@dataclass(frozen=True)
class Dates:
    """When people will hear, in days after publication."""

    read_by: int = 30
    report_back: int = 60
    answer_questions: int = 7


@dataclass(frozen=True)
class Project:
    """Everything an author wrote, checked and frozen; a revision is a snapshot of it.

    ``policy`` says what may be shown to others who take part; empty: the bot's own words do.
    ``second_reading``: so many in a hundred answers are read by two peers. ``check_backs``: when
    the same people are asked again.
    """

    slug: str
    language: str
    languages: tuple[str, ...]
    timezone: str
    title: Text
    organisation: Text
    about: Text
    minutes: int
    minimum_age: int
    younger: Text
    safeguarding: Contact
    team: Contact
    emergency: tuple[Contact, ...]
    privacy: Text
    keep_months: int
    dates: Dates
    constraints: Mapping[str, Constraint]
    measures: Mapping[str, Measure]
    script: Script
    revision: str = ""
    topics: Mapping[str, Text] = field(default_factory=dict)
    small_number: int = 5
    population: tuple[Group, ...] = ()
    policy: Text = field(default=Text(""))
    #: how long what was marked as being about safety is kept, once it was dealt with
    keep_concerns_months: int = 72
    #: words that put a message in front of a human sooner, in lists by subject; never shown
    hint_words: Mapping[str, Text] = field(default_factory=dict)
    second_reading: int = 0
    check_backs: Schedule = USUAL
