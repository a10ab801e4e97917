"""What a person does on a phone: say, correct, tap, send a file, block; each ends in the World.

A browser with the page's script asks for JSON and is told by the long poll what changed; one
without it gets the page again, a moment later, so that an answer is likely to be on it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from urllib.parse import urlencode

from aiohttp import web

from bot.clock import new_id
from bot.demo.page.guard import Handler, Refusal
from bot.demo.page.uploads import read_sending
from bot.demo.page.who import Phones

#: The most Telegram takes in one message, in characters.
MAX_TEXT = 4096
#: The most a button can carry back, in bytes.
MAX_DATA = 64
#: How long a tap waits for the bot's answer, in seconds.
ALERT_SECONDS = 15.0
#: How long a plain form waits for the bot, and how long a silence ends its turn, in seconds.
RELOAD_SECONDS = 2.0
SILENCE_SECONDS = 0.25

#: A latitude and a longitude in degrees.
_PAIR = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?)[,\s]\s*(-?\d{1,3}(?:\.\d{1,9})?)", re.ASCII)

_UNREADABLE = "That is not a picture Telegram can read. Tick “Send it as a plain file”."


def wants_json(request: web.Request) -> bool:
    """Return whether the page's script asked, rather than a plain form."""
    return "application/json" in request.headers.get("Accept", "")


def back_to_page(user_id: int | None = None, **also: str) -> web.Response:
    """Return the redirect that shows the page again, with the phone of ``user_id`` in front."""
    if user_id is None:
        return web.Response(status=303, headers={"Location": "/"})
    query = urlencode({"phone": user_id, **also})
    return web.Response(status=303, headers={"Location": f"/?{query}#phone-{user_id}"})


class Actions:
    """The handlers of everything below ``/phones/<user id>/``."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._world = phones.world

    def by_name(self) -> Mapping[str, Handler]:
        """Return the handlers under the last part of their address."""
        return {
            "say": self.say,
            "tap": self.tap,
            "send": self.send,
            "sticker": self.sticker,
            "place": self.place,
            "block": self.block,
            "unblock": self.unblock,
        }

    async def say(self, request: web.Request) -> web.Response:
        """POST say: ``text``; with ``message`` it corrects that message instead."""
        user = self._user(request)
        form = await request.post()
        text = str(form.get("text", "")).replace("\r\n", "\n").strip()
        if not text:
            raise Refusal("Write something first: there was nothing to send.")
        if len(text) > MAX_TEXT:
            raise Refusal(f"That is longer than {MAX_TEXT} characters. Send it in parts.")
        message = str(form.get("message", ""))
        with _in_words():
            if message:
                self._world.edit(user, _id(message), text)
            else:
                self._world.say(user, text)
        return await self._done(request, user)

    async def tap(self, request: web.Request) -> web.Response:
        """POST tap: the button of ``message`` that carries ``data``; waits for the answer."""
        user = self._user(request)
        form = await request.post()
        data = str(form.get("data", ""))
        if not data or len(data.encode("utf-8", "replace")) > MAX_DATA:
            raise Refusal("That button cannot be used.")
        with _in_words():
            query_id = self._world.tap(user, _id(str(form.get("message", ""))), data)
        if not wants_json(request):
            await self._answered()
            return back_to_page(user, tapped=query_id)
        alert = await self._alert(query_id, ALERT_SECONDS) or {}
        words = str(alert.get("text") or "")
        return web.json_response(
            {"toast": words, "stays": bool(alert.get("show_alert"))} if words else {}
        )

    async def send(self, request: web.Request) -> web.Response:
        """POST send: one file or several (an album), with a caption on the first."""
        user = self._user(request)
        sending = await read_sending(request)
        album = new_id() if len(sending.files) > 1 else None
        for place, upload in enumerate(sending.files):
            with _in_words(_UNREADABLE if upload.kind == "photo" else None):
                self._world.send_file(
                    user,
                    upload.kind,
                    upload.content,
                    filename=upload.filename,
                    mime=upload.mime,
                    caption=sending.caption if place == 0 else None,
                    seconds=sending.seconds if upload.kind == "voice" else None,
                    album=album,
                )
        return await self._done(request, user)

    async def sticker(self, request: web.Request) -> web.Response:
        """POST sticker: what people send when words are too much; the bot must take it kindly."""
        user = self._user(request)
        self._world.send_sticker(user)
        return await self._done(request, user)

    async def place(self, request: web.Request) -> web.Response:
        """POST place: a spot on the map, as ``latitude, longitude``."""
        user = self._user(request)
        form = await request.post()
        pair = _PAIR.fullmatch(str(form.get("spot", "")).strip())
        if pair is None:
            raise Refusal("Write the spot as two numbers, like 53.7965, -1.5479.")
        with _in_words():
            self._world.send_place(user, float(pair[1]), float(pair[2]))
        return await self._done(request, user)

    async def block(self, request: web.Request) -> web.Response:
        """POST block: the person wants to hear no more."""
        user = self._user(request)
        self._world.block(user)
        return await self._done(request, user)

    async def unblock(self, request: web.Request) -> web.Response:
        """POST unblock: and changes their mind."""
        user = self._user(request)
        self._world.unblock(user)
        return await self._done(request, user)

    def _user(self, request: web.Request) -> int:
        user = int(request.match_info["user"])
        if all(phone.user_id != user for phone in self._phones.phones()):
            raise Refusal("That phone is not on this page.", status=404)
        return user

    async def _alert(self, query_id: str, seconds: float) -> dict[str, object] | None:
        """Return what the bot answered to a tap, or ``None`` when ``seconds`` were too few."""
        version = self._world.version
        try:
            async with asyncio.timeout(seconds):
                while (alert := self._world.alert_of(query_id)) is None:
                    version = await self._world.changed(version, seconds)
        except TimeoutError:
            return None
        return alert

    async def _done(self, request: web.Request, user: int) -> web.Response:
        if wants_json(request):
            return web.json_response({})
        await self._answered()
        return back_to_page(user)

    async def _answered(self) -> None:
        """Wait until the bot has said something and fallen silent, at most ``RELOAD_SECONDS``."""
        version = self._world.version
        with suppress(TimeoutError):
            async with asyncio.timeout(RELOAD_SECONDS):
                newer = await self._world.changed(version, RELOAD_SECONDS)
                while newer > version:
                    version = newer
                    newer = await self._world.changed(version, SILENCE_SECONDS)


@contextmanager
def _in_words(sentence: str | None = None) -> Iterator[None]:
    """Turn what Telegram's apps do not let a person do into a refusal that says so."""
    try:
        yield
    except ValueError as impossible:
        raise Refusal(sentence or f"A phone cannot do that: {impossible}.") from impossible


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refusal("That message is not on this phone.")
    return int(text)
