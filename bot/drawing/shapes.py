"""What a picture is made of once everything has a place: rectangles, words, lines and signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Rect:
    """A box; ``look`` names how it is drawn."""

    x: float
    y: float
    width: float
    height: float
    look: str

    def mirrored(self, whole: float) -> Rect:
        """Return it as it lies in a picture read from right to left."""
        return replace(self, x=whole - self.x - self.width)


@dataclass(frozen=True)
class Words:
    """Lines of one text; ``x`` is where they begin (or their middle), ``y`` the first baseline."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    leading: float
    look: str = ""
    anchor: Anchor = "start"

    def mirrored(self, whole: float) -> Words:
        """Return them from the other side."""
        other: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
        return replace(self, x=whole - self.x, anchor=other[self.anchor])


@dataclass(frozen=True)
class Line:
    """A way on, through ``points``, with an arrow at its end if ``arrow``."""

    points: tuple[tuple[float, float], ...]
    arrow: bool = True

    def mirrored(self, whole: float) -> Line:
        """Return it from the other side."""
        return replace(self, points=tuple((whole - x, y) for x, y in self.points))


@dataclass(frozen=True)
class Sign:
    """The sign of a kind of power card, drawn as a shape of its own: never by colour alone."""

    x: float
    y: float
    kind: str
    size: float = 7

    def mirrored(self, whole: float) -> Sign:
        """Return it from the other side."""
        return replace(self, x=whole - self.x)


@dataclass(frozen=True)
class Number:
    """The number of a question, in a disc."""

    x: float
    y: float
    number: int

    def mirrored(self, whole: float) -> Number:
        """Return it from the other side."""
        return replace(self, x=whole - self.x)


Shape = Rect | Words | Line | Sign | Number


@dataclass(frozen=True)
class Drawing:
    """A whole picture."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def mirrored(self) -> Drawing:
        """Return the picture for those who read from right to left."""
        return replace(self, shapes=tuple(shape.mirrored(self.width) for shape in self.shapes))
