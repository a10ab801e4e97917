"""One prompt to very many residents: sent by the real bot at Telegram's real limits, and counted.

The residents are rows and phones that nobody taps on; the peer lead writes the prompt in their
chat. On the way the bot is killed (kill -9) and started again, some phones block it, and some sends
are answered "too fast" though they were not.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import new_id, new_token
from bot.demo.faults import Faults
from bot.demo.world import World
from storage import participants, projects, staff
from storage.sqlite import Connection
from storage.staff import Invite
from storage.store import run_unit
from tests.support.killing import Killable, killable
from tests.support.swift_bot import KEY

PROJECT = "ward-7"
WORDS = "Could you come to the family room on Saturday?"
PER_SECOND = 30

#: How long the bot is asked to be quiet, and how much sooner (in seconds) what was on its way when
#: it was told may still arrive.
QUIET, ON_ITS_WAY = 3, 0.5

#: After an interruption so much of it, in seconds, is made up for by sending ten at once.
MADE_UP = 1 / 3

#: Nobody is written to at night, so the bot's clock is set to this hour.
_HOUR = 11

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Plan:
    """How many people, how often the bot is killed, told to be quiet, and blocked."""

    people: int
    kills: int
    quiet: int
    blocked: int
    blocking: int


@dataclass
class Figures:
    """What came of it. Seconds are the wall's."""

    people: int = 0
    arrived: int = 0
    #: sends that were answered: those who turn out to have blocked the bot take their turn, too
    answered: int = 0
    seconds: float = 0
    down: float = 0
    asked_quiet: float = 0
    kills: int = 0
    twice: int = 0
    lost: int = 0
    states: Counter[str] = field(default_factory=Counter)
    unknown_arrived: int = 0
    too_fast: int = 0
    told_quiet: int = 0
    not_quiet: int = 0
    blocked: int = 0
    #: who blocked it and was being told when it was killed: nobody can know what became of that
    blocked_unknown: int = 0

    @property
    def rate(self) -> float:
        """Return messages a second while the bot ran and was not told to be quiet.

        What it may make up for after an interruption does not count as one.
        """
        made_up = MADE_UP * (self.kills + self.told_quiet)
        return self.answered / max(0.001, self.seconds - self.down - self.asked_quiet + made_up)

    @property
    def share(self) -> float:
        """Return the rate as a share of what Telegram permits."""
        return self.rate / PER_SECOND

    @property
    def reachable(self) -> int:
        """Return how many blocked it and are not known to be unreachable, though they could be."""
        return self.blocked - self.blocked_unknown - self.states["unreachable"]

    def wrong(self, least: float) -> list[str]:
        """Return what is not as promised, where at least ``least`` of the rate is to be reached."""
        checks = {
            f"the rate is {self.share:.1%} of what is permitted": self.share >= least,
            f"{self.twice} people got it twice": not self.twice,
            f"{self.lost} people did not get it, and nobody says so": not self.lost,
            f"{self.too_fast} sends were too fast": not self.too_fast,
            f"{self.not_quiet} sends came while the bot was to be quiet": not self.not_quiet,
            f"{self.reachable} who blocked it are not unreachable": not self.reachable,
            f"{self.states['failed']} sends failed": not self.states["failed"],
        }
        return [said for said, right in checks.items() if not right]

    def lines(self) -> list[str]:
        """Return the figures as a person reads them."""
        rate = f"{self.rate:.2f} a second while it ran: {self.share:.1%} of {PER_SECOND}"
        over_all = f"{self.arrived / max(self.seconds, 0.001):.2f} all in all"
        down = f"{self.down:.1f} s down in {self.kills} kills"
        states = self.states
        blocked = f"{self.blocked} who blocked it ({self.blocked_unknown} of them unknown)"
        return [
            f"{self.people} people, {self.arrived} got it in {self.seconds:.1f} s",
            f"rate        {rate} ({over_all}; {down}, {self.asked_quiet:.1f} s told to be quiet)",
            f"twice       {self.twice}",
            f"lost        {self.lost}",
            f"unknown     {states['unknown']} ({self.unknown_arrived} of them had arrived)",
            f"429         {self.too_fast} provoked; {self.told_quiet} ordered",
            f"not quiet   {self.not_quiet} sends within a retry_after",
            f"unreachable {states['unreachable']} of {blocked}",
            f"failed      {states['failed']}",
        ]


