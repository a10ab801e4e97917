"""The figures the team is shown, held against arithmetic on the truth.

A number that would point at someone is shown as a range. Then what was planted has to lie in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.demo.lines import plain
from tests.year import story, truth
from tests.year.people import REPORT, WAVES, Resident
from tests.year.setting import Year
from tests.year.table import Line, line
from tests.year.truth import Measure

Ward = Sequence[Resident]

#: How measures are numbered on the team's page.
MEASURES: tuple[Measure, ...] = ("safe", "trust")

#: One number as it may be shown.
NUMBER = r"(\d+ to \d+|\d+|[Ff]ewer than \d+)"
_CHANGE = re.compile(
    rf"Of (\d+) people who answered both times, {NUMBER} [^,]*, {NUMBER} [^,]*, {NUMBER} "
)
_MISSING = re.compile(rf"{NUMBER} did not answer (?:the second|this) time")
_BETWEEN = re.compile(r"It lies between ([+-]\d+\.\d+) and ([+-]\d+\.\d+)")
_BOUNDS = re.compile(
    r"gone to the bad end, it would be ([+-]\d+\.\d+); to the good end, ([+-]\d+\.\d+)"
)

#: What becomes of asking people, and how the team's page calls it.
_FATES = {
    "answered": "answered",
    "not there any more": "not there any more",
    "silent": "said nothing",
    "not reached": "could not be reached",
}

#: What people can say of a promise, and how the team's page calls it.
_VERDICTS = {
    "better": "better",
    "same": "the same",
    "worse": "worse",
    "cant_tell": "can't tell",
    "not_me": "doesn't touch them",
}

#: Means are told to a tenth of a point.
_ROUNDED = 0.05

_SHARE = re.compile(r"all said worse, (\d+) in 100 would be better; all better, (\d+)")

_FOR_THEM = "On the whole it got better for those who answered both times."
_FOR_EVERYONE = "It holds for everyone"
_NOT_FOR_EVERYONE = "it would not be better on the whole"


async def of_measure(year: Year, measure: Measure) -> dict[str, str]:
    """Return what the team is told of a measure, by wave; how sure it is stands with the last."""
    number = MEASURES.index(measure) + 1
    await year.officer.does("/outcomes")
    said = [plain(message) for message in await year.officer.does(f"[More on {number}]")]
    pages = {wave: [one for one in said if _is_of(wave, one)] for wave in (REPORT, *WAVES)}
    sure = [one for one in said if "the mean change is" in one]
    last = next((wave for wave in reversed(WAVES) if pages[wave]), WAVES[0])
    pages[last] += sure
    return {wave: "\n".join(found) for wave, found in pages.items()}


def _is_of(wave: str, said: str) -> bool:
    return f"{_name(wave)}\n" in said


def _name(wave: str) -> str:
    """Return how the team's page calls a wave."""
    if wave == REPORT:
        return "Right after a decision"
    return f"Asked again, time {wave.removeprefix('after-')}"


async def counted(
    year: Year, ward: Ward, wave: str, measures: Sequence[Measure] = MEASURES
) -> list[Line]:
    """How many changed how, within each person, and how many are missing."""
    lines = []
    for measure in measures:
        said = (await of_measure(year, measure))[wave]
        answered = truth.answered(ward, wave)
        planted = truth.change(answered, measure, wave)
        found = _CHANGE.search(said)
        what = f"{measure}, {wave}: better / same / worse"
        lines.append(ranged(what, planted, found.groups()[1:] if found else ()))
        missing = _MISSING.search(said)
        lines.append(
            ranged(
                f"{measure}, {wave}: missing",
                (len(truth.concerned(ward, wave)) - len(answered),),
                missing.groups() if missing else (),
            )
        )
    return lines


async def asked(year: Year, ward: Ward, waves: Sequence[str]) -> list[Line]:
    """What became of asking people, wave by wave."""
    await year.officer.does("/outcomes")
    said = "\n".join(plain(message) for message in await year.officer.does("[Who was asked]"))
    lines = []
    for wave in waves:
        page = said.partition(f"{_name(wave)}\n")[2].partition("Asked again")[0]
        fates = truth.fates(ward, wave)
        found = [re.search(rf"{name}: {NUMBER}", page) for name in _FATES.values()]
        lines.append(
            ranged(
                f"{wave}: {' / '.join(_FATES)}",
                [fates[name] for name in _FATES],
                [one[1] for one in found if one],
            )
        )
    return lines


