"""What follows from the people's truth, by arithmetic of its own: what the bot ought to find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import mean
from typing import Literal, NamedTuple

from tests.year.people import BEFORE, HARM_TOLD, REPORT, Resident

#: People's numbers under this are told to nobody; of fewer than these nothing is claimed.
SMALL, FEWEST = 5, 20

#: The least somebody can say on a scale.
_LEAST = 1

Measure = Literal["safe", "trust"]
Ward = Iterable[Resident]


class Change(NamedTuple):
    """How many people are better, the same, worse."""

    better: int
    same: int
    worse: int


def told_of(ward: Ward, topic: str) -> list[Resident]:
    """Return who told of something: everyone found the nurses kind."""
    if topic == "noise":
        return [who for who in ward if who.says_of_noise()]
    return [who for who in ward if topic in (who.topic, "kind")]


def heard_back(ward: Ward, topic: str) -> list[Resident]:
    """Return who hears what was decided on it: those who told of it and may be written to."""
    return [who for who in told_of(ward, topic) if who.contact]


def things(ward: Ward, waves: Iterable[str]) -> int:
    """Return how many things people told in their own words, asked again in ``waves`` by then."""
    topics = ["room", "nights", "kind", *(["noise"] if HARM_TOLD in waves else [])]
    return sum(len(told_of(ward, topic)) for topic in topics)


def concerned(ward: Ward, wave: str) -> list[Resident]:
    """Return whom a wave is about: everyone; right after a decision, whose words it rests on."""
    return [who for who in ward if wave != REPORT or who.topic]


def answered(ward: Ward, wave: str) -> list[Resident]:
    """Return who says how it is in a wave."""
    if wave == REPORT:
        return [who for who in concerned(ward, wave) if who.contact]
    return [who for who in ward if who.answers(wave)]


def change(ward: Ward, measure: Measure, wave: str) -> Change:
    """Return what became of these people, whether they say so or not."""
    moves = [move(who, measure, wave) for who in ward]
    return Change(sum(m > 0 for m in moves), sum(m == 0 for m in moves), sum(m < 0 for m in moves))


def fates(ward: Ward, wave: str) -> Counter[str]:
    """Return how many people a wave becomes what for."""
    return Counter(who.fate_in(wave) for who in ward)


def verdicts(ward: Ward, promise: str, wave: str) -> Counter[str]:
    """Return how many say what of the promise on a subject."""
    return Counter(who.finds(promise, wave) for who in answered(ward, wave))


def says_of_decision(ward: Ward, topic: str) -> Counter[str]:
    """Return how many say that a decision answers what they told: yes, partly, no."""
    return Counter(who.answered for who in heard_back(ward, topic))


def mean_change(ward: Ward, measure: Measure, wave: str) -> float:
    """Return by how many points they are better off, on average."""
    return mean(move(who, measure, wave) for who in ward)


def move(who: Resident, measure: Measure, wave: str) -> int:
    """Return by how many points somebody is better off than the first time."""
    levels = who.safe if measure == "safe" else who.trust
    return levels(wave) - levels(BEFORE)


def claim(ward: Ward, measure: Measure, wave: str) -> str:
    """Return what may be claimed where those who answered are clearly better off.

    It holds for everyone only if it would though all who did not answer were as bad as can be.
    """
    everyone, there = list(ward), set(answered(ward, wave))
    worst = sum(
        move(who, measure, wave) if who in there else _LEAST - _first(who, measure)
        for who in everyone
    )
    return "better, for everyone" if worst > 0 else "better, only for who answered"


def _first(who: Resident, measure: Measure) -> int:
    return who.first_safe if measure == "safe" else who.first_trust
