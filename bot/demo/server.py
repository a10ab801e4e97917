"""The strict local Bot API over HTTP, for the demo and for all tests.

``{GET,POST} /bot{token}/{method}`` and ``GET /file/bot{token}/{path}``, as Telegram has them. It is
built on aiohttp.web and not, like our other pages, on Starlette because only here a handler can
reach the connection and cut it in the middle of a request (``request.transport.abort()``), which
is how a lost network is played.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.demo.botapi.files import UPLOAD_MAX
from bot.demo.botapi.limits import SendLimits
from bot.demo.botapi.methods import BY_LOWER_NAME, METHODS
from bot.demo.botapi.reading import checked, raw_parameters
from bot.demo.botapi.refusals import Refusal, server_error, too_many_requests
from bot.demo.botapi.shapes import Call, Json
from bot.demo.faults import Fault, Faults
from bot.demo.world import World

#: Room for the largest file and the rest of its multipart body.
_BODY_MAX = UPLOAD_MAX + 1024 * 1024


class _Cut(Exception):
    """The connection is to be cut; ``done`` tells whether the call took effect before."""

    def __init__(self, done: bool) -> None:
        self.done = done
        super().__init__(done)


class _Api:
    def __init__(self, world: World, faults: Faults, limits: bool) -> None:
        self.world = world
        self.faults = faults
        self.limits = SendLimits() if limits else None

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Serve one method call and keep a record of it."""
        method, params, status, done = request.match_info["method"], {}, 200, False
        body: Json | None
        try:
            self._require_token(request)
            method = _named(method)
            params = await raw_parameters(request)
            fault = self.faults.next(method)
            result = await self._served(method, params, fault)
            body, done = {"ok": True, "result": result}, True
        except Refusal as refused:
            body, status = refused.body(), refused.code
        except _Cut as cut:
            body, status, done = None, 0, cut.done
        except asyncio.CancelledError:
            self._record(method, params, None, 0, done=False)
            raise
        self._record(method, params, body, status, done=done)
        return _cut(request) if body is None else _answer(body, status)

    def _record(
        self, method: str, params: Json, body: Json | None, status: int, *, done: bool
    ) -> None:
        call = Call(method, params, body, status, done, self.world.clock.now())
        self.world.record(call)

    def _require_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.world.token:
            raise Refusal("Unauthorized", 401)

    async def _served(self, method: str, raw: Json, fault: Fault | None) -> Any:
        kind = fault.kind if fault else None
        if fault and kind == "429":
            raise too_many_requests(fault.retry_after)
        if kind == "500":
            raise server_error()
        if kind == "drop_before":
            raise _Cut(done=False)
        if kind == "stall":
            # the runner cancels a handler whose caller hung up
            await asyncio.Event().wait()
        result = await self._done(method, raw)
        if kind == "drop_after":
            raise _Cut(done=True)
        return result

    async def _done(self, method: str, raw: Json) -> Any:
        params = checked(method, raw)
        if self.limits and method.startswith("send") and method != "sendChatAction":
            chat_id = self.world.writable(params["chat_id"])
            self.limits.take(chat_id, len(params.get("media", [0])), self.world.now())
        result = METHODS[method](self.world, params)
        return await result if inspect.isawaitable(result) else result

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Send a file down."""
        try:
            self._require_token(request)
            stored = self.world.files.at(request.match_info["path"])
            if stored is None:
                raise Refusal("file not found", 404)
        except Refusal as refused:
            return _answer(refused.body(), refused.code)
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _named(method: str) -> str:
    if method.lower() not in BY_LOWER_NAME:
        raise Refusal("method not found", 404)
    return BY_LOWER_NAME[method.lower()]


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _answer(body: Json, status: int) -> web.Response:
    headers = {}
    if status == 429:
        headers["Retry-After"] = str(body["parameters"]["retry_after"])
    return web.json_response(body, status=status, headers=headers)


def create_app(
    world: World, faults: Faults | None = None, *, limits: bool = False
) -> web.Application:
    """Return the Bot API of ``world``.

    ``limits`` also enforces Telegram's send limits, on the world's clock, with 429 answers.
    """
    api = _Api(world, faults or Faults(), limits)
    app = web.Application(client_max_size=_BODY_MAX)
    for verb in ("GET", "POST"):
        app.router.add_route(verb, "/bot{token}/{method}", api.call)
    app.router.add_get("/file/bot{token}/{path:.+}", api.file)
    return app


class LocalBotApi:
    """The local Bot API on 127.0.0.1, as an async context manager; ``port`` 0: any free one.

    ``extend`` may put further pages on the same server before it starts.
    """

    def __init__(
        self,
        world: World,
        faults: Faults | None = None,
        *,
        port: int = 0,
        limits: bool = False,
        extend: Callable[[web.Application], None] | None = None,
    ) -> None:
        self._extend = extend
        self.world = world
        self.faults = faults or Faults()
        self.port = port
        self._limits = limits
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """Return what TELEGRAM_API_BASE_URL is to be; known once it is entered."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        app = create_app(self.world, self.faults, limits=self._limits)
        if self._extend is not None:
            self._extend(app)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
