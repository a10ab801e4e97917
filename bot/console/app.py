"""The web application: its pages, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import Response

from bot.clock import Clock
from bot.console import evidence_page, export_page
from bot.house import House
from storage.store import Store

#: Nothing here is to be kept, framed, or passed on, and no script runs.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class _Safe(BaseHTTPMiddleware):
    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def create_app(store: Store, house: House, clock: Clock) -> Starlette:
    """Return the web application over an open store."""
    app = Starlette(
        routes=[*export_page.ROUTES, *evidence_page.ROUTES], middleware=[Middleware(_Safe)]
    )
    app.state.store, app.state.house, app.state.clock = store, house, clock
    return app
