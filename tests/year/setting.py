"""The stage of the year: the ward's project goes live, the team joins, everyone has a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.clock import FrozenClock
from bot.demo.keeping import START
from bot.demo.stage import Stage, staged
from bot.demo.world import World
from tests.year import project
from tests.year.ears import Ears, ears
from tests.year.people import Resident
from tests.year.phone import Message, Phone
from tests.year.talking import Talker
from tests.year.team import Member

ZONE = ZoneInfo("Europe/London")

#: The year's first day: the project goes live.
FIRST = START.date()

#: Who leads whom: the peer leads, and the languages they invite people in.
LEADS = {"Lena": ("en", "en-x-easyread"), "Cerys": ("cy",), "Marek": ("pl",), "Farah": ("ur",)}

#: The letters that ids are drawn from, and how many to an id, as the bot does it.
_LETTERS, _LENGTH = "23456789bcdfghjkmnpqrstvwxz", 12


@dataclass
class Year:
    """The year while it goes by. ``decider`` is a peer lead who sees everyone."""

    stage: Stage
    residents: Sequence[Talker]
    leads: Sequence[Member]
    decider: Member
    officer: Member

    @property
    def today(self) -> date:
        """Return what day it is on the ward."""
        return self.stage.clock.now().astimezone(ZONE).date()

    async def until(self, day: date, hour: int = 12) -> None:
        """Let time go by until that hour of ``day``, stopping at all that falls due."""
        moment = datetime.combine(day, time(hour), ZONE)
        await self.stage.advance(max(timedelta(0), moment - self.stage.clock.now()))

    async def down_until(self, day: date, hour: int = 12) -> None:
        """Let time go by while the bot does nothing, and let it see then what has come due."""
        self.stage.clock.jump_to(datetime.combine(day, time(hour), ZONE))
        await self.stage.settle()

    def team(self) -> Iterator[Member]:
        """Yield everyone on the team."""
        yield from (*self.leads, self.decider, self.officer)


def day_of(message: Message) -> date:
    """Return on which day a message came, on the ward."""
    return came_at(message).date()


def came_at(message: Message) -> datetime:
    """Return when a message came, in the ward's own time."""
    return datetime.fromtimestamp(message["date"], ZONE)


@asynccontextmanager
async def begun(
    folder: Path, people: Sequence[Resident], promises: Mapping[str, str], chance: Random
) -> AsyncIterator[Year]:
    """Set the stage; the ids that the bot draws are drawn by ``chance``, too.

    ``promises`` are the words of what will be promised, by name.
    """
    clock = FrozenClock(START)
    world = World(token="123456:a-year-of-ward-7", clock=clock)

    def new_id() -> str:
        return "".join(chance.choices(_LETTERS, k=_LENGTH))

    # Without a key, so that one can look for words that should be gone.
    async with staged(folder, world, clock, None, ids=new_id) as stage:
        loaded = await project.goes_live(stage, START)
        known = {
            language: ears(loaded, language, promises) for language in loaded.project.languages
        }
        year = Year(
            stage,
            [_with_phone(world, who, known) for who in people],
            [Member(stage, name) for name in LEADS],
            Member(stage, "Rosa"),
            Member(stage, "Oliver"),
        )
        for lead in year.leads:
            await lead.joins(f"lead {lead.name}")
        await year.decider.joins("lead all")
        await year.officer.joins("officer")
        yield year


def _with_phone(world: World, who: Resident, known: Mapping[str, Ears]) -> Talker:
    user = world.add_user(f"Resident {who.number}", language_code=who.language.partition("-")[0])
    return Talker(who, Phone(world, user), known[who.language])
