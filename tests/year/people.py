"""The people of the ward and their truth: planted here, known to nobody the bot talks to.

How they feel, what they would say and when they fall silent is settled before the year begins.
Shares are exact, not drawn: chance only settles who is who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from tests.year.words import signs

Kind = TypeVar("Kind")

#: How many times the same people are asked again.
WAVES = 1

#: Of twenty people so many read each language.
_LANGUAGES = {"en": 8, "pl": 4, "ur": 4, "cy": 3, "en-x-easyread": 1}
#: Of twenty people so many tell of each subject.
_TOPICS = {"room": 9, "nights": 7, "": 4}

#: How safe people feel, in points above the first time, at each wave; and how many of twenty.
_PATHS: dict[tuple[int, ...], int] = {(1,): 11, (2,): 1, (0,): 6, (-1,): 2}


@dataclass(frozen=True)
class Resident:
    """One resident and the truth about them.

    ``safe`` and ``trust`` are how they feel, the first time and at each wave after, whether they
    say so or not. ``answers`` says in which of these waves they do; ``aloud`` that they rather
    talk than write, and ``types`` that they rather type than tap. ``contact``: they agreed to be
    written to. ``answered``: whether what was decided answers what they said.
    """

    number: int
    sign: str
    language: str
    topic: str
    aloud: bool
    types: bool
    contact: bool
    answered: str
    safe: tuple[int, ...]
    trust: tuple[int, ...]
    answers: tuple[bool, ...]


def ward(chance: Random, number: int) -> tuple[Resident, ...]:
    """Return ``number`` residents."""
    languages = _dealt(chance, _LANGUAGES, number)
    topics = _dealt(chance, _TOPICS, number)
    safe, trust = _dealt(chance, _PATHS, number), _dealt(chance, _PATHS, number)
    aloud = _dealt(chance, {True: 3, False: 17}, number)
    types = _dealt(chance, {True: 6, False: 14}, number)
    contact = _dealt(chance, {False: 1, True: 19}, number)
    answered = _dealt(chance, {"Yes": 11, "Partly": 6, "No": 3}, number)
    answers = _dealt(chance, {(True,): 19, (False,): 1}, number)
    return tuple(
        Resident(
            at,
            sign,
            languages[at],
            topics[at],
            aloud[at],
            types[at],
            contact[at],
            answered[at],
            _levels(chance, safe[at]),
            _levels(chance, trust[at]),
            answers[at],
        )
        for at, sign in enumerate(signs(chance, number))
    )


def _dealt(chance: Random, shares: dict[Kind, int], number: int) -> list[Kind]:
    """Return ``number`` things in the given shares, in an order settled by chance."""
    whole = sum(shares.values())
    pack = [kind for kind, share in shares.items() for _ in range(share)]
    dealt = [pack[at * whole // number % whole] for at in range(number)]
    chance.shuffle(dealt)
    return dealt


def _levels(chance: Random, path: Sequence[int]) -> tuple[int, ...]:
    """Return where a path of changes leads from a beginning that leaves room for it."""
    first = chance.choice([n for n in range(1, 6) if all(1 <= n + step <= 5 for step in path)])
    return (first, *(first + step for step in path))
