"""Steps of a flow, laid out in a column: boxes below one another, two ways side by side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.drawing.blocks import Block, Box, Fork, Frame
from bot.drawing.fonts import width as width_of
from bot.drawing.fonts import wrap
from bot.drawing.shapes import Anchor, Line, Number, Rect, Shape, Sign, Words
from bot.fonts import BOLD

#: Between steps: as much as an arrow needs to be seen.
GAP = 24

#: Two ways lie side by side where each can be this wide; otherwise one below the other.
NARROWEST = 236

_PAD, _BETWEEN, _BYPASS = 12, 20, 30
_TEXT, _TEXT_LEADING = 15.0, 21.0
_SMALL, _SMALL_LEADING = 12.5, 17.0
_DISC = 11


class Column:
    """Draws steps from ``y`` on downwards, into ``shapes``."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def steps(self, blocks: Sequence[Block], x: float, y: float, width: float) -> float:
        """Draw ``blocks`` with arrows between them; return where the last one ends."""
        for place, block in enumerate(blocks):
            if place:
                self._arrow(x + width / 2, y, y + GAP)
                y += GAP
            y = self.step(block, x, y, width)
        return y

    def step(self, block: Block, x: float, y: float, width: float) -> float:
        """Draw one step; return where it ends."""
        match block:
            case Box():
                return self._box(block, x, y, width)
            case Frame():
                return self._frame(block.title, block.inside, x, y, width)
            case Fork():
                return self._fork(block, x, y, width)

    def _box(self, box: Box, x: float, y: float, width: float) -> float:
        at = len(self.shapes)
        room, left, top = width - 2 * _PAD, x + _PAD, y + _PAD
        if box.above or box.number:
            top = self._above(box, left, top, room)
        weight = BOLD if box.look == "question" else 400
        top = self._words(box.text, left, top, room, "strong" if weight == BOLD else "")
        if box.below:
            top = self._small(box.below, left, top + 4, room)
        if box.about:
            self.shapes.append(Sign(left + 7, top + 13, box.about.kind))
            top = self._small(box.about.name, left + 22, top + 4, room - 22, "about")
        end = top + _PAD - 2
        self.shapes.insert(at, Rect(x, y, width, end - y, box.look))
        return end

    def _above(self, box: Box, left: float, top: float, room: float) -> float:
        if box.number is None:
            return self._small(box.above, left, top, room)
        self.shapes.append(Number(left + _DISC, top + _DISC - 2, box.number))
        indent = 2 * _DISC + 8
        return max(self._small(box.above, left + indent, top, room - indent), top + 2 * _DISC)

    def _frame(
        self, title: str, inside: Sequence[Block], x: float, y: float, width: float
    ) -> float:
        at, pad = len(self.shapes), min(_PAD, width / 20)
        top = self._small(title, x + pad, y + 8, width - 2 * pad, "strong") + 8
        end = self.steps(inside, x + pad, top, width - 2 * pad) + pad
        self.shapes.insert(at, Rect(x, y, width, end - y, "frame"))
        return end

    def _fork(self, fork: Fork, x: float, y: float, width: float) -> float:
        lane = (width - _BETWEEN) / 2
        if not fork.otherwise:
            return self._bypassed(fork, x, y, width)
        if lane < NARROWEST or any(isinstance(step, Fork) for step in fork.then + fork.otherwise):
            # Side by side there would soon be no room.
            end = self._frame(fork.when, fork.then, x, y, width)
            return self._frame(fork.others, fork.otherwise, x, end + 8, width)
        top = self._condition(fork.when, x, y, width)
        ends = []
        for place, way in enumerate((fork.then, fork.otherwise)):
            left = x + place * (lane + _BETWEEN)
            middle = left + lane / 2
            self._arrow(middle, top, top + GAP)
            if place:
                self._beside(fork.others, middle + 9, top, lane / 2 - 9)
            ends.append((middle, self.steps(way, left, top + GAP, lane)))
        end = max(bottom for _, bottom in ends) + 14
        for middle, bottom in ends:
            self.shapes.append(Line(((middle, bottom), (middle, end)), arrow=False))
        self.shapes.append(Line(((ends[0][0], end), (ends[1][0], end)), arrow=False))
        return end

    def _bypassed(self, fork: Fork, x: float, y: float, width: float) -> float:
        """Draw steps that only some people meet, with the way past them for everyone else."""
        top = self._condition(fork.when, x, y, width)
        lane = width - _BYPASS
        if not fork.then:
            return top
        self._arrow(x + lane / 2, top, top + GAP)
        bottom = self.steps(fork.then, x, top + GAP, lane)
        end, past, middle = bottom + 14, x + width - _BYPASS / 3, x + width / 2
        here = ((x + lane / 2, bottom), (x + lane / 2, end), (middle, end))
        self.shapes.append(Line(here, arrow=False))
        self.shapes.append(Line(((past, top), (past, end), (middle, end)), arrow=False))
        self._beside(fork.others, past - 7, top, lane / 2 - 16, "end")
        return end

    def _condition(self, when: str, x: float, y: float, width: float) -> float:
        at = len(self.shapes)
        end = self._small(when, x + 24, y + 9, width - 48, "strong") + 9
        self.shapes.insert(at, Rect(x, y, width, end - y, "condition"))
        return end

    def _words(self, text: str, x: float, y: float, room: float, look: str = "") -> float:
        weight = BOLD if look == "strong" else 400
        lines = tuple(wrap(text, _TEXT, room, weight))
        self.shapes.append(Words(x, y + _TEXT, lines, _TEXT, _TEXT_LEADING, look))
        return y + len(lines) * _TEXT_LEADING

    def _small(self, text: str, x: float, y: float, room: float, look: str = "small") -> float:
        weight = BOLD if look in ("strong", "about") else 400
        lines = tuple(wrap(text, _SMALL, room, weight))
        self.shapes.append(Words(x, y + _SMALL, lines, _SMALL, _SMALL_LEADING, look))
        return y + len(lines) * _SMALL_LEADING

    def _beside(
        self, text: str, x: float, top: float, room: float, anchor: Anchor = "start"
    ) -> None:
        """Say beside an arrow whose way it is, where there is room for it."""
        if text and width_of(text, _SMALL) <= room:
            self.shapes.append(Words(x, top + 17, (text,), _SMALL, 0, "small", anchor))

    def _arrow(self, x: float, begin: float, end: float) -> None:
        self.shapes.append(Line(((x, begin), (x, end))))
