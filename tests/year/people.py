"""The people of the ward and their truth: planted here, known to nobody the bot talks to.

How they feel, what they would say and when they fall silent is settled before the year begins.
Shares are exact, not drawn: chance only settles who is who.

What was planted, in short: when the family room stays open, most feel safer. Then it gets loud in
the evening, which nobody expected. Those who suffer from it feel less safe than at the beginning,
and most of them fall silent, so that those who still answer are the happy ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

from tests.year.words import signs

Kind = TypeVar("Kind")

#: The first time; right after they heard what was decided; and each time they are asked again.
BEFORE, REPORT = "before", "report"
WAVES = ("after-1", "after-2", "after-3", "after-4")

#: In this wave people tell of the harm that nobody expected; before that one, those who leave by a
#: word or a block do.
HARM_TOLD, GONE_BY = "after-2", "after-3"

#: People come on so many days, one after the other; on this one the card changes before they do.
DAYS_OF_COMING, CARD_CHANGES = 10, 6

Leaving = Literal["", "silent", "stopped", "blocked", "moved on"]

#: Of twenty people so many read each language, and so many tell of each subject.
_LANGUAGES = {"en": 8, "pl": 4, "ur": 4, "cy": 3, "en-x-easyread": 1}
_TOPICS = {"room": 9, "nights": 7, "": 4}


@dataclass(frozen=True)
class Fate:
    """What the year does to some people.

    ``safe`` is how safe they feel at each wave, in points above the first time; ``answers`` in
    which waves they say so. ``harmed``: the noise in the evening is theirs. ``leaves`` is how they
    go, before the first wave that they do not answer any more.
    """

    safe: tuple[int, ...]
    answers: tuple[bool, ...]
    harmed: bool = False
    leaves: Leaving = ""


_ALWAYS, _NEVER = (True,) * 4, (False,) * 4
_TWO_MISSED, _TWO_ANSWERED = (True, False, False, True), (True, True, False, False)
_BETTER, _MUCH_BETTER, _SAME = (1, 1, 1, 1), (1, 1, 2, 2), (0, 0, 0, 0)
_TURNED, _SANK, _WORSE = (1, 0, -1, -1), (0, 0, -1, -1), (-1, -1, -1, -1)

#: Of sixty people so many have each fate.
_FATES = {
    Fate(_BETTER, _ALWAYS): 14,
    Fate(_MUCH_BETTER, _ALWAYS): 2,
    Fate(_BETTER, _TWO_MISSED): 3,
    Fate(_BETTER, _NEVER, leaves="silent"): 1,
    Fate(_SAME, _ALWAYS): 12,
    Fate(_SAME, _TWO_MISSED): 2,
    Fate(_SAME, (True, False, False, False), leaves="moved on"): 1,
    Fate(_SAME, _NEVER, leaves="silent"): 1,
    Fate(_TURNED, _TWO_ANSWERED, harmed=True, leaves="silent"): 9,
    Fate(_TURNED, _TWO_ANSWERED, harmed=True, leaves="stopped"): 3,
    Fate(_TURNED, _TWO_ANSWERED, harmed=True, leaves="blocked"): 2,
    Fate(_TURNED, _ALWAYS, harmed=True): 3,
    Fate(_SANK, _TWO_ANSWERED, harmed=True, leaves="silent"): 3,
    Fate(_SANK, _ALWAYS, harmed=True): 1,
    Fate(_WORSE, _ALWAYS): 2,
    Fate(_WORSE, _NEVER, leaves="silent"): 1,
}

#: How far people think that what they say is used, in points above the first time, by what they
#: told of: right after the decision and at each wave. The promise about the nights is broken.
_TRUST = {"room": (1, 1, 1, 1, 1), "nights": (1, 1, -1, -1, -1), "": (0, 0, 0, 0, 0)}


@dataclass(frozen=True)
class Resident:
    """One resident and the truth about them.

    ``aloud``: they rather talk than write; ``types``: rather type than tap. ``contact``: they
    agreed to be written to. ``answered``: whether what was decided answers what they said.
    ``erases``: at the year's end they delete everything.
    """

    number: int
    sign: str
    language: str
    topic: str
    fate: Fate
    first_safe: int
    first_trust: int
    answered: str
    aloud: bool = False
    types: bool = False
    contact: bool = True
    erases: bool = False

    @property
    def early(self) -> bool:
        """Return whether they answer before the card changes."""
        return self.number % DAYS_OF_COMING < CARD_CHANGES - 1

    @property
    def gone(self) -> bool:
        """Return whether in the end nobody can, or may, write to them any more."""
        return self.fate.leaves in ("stopped", "blocked", "moved on")

    def fate_in(self, wave: str) -> str:
        """Return what becomes of asking them in ``wave``."""
        at = WAVES.index(wave)
        if self.answers(wave):
            return "answered"
        if any(self.says_goodbye(one) for one in WAVES[: at + 1]):
            return "not there any more"
        left = self.gone and at >= WAVES.index(GONE_BY)
        return "not reached" if left or not self.contact else "silent"

    @property
    def quotable(self) -> bool:
        """Return whether they wrote of the nights and allow that to be quoted in public."""
        return self.topic == "nights" and not self.aloud and self.number % 2 == 1

    def says_of_noise(self) -> bool:
        """Return whether they tell, when asked what nobody planned, that the noise harms them."""
        return self.fate.harmed and self.answers(HARM_TOLD)

    def safe(self, wave: str) -> int:
        """Return how safe they feel in ``wave``, whether they say so or not."""
        return self.first_safe + (self.fate.safe[WAVES.index(wave)] if wave in WAVES else 0)

    def trust(self, wave: str) -> int:
        """Return how far they think that what they say is used."""
        steps = dict(zip((REPORT, *WAVES), _TRUST[self.topic], strict=True))
        return self.first_trust + steps.get(wave, 0)

    def finds(self, promise: str, wave: str) -> str:
        """Return their word on a promise in ``wave``: the one about their subject touches them."""
        if promise != self.topic:
            return "not_me" if promise == "room" else "cant_tell"
        change = self.safe(wave) - self.first_safe if promise == "room" else 0
        return "better" if change > 0 else "worse" if change < 0 else "same"

    def says_goodbye(self, wave: str) -> bool:
        """Return whether ``wave`` is the one in which they say that they are not there any more."""
        first = self.fate.answers.index(False) if False in self.fate.answers else len(WAVES)
        return self.contact and self.fate.leaves == "moved on" and WAVES.index(wave) == first

    def answers(self, wave: str) -> bool:
        """Return whether they say in ``wave`` how it is."""
        return self.contact and self.fate.answers[WAVES.index(wave)]


def ward(chance: Random, number: int) -> tuple[Resident, ...]:
    """Return ``number`` residents."""
    languages, topics = _dealt(chance, _LANGUAGES, number), _dealt(chance, _TOPICS, number)
    fates = _dealt(chance, _FATES, number)
    answered = _dealt(chance, {"Yes": 11, "Partly": 6, "No": 3}, number)
    aloud = _dealt(chance, {True: 3, False: 17}, number)
    types = _dealt(chance, {True: 6, False: 14}, number)
    contact = _dealt(chance, {False: 1, True: 19}, number)
    erases = _dealt(chance, {True: 1, False: 24}, number)
    return tuple(
        Resident(
            at,
            sign,
            languages[at],
            topics[at],
            fates[at],
            _first(chance, fates[at].safe),
            _first(chance, _TRUST[topics[at]]),
            answered[at],
            aloud[at],
            types[at],
            contact[at],
            erases[at],
        )
        for at, sign in enumerate(signs(chance, number))
    )


def _dealt(chance: Random, shares: Mapping[Kind, int], number: int) -> list[Kind]:
    """Return ``number`` things in the given shares, in an order settled by chance."""
    pack = [kind for kind, share in shares.items() for _ in range(share)]
    dealt = [pack[at * len(pack) // number % len(pack)] for at in range(number)]
    chance.shuffle(dealt)
    return dealt


def _first(chance: Random, steps: tuple[int, ...]) -> int:
    """Return a place on a scale from 1 to 5 that leaves room for all ``steps``."""
    return chance.choice([n for n in range(1, 6) if all(1 <= n + step <= 5 for step in steps)])
