"""What was planted, held against what residents and the team see in their chats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.demo.lines import plain
from tests.year import truth
from tests.year.people import Resident
from tests.year.phone import Phone
from tests.year.story import DECISIONS, Year
from tests.year.table import Line, line
from tests.year.team import THEMES

_CHANGE = re.compile(r"Of (\d+) people who answered both times, (\d+) .*?, (\d+) .*?, (\d+) ")
_QUESTIONS: dict[truth.Measure, str] = {
    "safe": "How safe do you",
    "trust": "Do you think what you say",
}


def texts(phone: Phone) -> list[str]:
    """Return all the bot said in a chat, as people read it."""
    return [plain(message) for message in phone.messages()]


async def themes(year: Year, ward: Sequence[Resident]) -> list[Line]:
    """How many people the readers found under each theme."""
    shown = "\n".join(plain(message) for message in await year.decider.does("/themes"))
    lines = []
    for topic, name in THEMES.items():
        told = len(truth.told_of(ward, topic))
        if told:
            found = re.search(rf"{name}: (\d+|fewer than \d+)", shown)
            planted = str(told) if told >= truth.SMALL else f"fewer than {truth.SMALL}"
            lines.append(Line(f"people under “{name}”", planted, found[1] if found else "nobody"))
    return lines


def told(year: Year, ward: Sequence[Resident]) -> list[Line]:
    """Who heard what was decided: those who told of it, and each with words of their own."""
    lines = []
    for made in DECISIONS:
        heard = [one.who.number for one in year.residents if _says(one.phone, made.decided)]
        planted = [who.number for who in truth.heard_back(ward, made.topic)]
        lines.append(_people(f"heard of “{THEMES[made.topic]}”", planted, heard))
    strangers = sum(1 for _ in _strange_words(year))
    return [*lines, line("people who saw somebody else's words", 0, strangers)]


async def outcomes(year: Year, ward: Sequence[Resident], wave: int) -> list[Line]:
    """The change that is told, person by person."""
    shown = "\n".join(plain(message) for message in await year.officer.does("/outcomes"))
    lines = []
    for measure, question in _QUESTIONS.items():
        planted = truth.change(ward, measure, wave)
        found = _CHANGE.search(shown.partition(question)[2].partition("\n\n")[0])
        told = (
            " / ".join(map(str, planted))
            if all(n == 0 or n >= truth.SMALL for n in planted)
            else "not told"
        )
        lines.append(
            Line(
                f"{measure}: better / same / worse, wave {wave}",
                told,
                " / ".join(found.groups()[1:]) if found else "not told",
            )
        )
    return lines


def _says(phone: Phone, words: str) -> bool:
    return any(words in text for text in texts(phone))


def _strange_words(year: Year) -> Iterator[Resident]:
    """Yield who was shown a sign that is not theirs."""
    every = {one.who.sign for one in year.residents}
    for one in year.residents:
        seen = set(re.findall(r"\w+", "\n".join(texts(one.phone))))
        if seen & (every - {one.who.sign}):
            yield one.who


def _people(what: str, planted: list[int], found: list[int]) -> Line:
    """Compare two lists of people: by how many they are, and by who, where that is not the same."""
    if sorted(planted) == sorted(found):
        return line(what, len(planted), len(found))
    missing, added = set(planted) - set(found), set(found) - set(planted)
    return Line(what, f"{len(planted)}", f"{len(found)}: not {missing or '-'}, but {added or '-'}")
