"""The whole year, played once, with everything that is checked on the way and at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.year import checks, figures, story
from tests.year.people import WAVES, Resident, ward
from tests.year.setting import Year, begun
from tests.year.table import Line

#: Told what happens now, for whoever waits for it.
Tells = Callable[[str], None]


async def play(
    folder: Path,
    number: int,
    seed: int,
    *,
    waves: Sequence[str] = WAVES[:1],
    lie: bool = False,
    tell: Tells = lambda chapter: None,
) -> list[Line]:
    """Play the year with ``number`` residents; return what was planted beside what was found.

    With a ``lie`` the year is held against a truth that is not theirs: lines have to part.
    """
    chance = Random(seed)
    people = ward(chance, number)
    planted = lied(people) if lie else people
    promises = {made.topic: made.promised.what for made in story.DECISIONS}
    async with begun(folder, people, promises, chance) as year:
        tell("People come and tell.")
        await story.people_come(year)
        lines = await checks.themes(year, planted, of=("room", "nights", "kind"))
        tell("It is decided.")
        await story.decide(year)
        lines += checks.told(year, planted)
        for wave in waves:
            if story.WAVE_DAYS[wave] > story.BROKEN.due > year.today:
                await year.until(story.BROKEN.due + timedelta(days=2))
                lines += checks.late(year, planted)
            tell(f"They are asked again: {wave}.")
            await story.ask_again(year, wave)
            lines += await figures.counted(year, planted, wave)
            if wave in (waves[0], waves[-1]):
                lines += await figures.claimed(year, planted, wave)
        return lines + await _at_the_end(year, planted)


async def _at_the_end(year: Year, planted: Sequence[Resident]) -> list[Line]:
    return [*checks.quiet(year)]


def lied(people: Sequence[Resident]) -> tuple[Resident, ...]:
    """Return the same people with another truth about one of them: somebody told of nothing."""
    liar = next(who for who in people if who.topic == "room" and who.contact)
    return tuple(replace(who, topic="") if who is liar else who for who in people)
