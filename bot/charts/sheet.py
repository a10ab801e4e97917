"""A sheet of paper that fills from top to bottom; in languages read from the right, mirrored.

Everything is in points. What is drawn is told apart by its pattern and its words, never by its
colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.drawing.fonts import wrap
from bot.fonts import BOLD, REGULAR

WIDTH, MARGIN = 640.0, 28.0

#: How far lines of text stand apart, in their size.
_LEADING = 1.35

_RLI, _RLM, _PDI = "\u2067", "\u200f", "\u2069"


@dataclass(frozen=True)
class Words:
    """A line of text: ``x`` is where it begins, or where its middle is."""

    x: float
    y: float
    text: str
    look: str
    middle: bool = False


@dataclass(frozen=True)
class Block:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True)
class Stroke:
    """A straight line; ``arrow``: with a tip at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str
    arrow: bool = False


class Sheet:
    """What has been laid so far; ``y`` is where the next thing goes."""

    def __init__(self, *, rtl: bool) -> None:
        self.rtl = rtl
        self.y = MARGIN
        self.words: list[Words] = []
        self.blocks: list[Block] = []
        self.strokes: list[Stroke] = []

    @property
    def height(self) -> float:
        """Return how high the sheet has become."""
        return self.y + MARGIN

    def space(self, points: float) -> None:
        """Leave some room."""
        self.y += points

    def say(
        self, text: str, size: float, look: str, *, bold: bool = False, indent: float = 0.0
    ) -> None:
        """Write ``text`` over the whole width, in as many lines as it takes."""
        room = WIDTH - 2 * MARGIN - indent
        for line in wrap(text, size, room, BOLD if bold else REGULAR):
            self.y += size * _LEADING
            self.write(MARGIN + indent, self.y, line, look)

    def write(self, x: float, y: float, text: str, look: str, *, middle: bool = False) -> None:
        """Write one line at a place, counted from the side where reading begins."""
        # Not every program that draws SVG knows which way a line of it is read (UAX #9).
        said = f"{_RLI}{text} {_RLM}{_PDI}" if self.rtl else text
        self.words.append(Words(self._mirrored(x), y, said, look, middle))

    def block(self, x: float, y: float, width: float, height: float, look: str) -> None:
        """Draw a rectangle, ``x`` counted from the side where reading begins."""
        left = self._mirrored(x + width) if self.rtl else x
        self.blocks.append(Block(left, y, width, height, look))

    def stroke(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        look: str,
        *,
        arrow: bool = False,
    ) -> None:
        """Draw a line between two places, counted from the side where reading begins."""
        (x1, y1), (x2, y2) = start, end
        self.strokes.append(Stroke(self._mirrored(x1), y1, self._mirrored(x2), y2, look, arrow))

    def bar(self, parts: Iterable[tuple[float, str]], height: float) -> None:
        """Draw a bar of ``parts``, each a share of the whole width (0 to 1) and its look."""
        x, room = MARGIN, WIDTH - 2 * MARGIN
        for share, look in parts:
            if share > 0:
                self.block(x, self.y, share * room, height, look)
                x += share * room
        self.y += height

    def _mirrored(self, x: float) -> float:
        return WIDTH - x if self.rtl else x
