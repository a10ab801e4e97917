"""What people do in a chat, a line each: the acting half of a transcript.

    @ Ana en                 who acts from here on; added at first mention, app language after it
    > 3                      types it          > [Go on]   taps that button, on its newest message
    > (voice) at night       sends a voice message (photo, document …), with a caption
    > (album) the steps      sends three photos together, with a caption on the first
    > (location 53.8 -1.55)  sends a spot on the map; words behind it make it a venue's
    > edit: old words => new words             edits the message that said "old words"
    > edit: old words => (photo)               puts another photo there; the caption stays
    > reply: old words => about safety       replies to the message of one's own that says so
    + 30 days                time moves on (minutes, hours, days, weeks), stopping at what is due

The bot is the real one, on a stage whose clock stands still in between: ``tellback play`` and the
transcripts in ``tests/journeys`` both go through here.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from typing import Any, NoReturn

from PIL import Image

from bot.demo.stage import Stage

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_FILES = ("photo", "album", "voice", "video", "video_note", "audio", "document", "sticker")
_ALBUM = 3
_MARKS = re.compile("[\u2066-\u2069]")

Act = Callable[[str], Awaitable[None]]


class CannotBeDone(Exception):
    """Nobody could do that in this chat; the message says why."""


@dataclass
class Lines:
    """People in chats with the bot, and what it has said to the one who acts: ``queue``.

    ``names`` stand for what is put in their place where someone types them in braces.
    """

    stage: Stage
    _: KW_ONLY
    people: dict[str, int] = field(default_factory=dict)
    who: int = 0
    seen: dict[int, int] = field(default_factory=dict)
    queue: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    tapped: str = ""

    def acts(self) -> Mapping[str, Act]:
        """Return what each kind of line does, by the mark it begins with."""
        return {"@": self._switch, ">": self._does, "+": self._waits}

    async def take(self, text: str) -> None:
        """Take one line. Raises :class:`CannotBeDone`, or what ``fail`` raises."""
        mark, rest = text[0], text[1:].strip()
        acts = self.acts()
        if mark not in acts:
            self.fail(f"no such line: {text}")
        await acts[mark](rest)

    def fail(self, why: str) -> NoReturn:
        """Say why a line could not be taken."""
        raise CannotBeDone(why)

    async def _switch(self, rest: str) -> None:
        name, _, language = rest.partition(" ")
        if name not in self.people:
            self.people[name] = self.stage.world.add_user(name, language_code=language or "en")
        self.who = self.people[name]
        self.collect()

    async def _does(self, rest: str) -> None:
        self.stage.clock.jump_to(self.stage.clock.now() + timedelta(seconds=5))
        for key, value in self.names.items():
            rest = rest.replace(f"{{{key}}}", value)
        button = re.fullmatch(r"\[(.+)\]", rest)
        file = re.fullmatch(rf"\(({'|'.join(_FILES)})\)\s*(.*)", rest)
        named = re.fullmatch(r"\(document (.+?)\)", rest)
        spot = re.fullmatch(r"\(location (-?[\d.]+) (-?[\d.]+)\)\s*(.*)", rest)
        if button:
            self._tap(button[1])
        elif file:
            self._send(file[1], file[2])
        elif named:
            content, name = self.document(named[1]), named[1].partition(", ")[0]
            self.stage.world.send_file(self.who, "document", content, filename=name)
        elif spot:
            where = (float(spot[1]), float(spot[2]))
            self.stage.world.send_place(self.who, *where, venue=spot[3] or None)
        elif rest.startswith("edit:"):
            old, _, new = rest.removeprefix("edit:").partition("=>")
            self._edit(self._mine(old.strip()), new.strip())
        elif rest.startswith("reply:"):
            old, _, new = rest.removeprefix("reply:").partition("=>")
            self.stage.world.say(self.who, new.strip(), reply_to=self._mine(old.strip()))
        elif rest in ("(block)", "(unblock)"):
            getattr(self.stage.world, rest.strip("()"))(self.who)
        else:
            self.stage.world.say(self.who, rest.replace("\\n", "\n"))
        await self.stage.settle()
        self.collect()

    def document(self, name: str) -> bytes:
        """Return the document called ``name``; here there are none."""
        self.fail(f"there is no document {name!r} to send.")

    def _send(self, kind: str, caption: str) -> None:
        if kind == "sticker":
            self.stage.world.send_sticker(self.who)
            return
        if kind == "album":
            name = f"album {len(self.stage.world.history(self.who))}"
            for number in range(_ALBUM):
                words = caption or None if number == 0 else None
                self._send_file("photo", words, album=name)
            return
        self._send_file(kind, caption or None)

    def _send_file(self, kind: str, caption: str | None, album: str | None = None) -> None:
        content = _picture() if kind == "photo" else b"OggS not really a voice"
        self.stage.world.send_file(self.who, kind, content, caption=caption, seconds=7, album=album)

    def _edit(self, message: int, new: str) -> None:
        kind = new.strip("()")
        if new == f"({kind})" and kind in _FILES:
            content = _picture((160, 40, 40)) if kind == "photo" else b"OggS another"
            self.stage.world.replace_file(self.who, message, kind, content)
        else:
            self.stage.world.edit(self.who, message, new)

    def _tap(self, label: str) -> None:
        for message in reversed(self.stage.world.history(self.who)):
            for button in buttons(message):
                if button["text"] == label and "callback_data" in button:
                    self.tapped = self.stage.world.tap(
                        self.who, message["message_id"], button["callback_data"]
                    )
                    return
        self.fail(f"there is no button [{label}].")

    def _mine(self, words: str) -> int:
        mine = [m for m in self.stage.world.history(self.who) if not m["from"]["is_bot"]]
        said = [m for m in mine if words in (m.get("text") or m.get("caption") or "")]
        if not said:
            self.fail(f"no message of mine says {words!r}.")
        return int(said[-1]["message_id"])

    async def _waits(self, rest: str) -> None:
        found = re.fullmatch(r"(\d{1,6})\s+([a-z]+?)s?", rest)
        if not found or found[2] not in _UNITS:
            self.fail(f"how long is {rest!r}?")
        await self.stage.advance(timedelta(seconds=int(found[1]) * _UNITS[found[2]]))
        self.collect()

    def collect(self) -> None:
        """Put what the bot has said since the last time into the queue."""
        history = self.stage.world.history(self.who)
        last = self.seen.get(self.who, 0)
        self.queue += [m for m in history if m["from"]["is_bot"] and m["message_id"] > last]
        if history:
            self.seen[self.who] = max(m["message_id"] for m in history)

    def note(self) -> str:
        """Return what the last tap showed for a moment, empty if nothing."""
        shown = self.stage.world.alert_of(self.tapped) if self.tapped else None
        return _MARKS.sub("", str((shown or {}).get("text", "")))


def plain(message: Mapping[str, Any]) -> str:
    """Return a message's words as a person reads them, with what kind of file came with it."""
    text = message.get("text") or message.get("caption") or ""
    kind = next((f"({k}) " for k in ("voice", "photo", "video", "document") if k in message), "")
    return kind + _MARKS.sub("", html.unescape(str(text)))


def buttons(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the buttons under a message, as the Bot API has them."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Mapping[str, Any]) -> list[str]:
    """Return what stands on the buttons under a message."""
    return [button["text"] for button in buttons(message)]


def _picture(colour: tuple[int, int, int] = (80, 120, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 90), colour).save(out, "JPEG")
    return out.getvalue()
