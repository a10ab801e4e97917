"""The page's addresses: one to look, one to wait for news, one for each thing a person does."""

from __future__ import annotations

import asyncio
from importlib import resources
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.demo.page.actions import Actions, back_to_page, wants_json
from bot.demo.page.drawing import Drawing
from bot.demo.page.guard import PAGE_HEADERS, Handler, Refusal, check
from bot.demo.page.moments import JUMPS, jump
from bot.demo.page.served import file_response
from bot.demo.page.view import find_file
from bot.demo.page.who import Phone, Phones
from bot.demo.rehearsing import Rehearsal

__all__ = ["Phone", "Phones", "add_routes"]

#: How long a browser's question for news is held open, in seconds.
NEWS_SECONDS = 20.0

_STATIC = {
    "phones.css": "text/css",
    "phones.js": "text/javascript",
    "chat.js": "text/javascript",
    "compose.js": "text/javascript",
    "recorder.js": "text/javascript",
    "tabs.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}

#: Languages a new resident's app can be set to; the empty one is an app that does not say.
LANGUAGES = {
    "en": "English",
    "pl": "Polski",
    "ur": "اردو",
    "cy": "Cymraeg",
    "": "Another language",
}

_LONDON = ZoneInfo("Europe/London")


def add_routes(
    app: web.Application,
    phones: Phones,
    *,
    zone: ZoneInfo = _LONDON,
    rehearsal: Rehearsal | None = None,
) -> None:
    """Put the page on ``app``, at ``/``, beside the Bot API; times are shown in ``zone``.

    ``rehearsal``: the project that is being worked on, if one is.
    """
    page = _Page(phones, zone, rehearsal)
    actions = Actions(phones)
    of_phone = r"/phones/{user:\d+}"
    app.add_routes(
        [
            web.get("/", _guarded(page.look)),
            web.get("/changes", _guarded(page.news)),
            web.get("/static/{name}", _guarded(_static)),
            web.get(of_phone + r"/messages/{message:\d+}/file", _guarded(page.file)),
            web.post("/clock", _guarded(page.move_clock)),
            web.post("/residents", _guarded(page.add_resident)),
            *(
                web.post(f"{of_phone}/{name}", _guarded(handler))
                for name, handler in actions.by_name().items()
            ),
        ]
    )


def _guarded(handler: Handler) -> Handler:
    """Return ``handler`` behind the check, with safe headers and refusals put in words."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            check(request)
            response = await handler(request)
        except Refusal as refusal:
            response = _refused(request, refusal)
        if not response.prepared:
            for name, value in PAGE_HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return answer


def _refused(request: web.Request, refusal: Refusal) -> web.Response:
    if wants_json(request):
        return web.json_response({"error": refusal.sentence}, status=refusal.status)
    html = Drawing.refusal(refusal.sentence)
    return web.Response(text=html, status=refusal.status, content_type="text/html")


async def _static(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in _STATIC:
        raise web.HTTPNotFound
    body = resources.files("bot.demo.page").joinpath("static", name).read_bytes()
    return web.Response(body=body, content_type=_STATIC[name], charset="utf-8")


class _Page:
    """What the page shows, the clock bar, and the door for new residents."""

    def __init__(self, phones: Phones, zone: ZoneInfo, rehearsal: Rehearsal | None) -> None:
        self._phones = phones
        self._zone = zone
        self._drawing = Drawing(phones, zone, rehearsal)
        self._jumping: str | None = None
        self._jump: asyncio.Task[None] | None = None

    async def look(self, request: web.Request) -> web.Response:
        """GET /: the whole page. ``phone`` opens that phone first, ``edit`` a message of it."""
        html = self._drawing.page(
            jumping=self._jumping,
            languages=LANGUAGES,
            opened=_number(request, "phone"),
            editing=_number(request, "edit"),
            tapped=request.query.get("tapped"),
        )
        return web.Response(text=html, content_type="text/html")

    async def news(self, request: web.Request) -> web.Response:
        """GET /changes: wait until something differs from version ``since``, then say what.

        ``have`` names the phones the browser already shows right, as ``<user id>.<digest>``.
        """
        since = _number(request, "since") or 0
        version = await self._phones.world.changed(since, NEWS_SECONDS)
        have = frozenset(request.query.getall("have", []))
        news = self._drawing.news(version, jumping=self._jumping, have=have)
        return web.json_response(news)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET a file of a message, whole or (as players ask) in part."""
        history = self._phones.world.history(int(request.match_info["user"]))
        found = find_file(history, int(request.match_info["message"]))
        if found is None:
            raise web.HTTPNotFound
        content = self._phones.world.file_bytes(found.file_id)
        return file_response(request, content, found.kind, found.mime, found.name)

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """POST /clock: move the bot's time on by one of JUMPS, one jump at a time."""
        name = str((await request.post()).get("by", ""))
        if name not in JUMPS:
            raise Refusal("The clock can move on by an hour, a day, a week or a month.")
        if self._jumping is not None:
            raise Refusal("The clock is already moving. Wait until it has arrived.", status=409)
        self._jumping = JUMPS[name]
        # A browser that hangs up half way must not leave the bot between two moments.
        self._jump = asyncio.create_task(self._advance(name))
        try:
            await asyncio.shield(self._jump)
        except TimeoutError as busy:
            raise Refusal(
                "The bot is still busy with what was said. Move the clock again in a moment.",
                status=503,
            ) from busy
        if wants_json(request):
            return web.json_response({"clock": self._drawing.clock(None)})
        return back_to_page()

    async def _advance(self, name: str) -> None:
        try:
            await self._phones.advance(jump(self._phones.clock.now(), name, self._zone))
        finally:
            self._jumping = None

    async def add_resident(self, request: web.Request) -> web.StreamResponse:
        """POST /residents: another resident, with a name and the language of their app."""
        form = await request.post()
        name = str(form.get("name", "")).strip()
        language = str(form.get("language", ""))
        if not name or len(name) > 64:
            raise Refusal("Give the new resident a name of at most 64 letters.")
        if language not in LANGUAGES:
            raise Refusal("Choose one of the languages in the list.")
        phone = await self._phones.add_resident(name, language or None)
        return back_to_page(phone.user_id)


def _number(request: web.Request, name: str) -> int | None:
    value = request.query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else None
