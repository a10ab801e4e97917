"""The document as a PDF, to hand round a table. Words no font here prints are in the page only."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PIL import Image

from bot.charts.drawing import png
from bot.charts.kinds import table
from bot.evidence.model import Block, Document, Drawn, Grid, Heading, Points, Quote, Say
from bot.exports.fonts import cut, unprintable
from bot.exports.pdf import Paper, Part
from conversations.catalogue import N_, Words

_SMALL = 0.85
_GAP = 3.0

_ELSEWHERE = N_("(in a script that cannot be printed here: see the HTML)")


def pdf(document: Document, words: Words, foot: str) -> bytes:
    """Return the document as a PDF; ``foot`` stands under each page, before its number."""
    return _Printer(document, words).print(foot)


class _Printer:
    """Prints one document: what cannot be printed is named, never left blank."""

    def __init__(self, document: Document, words: Words) -> None:
        self._document = document
        self._instead = words.plain(_ELSEWHERE)

    def print(self, foot: str) -> bytes:
        document = self._document
        said = " ".join((document.title, self._instead, foot, *self._texts()))
        with cut(said) as fonts:
            self._paper = Paper(document.language, document.title, fonts, points=11)
            self._paper.place(
                [self._paper.text(self._readable(document.title), size=1.7, bold=True, after=5)]
            )
            for block, then in pairwise((*document.blocks, Say(""))):
                if isinstance(block, Heading):
                    # Not alone at the foot of a page: what follows begins there, too.
                    self._paper.need(120 if isinstance(then, Drawn) else 40)
                self._place(block)
            self._paper.number(lambda page, pages: f"{foot} · {page} / {pages}")
            return bytes(self._paper.output())

    def _readable(self, text: str) -> str:
        return self._instead if unprintable(text) else text

    def _texts(self) -> Iterator[str]:
        for block in self._document.blocks:
            match block:
                case Heading() | Say():
                    yield self._readable(block.text)
                case Points():
                    yield from map(self._readable, block.lines)
                case Quote():
                    yield f"“{self._readable(block.words)}”"
                case Grid():
                    yield from self._cells((block.head, *block.rows))
                case Drawn():
                    yield from self._cells(table(block.picture))

    def _cells(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        return (self._readable(cell) for row in rows for cell in row)

    def _place(self, block: Block) -> None:
        paper = self._paper
        match block:
            case Heading():
                size = 1.35 if block.level == 1 else 1.1
                head = paper.text(self._readable(block.text), size=size, bold=True, after=2)
                paper.place([paper.gap(6 if block.level == 1 else 3), head])
            case Say():
                paper.place([paper.text(self._readable(block.text), after=2.5)])
            case Points():
                for line in block.lines:
                    paper.place([paper.text(f"· {self._readable(line)}", indent=3)])
            case Quote():
                quoted = paper.text(f"“{self._readable(block.words)}”", indent=5, after=2)
                paper.place([quoted], bar=True)
            case Grid():
                self._grid(block.head, block.rows)
            case Drawn():
                paper.place([self._picture(png(block.picture))])
                first, *others = table(block.picture)
                self._grid(first, others)

    def _grid(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        shares = _shares((head, *rows))
        self._paper.need(24)
        self._paper.place([self._row(head, shares, bold=True)])
        for row in rows:
            self._paper.place([self._row(row, shares, bold=False)])
        self._paper.place([self._paper.gap(3)])

    def _row(self, row: Sequence[str], shares: Sequence[float], *, bold: bool) -> Part:
        paper = self._paper
        cells, offset = [], 0.0
        for cell, share in zip(row, shares, strict=True):
            width = share * paper.inner
            room = width - _GAP
            cells.append(
                paper.text(
                    self._readable(cell), size=_SMALL, bold=bold, indent=offset, width=room, after=1
                )
            )
            offset += width
        height = max(cell.height for cell in cells) + 1

        def draw(top: float) -> None:
            for cell in cells:
                cell.draw(top)
            paper.set_line_width(0.1)
            start = paper.across(0, paper.inner)
            paper.line(start, top + height - 0.8, start + paper.inner, top + height - 0.8)

        return Part(height, draw)

    def _picture(self, content: bytes) -> Part:
        paper = self._paper
        width = paper.inner * 0.85
        with Image.open(io.BytesIO(content)) as image:
            height = width * image.height / image.width

        def draw(top: float) -> None:
            paper.image(io.BytesIO(content), x=paper.across(0, width), y=top, w=width)

        return Part(height + 3, draw)


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column is, of the whole: more where more is said, none too narrow."""
    weights = []
    for cells in zip(*rows, strict=True):
        word = max((len(word) for cell in cells for word in cell.split()), default=0)
        weights.append(min(max(*map(len, cells), word + 4, 9), 60))
    return [weight / sum(weights) for weight in weights]
