"""What a form on paper is made of, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True)
class Heading:
    """The beginning of a part; it stands in the document's outline too. ``apart``: a new page."""

    text: str
    first: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Said:
    """A paragraph."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Framed:
    """Something in a frame: what it is, and one thing a line."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """One thing a line, each with a point before it."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Blanks:
    """Short lines beside each other, each with what belongs on it and its key."""

    names: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Tick:
    """One box, to agree to something. ``key``: what it is typed in under."""

    text: str
    key: str


@dataclass(frozen=True)
class Route:
    """Whom the next questions are for: conditions, each with how deep it stands in another."""

    head: str
    conditions: tuple[tuple[int, str], ...]
    otherwise: str = ""


@dataclass(frozen=True)
class Boxes:
    """Boxes to tick, one below the other, or few beside each other. ``side`` may be larger."""

    labels: tuple[str, ...]
    beside: bool = False
    ranked: bool = False


@dataclass(frozen=True)
class Numbers:
    """A scale: a box a number, words at both ends, then other answers."""

    numbers: tuple[str, ...]
    low: str
    high: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """Lines to write on, each part of a short one named: “Day”, “Month”, “Year”."""

    count: int = 0
    short: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A numbered question. ``help`` stands under it, ``how`` says how to answer."""

    number: int
    text: str
    key: str
    help: str
    how: str
    field: Boxes | Numbers | Lines


Block = Heading | Said | Framed | Listed | Blanks | Tick | Route | Question


def texts(thing: object) -> Iterator[str]:
    """Yield every text in ``thing``: the letters it needs a font for."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from texts(getattr(thing, each.name))
