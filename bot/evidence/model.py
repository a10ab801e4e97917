"""What the document is made of: blocks, each of which a page and a sheet of paper can show."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.kinds import Picture


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a part of the document, 2 a part of that."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Say:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """Short lines, one below the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: a head, and as many cells in each row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's words, as they allowed them to be used; in ``language``."""

    words: str
    language: str


@dataclass(frozen=True)
class Drawn:
    """A picture. Its numbers stand in a table right below it."""

    picture: Picture


Block = Heading | Say | Points | Grid | Quote | Drawn


@dataclass(frozen=True)
class Document:
    """The whole: its title, the language it is written in, and its blocks."""

    title: str
    language: str
    blocks: tuple[Block, ...]
