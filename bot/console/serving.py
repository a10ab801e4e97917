"""Serving the web application inside the bot's own event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.clock import Clock
from bot.console.app import create_app
from bot.house import House
from storage.store import Store


@asynccontextmanager
async def serve_console(
    store: Store,
    house: House,
    clock: Clock,
    port: int,
    url: str | None,
    host: str = "127.0.0.1",
) -> AsyncIterator[int]:
    """Serve on loopback (a proxy with TLS stands before it) and yield the port.

    Only requests for the host of ``url``, or for this machine, are answered. Raises ``OSError``,
    in a sentence, if the port is taken.
    """
    app = create_app(store, house, clock)
    known = [name for name in (urlsplit(url).hostname if url else None,) if name]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*known, "127.0.0.1", "localhost"])
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    with _listening(host, port) as listener:
        # Not serve(): that takes over the process's signal handlers, and the bot has its own.
        serving = asyncio.create_task(server._serve([listener]), name="console")  # noqa: SLF001
        try:
            # uvicorn has no event for having started, so it is looked at.
            while not server.started and not serving.done():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises ``OSError`` with a sentence if it cannot."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(
            f"The web port {port} cannot be opened ({error.strerror}). "
            "TELLBACK_WEB_PORT names another."
        ) from None
    return listener