async def kept(year: Year, ward: Ward, waves: Sequence[str]) -> list[Line]:
    """What people say of each promise, wave by wave; the team's own word stands beside it."""
    await year.officer.does("/outcomes")
    pages = [plain(message) for message in await year.officer.does("[What we promised]")]
    lines = []
    for made, word in zip(story.DECISIONS, ("it is kept.", "it is not kept."), strict=True):
        page = next((one for one in pages if f"Promised: {made.promised.what}" in one), "")
        said = re.search(r"The team says: (.*?kept\.)", page)
        about = f"“{made.promised.what}”: the team says"
        lines.append(line(about, word, said[1] if said else "nothing"))
        for wave in waves:
            part = page.partition(f"{_name(wave)}:")[2].partition("Asked again")[0]
            counts = truth.verdicts(ward, made.topic, wave)
            found = [re.search(rf"{name}: {NUMBER}", part) for name in _VERDICTS.values()]
            what = f"… people say, {wave}: {' / '.join(_VERDICTS.values())}"
            planted = [counts[name] for name in _VERDICTS]
            lines.append(ranged(what, planted, [one[1] for one in found if one]))
    return lines


async def claimed(year: Year, ward: Ward, wave: str) -> list[Line]:
    """What is claimed of how safe people feel, and whether the truth lies where it says.

    Those who feel less safe fall silent: what those who still answer say is no truth about all.
    """
    said = (await of_measure(year, "safe"))[wave]
    answered = truth.answered(ward, wave)
    if len(answered) < truth.FEWEST:
        return [line(f"safe, {wave}: claimed", "nothing: too few", _claim(said))]
    lines = [line(f"safe, {wave}: claimed", truth.claim(ward, "safe", wave), _claim(said))]
    among = truth.mean_change(answered, "safe", wave)
    lines.append(_within(f"safe, {wave}: mean change of who answered", among, _BETWEEN, said))
    if len(ward) - len(answered) >= truth.SMALL:
        all_of = truth.mean_change(ward, "safe", wave)
        lines.append(_within(f"safe, {wave}: mean change of everyone", all_of, _BOUNDS, said))
        share = 100 * truth.change(ward, "safe", wave).better / len(ward)
        what = f"safe, {wave}: better, of 100 of everyone"
        lines.append(_within(what, share, _SHARE, said, rounded=0.5))
    return lines


def _claim(said: str) -> str:
    if "too few to say" in said:
        return "nothing: too few"
    if _FOR_THEM not in said:
        return "nothing"
    if _FOR_EVERYONE in said:
        return "better, for everyone"
    return "better, only for who answered" if _NOT_FOR_EVERYONE in said else "better"


def _within(
    what: str, planted: float, where: re.Pattern[str], said: str, rounded: float = _ROUNDED
) -> Line:
    """Compare a number with the two ends between which it is said to lie, which are rounded."""
    found = where.search(said)
    if found is None:
        return Line(what, f"{planted:+.2f}", "not told", holds=False)
    low, high = map(float, found.groups())
    within = low - rounded <= planted <= high + rounded
    return Line(what, f"{planted:.2f}", " to ".join(found.groups()), holds=within)


def ranged(what: str, planted: Sequence[int], found: Sequence[str]) -> Line:
    """Compare counts with how they are shown: as they are, or where one is small as a range."""
    meant = " / ".join(map(str, planted))
    if len(found) != len(planted):
        may = any(n < truth.SMALL for n in planted)
        return Line(what, meant, "not told", holds=may)
    holds = all(low <= n <= high for n, (low, high) in zip(planted, map(_ends, found), strict=True))
    return Line(what, meant, " / ".join(found), holds=holds)


def _ends(shown: str) -> tuple[int, int]:
    """Return between which numbers a shown count lies."""
    numbers = [int(n) for n in re.findall(r"\d+", shown)]
    return (0, numbers[0] - 1) if "than" in shown else (numbers[0], numbers[-1])
