"""The team: peer leads who invite, read, theme, decide and promise, and an officer; all in chat.

What they tap and type stands here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.demo.lines import labels, plain
from bot.demo.stage import Stage
from conversations.languages import own_name
from tests.support import looking
from tests.year.phone import Message, Phone, shown
from tests.year.project import SLUG
from tests.year.words import topic_of

#: What readers call what people tell of.
THEMES = {
    "room": "Family room",
    "nights": "Nights",
    "noise": "Noise in the evening",
    "kind": "Kindness",
}

#: On this subject readers mark all as worth quoting whose tellers allow that, written or typed.
QUOTED = "nights"

_READING = timedelta(seconds=20)
_TO_CLEAR = "Show it as it is"
_NOTHING_NEW = "Nothing new to read."

#: More answers than anybody has to read at one sitting.
_ENDLESS = 2000


class Astray(AssertionError):
    """The chat of a member of the team did not go as it should; the message says where."""


@dataclass(frozen=True)
class Promised:
    """What is promised, by which day, who sees to it, and how people will know."""

    what: str
    due: date
    who: str
    known_by: str


@dataclass(frozen=True)
class Decided:
    """A decision as somebody types it into the chat."""

    topic: str
    heard: str
    verdict: str
    decided: str
    why: str
    limit: str
    by: str
    promised: Promised
    #: where it is done in part: what will not be done, and why not
    no: tuple[str, ...] = ()


@dataclass
class Member:
    """One of the team, at their phone."""

    stage: Stage
    name: str
    phone: Phone = field(init=False)
    #: what they are about to say of the answer that stands there
    to_say: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        user = self.stage.world.add_user(self.name, language_code="en")
        self.phone = Phone(self.stage.world, user)

    async def does(self, *lines: str) -> list[Message]:
        """Type each line, or tap it where it stands in square brackets; return what came of it.

        Raises :class:`Astray` where there is no such button.
        """
        heard: list[Message] = []
        for line in lines:
            self.stage.clock.jump_to(self.stage.clock.now() + _READING)
            if line.startswith("["):
                self.taps(line.strip("[]"))
            else:
                self.phone.says(line)
            await self.stage.settle()
            heard += self.phone.new()
        return heard

    def taps(self, label: str) -> None:
        """Tap the newest button called ``label``."""
        for message in reversed(self.phone.messages()):
            if label in labels(message):
                self.phone.taps(message, label)
                return
        last = "\n---\n".join(shown(message) for message in self.phone.messages()[-2:])
        raise Astray(f"{self.name} finds no [{label}]. Their chat ends:\n{last}")

    async def joins(self, role: str) -> None:
        """Join the team by an invite; ``lead all`` is a peer lead who sees everyone."""
        code = await looking.make(self.stage, SLUG, "invite", role)
        await self.does(f"/start {code}", "[Yes, join]")

    async def link(self, language: str) -> str:
        """Return the payload of one's own link for people who read ``language``."""
        heard = await self.does("/invite", f"[{own_name(language)}]")
        found = re.search(r"\?start=(\S+)", "\n".join(plain(message) for message in heard))
        if found is None:
            raise Astray(f"{self.name} is given no link:\n" + "\n".join(map(shown, heard)))
        return found[1]

    async def decides(self, made: Decided) -> None:
        """Record a decision with its promise, and have people told."""
        promised = made.promised
        heard = await self.does("/decide", f"[{THEMES[made.topic]}]", "[Done]")
        # Where there is no other theme, nobody is asked which speak against it.
        against = ("[None of these]",) if "None of these" in labels(heard[-1]) else ()
        noes = (*made.no, "[That was all]") if made.no else ()
        await self.does(
            *against,
            made.heard,
            f"[{made.verdict}]",
            made.decided,
            made.why,
            *noes,
            f"[{made.limit}]",
            made.by,
            "[Today]",
            promised.what,
            promised.due.isoformat(),
            promised.who,
            promised.known_by,
            "[That was all]",
            "[Save and tell them]",
        )

    async def clears_quotes(self) -> int:
        """Look at all that is worth quoting, and let it be quoted; return how much it was."""
        heard, cleared = await self.does("/moderate"), 0
        while _TO_CLEAR in labels(heard[-1]):
            heard, cleared = await self.does(f"[{_TO_CLEAR}]"), cleared + 1
        return cleared

    async def says_of(self, promised: Promised, how: str, *why: str) -> None:
        """Say how a promise stands, by the button called so, and why."""
        heard = await self.does("/promises")
        listed = "\n".join(plain(message) for message in heard)
        found = re.search(
            rf"(\d+)\. [^\n]*\n *Promised by [^:]*: {re.escape(promised.what)}", listed
        )
        if found is None:
            raise Astray(f"{self.name} finds no promise “{promised.what}” among:\n{listed}")
        await self.does(found[1], f"[{how}]", *why)


async def read_all(stage: Stage, readers: Iterable[Member]) -> int:
    """Let the readers put a theme on everything there is to read; return how much that was."""
    reading, done = [*readers], 0
    for reader in reading:
        reader.phone.new()
        reader.phone.says("/new")
    for _ in range(_ENDLESS):
        await stage.settle()
        stage.clock.jump_to(stage.clock.now() + _READING)
        reading = [reader for reader in reading if _reads_on(reader)]
        done += len(reading)
        if not reading:
            return done
    raise Astray(f"{reading[0].name} reads without an end")


def _reads_on(reader: Member) -> bool:
    """Do one thing with the answer that stands there; say whether there was one."""
    heard = reader.phone.new()
    if any(plain(message).startswith(_NOTHING_NEW) for message in heard):
        return False
    if reader.to_say:
        reader.phone.says(reader.to_say.pop(0))
        return True
    told = heard[-1]
    words = "\n".join((plain(told), *(reader.phone.hears(message) for message in heard)))
    topic = topic_of(words)
    theme = THEMES.get(topic)
    if theme is None:
        doing = ["Next"]
    else:
        doing = [theme] if theme in labels(told) else ["New theme", theme]
    if topic == QUOTED and topic_of(plain(told)) and "Worth quoting" in labels(told):
        doing.insert(0, "Worth quoting")
    reader.phone.taps(told, doing[0])
    reader.to_say = doing[1:]
    return True
