"""What every kind of question can do, and the shapes it answers in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from conversations.catalogue import Phrase, Words
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
    """One thing that can be chosen. ``also`` are other words people use for it."""

    key: str
    label: Wording
    also: tuple[Wording, ...] = ()


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
    """A question of some kind. ``open``: any text, voice or photo is an answer to it."""

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
