"""Words with a place: texts an author wrote, and the marks that keep inserted words in order."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

#: First Strong Isolate … Pop Directional Isolate: an inserted name or number cannot turn the
#: sentence around it, whichever way it is written (Unicode Bidirectional Algorithm, UAX #9).
FSI, PDI = "\u2068", "\u2069"

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

#: Letters of the Arabic script that look alike and come from another country's keyboard.
_SAME_LETTER = str.maketrans("يىكهھ", "ییکہہ")


class Html(str):
    """Text that is already Telegram HTML and must not be escaped again."""


@dataclass(frozen=True)
class Text:
    """One text of a project, in its source language.

    ``context`` is its path in ``project.yaml`` (``constraints.building.what``): what a translator
    sees, and what tells two equal sentences apart. A text written at run time by a peer lead has
    no catalogue; ``by_language`` carries its translations instead.
    """

    source: str
    context: str = ""
    by_language: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.source)


def insert(value: object) -> str:
    """Make ``value`` safe inside a message: escaped for Telegram HTML, isolated for direction."""
    if isinstance(value, Html):
        return str(value)
    return f"{FSI}{html.escape(str(value), quote=False)}{PDI}"


def aside(shown: str) -> str:
    """Isolate what a line begins with, which is HTML already: its direction is not the line's."""
    return f"{FSI}{shown}{PDI}"


def address(url: str) -> Html:
    """Make ``url`` safe inside a message, without the marks that would become part of the link."""
    return Html(html.escape(url, quote=False))


def clean(said: str) -> str:
    """Return what a person typed without the characters a database or a bubble cannot carry.

    NUL cuts SQLite's ``length()``, lone surrogates cannot be encoded, and isolate marks of ours
    must not pile up when someone quotes us. Everything else, emoji and bidi marks too, is theirs.
    """
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").translate(_ISOLATES).strip()


def fold(said: str) -> str:
    """Return ``said`` as it is compared: caseless, without accents, emoji or punctuation.

    Urdu typed on an Arabic keyboard, or a Persian one, is the same Urdu.
    """
    bare = "".join(
        ch
        for ch in unicodedata.normalize("NFKD", said.casefold().replace("ł", "l"))
        if not unicodedata.combining(ch)
    )
    letters = "".join(
        ch if unicodedata.category(ch)[0] in "LN" else " " for ch in bare.translate(_SAME_LETTER)
    )
    return re.sub(r"\s+", " ", letters).strip()


def telegram_length(said: str) -> int:
    """Return how long Telegram counts ``said`` to be: in UTF-16, where every emoji is two."""
    return len(said.encode("utf-16-le")) // 2


def ascii_digits(said: str) -> str:
    """Return ``said`` with every script's decimal digits as 0–9 (``٣`` is 3)."""
    return "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in said)
