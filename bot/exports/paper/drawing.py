"""Drawing a form's blocks on pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.exports.paper.blocks import (
    Blanks,
    Block,
    Boxes,
    Framed,
    Heading,
    Lines,
    Listed,
    Numbers,
    Question,
    Route,
    Said,
    Tick,
)
from bot.exports.pdf import BOX, MM, Paper, Part

#: The small print with a question's key.
_SMALL = 0.66

#: How far answers stand in from their question.
_IN = 9.0

#: The side of a box to write a number in.
_LARGE = 8.0

#: How wide a short answer's line is: a day, a month, a year.
_SHORT_LINE = 40.0


def draw(paper: Paper, blocks: Sequence[Block]) -> None:
    """Draw ``blocks`` one below the other. What introduces another stays on its page."""
    made = [_parts(paper, block) for block in blocks]
    for at, (block, parts) in enumerate(zip(blocks, made, strict=True)):
        if isinstance(block, _INTRODUCING):
            _keep_with_next(paper, blocks[at:], made[at:])
        if isinstance(block, Heading):
            if block.apart:
                paper.add_page()
            paper.start_section(block.text)
        for together in [[part] for part in parts] if isinstance(block, Listed) else [parts]:
            paper.place(together, frame=isinstance(block, Framed), bar=isinstance(block, Route))
        paper.place([paper.gap(_AFTER.get(type(block), 2.0))])


#: What stands before something else, and alone at the foot of a page says nothing.
_INTRODUCING = Heading | Route | Said

#: How much space follows a block, in millimetres.
_AFTER: dict[type, float] = {Framed: 5.0, Heading: 1.0, Route: 3.0, Question: 5.0, Tick: 1.0}


def _keep_with_next(paper: Paper, blocks: Sequence[Block], made: Sequence[Sequence[Part]]) -> None:
    """Begin a page if what introduces something would stand alone at the foot of this one."""
    height = 0.0
    for block, parts in zip(blocks, made, strict=True):
        first = parts[:1] if isinstance(block, Listed) else parts
        height += sum(part.height for part in first) + _AFTER.get(type(block), 2.0)
        if not isinstance(block, _INTRODUCING):
            break
    paper.need(height)


def _parts(paper: Paper, block: Block) -> list[Part]:
    match block:
        case Heading():
            size = 1.8 if block.first else 1.35
            return [
                paper.gap(0 if block.first else 3),
                paper.text(block.text, size=size, bold=True),
            ]
        case Said():
            return [paper.text(block.text, bold=block.bold)]
        case Listed():
            return [_point(paper, line) for line in block.lines]
        case Framed():
            lines = [paper.text(line, after=1) for line in block.lines]
            return [paper.text(block.head, bold=True, after=1), *lines]
        case Blanks():
            return [_blanks(paper, block)]
        case Tick():
            return [_keyed(paper, paper.tick(block.text), block.key)]
        case Route():
            return _route(paper, block)
        case Question():
            return _question(paper, block)


def _point(paper: Paper, line: str, indent: float = 0.0) -> Part:
    """Return one thing of a list, with a point before it."""
    point, said = paper.text("•", indent=indent), paper.text(line, indent=indent + 5)

    def draw(top: float) -> None:
        point.draw(top)
        said.draw(top)

    return Part(said.height, draw)


def _blanks(paper: Paper, blanks: Blanks) -> Part:
    def one(name: str, key: str, at: float, room: float) -> Part:
        (line,) = paper.lines(1, indent=at, width=room - 6)
        said = paper.text(name, indent=at, width=room - 6, after=0.5)
        small = paper.text(key, size=_SMALL, indent=at, width=room - 6, grey=True)

        def draw(top: float) -> None:
            line.draw(top)
            said.draw(top + line.height)
            small.draw(top + line.height + said.height)

        return Part(line.height + said.height + small.height, draw)

    pairs = zip(blanks.names, blanks.keys, strict=True)
    return paper.side_by_side([partial(one, name, key) for name, key in pairs])


def _keyed(paper: Paper, part: Part, key: str) -> Part:
    """Return ``part`` with the key below it, in small print: whoever types it in looks there."""
    small = paper.text(key, size=_SMALL, indent=BOX + 3, after=1, grey=True)

    def draw(top: float) -> None:
        part.draw(top)
        small.draw(top + part.height - 1.5)

    return Part(part.height + small.height - 1.5, draw)


def _route(paper: Paper, route: Route) -> list[Part]:
    conditions = [_point(paper, said, 2 + 5 * depth) for depth, said in route.conditions]
    parts = [paper.text(route.head, bold=True, indent=2), *conditions]
    if route.otherwise:
        parts.append(paper.text(route.otherwise, indent=2))
    return parts


def _question(paper: Paper, question: Question) -> list[Part]:
    parts = [_asked(paper, question), paper.text(question.key, size=_SMALL, indent=_IN, grey=True)]
    parts += [paper.text(said, indent=_IN) for said in (question.help, question.how) if said]
    match question.field:
        case Boxes():
            parts += _boxes(paper, question.field)
        case Numbers():
            parts += _numbers(paper, question.field)
        case Lines():
            parts += _lines(paper, question.field)
    return parts


def _asked(paper: Paper, question: Question) -> Part:
    """Return the question with its number before it."""
    said = paper.text(question.text, bold=True, indent=_IN, after=0.5)
    number = paper.text(f"{question.number}.", bold=True, width=_IN)

    def draw(top: float) -> None:
        number.draw(top)
        said.draw(top)

    return Part(said.height, draw)


def _boxes(paper: Paper, boxes: Boxes) -> list[Part]:
    side = _LARGE if boxes.ranked else BOX
    if not boxes.beside:
        return [paper.tick(label, indent=_IN, side=side) for label in boxes.labels]

    def one(label: str, at: float, room: float) -> Part:
        inner = paper.text(label, indent=_IN + at + BOX + 3, width=room - BOX - 4)
        return paper.box(inner, indent=_IN + at)

    return [paper.side_by_side([partial(one, label) for label in boxes.labels], indent=_IN)]


def _numbers(paper: Paper, scale: Numbers) -> list[Part]:
    """Return a scale: a row of boxes with their numbers, what the ends mean, other answers."""
    room = (paper.inner - _IN) / 2
    low = paper.text(scale.low, indent=_IN, width=room - 3)
    high = paper.text(scale.high, indent=_IN + room, width=room, ending=True)

    def ends(top: float) -> None:
        low.draw(top)
        high.draw(top)

    def one(label: str, at: float, room: float) -> Part:
        number = paper.text(label, indent=_IN + at, width=room, bold=True, middle=True)
        line = paper.points * MM * 1.5

        def draw(top: float) -> None:
            paper.square(_IN + at + (room - BOX) / 2, top)
            number.draw(top + BOX + 1)

        return Part(BOX + 1 + line, draw)

    row = paper.side_by_side([partial(one, number) for number in scale.numbers], indent=_IN)
    others = [paper.tick(label, indent=_IN) for label in scale.others]
    return [Part(max(low.height, high.height), ends), row, paper.gap(2), *others]


def _lines(paper: Paper, lines: Lines) -> list[Part]:
    parts = paper.lines(lines.count, indent=_IN)
    if lines.short:
        parts.append(_short(paper, lines.short))
    if lines.others:
        parts.append(paper.gap(3))
    return parts + [paper.tick(label, indent=_IN) for label in lines.others]


def _short(paper: Paper, names: tuple[str, ...]) -> Part:
    """Return short lines beside each other, each with what belongs on it below."""
    made = []
    for at, name in enumerate(names):
        offset = _IN + at * (_SHORT_LINE + 6)
        (line,) = paper.lines(1, indent=offset, width=_SHORT_LINE)
        made.append((line, paper.text(name, indent=offset, width=_SHORT_LINE + 5)))

    def draw(top: float) -> None:
        for line, name in made:
            line.draw(top)
            name.draw(top + line.height)

    named = any(names)
    height = made[0][0].height + (max(name.height for _, name in made) if named else 0)
    return Part(height, draw)
