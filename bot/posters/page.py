"""The poster as an A4 page, to print and to hang up: black on white, large enough for a wall."""

from __future__ import annotations

from bot.exports.fonts import cut
from bot.exports.pdf import MARGIN, Paper, Part
from bot.exports.wording import laid
from bot.posters.code import Code, code
from bot.posters.wording import Poster
from conversations.text import FSI, PDI

#: Points, the largest first: the first with which it all fits on the page is taken.
_SIZES = (20.0, 18.5, 17.0, 15.5, 14.0, 12.5, 11.0, 9.5, 8.0)

#: The side of the code, in millimetres: it opens from two arm's lengths away.
_SIDE = 82.0


def pdf(poster: Poster) -> bytes:
    """Return it as a PDF of one page. Raises ``NoFont`` for a script that has none here."""
    drawn = code(f"https://{poster.address}")
    with cut(poster.letters()) as fonts:
        paper = Paper(poster.language, laid(poster.title, poster.language), fonts)
        paper.set_author(laid(poster.organisation, poster.language))
        parts, spare = _largest(paper, poster, drawn)
        paper.set_y(MARGIN + max(0.0, spare) / 3)
        for part in parts:
            top = paper.get_y()
            part.draw(top)
            paper.set_y(top + part.height)
        return bytes(paper.output())


def _largest(paper: Paper, poster: Poster, drawn: Code) -> tuple[list[Part], float]:
    """Return the poster in the largest print that fits, and how much of the page is left."""
    parts: list[Part] = []
    spare = 0.0
    for points in _SIZES:
        paper.points = points
        parts = _parts(paper, poster, drawn)
        spare = paper.h - 2 * MARGIN - sum(part.height for part in parts)
        if spare >= 0:
            break
    return parts, spare


def _parts(paper: Paper, poster: Poster, drawn: Code) -> list[Part]:
    parts = [
        paper.text(poster.title, size=2.1, bold=True, middle=True, after=1),
        paper.text(poster.organisation, size=0.9, middle=True, after=5),
        paper.text(poster.about.strip(), size=1.1, middle=True, after=5),
    ]
    for head, names in poster.asked:
        parts += [
            paper.text(head, size=0.9, middle=True, after=0),
            paper.text(" · ".join(names), size=1.15, bold=True, middle=True, after=4),
        ]
    parts += [
        _code(paper, drawn),
        paper.text(poster.scan, middle=True, bold=True, after=1),
        paper.text(poster.type_it, size=0.9, middle=True, after=0),
        paper.text(f"{FSI}{poster.address}{PDI}", bold=True, middle=True, after=5),
        *(paper.text(one, size=0.85, middle=True, after=1) for one in poster.promises),
    ]
    if poster.by:
        parts += [paper.gap(3), paper.text(poster.by, bold=True, middle=True, after=0)]
    return parts


def _code(paper: Paper, drawn: Code) -> Part:
    def draw(top: float) -> None:
        one = _SIDE / drawn.side
        left = (paper.w - _SIDE) / 2
        paper.set_fill_color(0)
        for x, y, width in drawn.bars:
            paper.rect(left + x * one, top + y * one, width * one, one, style="F")

    return Part(_SIDE + 1, draw)
