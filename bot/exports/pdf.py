"""A4 pages in any script there is a font for, laid out from the left or from the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue

from bot.exports.fonts import Cut, drawable
from bot.exports.wording import laid
from bot.fonts import BOLD
from conversations.languages import base_of, is_right_to_left

#: Millimetres in a typographic point.
MM = 25.4 / 72

MARGIN = 18.0

#: A line is so much higher than its letters: space between lines is what makes print easy to read.
LEADING = 1.45

#: The side of a box to tick.
BOX = 5.0

_GREY = 90

_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


@dataclass(frozen=True)
class Part:
    """Something as wide as the page and ``height`` high, drawn with its top at a given place."""

    height: float
    draw: Callable[[float], None]


class Paper(FPDF):
    """A document in one language. Everything is measured from the side where reading begins."""

    def __init__(
        self,
        language: str,
        title: str,
        fonts: Sequence[Cut],
        *,
        points: float = 12,
    ) -> None:
        super().__init__(format="A4")
        self.points = points
        self.language, self.mirrored = language, is_right_to_left(language)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        # Parts are placed where they fit: nothing runs on to the next page by itself.
        self.set_auto_page_break(auto=False)
        self.set_lang(base_of(language))
        self.set_title(title)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._add_fonts(fonts)
        self.set_text_shaping(use_shaping_engine=True, direction="rtl" if self.mirrored else "ltr")
        self.add_page()

    def _add_fonts(self, fonts: Sequence[Cut]) -> None:
        for font in fonts:
            self.add_font(font.family, "B" if font.weight == BOLD else "", font.file)
        families = list(dict.fromkeys(font.family for font in fonts))
        # The script of the language comes first, and lends its figures to its sentences.
        self.family = families[-1] if self.mirrored else families[0]
        self.set_fallback_fonts([name for name in families if name != self.family])

    # ------------------------------------------------------------------ where things stand

    @property
    def bottom(self) -> float:
        """Return where the last line of a page ends."""
        return self.h - MARGIN - 6

    @property
    def inner(self) -> float:
        """Return how wide a line is."""
        return self.w - 2 * MARGIN

    def across(self, offset: float, width: float = 0.0) -> float:
        """Return where something ``width`` wide begins, ``offset`` from where lines begin."""
        return self.w - MARGIN - offset - width if self.mirrored else MARGIN + offset

    def number(self, foot: Callable[[int, int], str]) -> None:
        """Put under each page what ``foot`` says of it, by its number and how many there are.

        It comes last: only then it is known how many there are.
        """
        for page in range(1, len(self.pages) + 1):
            self.page = page
            self._foot(foot(page, len(self.pages)))

    def _foot(self, said: str) -> None:
        # Each page begins with a font of its own, which fpdf takes for the one set last.
        self._font()
        self._font(8 / self.points)
        self.set_text_color(_GREY)
        self.set_xy(MARGIN, self.h - MARGIN)
        self.cell(self.inner, 5, laid(said, self.language), align="C")
        self.set_text_color(0)

    # ------------------------------------------------------------------ parts

    def text(  # type: ignore[override]  # ours measures and places; fpdf's own is not used
        self,
        said: str,
        *,
        size: float = 1.0,
        bold: bool = False,
        indent: float = 0.0,
        width: float | None = None,
        after: float = 1.5,
        grey: bool = False,
        middle: bool = False,
        ending: bool = False,
    ) -> Part:
        """Return ``said`` as a paragraph, ``indent`` from where lines begin.

        ``middle`` and ``ending`` are where it stands in its ``width``.
        """
        # A number is not parted at the end of a line: nobody dials half of one.
        said = _IN_A_NUMBER.sub("\u00a0", laid(drawable(said), self.language))
        room = self.inner - indent if width is None else width
        lead = self.points * size * MM * LEADING

        def put(*, dry: bool = False) -> float:
            self._font(size, bold=bold)
            height = self.multi_cell(
                room,
                lead,
                said,
                align="C" if middle else "R" if self.mirrored != ending else "L",
                dry_run=dry,
                output=MethodReturnValue.HEIGHT,
            )
            assert isinstance(height, float | int)
            return float(height)

        def draw(top: float) -> None:
            self.set_text_color(_GREY if grey else 0)
            self.set_xy(self.across(indent, room), top)
            put()
            self.set_text_color(0)

        return Part(put(dry=True) + after, draw)

    def box(self, label: Part, *, indent: float = 0.0, side: float = BOX) -> Part:
        """Return a box to tick before ``label``, which is indented behind it."""
        line = self.points * MM * LEADING
        # Box and first line stand at the same height, whichever is the higher.
        lower = max(0.0, (side - line) / 2)

        def draw(top: float) -> None:
            self.square(indent, top + max(0.0, (line - side) / 2), side)
            label.draw(top + lower)

        return Part(max(label.height + lower, side + 2), draw)

    def square(self, indent: float, top: float, side: float = BOX) -> None:
        """Draw an empty box."""
        self.set_line_width(0.4)
        self.rect(self.across(indent, side), top, side, side)

    def tick(self, said: str, *, indent: float = 0.0, side: float = BOX) -> Part:
        """Return a box with what it stands for."""
        label = self.text(said, indent=indent + side + 3, after=2)
        return self.box(label, indent=indent, side=side)

    def side_by_side(
        self, parts: Sequence[Callable[[float, float], Part]], *, indent: float = 0.0
    ) -> Part:
        """Return parts beside each other, each made for its place and its width."""
        room = (self.inner - indent) / len(parts)
        made = [make(room * at, room) for at, make in enumerate(parts)]

        def draw(top: float) -> None:
            for part in made:
                part.draw(top)

        return Part(max(part.height for part in made), draw)

    def lines(self, count: int, *, indent: float = 0.0, width: float | None = None) -> list[Part]:
        """Return lines to write on."""
        room = self.inner - indent if width is None else width

        def draw(top: float) -> None:
            self.set_line_width(0.2)
            start = self.across(indent, room)
            self.line(start, top + 8.5, start + room, top + 8.5)

        return [Part(9.5, draw) for _ in range(count)]

    def gap(self, height: float) -> Part:
        """Return empty space."""
        return Part(height, lambda top: None)

    # ------------------------------------------------------------------ placing

    def need(self, height: float) -> None:
        """Begin a new page if this one has not so much left, and another would."""
        if self.get_y() + height > self.bottom and height <= self.bottom - MARGIN:
            self.add_page()

    def place(self, parts: Iterable[Part], *, frame: bool = False, bar: bool = False) -> None:
        """Put ``parts`` below what is there: together on one page if one can hold them.

        ``frame`` draws a line around them, ``bar`` a thick one beside them.
        """
        waiting = list(parts)
        self.need(sum(part.height for part in waiting))
        while waiting:
            here = self._fitting(waiting)
            top = self.get_y()
            if frame:
                self._frame(top, sum(part.height for part in here))
            if bar:
                self._bar(top, sum(part.height for part in here))
            for part in here:
                y = self.get_y()
                part.draw(y)
                self.set_y(y + part.height)
            waiting = waiting[len(here) :]
            if waiting:
                self.add_page()

    def _fitting(self, parts: Sequence[Part]) -> Sequence[Part]:
        """Return as many of ``parts`` as this page still holds; at least one."""
        y = self.get_y()
        for at, part in enumerate(parts):
            y += part.height
            if y > self.bottom and at:
                return parts[:at]
        return parts

    def _frame(self, top: float, height: float) -> None:
        self.set_line_width(0.5)
        self.rect(MARGIN - 3, top - 1.5, self.inner + 6, height + 2)

    def _bar(self, top: float, height: float) -> None:
        self.set_fill_color(0)
        self.rect(self.across(-3, 1.2), top, 1.2, height, style="F")

    def _font(self, size: float = 1.0, *, bold: bool = False) -> None:
        self.set_font(self.family, "B" if bold else "", self.points * size)