@dataclass
class Watch:
    """Notes when something was sent, and how the Bot API answered."""

    told: list[tuple[float, int]] = field(default_factory=list)
    on_send: Callable[[int], None] = lambda sent: None
    arrived: int = 0

    def extend(self, app: web.Application) -> None:
        """Watch every message the bot sends."""

        @web.middleware
        async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
            begun = time.monotonic()
            response = await handler(request)
            if request.match_info.get("method", "").startswith("send"):
                self.told.append((begun, response.status))
                if response.status == 200:
                    self.arrived += 1
                    self.on_send(self.arrived)
            return response

        app.middlewares.append(watch)


def ahead(now: datetime) -> timedelta:
    """Return how far a clock has to be ahead so that it is a waking hour."""
    there = now.astimezone(ZoneInfo("Europe/London"))
    return timedelta(hours=(_HOUR - there.hour) % 24)


async def send_to_many(folder: Path, plan: Plan) -> Figures:
    """Send the prompt as ``plan`` says and return what came of it."""
    faults, watch = Faults(), Watch()
    early = ahead(datetime.now(UTC))
    async with killable(folder, limits=True, ahead=early, faults=faults, watch=watch.extend) as bot:
        people = _phones(bot.world, plan.people)
        told = bot.world.clock.now()
        await asyncio.to_thread(run_unit, folder / "tellback.db", KEY, _join, people, told)
        for user in people[:: plan.people // plan.blocked][: plan.blocked]:
            # Nobody tells the bot: it finds out when it writes to them.
            bot.world.people[user].blocked = True
        await _write_it(bot)
        meddler = _Meddler(bot, faults, watch, plan, people)
        await meddler.until_all_is_sent()
        return await asyncio.to_thread(_count, bot, watch, meddler)


@dataclass
class _Meddler:
    """Kills, blocks and refuses on the way, each after so many messages."""

    bot: Killable
    faults: Faults
    watch: Watch
    plan: Plan
    people: list[int]
    down: float = 0
    refused: int = 0
    blocked_late: int = 0

    async def until_all_is_sent(self) -> None:
        """Meddle until nothing moves any more."""
        plan = self.plan
        kills = _evenly(plan.people, plan.kills, 0.5)
        quiet = _evenly(plan.people, plan.quiet, 0.25)
        blocks = _evenly(plan.people, plan.blocking, 0.8)
        while not await self._at_rest():
            seen = await self._move()
            while kills and seen >= kills[0]:
                kills.pop(0)
                await self._kill()
            while quiet and seen >= quiet[0]:
                quiet.pop(0)
                self.faults.add("sendMessage", "429", retry_after=QUIET)
                self.refused += 1
            while blocks and seen >= blocks[0]:
                blocks.pop(0)
                self._block()

    async def _move(self) -> int:
        """Wait a little; return how many messages have arrived."""
        await self.bot.world.changed(self.bot.world.version, 0.2)
        return self.watch.arrived

    async def _kill(self) -> None:
        self.bot.kill()
        died, sent = time.monotonic(), len(self.watch.told)
        await self.bot.again()
        while len(self.watch.told) == sent:
            await self.bot.world.changed(self.bot.world.version, 0.05)
        self.down += time.monotonic() - died

    def _block(self) -> None:
        """Let someone block the bot who has not got it yet."""
        world = self.bot.world
        waiting = [u for u in self.people if u not in world.chats and not world.people[u].blocked]
        if waiting:
            world.block(waiting[-1])
            self.blocked_late += 1

    async def _at_rest(self) -> bool:
        told = self.watch.told
        if told and time.monotonic() - told[-1][0] < 0.5:
            return False
        moving = await asyncio.to_thread(
            run_unit, self.bot.folder / "tellback.db", KEY, _still_moving
        )
        return moving == 0


def _evenly(people: int, times: int, offset: float) -> list[int]:
    return [int(people * (at + offset) / times) for at in range(times)]


def _phones(world: World, number: int) -> list[int]:
    """Return so many new phones, each of whom has written to the bot before."""
    users = [world.add_user(f"Resident {at}") for at in range(number)]
    for user in users:
        world.people[user].started = True
    return users


def _join(db: Connection, people: list[int], now: datetime) -> None:
    """Let everyone take part and agree to be written to, a month ago."""
    before = now - timedelta(days=30)
    found = projects.get(db, PROJECT)
    assert found is not None
    for at, user in enumerate(people):
        person = participants.add(db, new_id(), user, "pl" if at % 10 == 0 else "en", before)
        participants.join(db, person.id, PROJECT, f"Heron {at}", None, before)
        for scope in ("take_part", "contact"):
            participants.record_consent(
                db,
                person.id,
                PROJECT,
                scope,
                given=True,
                notice_version=1,
                revision=found.revision,
                language=person.language,
                now=before,
            )


async def _write_it(bot: Killable) -> None:
    """Let a peer lead who sees everyone join, write the prompt and confirm it."""
    token, now = new_token(), bot.world.clock.now()
    invite = Invite("lead", PROJECT, "the test", now + timedelta(days=7), sees="all", name="Lena")
    await asyncio.to_thread(
        run_unit, bot.folder / "tellback.db", KEY, staff.add_invite, token, invite, now
    )
    lead, text = bot.world.add_user("Lena", language_code="en"), ""
    for said, heard in (
        (f"/start inv_{token}", "Do you want to join?"),
        ("yes", "You have joined"),
        ("/prompt", "What do you want to say"),
        (WORDS, "How should people answer"),
        ("Yes or no", "Which open decision"),
        ("1", "to whom"),
        ("All who agreed", "no text in it yet"),
        ("Send in English", "type the number"),
    ):
        bot.world.say(lead, said)
        text = await _hears(bot.world, lead, heard)
    number = text.partition("type the number: ")[2].split()[0].strip("\u2068\u2069.")
    bot.world.say(lead, number)


async def _hears(world: World, user: int, words: str) -> str:
    """Wait until the bot says something with ``words``, and return it."""
    async with asyncio.timeout(30):
        while True:
            seen = world.version
            for message in reversed(world.history(user)):
                if message["from"]["is_bot"] and words in str(message.get("text", "")):
                    return str(message["text"])
            await world.changed(seen, 0.5)


def _still_moving(db: Connection) -> int:
    return int(
        db.execute(
            "SELECT (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending'))"
            " + (SELECT COUNT(*) FROM deliveries WHERE state = 'waiting')"
        ).fetchone()[0]
    )


def _ends(db: Connection) -> list[tuple[int, str]]:
    """Return (chat, state) of everyone's copy: the outbox's, or why there was none."""
    rows = db.execute(
        "SELECT a.chat_id, COALESCE(o.state, d.held_for, d.state) FROM deliveries AS d"
        " JOIN addresses AS a ON a.participant = d.participant"
        " LEFT JOIN outbox AS o ON o.id = d.outbox"
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def _count(bot: Killable, watch: Watch, meddler: _Meddler) -> Figures:
    world, plan = bot.world, meddler.plan
    ends = dict(run_unit(bot.folder / "tellback.db", KEY, _ends))
    got = Counter(
        {
            user: sum(WORDS in str(m.get("text", "")) for m in world.history(user))
            for user in meddler.people
        }
    )
    quiet = [at for at, status in watch.told if status == 429]
    sends = [at for at, _ in watch.told]
    settled = {"unknown", "unreachable", "failed"}
    return Figures(
        people=plan.people,
        arrived=sum(got.values()),
        answered=sum(status in (200, 403) for _, status in watch.told),
        seconds=sends[-1] - sends[0],
        down=meddler.down,
        asked_quiet=float(QUIET * meddler.refused),
        kills=bot.deaths,
        twice=sum(times > 1 for times in got.values()),
        lost=sum(not got[user] and ends.get(user) not in settled for user in meddler.people),
        states=Counter(ends[user] for user in meddler.people if user in ends),
        unknown_arrived=sum(got[user] > 0 for user in got if ends.get(user) == "unknown"),
        too_fast=len(quiet) - meddler.refused,
        told_quiet=meddler.refused,
        not_quiet=sum(at + ON_ITS_WAY < one < at + QUIET for at in quiet for one in sends),
        blocked=plan.blocked + meddler.blocked_late,
        blocked_unknown=sum(
            world.people[user].blocked for user, end in ends.items() if end == "unknown"
        ),
    )
