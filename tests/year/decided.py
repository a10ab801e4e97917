"""What the team sees of a decision: how many voices it rests on, and what they had been shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.demo.lines import plain
from tests.year import story, truth
from tests.year.figures import NUMBER, ranged
from tests.year.people import Resident
from tests.year.setting import Year
from tests.year.table import Line
from tests.year.team import THEMES, Astray, Decided

Ward = Sequence[Resident]


async def voices(year: Year, ward: Ward) -> list[Line]:
    """How many voices each decision rested on when it was made."""
    lines = []
    for made in story.DECISIONS:
        found = re.search(rf"It rested on the words of {NUMBER}", await _page(year, made))
        about = f"voices behind the decision on “{THEMES[made.topic]}”"
        planted = len(truth.told_of(ward, made.topic))
        lines.append(ranged(about, (planted,), found.groups() if found else ()))
    return lines


async def answered(year: Year, ward: Ward) -> list[Line]:
    """How many say that a decision answers what they told: yes, partly, no."""
    lines = []
    for made in story.DECISIONS:
        says = truth.says_of_decision(ward, made.topic)
        found = re.search(r"(\d+) say yes, (\d+) say partly, (\d+) say no", await _page(year, made))
        about = f"“{THEMES[made.topic]}”: answers them, yes / partly / no"
        planted = [says[name] for name in ("Yes", "Partly", "No")]
        lines.append(ranged(about, planted, found.groups() if found else ()))
    return lines


async def versions(year: Year, ward: Ward) -> list[Line]:
    """How many of them had been shown which version of the card that changed."""
    made = story.DECISIONS[0]
    told = truth.told_of(ward, made.topic)
    early = sum(who.early for who in told)
    page = await _page(year, made)
    under = dict(re.findall(rf"Answered under version (\d): {NUMBER}", page))
    about = f"“{THEMES[made.topic]}”: answered before / after the card changed"
    found = (under["1"], under["2"]) if {*under} == {"1", "2"} else ()
    return [ranged(about, (early, len(told) - early), found)]


async def _page(year: Year, made: Decided) -> str:
    """Return all that the team's page of a decision says."""
    listed = "\n".join(plain(message) for message in await year.decider.does("/decisions"))
    found = re.search(rf"(\d+)\. [^\n]*{re.escape(made.decided[:20])}", listed)
    if found is None:
        raise Astray(f"no decision “{made.decided}” among:\n{listed}")
    return "\n".join(plain(message) for message in await year.decider.does(found[1]))
