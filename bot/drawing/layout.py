"""A whole picture laid out: the cards on top, the flow in columns, what happens next below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, sqrt

from bot.drawing.blocks import Block, Box, Card, Fork, Frame, Plan
from bot.drawing.fonts import wrap
from bot.drawing.shapes import Drawing, Line, Rect, Shape, Sign, Words
from bot.drawing.steps import GAP, Column
from bot.fonts import BOLD
from conversations.languages import RIGHT_TO_LEFT, base_of

#: A column of the flow, and what lies between two.
COLUMN, GUTTER, MARGIN = 540.0, 60.0, 40.0

#: How much wider than high a picture should be: like a sheet of paper on its side.
_SHAPE = 1.2

#: More columns than this nobody follows.
MOST_COLUMNS = 8

#: Steps lower than this stay whole; what a frame takes up around them.
_LEAST_CUT, _FRAME = 1200.0, 60.0

_CARD = 250.0


def lay_out(plan: Plan) -> Drawing:
    """Return the picture, mirrored where its language is read from right to left."""
    steps = _cut(plan)
    columns = _in_columns([_height(step) for step in steps])
    width = 2 * MARGIN + len(columns) * COLUMN + (len(columns) - 1) * GUTTER
    shapes: list[Shape] = []
    y = _title(plan, shapes, width)
    y = _heading(plan.cards_title, shapes, y, width)
    y = _cards(plan.cards, shapes, y, width)
    y = _heading(plan.flow_title, shapes, y + 26, width)
    y = _flow([[steps[place] for place in places] for places in columns], shapes, y)
    y = _heading(plan.next_title, shapes, y + 26, width)
    y = _next(plan.next, shapes, y, width)
    y = _lines(plan.footer, shapes, (MARGIN, y + 16, width - 2 * MARGIN), 12, "small")
    drawing = Drawing(width, ceil(y + MARGIN / 2), tuple(shapes))
    rtl = base_of(plan.language).partition("-")[0] in RIGHT_TO_LEFT
    return drawing.mirrored() if rtl else drawing


def _height(block: Block) -> float:
    return Column().step(block, 0, 0, COLUMN)


def _wanted(whole: float) -> int:
    """Return how many columns a flow is put in that would be ``whole`` high in one."""
    return max(1, min(MOST_COLUMNS, round(sqrt(_SHAPE * whole / (COLUMN + GUTTER)))))


def _cut(plan: Plan) -> list[Block]:
    """Return the steps of the flow, what is too high for a column cut into parts that are not."""
    whole = sum(_height(block) + GAP for block in plan.flow)
    most = max(_LEAST_CUT, whole / _wanted(whole))
    return [part for block in plan.flow for part in _parts(block, most, plan.goes_on)]


def _parts(block: Block, most: float, goes_on: str) -> list[Block]:
    if isinstance(block, Box) or _height(block) <= most:
        return [block]
    if isinstance(block, Fork):
        ways = [Frame(block.when, block.then)]
        if block.otherwise:
            ways.append(Frame(block.others, block.otherwise))
        return [part for way in ways for part in _parts(way, most, goes_on)]
    inside = [part for one in block.inside for part in _parts(one, most - _FRAME, goes_on)]
    parts: list[Block] = []
    for place in _filled([_height(part) for part in inside], most - _FRAME):
        title = f"{block.title} · {goes_on}" if parts else block.title
        parts.append(Frame(title, tuple(inside[place.start : place.stop])))
    return parts


def _in_columns(heights: Sequence[float]) -> list[range]:
    """Return which steps stand in which column, the columns about as high as each other."""
    whole = sum(heights) + GAP * len(heights)
    wanted = _wanted(whole)
    low, high = max(heights), whole
    while high - low > 4:
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= wanted:
            high = middle
        else:
            low = middle
    return _filled(heights, high)


def _filled(heights: Sequence[float], most: float) -> list[range]:
    begins, used = [0], 0.0
    for place, height in enumerate(heights):
        if used and used + GAP + height > most:
            begins.append(place)
            used = height
        else:
            used += height + (GAP if used else 0)
    return [range(first, last) for first, last in pairwise([*begins, len(heights)])]


def _flow(columns: Sequence[Sequence[Block]], shapes: list[Shape], top: float) -> float:
    column = Column()
    ends: list[float] = []
    for number, steps in enumerate(columns):
        x = MARGIN + number * (COLUMN + GUTTER)
        ends.append(column.steps(steps, x, top, COLUMN))
    shapes += column.shapes
    for number, end in enumerate(ends[:-1]):
        x = MARGIN + number * (COLUMN + GUTTER)
        middle, between, following = x + COLUMN / 2, x + COLUMN + GUTTER / 2, x + COLUMN + GUTTER
        corner = (following + COLUMN / 2, top - 14)
        shapes.append(
            Line(
                (
                    (middle, end),
                    (middle, end + 14),
                    (between, end + 14),
                    (between, top - 14),
                    corner,
                    (corner[0], top),
                )
            )
        )
    return max(ends) + (14 if len(ends) > 1 else 0)


def _title(plan: Plan, shapes: list[Shape], width: float) -> float:
    room = width - 2 * MARGIN
    y = _lines(plan.title, shapes, (MARGIN, MARGIN / 2, room), 28, "title")
    return _lines(plan.subtitle, shapes, (MARGIN, y + 2, room), 15, "") + 10


def _heading(text: str, shapes: list[Shape], y: float, width: float) -> float:
    return _lines(text, shapes, (MARGIN, y + 8, width - 2 * MARGIN), 19, "heading") + 22


def _cards(cards: Sequence[Card], shapes: list[Shape], y: float, width: float) -> float:
    between = 16.0
    most = max(1, int((width - 2 * MARGIN + between) // (_CARD + between)))
    # As many in each row as in the others: none stands alone where it need not.
    in_a_row = ceil(len(cards) / ceil(len(cards) / most))
    for first in range(0, len(cards), in_a_row):
        row = cards[first : first + in_a_row]
        lefts, wide = _side_by_side(in_a_row, between, width)
        at = len(shapes)
        ends = [_card(card, shapes, x, y, wide) for card, x in zip(row, lefts, strict=False)]
        looks = [card.kind for card in row]
        shapes[at:at] = _boxes(looks, lefts, (y, max(ends)), wide)
        y = max(ends) + between
    return y - between


def _side_by_side(count: int, between: float, width: float) -> tuple[list[float], float]:
    """Return where ``count`` boxes begin that share the width of the picture, and how wide each is.

    ``between`` is what lies between two of them.
    """
    wide = (width - 2 * MARGIN - between * (count - 1)) / count
    return [MARGIN + place * (wide + between) for place in range(count)], wide


def _boxes(
    looks: Sequence[str], lefts: Sequence[float], ends: tuple[float, float], wide: float
) -> list[Rect]:
    """Return boxes side by side, all from the first to the second of ``ends``."""
    top, bottom = ends
    return [Rect(x, top, wide, bottom - top, look) for look, x in zip(looks, lefts, strict=False)]


def _card(card: Card, shapes: list[Shape], x: float, y: float, wide: float) -> float:
    left, room = x + 14, wide - 28
    shapes.append(Sign(left + 9, y + 22, card.kind, 9))
    y = _lines(card.said, shapes, (left + 28, y + 11, room - 28), 13, "strong")
    y = _lines(card.name, shapes, (left, y + 8, room), 17, "strong")
    for line in card.lines:
        y = _lines(line, shapes, (left, y + 4, room), 13, "")
    return y + 14


def _next(lines: Sequence[str], shapes: list[Shape], y: float, width: float) -> float:
    if width <= 2 * COLUMN:
        column = Column()
        end = column.steps([Box(line, look="next") for line in lines], MARGIN, y, COLUMN)
        shapes += column.shapes
        return end
    between = 40.0
    lefts, wide = _side_by_side(len(lines), between, width)
    at = len(shapes)
    ends = [
        _lines(line, shapes, (x + 14, y + 10, wide - 28), 15, "") + 12
        for line, x in zip(lines, lefts, strict=True)
    ]
    shapes += [Line(((x - between, y + 20), (x, y + 20))) for x in lefts[1:]]
    shapes[at:at] = _boxes(["next"] * len(lines), lefts, (y, max(ends)), wide)
    return max(ends)


def _lines(
    text: str, shapes: list[Shape], box: tuple[float, float, float], size: float, look: str
) -> float:
    """Write ``text`` from the top of ``box`` (x, y, width) on; return where it ends."""
    x, y, room = box
    weight = BOLD if look in ("title", "heading", "strong") else 400
    lines = tuple(wrap(text, size, room, weight))
    leading = size * 1.36
    shapes.append(Words(x, y + size, lines, size, leading, look))
    return y + len(lines) * leading
