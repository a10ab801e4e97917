"""What a picture shows, in plain values: it waits in the outbox so, and is drawn when it is sent.

Everything in here may be seen by whoever gets the picture: small numbers are hidden before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: A picture as it waits to be sent: JSON.
Plain = Mapping[str, Any]

#: How the parts of a bar look, in the order of good news to no news; each has its own pattern.
LOOKS = ("better", "same", "worse", "unclear", "apart", "missing")


@dataclass(frozen=True)
class Part:
    """A part of a bar: its look, its share of the whole (0 to 1), and what it says in words.

    Without ``sure``, only roughly so much: the number itself is hidden.
    """

    look: str
    share: float
    said: str
    sure: bool = True


@dataclass(frozen=True)
class Row:
    """One bar, below its ``label``."""

    label: str
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars one below the other, all of the same whole; ``names`` say what each look means."""

    title: str
    language: str
    names: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    kind: str = "bars"


@dataclass(frozen=True)
class Range:
    """A mean change with where it may lie (``low`` to ``high``, if known), in points of a scale.

    ``least`` and ``most`` bound it, whatever those who are missing would have said.
    """

    label: str
    mean: float
    low: float | None
    high: float | None
    least: float
    most: float
    said: str


@dataclass(frozen=True)
class Ranges:
    """Mean changes one below the other, beside the line of no change.

    ``worse``, ``none`` and ``better`` say what the axis means, ``names`` what is drawn.
    """

    title: str
    language: str
    worse: str
    none: str
    better: str
    names: tuple[tuple[str, str], ...]
    rows: tuple[Range, ...]
    kind: str = "ranges"


@dataclass(frozen=True)
class Link:
    """What was heard, what was decided on it, and what became of that: each in lines of words."""

    heard: tuple[str, ...]
    decided: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """Heard, decided, kept: three columns under ``heads``, a row for each decision."""

    title: str
    language: str
    heads: tuple[str, str, str]
    rows: tuple[Link, ...]
    kind: str = "chain"


Picture = Bars | Ranges | Chain


def kept(picture: Picture) -> Plain:
    """Return a picture in plain values."""
    return asdict(picture)


def of_kept(plain: Plain) -> Picture:
    """Return the picture that plain values (or JSON of them) stand for."""
    common = (plain["title"], plain["language"])
    pairs = tuple((look, name) for look, name in plain.get("names", ()))
    match plain["kind"]:
        case "bars":
            return Bars(*common, pairs, tuple(_row(row) for row in plain["rows"]))
        case "ranges":
            axis = (plain["worse"], plain["none"], plain["better"])
            return Ranges(*common, *axis, pairs, tuple(Range(**row) for row in plain["rows"]))
        case _:
            first, second, third = plain["heads"]
            return Chain(*common, (first, second, third), tuple(_link(r) for r in plain["rows"]))


def _row(row: Plain) -> Row:
    return Row(row["label"], tuple(Part(**part) for part in row["parts"]), row["note"])


def _link(row: Plain) -> Link:
    return Link(tuple(row["heard"]), tuple(row["decided"]), tuple(row["kept"]))


def described(picture: Picture) -> str:
    """Return everything a picture shows, for whoever hears it read aloud."""
    return " ".join(" ".join(line) for line in table(picture)[1:])


def table(picture: Picture) -> tuple[tuple[str, ...], ...]:
    """Return the same as a table: a head, then a line for each row of the picture."""
    match picture:
        case Bars():
            head = ("", *(name for _, name in picture.names))
            order = [look for look, _ in picture.names]
            return (head, *(_cells(row, order) for row in picture.rows))
        case Ranges():
            return (("", ""), *((row.label, row.said) for row in picture.rows))
        case Chain():
            return (
                picture.heads,
                *(
                    ("; ".join(one.heard), "; ".join(one.decided), "; ".join(one.kept))
                    for one in picture.rows
                ),
            )


def _cells(row: Row, order: list[str]) -> tuple[str, ...]:
    said = {part.look: part.said for part in row.parts}
    return (row.label, *(said.get(look, "") for look in order))
