"""What a picture of a project is made of, before anything has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class About:
    """The power card that a question is about: what kind it is, and its name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Box:
    """One step. ``above`` says what sort of step it is, ``below`` what can be answered."""

    text: str
    above: str = ""
    number: int | None = None
    below: str = ""
    about: About | None = None
    look: Literal["question", "said", "plain", "end", "next"] = "question"


@dataclass(frozen=True)
class Fork:
    """Two ways on: ``when`` says in words for whom the first is, ``others`` for whom the second."""

    when: str
    then: tuple[Block, ...]
    others: str = ""
    otherwise: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Steps that belong together, with a title: a part with a name, or rounds of the same."""

    title: str
    inside: tuple[Block, ...]


Block = Box | Fork | Frame


@dataclass(frozen=True)
class Card:
    """A power card: its kind, the kind in words, its name, and the lines under it."""

    kind: str
    said: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Everything a picture shows, in the words of ``language``."""

    language: str
    title: str
    subtitle: str
    cards_title: str
    cards: tuple[Card, ...]
    flow_title: str
    flow: tuple[Block, ...]
    next_title: str
    next: tuple[str, ...]
    describes: str
    goes_on: str
    footer: str
