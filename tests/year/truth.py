"""What follows from the people's truth, by arithmetic of its own: what the bot ought to find."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tests.year.people import Resident

#: People's numbers under this are told to nobody.
SMALL = 5

Measure = Literal["safe", "trust"]
Ward = Iterable[Resident]


def told_of(ward: Ward, topic: str) -> list[Resident]:
    """Return who told of something: everyone found the nurses kind."""
    return [who for who in ward if topic in (who.topic, "kind")]


def heard_back(ward: Ward, topic: str) -> list[Resident]:
    """Return who hears what was decided on it: those who told of it and may be written to."""
    return [who for who in told_of(ward, topic) if who.contact]


def answered(ward: Ward, wave: int) -> list[Resident]:
    """Return who says how it is in a wave."""
    return [who for who in ward if who.contact and who.answers[wave - 1]]


def change(ward: Ward, measure: Measure, wave: int) -> tuple[int, int, int]:
    """Return how many of those who answered both times are better, the same, worse."""
    moves = [_move(who, measure, wave) for who in answered(ward, wave)]
    return sum(m > 0 for m in moves), sum(m == 0 for m in moves), sum(m < 0 for m in moves)


def _move(who: Resident, measure: Measure, wave: int) -> int:
    levels = who.safe if measure == "safe" else who.trust
    return levels[wave] - levels[0]
