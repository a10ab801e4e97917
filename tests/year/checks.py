"""What was planted, held against what residents and the team see in their chats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from bot.demo.lines import plain
from tests.year import story, truth
from tests.year.people import Resident
from tests.year.phone import Message, Phone
from tests.year.setting import LEADS, Year, came_at, day_of
from tests.year.table import Line, line
from tests.year.talking import Talker
from tests.year.team import THEMES, Decided, Member

Ward = Sequence[Resident]

#: What one looks for in a chat.
Sees = Callable[[Talker, Message], bool]

#: Nobody is written to at night, by the hour.
_MORNING, _EVENING = 9, 20


async def themes(year: Year, ward: Ward, of: Iterable[str]) -> list[Line]:
    """How many people the readers found under each theme."""
    shown = await _asked(year.decider, "/themes")
    lines = []
    for topic in of:
        planted = len(truth.told_of(ward, topic))
        found = re.search(rf"{THEMES[topic]}: (\d+|fewer than \d+)", shown)
        lines.append(
            line(f"people under “{THEMES[topic]}”", _said(planted), found[1] if found else "nobody")
        )
    return lines


def told(year: Year, ward: Ward) -> Iterator[Line]:
    """Who heard what was decided, and when: those who told of it."""
    for made in story.DECISIONS:
        about = f"heard what was decided on “{THEMES[made.topic]}”"
        yield people(about, truth.heard_back(ward, made.topic), _who(year, _tells(made)))
        yield line("… on which day", story.DECIDED_ON, _days(year, _tells(made)))


def _tells(made: Decided) -> Sees:
    return lambda talker, message: made.decided in plain(message)


def late(year: Year, ward: Ward) -> Iterator[Line]:
    """Who hears that a promise is late, and when: the day after, those it was made to."""
    kept, broken = story.DECISIONS
    heard = _who(year, _tells_late(broken))
    yield people("heard that the broken promise is late", truth.heard_back(ward, "nights"), heard)
    after = broken.promised.due + timedelta(days=1)
    yield line("… on which day", after, _days(year, _tells_late(broken)))
    team = [member for member in year.team() if _knows_late(member.phone, broken, after)]
    yield line("… and of the team", len([*year.team()]), len(team))
    yield people("heard that the kept promise is late", [], _who(year, _tells_late(kept)))


def _tells_late(made: Decided) -> Sees:
    def sees(talker: Talker, message: Message) -> bool:
        return (
            made.promised.what in plain(message) and talker.ears.understands(message) == "news.late"
        )

    return sees


def _knows_late(phone: Phone, made: Decided, day: date) -> bool:
    return any(
        made.promised.what in plain(message) and day_of(message) == day
        for message in phone.messages()
    )


def asked_on(year: Year, ward: Ward, wave: str) -> Iterator[Line]:
    """On which day those who answer in a wave were asked: on its own, or when the bot is up again.

    What came first counts, not the reminder.
    """
    down = story.DOWN < story.WAVE_DAYS[wave] < story.UP_AGAIN
    there = {who.number for who in truth.answered(ward, wave)}
    days = {
        min(day_of(message) for message in talker.phone.messages() if _asks(talker, message, wave))
        for talker in year.residents
        if talker.who.number in there
    }
    planted = story.UP_AGAIN if down else story.WAVE_DAYS[wave]
    yield line("asked on which day", planted, _listed(days))


def _asks(talker: Talker, message: Message, wave: str) -> bool:
    asks = talker.ears.understands(message) == "measure.safe"
    return asks and day_of(message) >= story.WAVE_DAYS[wave]


def given_up(year: Year, ward: Ward) -> Iterator[Line]:
    """Who hears why a promise will not be kept: those it was made to, if they may be written to."""
    waiting = [who for who in truth.heard_back(ward, "nights") if not who.gone]
    heard = _who(year, lambda talker, message: story.WHY_NOT in plain(message))
    yield people("heard why it will not be kept", waiting, heard)


def quiet(year: Year) -> Iterator[Line]:
    """What nobody may see: messages at night, and others' words."""
    yield people("heard from the bot at night", [], _who(year, _at_night))
    yield people("were written to though they said no", [], _who(year, _unasked))
    yield people("were written to after they said stop", [], _who(year, _after_stop))
    every = {one.who.sign for one in year.residents if not one.who.quotable}

    def strange(talker: Talker, message: Message) -> bool:
        return bool(set(re.findall(r"\w+", plain(message))) & (every - {talker.who.sign}))

    yield people("saw others’ words that nobody cleared", [], _who(year, strange))
    yield line("peer leads who saw words of others’ people", 0, len([*_nosy(year)]))


def _nosy(year: Year) -> Iterator[str]:
    """Yield the peer leads on whose phones words of people stand who came by another's link."""
    for lead in year.leads:
        said = "\n".join(plain(message) for message in lead.phone.messages())
        theirs = LEADS[lead.name]
        if any(one.who.sign in said for one in year.residents if one.who.language not in theirs):
            yield lead.name


def _unasked(talker: Talker, message: Message) -> bool:
    """Say whether the bot wrote this by itself to somebody who had not agreed to that."""
    return not talker.who.contact and day_of(message) >= story.DECIDED_ON


def _after_stop(talker: Talker, message: Message) -> bool:
    stopped = talker.who.contact and talker.who.fate.leaves == "stopped"
    return stopped and day_of(message) > story.LEAVING


def _at_night(talker: Talker, message: Message) -> bool:
    return not _MORNING <= came_at(message).hour < _EVENING


def _who(year: Year, sees: Sees) -> list[Resident]:
    """Return those in whose chat such a message stands."""
    return [one.who for one in year.residents if any(sees(one, m) for m in one.phone.messages())]


def _days(year: Year, sees: Sees) -> str:
    """Return on which days such messages came, to whomever."""
    days = {day_of(m) for one in year.residents for m in one.phone.messages() if sees(one, m)}
    return _listed(days)


def _listed(days: Iterable[date]) -> str:
    return ", ".join(map(str, sorted(days))) or "never"


def people(what: str, planted: Iterable[Resident], found: Iterable[Resident]) -> Line:
    """Compare who they are: by how many, and where they are not the same, by who is."""
    meant, seen = {who.number for who in planted}, {who.number for who in found}
    if meant == seen:
        return line(what, len(meant), len(seen))
    missing, added = sorted(meant - seen) or "-", sorted(seen - meant) or "-"
    return line(what, len(meant), f"{len(seen)}: without {missing}, with {added}")


def _said(number: int) -> str:
    """Return a number of people as the bot may say it."""
    return str(number) if number >= truth.SMALL else f"fewer than {truth.SMALL}"


async def _asked(member: Member, *lines: str) -> str:
    """Return what a member of the team is told in answer."""
    return "\n".join(plain(message) for message in await member.does(*lines))
