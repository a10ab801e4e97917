"""What happens in the year, chapter by chapter."""

from __future__ import annotations

from datetime import date, timedelta

from bot.demo.keeping import START
from tests.year import project
from tests.year.people import BEFORE, CARD_CHANGES, DAYS_OF_COMING, REPORT, WAVES
from tests.year.setting import FIRST, LEADS, Year
from tests.year.talking import talk
from tests.year.team import Decided, Promised, read_all

DECIDED_ON = date(2027, 3, 1)
KEPT = Promised(
    "The family room is open every day until 8 pm",
    date(2027, 3, 20),
    "The ward manager",
    "A notice on the door",
)
BROKEN = Promised(
    "A call bell that works hangs at every bed",
    date(2027, 5, 15),
    "The night staff",
    "You can ring it",
)
DECISIONS = (
    Decided(
        "room",
        "The family room is often locked",
        "In part",
        "The family room stays open every day until 8 pm. Not at night.",
        "At night one nurse is alone on the floor.",
        "Staff at night",
        "The ward manager",
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
        "The ward manager",
        BROKEN,
    ),
)

#: The day on which the team says that the broken promise will not be kept, and why.
GIVEN_UP, WHY_NOT = date(2027, 10, 4), "The money for the bells went into the fire doors."

#: The day on which each wave falls due: so many calendar months after the first decision.
WAVE_DAYS = dict(
    zip(
        WAVES,
        (date(2027, 4, 1), date(2027, 6, 1), date(2027, 9, 1), date(2027, 12, 1)),
        strict=True,
    )
)
#: People leave on this day, if they leave by a word or a block and not by silence.
LEAVING = date(2027, 8, 20)
#: The bot is down for three weeks, and a wave falls due meanwhile.
DOWN, UP_AGAIN = date(2027, 8, 26), date(2027, 9, 16)


async def people_come(year: Year) -> None:
    """Let everyone come by a lead's link, in their time; the leads read in the evening."""
    read = {one.who.language for one in year.residents}
    links = {
        language: await lead.link(language)
        for lead in year.leads
        for language in LEADS[lead.name]
        if language in read
    }
    for day in range(1, DAYS_OF_COMING + 1):
        await year.until(FIRST + timedelta(days=day))
        if day == CARD_CHANGES:
            await project.goes_live(year.stage, START, changed=True)
        coming = year.residents[day - 1 :: DAYS_OF_COMING]
        for talker in coming:
            talker.phone.says(f"/start {links[talker.who.language]}")
        await year.stage.settle()
        await talk(year.stage, coming, BEFORE, "done")
        await read_all(year.stage, year.leads)
    await year.decider.clears_quotes()


async def decide(year: Year) -> None:
    """Let a peer lead decide on both themes, and the people it rests on answer what they hear."""
    await year.until(DECIDED_ON, 10)
    for made in DECISIONS:
        await year.decider.decides(made)
    await year.until(DECIDED_ON, 14)
    topics = [made.topic for made in DECISIONS]
    told = [one for one in year.residents if one.who.topic in topics and one.who.contact]
    await talk(year.stage, told, REPORT, "report")
    await read_all(year.stage, year.leads)


async def keep(year: Year) -> None:
    """Let a peer lead say that the first promise is kept, the day before it is due."""
    await year.until(KEPT.due - timedelta(days=1))
    await year.decider.says_of(KEPT, "It is kept", "[Nothing to add]")


async def give_up(year: Year) -> None:
    """Let a peer lead say that the other one will not be kept, and why."""
    await year.until(GIVEN_UP)
    await year.decider.says_of(BROKEN, "It will not be", WHY_NOT)
    await year.until(GIVEN_UP, 15)


async def ask_again(year: Year, wave: str) -> None:
    """Let a wave come, and those who still answer say how it is now."""
    if WAVE_DAYS[wave] > DOWN > year.today:
        await _some_leave(year)
        await year.until(DOWN)
        await year.down_until(UP_AGAIN)
    else:
        await year.until(WAVE_DAYS[wave])
    answering = [one for one in year.residents if one.who.answers(wave)]
    await talk(year.stage, answering, wave, "after")
    leaving = [one for one in year.residents if one.who.says_goodbye(wave)]
    await talk(year.stage, leaving, wave, "gone")
    await read_all(year.stage, year.leads)


async def _some_leave(year: Year) -> None:
    await year.until(LEAVING)
    for talker in year.residents:
        if talker.who.contact and talker.who.fate.leaves == "stopped":
            talker.phone.says("/stop")
        if talker.who.contact and talker.who.fate.leaves == "blocked":
            year.stage.world.block(talker.phone.user)
    await year.stage.settle()


async def some_erase(year: Year) -> None:
    """Let some delete everything they ever said."""
    await year.until(year.today + timedelta(days=1))
    erasing = [one for one in year.residents if one.who.erases]
    for step in ("/delete", "Delete everything", "Yes, do it"):
        for talker in erasing:
            if step.startswith("/"):
                talker.phone.says(step)
            else:
                talker.presses(step)
        await year.stage.settle()
