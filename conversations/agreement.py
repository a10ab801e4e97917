"""How far two readers agree: Cohen's kappa for each theme, and its mean over the themes.

An answer can have several themes, so each theme is a question of its own: is it there or not?
Kappa is how much more often two readers give the same answer to it than chance would have it,
from what each says how often: 1 is always, 0 as often as chance (J. Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20, 1960).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from conversations.catalogue import N_, Phrase

#: With fewer answers read by two, kappa says more about chance than about reading.
ENOUGH = 20


@dataclass(frozen=True)
class Pair:
    """The themes that each of two readers put on one answer."""

    first: frozenset[str]
    second: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """What ``pairs`` answers say. ``by_theme`` holds ``None`` where kappa is undefined.

    ``mean`` is over the themes that have one, ``None`` if none has.
    """

    pairs: int
    by_theme: Mapping[str, Fraction | None]

    @property
    def mean(self) -> Fraction | None:
        """Return the mean of the themes' kappas."""
        known = [kappa for kappa in self.by_theme.values() if kappa is not None]
        return sum(known, Fraction()) / len(known) if known else None

    @property
    def enough(self) -> bool:
        """Return whether there is enough to say anything from."""
        return self.pairs >= ENOUGH


def kappa(first: Sequence[str], second: Sequence[str]) -> Fraction | None:
    """Return Cohen's kappa of two readers' labels for the same things, in the same order.

    ``None`` where it is undefined: of nothing, or where both gave everything one and the same
    label, so that chance alone would have them agree always.
    """
    if len(first) != len(second):
        raise ValueError("Two readers have to label the same things.")
    if not first:
        return None
    many = len(first)
    agreed = Fraction(sum(one == other for one, other in zip(first, second, strict=True)), many)
    labels = {*first, *second}
    by_chance = sum(
        (Fraction(first.count(label) * second.count(label), many * many) for label in labels),
        Fraction(),
    )
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


#: From so much agreement on, in plain words (the steps of Landis and Koch, "The measurement of
#: observer agreement for categorical data", Biometrics 33, 1977).
_PLAIN = (
    (Fraction(81, 100), N_("they hear nearly always the same in them")),
    (Fraction(61, 100), N_("they mostly hear the same in them")),
    (Fraction(41, 100), N_("they often hear the same in them, and often not")),
    (Fraction(21, 100), N_("they seldom hear the same in them")),
)
_HARDLY = N_("they hardly hear the same in them more often than by chance")


def plainly(kappa: Fraction) -> Phrase:
    """Return in plain words how far two readers agree."""
    return next((said for least, said in _PLAIN if kappa >= least), _HARDLY)


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Return how far the readers of ``pairs`` agree, theme by theme."""
    read = tuple(pairs)
    themes = sorted({theme for pair in read for theme in pair.first | pair.second})
    return Agreement(
        len(read),
        {
            theme: kappa(
                [_is(theme in pair.first) for pair in read],
                [_is(theme in pair.second) for pair in read],
            )
            for theme in themes
        },
    )


def _is(there: bool) -> str:
    return "yes" if there else "no"


def is_drawn(answer: str, percent: int) -> bool:
    """Say whether an answer goes to a second reader, of which ``percent`` in a hundred do.

    Its id is drawn by chance and says nothing of what is in it; so does this, and it never wavers.
    """
    drawn = int.from_bytes(hashlib.sha256(answer.encode()).digest()[:8], "big")
    return drawn % 100 < percent
