"""What questions answered with several options share: ticking one after another, then Done."""

from __future__ import annotations

import re
from abc import abstractmethod

from conversations.catalogue import Words
from conversations.questions.base import Choice, Option, Reading, Unclear, Understood
from conversations.questions.matching import match_option
from conversations.questions.offering import Offering
from conversations.text import ascii_digits, fold

DONE = "done!"

#: Stands before the label of an option that is ticked.
TICK = "✓ "

#: What stands between things listed, in the languages we speak.
_JOINING = "and|then|i|oraz|potem|ac|wedyn|اور|پھر"
_SEPARATORS = re.compile(
    rf"\s*[,;\n،؛&+/>]\s*(?:(?:{_JOINING})\s+)?|\s+(?:{_JOINING})\s+", re.IGNORECASE
)


class Ticking(Offering):
    """A question whose options are ticked one after another, in a draft, until Done."""

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return a button for each option, a tick before those chosen, and Done."""
        ticks = tuple(
            Choice((TICK if o.key in draft else "") + words.plain(o.label), o.key)
            for o in self.all_options
        )
        return (*ticks, Choice(words.t("Done"), DONE))

    def says_done(self, said: str, words: Words) -> bool:
        """Say whether someone typed the Done button's own word, in their language or English."""
        return fold(said) in (fold(words.t("Done")), "done")

    @abstractmethod
    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Tick or untick an option, or finish."""

    @abstractmethod
    def together(self, reading: Reading, draft: tuple[str, ...]) -> Reading:
        """Return what was typed together with what had been ticked."""


def by_number(said: str) -> bool:
    """Say whether ``said`` holds nothing but numbers and what stands between them."""
    return re.fullmatch(r"[\d\s,;.،>]+", ascii_digits(said)) is not None


def each(said: str, options: tuple[Option, ...], words: Words) -> list[Understood | Unclear]:
    """Return how each part of ``said``, a list of numbers or of labels, is read."""
    digits = re.findall(r"\d+", ascii_digits(said)) if by_number(said) else None
    parts = _SEPARATORS.split(said) if digits is None else digits
    return [match_option(part, options, words) for part in parts if part.strip()]
