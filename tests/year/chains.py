"""What happened to mine? Every resident opens each thing they said, and all of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.demo.lines import plain
from tests.year import story
from tests.year.people import HARM_TOLD, Resident
from tests.year.setting import Year
from tests.year.table import Line, line
from tests.year.talking import Talker

#: Nobody said so many things.
_MOST = 12


async def complete(year: Year, ward: Sequence[Resident], waves: Sequence[str]) -> list[Line]:
    """How many residents find all they said, and all that was decided and promised on it.

    ``waves`` are those in which they were asked again by then.
    """
    lists, opened = await _open_all(year)
    wrong = {
        who.number: [*_lacking(who, talker, waves, lists[who.number], opened[who.number])]
        for who, talker in zip(ward, year.residents, strict=True)
    }
    lacking = {number: what for number, what in wrong.items() if what}
    found = str(len(ward) - len(lacking))
    if lacking:
        number, what = next(iter(lacking.items()))
        found += f": {number} lacks {what}"
    return [line("“what happened to mine?” is complete for", len(ward), found)]


async def _open_all(year: Year) -> tuple[dict[int, str], dict[int, str]]:
    """Let everyone ask for their list and open all that is on it; return both as they read them."""
    lists, opened = dict[int, str](), dict[int, str]()
    for talker in year.residents:
        talker.phone.new()
        talker.phone.says("/mine")
    await year.stage.settle()
    for talker in year.residents:
        lists[talker.who.number] = _read(talker)
        opened[talker.who.number] = ""
    for number in range(1, _MOST):
        opening = [one for one in year.residents if f"\n{number}. " in lists[one.who.number]]
        for talker in opening:
            talker.phone.says(str(number))
        await year.stage.settle()
        for talker in opening:
            opened[talker.who.number] += _read(talker)
    return lists, opened


def _read(talker: Talker) -> str:
    return "\n".join(plain(message) for message in talker.phone.new())


def _lacking(
    who: Resident, talker: Talker, waves: Sequence[str], listed: str, opened: str
) -> Iterator[str]:
    """Yield what ought to be there and is not."""
    # What is kind, what they tapped, and what else they told of.
    things = 2 + bool(who.topic) + (who.says_of_noise() and HARM_TOLD in waves)
    found = len(re.findall(r"^\d+\. ", listed, re.MULTILINE))
    if found != things:
        yield f"{things} things, but {found}"
    if not who.aloud and who.sign not in listed:
        yield "their own words"
    for made in story.DECISIONS:
        if made.topic != who.topic:
            if made.decided in opened:
                yield f"nothing of “{made.decided}”"
            continue
        yield from (
            text for text in (made.decided, made.why, made.promised.what) if text not in opened
        )
        said = talker.ears.says("<b>What you said of it</b>")
        verdicts = sum(who.answers(wave) for wave in waves)
        own = opened.count(said)
        if own != verdicts + who.contact:
            yield f"{verdicts + who.contact} times what they said of it, but {own}"
