"""The whole year, played once, with everything that is checked on the way and at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.year import chains, checks, decided, erased, evidence, figures, story
from tests.year.people import HARM_TOLD, REPORT, WAVES, Resident, ward
from tests.year.setting import Year, begun
from tests.year.table import Line

Ward = Sequence[Resident]

#: What was checked, under the headings of the table.
Found = dict[str, list[Line]]


async def play(
    folder: Path,
    number: int,
    seed: int,
    *,
    waves: Sequence[str] = WAVES,
    lie: bool = False,
    tell: Callable[[str], None] = lambda chapter: None,
) -> Found:
    """Play the year with ``number`` residents; return what was planted beside what was found.

    With a ``lie`` the year is held against a truth that is not theirs: lines have to part. ``tell``
    is told what happens now.
    """
    chance = Random(seed)
    people = ward(chance, number)
    planted = lied(people) if lie else people
    promises = {made.topic: made.promised.what for made in story.DECISIONS}
    found: Found = {}
    async with begun(folder, people, promises, chance) as year:
        tell("people come and tell")
        await story.people_come(year)
        found["What they told of"] = await checks.themes(year, planted, ["room", "nights", "kind"])
        tell("it is decided")
        await story.decide(year)
        found["What was decided on it"] = await _decided(year, planted)
        await story.keep(year)
        for wave in waves:
            found |= await _between(year, planted, wave)
            tell(f"they are asked again, {wave}")
            await story.ask_again(year, wave)
            found[f"Asked again, {wave}"] = await _asked_again(year, planted, wave, waves)
        tell("all ask what happened to theirs, and some delete everything")
        return found | await _at_the_end(year, planted, folder, waves)


async def _decided(year: Year, planted: Ward) -> list[Line]:
    return [
        *checks.told(year, planted),
        *await decided.voices(year, planted),
        *await decided.versions(year, planted),
        *await decided.answered(year, planted),
        *await figures.counted(year, planted, REPORT, ["trust"]),
    ]


async def _between(year: Year, planted: Ward, wave: str) -> Found:
    """Return what happens with the broken promise before ``wave``."""
    day, found = story.WAVE_DAYS[wave], Found()
    if day > story.BROKEN.due > year.today:
        await year.until(story.BROKEN.due + timedelta(days=2))
        found["The broken promise"] = [*checks.late(year, planted)]
    if day > story.GIVEN_UP > year.today:
        await story.give_up(year)
        found["Why it is broken"] = [*checks.given_up(year, planted)]
    return found


async def _asked_again(year: Year, planted: Ward, wave: str, waves: Sequence[str]) -> list[Line]:
    lines = [*checks.asked_on(year, planted, wave)]
    lines += await figures.counted(year, planted, wave)
    if wave == HARM_TOLD:
        lines += await checks.themes(year, planted, ["noise"])
    if wave in (waves[0], waves[-1]):
        lines += await figures.claimed(year, planted, wave)
    return lines


async def _at_the_end(year: Year, planted: Ward, folder: Path, waves: Sequence[str]) -> Found:
    found = {"What became of asking": await figures.asked(year, planted, waves)}
    if waves == WAVES:
        found["What people say of the promises"] = await figures.kept(year, planted, waves)
    found["The evidence"] = await evidence.holds(year, planted, planted, waves)
    # Before they ask what happened to theirs: then all are answered, whatever they agreed to.
    found["What nobody may see"] = [*checks.quiet(year)]
    found["What happened to mine?"] = await chains.complete(year, planted, waves)
    last = waves[-1] if waves else REPORT
    await story.some_erase(year)
    found["Who deleted everything"] = await erased.gone(year, planted, folder)
    found["… and is in no figure"] = await erased.uncounted(year, planted, last)
    left = [who for who in planted if not who.erases]
    found["The evidence without them"] = await evidence.holds(year, left, planted, waves)
    return found


def lied(people: Ward) -> tuple[Resident, ...]:
    """Return the same people with another truth about one of them: somebody told of nothing."""
    liar = next(who for who in people if who.topic == "room" and who.contact)
    return tuple(replace(who, topic="") if who is liar else who for who in people)
