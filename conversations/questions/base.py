"""What every kind of question can do, and the shapes it answers in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, Self

from conversations.catalogue import Phrase, Words
from conversations.conditions import Condition
from conversations.events import Reason
from conversations.run import Answer, AnswerStatus
from conversations.text import Text

Wording = Text | Phrase


@dataclass(frozen=True)
class Choice:
    """A button: what it says in the person's language, and the value a tap brings back."""

    label: str
    value: str


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen. ``also`` are other words people use for it.

    ``when``: it is offered only to those for whom this holds.
    """

    key: str
    label: Wording
    also: tuple[Wording, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True)
class Setting:
    """What a question may depend on: the answers before it, the run's facts, and the moment.

    ``now`` is ``None`` where only what is offered matters: to find the way.
    """

    answers: Mapping[str, Answer]
    facts: Mapping[str, str]
    now: datetime | None = None


@dataclass(frozen=True)
class Understood:
    """It is an answer: option keys or a number, and the words beside it."""

    value: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    status: AnswerStatus = "given"


@dataclass(frozen=True)
class Drafted:
    """One more, or one fewer, is ticked; the question stays open."""

    draft: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Not an answer but a wish: to be told why, or to ask the team; and the words around it."""

    what: Literal["why", "ask"]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unclear:
    """It cannot be read as an answer; ``near`` are the options it could have meant."""

    reason: Reason
    near: tuple[str, ...] = ()


Reading = Understood | Drafted | Wanted | Unclear


class Question(Protocol):
    """A question of some kind. ``open``: any text, voice or photo is an answer to it.

    The last verbs, from ``telling`` on, have a usual form in ``Steady``.
    """

    @property
    def text(self) -> Wording:
        """Return what is asked."""

    @property
    def open(self) -> bool:
        """Return whether any words or files answer it."""

    def ask(self, words: Words) -> str:
        """Return the question as Telegram HTML, with what a person needs to answer it."""

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return its buttons; ``draft`` are the options ticked so far."""

    def read(self, said: str, words: Words) -> Reading:
        """Read what was typed, in ``words``' language."""

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Read a tap on one of its buttons."""

    def show(self, answer: Answer, words: Words) -> str:
        """Return the answer's value in words, as Telegram HTML; empty if it has none."""

    @property
    def telling(self) -> bool:
        """Return whether it is answered by telling, in as many messages as it takes."""

    @property
    def filtered(self) -> bool:
        """Return whether some of its options are offered to some people only."""

    @property
    def depends(self) -> frozenset[str]:
        """Return the questions whose answers decide what is offered."""

    @property
    def empty(self) -> bool:
        """Return whether nothing is left to choose, so that it is not asked."""

    def admits(self, answer: Answer) -> bool:
        """Return whether everything chosen in ``answer`` is offered."""

    def at(self, setting: Setting) -> Question:
        """Return the question as it is put in ``setting``."""

    def so_far(self, draft: tuple[str, ...], words: Words) -> str:
        """Return as Telegram HTML what is chosen so far, where ticks alone do not show it."""

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return in words of its own why an answer does not fit; empty: the usual ones do."""


class Steady:
    """What most kinds share: they are put alike to everyone, and refuse in the usual words."""

    #: One message is the whole answer.
    telling: bool = False

    #: Everything is offered to everyone. No property: every walk asks every question.
    filtered: bool = False

    @property
    def depends(self) -> frozenset[str]:
        """Return nothing."""
        return frozenset()

    @property
    def empty(self) -> bool:
        """Return that there is always something to say."""
        return False

    def admits(self, answer: Answer) -> bool:
        """Return that any answer stays one."""
        return True

    def at(self, setting: Setting) -> Self:
        """Return the question itself."""
        return self

    def so_far(self, draft: tuple[str, ...], words: Words) -> str:
        """Return nothing: the buttons show it."""
        return ""

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return nothing: the usual words fit."""
        return ""
