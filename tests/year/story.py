"""What happens in the year, in its order, and the record of it that is checked afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.clock import FrozenClock
from bot.demo.keeping import START
from bot.demo.stage import Stage, staged
from bot.demo.world import World
from tests.year import project, talking
from tests.year.ears import Ears, ears
from tests.year.people import Resident
from tests.year.phone import Phone
from tests.year.talking import Talker, talk
from tests.year.team import Decided, Member, Promised, read_all

_ZONE = ZoneInfo("Europe/London")
_IDS = "23456789bcdfghjkmnpqrstvwxz"

#: Who leads whom: the peer leads, and the languages they invite people in.
LEADS = {"Lena": ("en", "en-x-easyread"), "Cerys": ("cy",), "Marek": ("pl",), "Farah": ("ur",)}

#: People come on this many days, one after the other, beginning with the second.
_DAYS_OF_COMING = 10
#: On this day of the year the card changes: half of them come before.
_CARD_CHANGES = 6

DECIDED_ON = date(2027, 3, 1)
KEPT = Promised("The family room is open every day until 8 pm", date(2027, 3, 20), "Ward manager")
BROKEN = Promised("A call bell that works hangs at every bed", date(2027, 5, 15), "Night staff")
DECISIONS = (
    Decided(
        "room",
        "The family room is often locked",
        "In part",
        "The family room stays open every day until 8 pm. Not at night.",
        "At night one nurse is alone on the floor.",
        "Staff at night",
        KEPT,
        ("Open all night", "One nurse alone cannot watch the door."),
    ),
    Decided(
        "nights",
        "At night people call and nobody comes",
        "Will be done",
        "Every bed gets a call bell that works.",
        "You have to be able to reach somebody.",
        "Staff at night",
        BROKEN,
    ),
)


@dataclass
class Year:
    """The year while it goes by."""

    stage: Stage
    residents: tuple[Talker, ...]
    leads: tuple[Member, ...] = ()
    decider: Member = field(init=False)
    officer: Member = field(init=False)

    async def until(self, day: date, hour: int = 12) -> None:
        """Let time go by until that hour of ``day`` in the ward's own time zone."""
        moment = datetime.combine(day, time(hour), _ZONE)
        await self.stage.advance(max(timedelta(0), moment - self.stage.clock.now()))


@asynccontextmanager
async def begun(folder: Path, people: tuple[Resident, ...], chance: Random) -> AsyncIterator[Year]:
    """Set the stage: the project is live, the team has joined, everyone has a phone."""
    clock = FrozenClock(START)
    world = World(token="123456:a-year-of-ward-7", clock=clock)
    ids = lambda: "".join(chance.choices(_IDS, k=12))  # noqa: E731 - chance handed in as the bot takes it
    async with staged(folder, world, clock, b"k" * 32, ids=ids) as stage:
        loaded = await project.goes_live(stage, START)
        known = {language: ears(loaded, language) for language in loaded.project.languages}
        year = Year(stage, tuple(_resident(world, who, known) for who in people))
        year.leads = tuple(Member(stage, name) for name in LEADS)
        year.decider, year.officer = Member(stage, "Rosa"), Member(stage, "Oliver")
        for lead in year.leads:
            await lead.joins(f"lead {lead.name}")
        await year.decider.joins("lead all")
        await year.officer.joins("officer")
        yield year


def _resident(world: World, who: Resident, known: Mapping[str, Ears]) -> Talker:
    user = world.add_user(f"Resident {who.number}", language_code=who.language.partition("-")[0])
    return Talker(who, Phone(world, user), known[who.language], talking.answers())


async def people_come(year: Year) -> None:
    """Let everyone come by a lead's link, in their time; the leads read in the evening."""
    links = {
        language: await lead.link(language) for lead in year.leads for language in LEADS[lead.name]
    }
    for day in range(_DAYS_OF_COMING):
        await year.until(START.date() + timedelta(days=day + 1))
        if day + 1 == _CARD_CHANGES:
            await project.goes_live(year.stage, START, changed=True)
        coming = year.residents[day::_DAYS_OF_COMING]
        for talker in coming:
            talker.phone.says(f"/start {links[talker.who.language]}")
        await year.stage.settle()
        await talk(year.stage, coming, "done")
        await read_all(year.stage, year.leads)


async def decide(year: Year) -> None:
    """Let a peer lead decide on both themes, and the people it rests on answer what they hear."""
    await year.until(DECIDED_ON, 10)
    for made in DECISIONS:
        await year.decider.decides(made)
        await year.until(year.stage.clock.now().date(), 15)
        told = [one for one in year.residents if one.who.topic == made.topic and one.who.contact]
        await talk(year.stage, told, "report")
        await year.until(year.stage.clock.now().date() + timedelta(days=1), 10)


async def ask_again(year: Year, wave: int, day: date) -> None:
    """Let the day of a wave come, and those who still answer say how it is now."""
    await year.until(day)
    for talker in year.residents:
        talker.wave = wave
    answering = [one for one in year.residents if one.who.contact and one.who.answers[wave - 1]]
    await talk(year.stage, answering, "after")
