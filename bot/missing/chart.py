"""Who is missing, as a picture: two bars a category, told apart by more than their colour.

What is drawn is what is shown, and nothing else: it waits in the outbox as plain values and is
drawn when it is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import resvg_py
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.charts.legend import Legend
from bot.drawing.fonts import font_files, wrap
from bot.fonts import BOLD, FAMILIES
from bot.visit import plain
from conversations.catalogue import N_, Words
from conversations.languages import is_right_to_left
from conversations.missing import Row, Section, in_100

#: Everything in points; the PNG is twice as sharp.
_WIDTH, _MARGIN, _BAR, _ZOOM = 640.0, 28.0, 16.0, 2

#: Room for the number behind a bar.
_NUMBER = 150.0

_RLI, _RLM, _PDI = "\u2067", "\u200f", "\u2069"

#: A chart as it waits to be sent: JSON.
Plain = Mapping[str, Any]


def chart(sections: Iterable[Section], small: int, words: Words) -> Plain:
    """Return a chart of ``sections`` in plain values, its words in the language of ``words``.

    Its ``legend`` belongs below it: the names that no font here can draw, by their numbers.
    """
    legend = Legend()
    return {
        "language": words.language,
        "title": words.plain(N_("Who is missing?")),
        "ours": words.plain(N_("Of 100 people who answered")),
        "theirs": words.plain(N_("Of 100 people who live here")),
        "sections": [
            {"title": one.title, "rows": [_row(row, small, legend, words) for row in one.rows]}
            for one in sections
            if one.rows
        ],
        "legend": legend.lines(),
    }


def _row(row: Row, small: int, legend: Legend, words: Words) -> dict[str, Any]:
    little = row.cell.high < small
    unknown = row.ours is None and not little
    said = in_100(row.ours) if row.ours is not None else words.plain(N_("hidden"))
    if little:
        said = plain(words.t("fewer than {small} people", small=small))
    return {
        "label": legend.label(row.label),
        "ours": 0.0 if unknown else row.most if row.ours is None else row.ours,
        "sure": row.ours is not None,
        "said": said,
        "theirs": row.theirs,
        "said_theirs": None if row.theirs is None else in_100(row.theirs),
    }


@dataclass(frozen=True)
class _Words:
    x: float
    y: float
    text: str
    look: str


@dataclass(frozen=True)
class _Bar:
    x: float
    y: float
    width: float
    look: str


class _Laying:
    """Lays a chart out from top to bottom; right-to-left ones are the mirror image."""

    def __init__(self, kept: Plain) -> None:
        self.rtl = is_right_to_left(kept["language"])
        self.y = _MARGIN
        self.words: list[_Words] = []
        self.bars: list[_Bar] = []
        rows = [row for one in kept["sections"] for row in one["rows"]]
        most = max((max(row["ours"], row["theirs"] or 0) for row in rows), default=1) or 1
        self.scale = (_WIDTH - 2 * _MARGIN - _NUMBER) / most
        self._say(kept["title"], 22, "title", BOLD)
        self.y += 8
        for look, name in (("ours", kept["ours"]), ("theirs", kept["theirs"])):
            self._bar(look, 30, name)
        for one in kept["sections"]:
            self.y += 14
            self._say(one["title"], 16, "heading", BOLD)
            for row in one["rows"]:
                self._row(row)
        self.height = self.y + _MARGIN

    def _row(self, row: Mapping[str, Any]) -> None:
        self.y += 4
        self._say(row["label"], 14, "label")
        look = "ours" if row["sure"] else "upto"
        self._bar(look, row["ours"] * self.scale, row["said"])
        if row["theirs"] is not None:
            self._bar("theirs", row["theirs"] * self.scale, row["said_theirs"])

    def _say(self, text: str, size: float, look: str, weight: int = 400) -> None:
        for line in wrap(text, size, _WIDTH - 2 * _MARGIN, weight):
            self.y += size * 1.35
            self._words(_MARGIN, line, look)

    def _bar(self, look: str, length: float, said: str) -> None:
        self.y += _BAR + 3
        x = _WIDTH - _MARGIN - length if self.rtl else _MARGIN
        if length:
            self.bars.append(_Bar(x, self.y - _BAR + 3, length, look))
        self._words(_MARGIN + length + 8, said, "number")

    def _words(self, x: float, text: str, look: str) -> None:
        # Not every program that draws SVG knows which way a line of it is read (UAX #9).
        said = f"{_RLI}{text} {_RLM}{_PDI}" if self.rtl else text
        self.words.append(_Words(_WIDTH - x if self.rtl else x, self.y, said, look))


def svg(kept: Plain) -> str:
    """Return a chart as SVG; its words are words."""
    environment = Environment(
        loader=PackageLoader("bot.missing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    laid = _Laying(kept)
    template = environment.get_template("chart.svg")
    return template.render(chart=kept, laid=laid, width=_WIDTH, bar=_BAR - 3, described=_all(kept))


def _all(kept: Plain) -> str:
    """Return everything the picture shows, for whoever hears it read aloud."""
    return " ".join(
        f"{one['title']}. {row['label']}: {kept['ours']}: {row['said']}."
        + (f" {kept['theirs']}: {row['said_theirs']}." if row["said_theirs"] else "")
        for one in kept["sections"]
        for row in one["rows"]
    )


def png(kept: Plain) -> bytes:
    """Return a chart as PNG, with the fonts that come with us."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(kept),
        skip_system_fonts=True,
        font_files=font_files(),
        font_family=FAMILIES[0],
        zoom=_ZOOM,
    )
    return bytes(drawn)
