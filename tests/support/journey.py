"""Transcripts that are played against the real bot, over HTTP, and read like a chat.

    project: NAME, NAME      first line, if it is not about ward-7: folders of tests/projects
    # a comment
    @ Ana en                 who acts from here on; added at first mention, app language after it
    > 3                      types it          > [Go on]   taps that button, on its newest message
    > (voice) at night       sends a voice message (photo, document …), with a caption
    > (album) the steps      sends three photos together, with a caption on the first
    > (location 53.8 -1.55)  sends a spot on the map; words behind it make it a venue's
    > edit: old words => new words             edits the message that said "old words"
    > edit: old words => (photo)               puts another photo there; the caption stays
    > reply: old words => about safety         replies to the message of one's own that says so
    < Question 1 of 6        the next message of the bot holds this text; "…" skips any stretch
      [Skip]                 … and this button (indented lines belong to the message above)
    < …                      any number of further messages
    ~ already                the last tap showed a note that holds this text
    = ✓ 3                    some message of the chat now holds this text (edits, too)
    ! answer safe=3          the answer stored; "words:" compares the person's own words
    ! none safe              no current answer to that question
    ! about religion=muslim  what they say about themselves, kept apart; "about" alone: nothing
    + 30 days                time moves on (minutes, hours, days, weeks), stopping at what is due
    > (document NAME)        sends a document: see tests/support/sendable.py
    $ invite lead Lena       a fresh invite for that role and name, as {invite} in the lines below;
                             "all" instead of a name: a peer lead who sees everyone
    $ revise old => new      the project goes live anew so changed, unchecked; people move over
    $ link poster            the project's link for that source, as {link}
    $ leadlink Lena pl       the link of the peer lead called Lena, in Polish, as {leadlink}
    $ link poster in park    the same of another project than the first
    $ people 12 en ward=east so many take part, and sent this: see tests/support/seeded.py
                             "… measure.safe=3 again measure.safe=4": and were asked again
    $ down 3 weeks           the bot is down for so long, and then does what fell due meanwhile
    $ retire                 the project asks nobody anything more (and $ reopen)

Every message the bot sends must be named, or skipped with ``< …``: silence is checked too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, NoReturn

from bot.demo.lines import Act, Lines, labels, plain
from tests.support import looking
from tests.support.sendable import sendable

__all__ = ["Journey", "JourneyError", "labels", "plain"]


class JourneyError(AssertionError):
    """The bot did not do what the transcript says."""


@dataclass
class Journey(Lines):
    """One transcript being played."""

    project: str = ""
    name: str = ""
    _: KW_ONLY
    line: int = 0
    current: dict[str, Any] | None = None

    async def play(self, transcript: str) -> None:
        """Play it from its first line to its last."""
        for self.line, raw in enumerate(transcript.splitlines(), start=1):
            text = raw.rstrip()
            if text and not text.startswith(("#", "project:")):
                await self.take(text)
        self._nothing_unsaid()

    def acts(self) -> Mapping[str, Act]:
        """Return what each kind of line does: what people do, and what is expected of the bot."""
        expecting = {
            "<": self._expects,
            "~": self._toast,
            "=": self._shows,
            "!": self._holds,
            "$": self._makes,
            " ": self._belongs,
        }
        return {**super().acts(), **expecting}

    async def take(self, text: str) -> None:
        """Take one line of the transcript; before anybody acts, all that was said is named."""
        if text[0] in super().acts():
            self._nothing_unsaid()
        await super().take(text)

    def fail(self, why: str) -> NoReturn:
        """Say what was expected, and how the chat ends."""
        recent = [plain(m) for m in self.stage.world.history(self.who)[-4:]] if self.who else []
        raise JourneyError(
            f"{self.name}:{self.line}: {why}\nThe chat ends:\n" + "\n---\n".join(recent)
        )

    def document(self, name: str) -> bytes:
        """Return the document called ``name``."""
        return sendable(name)

    async def _makes(self, rest: str) -> None:
        made_of, _, project = rest.partition(" in ")
        what, _, of = made_of.partition(" ")
        made = await looking.make(self.stage, project or self.project, what, of)
        self.names[what] = made
        self.collect()

    async def _expects(self, rest: str) -> None:
        if rest == "…":
            self.queue.clear()
            return
        if not self.queue:
            self.fail(f"the bot was expected to say {rest!r} and said nothing")
        self.current = self.queue.pop(0)
        if not _matches(rest, plain(self.current)):
            self.fail(f"expected {rest!r}, and it said:\n{plain(self.current)}")

    async def _belongs(self, rest: str) -> None:
        if self.current is None:
            self.fail("there is no message above this line")
        for label in re.findall(r"\[([^\]]+)\]", rest) if rest.startswith("[") else ():
            if label not in labels(self.current):
                self.fail(f"no button [{label}] but {labels(self.current)}")
        if not rest.startswith("[") and not _matches(rest, plain(self.current)):
            self.fail(f"expected {rest!r} too, and it said:\n{plain(self.current)}")

    async def _toast(self, rest: str) -> None:
        if rest not in self.note():
            self.fail(f"expected the note {rest!r}, and it was {self.note()!r}")

    async def _shows(self, rest: str) -> None:
        if not any(_matches(rest, plain(m)) for m in self.stage.world.history(self.who)):
            self.fail(f"nothing in the chat says {rest!r}")

    async def _holds(self, rest: str) -> None:
        wrong = await looking.check(self.stage, self.who, rest)
        if wrong:
            self.fail(wrong)

    def _nothing_unsaid(self) -> None:
        if self.queue:
            unsaid = "\n".join(f"< {plain(m)}\n  {labels(m)}" for m in self.queue)
            self.fail(f"the bot also said:\n{unsaid}")
        self.current = None


def _matches(expected: str, text: str) -> bool:
    parts = [re.escape(part.strip()) for part in expected.split("…")]
    return re.search(".*?".join(parts), text, re.DOTALL) is not None
