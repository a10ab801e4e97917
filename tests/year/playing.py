"""The whole year, played once, with everything that is checked on the way and at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from tests.year import checks, story
from tests.year.people import Resident, ward
from tests.year.table import Line


async def play(folder: Path, number: int, seed: int, *, lie: bool = False) -> list[Line]:
    """Play the year with ``number`` residents; return what was planted beside what was found.

    With a ``lie`` the year is held against a truth that is not theirs: lines have to part.
    """
    chance = Random(seed)
    people = ward(chance, number)
    planted = lied(people) if lie else people
    async with story.begun(folder, people, chance) as year:
        await story.people_come(year)
        lines = await checks.themes(year, planted)
        await story.decide(year)
        lines += checks.told(year, planted)
        await story.ask_again(year, 1, date(2027, 3, 31))
        return lines + await checks.outcomes(year, planted, 1)


def lied(people: Sequence[Resident]) -> tuple[Resident, ...]:
    """Return the same people with another truth about one of them: somebody told of nothing."""
    liar = next(who for who in people if who.topic == "room" and who.contact)
    return tuple(replace(who, topic="") if who is liar else who for who in people)
