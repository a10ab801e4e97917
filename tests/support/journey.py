"""Transcripts that are played against the real bot, over HTTP, and read like a chat.

    project: NAME            first line, if it is not about ward-7: a folder of tests/projects
    # a comment
    @ Ana en                 who acts from here on; added at first mention, app language after it
    > 3                      types it          > [Go on]   taps that button, on its newest message
    > (voice) at night       sends a voice message (photo, document …), with a caption
    > edit: old words => new words             edits the message that said "old words"
    < Question 1 of 6        the next message of the bot holds this text; "…" skips any stretch
      [Skip]                 … and this button (indented lines belong to the message above)
    < …                      any number of further messages
    ~ already                the last tap showed a note that holds this text
    = ✓ 3                    some message of the chat now holds this text (edits, too)
    ! answer safe=3          the answer stored; "words:" compares the person's own words
    ! none safe              no current answer to that question
    + 30 days                time moves on (minutes, hours, days, weeks), stopping at what is due
    $ invite lead            a fresh invite for that role, as {invite} in the lines below
    $ link poster            the project's link for that source, as {link}

Every message the bot sends must be named, or skipped with ``< …``: silence is checked too.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from PIL import Image

from bot.demo.stage import Stage
from tests.support import looking

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MARKS = re.compile("[\u2066-\u2069]")


class JourneyError(AssertionError):
    """The bot did not do what the transcript says."""


@dataclass
class Journey:
    """One transcript being played."""

    stage: Stage
    project: str
    name: str
    line: int = 0
    people: dict[str, int] = field(default_factory=dict)
    who: int = 0
    seen: dict[int, int] = field(default_factory=dict)
    queue: list[dict[str, Any]] = field(default_factory=list)
    current: dict[str, Any] | None = None
    names: dict[str, str] = field(default_factory=dict)
    tapped: str = ""

    async def play(self, transcript: str) -> None:
        """Play it from its first line to its last."""
        for self.line, raw in enumerate(transcript.splitlines(), start=1):
            text = raw.rstrip()
            if text and not text.startswith(("#", "project:")):
                await self.take(text)
        self._nothing_unsaid()

    async def take(self, text: str) -> None:
        """Take one line of the transcript."""
        mark, rest = text[0], text[1:].strip()
        steps: dict[str, Callable[[str], Awaitable[None]]] = {
            "@": self._switch,
            ">": self._does,
            "<": self._expects,
            "~": self._toast,
            "=": self._shows,
            "!": self._holds,
            "+": self._waits,
            "$": self._makes,
            " ": self._belongs,
        }
        if mark not in steps:
            self._fail(f"no such line: {text}")
        await steps[mark](rest)

    def _fail(self, why: str) -> None:
        recent = [plain(m) for m in self.stage.world.history(self.who)[-4:]] if self.who else []
        raise JourneyError(
            f"{self.name}:{self.line}: {why}\nThe chat ends:\n" + "\n---\n".join(recent)
        )

    # ------------------------------------------------------------------ what people do

    async def _switch(self, rest: str) -> None:
        self._nothing_unsaid()
        name, _, language = rest.partition(" ")
        if name not in self.people:
            self.people[name] = self.stage.world.add_user(name, language_code=language or "en")
        self.who = self.people[name]
        self._collect()

    async def _does(self, rest: str) -> None:
        self._nothing_unsaid()
        self.stage.clock.jump_to(self.stage.clock.now() + timedelta(seconds=5))
        for key, value in self.names.items():
            rest = rest.replace(f"{{{key}}}", value)
        world = self.stage.world
        button = re.fullmatch(r"\[(.+)\]", rest)
        file = re.fullmatch(r"\((photo|voice|video|audio|document|sticker)\)\s*(.*)", rest)
        if button:
            self._tap(button[1])
        elif file and file[1] == "sticker":
            world.send_sticker(self.who)
        elif file:
            content = _picture() if file[1] == "photo" else b"OggS not really a voice"
            world.send_file(self.who, file[1], content, caption=file[2] or None, seconds=7)
        elif rest.startswith("edit:"):
            old, _, new = rest.removeprefix("edit:").partition("=>")
            world.edit(self.who, self._mine(old.strip()), new.strip())
        elif rest in ("(block)", "(unblock)"):
            getattr(world, rest.strip("()"))(self.who)
        else:
            world.say(self.who, rest.replace("\\n", "\n"))
        await self.stage.settle()
        self._collect()

    def _tap(self, label: str) -> None:
        for message in reversed(self.stage.world.history(self.who)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label and "callback_data" in button:
                        self.tapped = self.stage.world.tap(
                            self.who, message["message_id"], button["callback_data"]
                        )
                        return
        self._fail(f"there is no button [{label}]")

    def _mine(self, words: str) -> int:
        for message in reversed(self.stage.world.history(self.who)):
            if words in message.get("text", "") and not message["from"]["is_bot"]:
                return int(message["message_id"])
        self._fail(f"no message of mine says {words!r}")
        return 0

    async def _waits(self, rest: str) -> None:
        self._nothing_unsaid()
        found = re.fullmatch(r"(\d+)\s+([a-z]+?)s?", rest)
        if not found or found[2] not in _UNITS:
            self._fail(f"how long is {rest!r}?")
            return
        await self.stage.advance(timedelta(seconds=int(found[1]) * _UNITS[found[2]]))
        self._collect()

    async def _makes(self, rest: str) -> None:
        what, _, of = rest.partition(" ")
        made = await looking.make(self.stage, self.project, what, of)
        self.names[what] = made

    # ------------------------------------------------------------------ what the bot says

    def _collect(self) -> None:
        history = self.stage.world.history(self.who)
        new = [
            m
            for m in history
            if m["from"]["is_bot"] and m["message_id"] > self.seen.get(self.who, 0)
        ]
        self.queue += new
        if history:
            self.seen[self.who] = max(m["message_id"] for m in history)

    async def _expects(self, rest: str) -> None:
        if rest == "…":
            self.queue.clear()
            return
        if not self.queue:
            self._fail(f"the bot was expected to say {rest!r} and said nothing")
        self.current = self.queue.pop(0)
        if not _matches(rest, plain(self.current)):
            self._fail(f"expected {rest!r}, and it said:\n{plain(self.current)}")

    async def _belongs(self, rest: str) -> None:
        if self.current is None:
            self._fail("there is no message above this line")
            return
        for label in re.findall(r"\[([^\]]+)\]", rest) if rest.startswith("[") else ():
            if label not in labels(self.current):
                self._fail(f"no button [{label}] but {labels(self.current)}")
        if not rest.startswith("[") and not _matches(rest, plain(self.current)):
            self._fail(f"expected {rest!r} too, and it said:\n{plain(self.current)}")

    async def _toast(self, rest: str) -> None:
        shown = self.stage.world.alert_of(self.tapped) or {}
        if rest not in _MARKS.sub("", str(shown.get("text", ""))):
            self._fail(f"expected the note {rest!r}, and it was {shown!r}")

    async def _shows(self, rest: str) -> None:
        if not any(_matches(rest, plain(m)) for m in self.stage.world.history(self.who)):
            self._fail(f"nothing in the chat says {rest!r}")

    async def _holds(self, rest: str) -> None:
        wrong = await looking.check(self.stage, self.who, rest)
        if wrong:
            self._fail(wrong)

    def _nothing_unsaid(self) -> None:
        if self.queue:
            unsaid = "\n".join(f"< {plain(m)}\n  {labels(m)}" for m in self.queue)
            self._fail(f"the bot also said:\n{unsaid}")
        self.current = None


def plain(message: dict[str, Any]) -> str:
    """Return a message's words as a person reads them, with what kind of file came with it."""
    text = message.get("text") or message.get("caption") or ""
    kind = next((f"({k}) " for k in ("voice", "photo", "video", "document") if k in message), "")
    return kind + _MARKS.sub("", html.unescape(str(text)))


def labels(message: dict[str, Any]) -> list[str]:
    """Return the buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _matches(expected: str, text: str) -> bool:
    parts = [re.escape(part.strip()) for part in expected.split("…")]
    return re.search(".*?".join(parts), text, re.DOTALL) is not None


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 90), (80, 120, 60)).save(out, "JPEG")
    return out.getvalue()
