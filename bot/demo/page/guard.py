"""Who may talk to the page: this computer's own browser, from the page itself, and nobody else.

The demo listens on loopback, yet any website open in the same browser can send requests there, and
by DNS rebinding even read the answers. So the name the browser was told to call must be a loopback
name, and whatever changes something must come from a page of ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from aiohttp import web
from yarl import URL

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

#: Referrer-Policy must not be no-referrer: browsers then post forms with "Origin: null".
PAGE_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)

#: A file somebody sent is shown or saved, and never acts as a page.
FILE_HEADERS: Mapping[str, str] = MappingProxyType(
    {**PAGE_HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
)


class Refusal(Exception):
    """Something the page will not do; ``sentence`` says why, to the person at the browser."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def check(request: web.Request) -> None:
    """Raise ``Refusal`` unless ``request`` comes from this computer and, to change a thing, us."""
    try:
        host = URL(f"http://{request.host}").host
    except ValueError:
        host = None
    if host not in _LOOPBACK:
        raise Refusal("This demo answers only on this computer's own address.", status=403)
    if request.method == "POST" and request.headers.get("Origin") != f"http://{request.host}":
        raise Refusal("This came from another page, so nothing was done.", status=403)
