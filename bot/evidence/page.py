"""The document as one HTML file that needs nothing else: it can be mailed, kept and printed."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.charts.drawing import svg
from bot.charts.kinds import table
from bot.evidence.model import Block, Document, Drawn, Grid, Heading, Points, Quote, Say
from conversations.languages import base_of, is_right_to_left

_MARK = re.compile(r"\[(\d+)\]")


def html(document: Document) -> bytes:
    """Return the document as a page; each number links to what it counts."""
    environment = Environment(
        loader=PackageLoader("bot.evidence"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"marked": _marked, "lang": base_of}
    page = environment.get_template("evidence.html").render(
        document=document,
        blocks=[(f"p{n}-", _kind(b), b) for n, b in enumerate(document.blocks)],
        direction="rtl" if is_right_to_left(document.language) else "ltr",
        rtl=is_right_to_left,
        drawn=_drawn,
        table=table,
    )
    return page.encode()


def _kind(block: Block) -> str:
    match block:
        case Heading():
            return f"h{block.level + 1}"
        case Say():
            return "say"
        case Points():
            return "points"
        case Grid():
            return "grid"
        case Quote():
            return "quote"
        case Drawn():
            return "drawn"


def _drawn(block: Drawn, name: str) -> Markup:
    return Markup(svg(block.picture, name))  # noqa: S704 - its template escapes its words


def _marked(text: str) -> Markup:
    """Return ``text`` with each mark as a link to its number; what a mark means stands last."""
    parts = _MARK.split(text)
    made = [
        Markup('<a class="f" href="#f{0}">[{0}]</a>').format(part) if odd else escape(part)
        for odd, part in ((n % 2, part) for n, part in enumerate(parts))
    ]
    lines = Markup("").join(made).split("\n")
    return Markup("<br>").join(lines)
