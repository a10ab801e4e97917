"""Serving the web application inside the bot's own event loop."""

from __future__ import annotations

import asyncio
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

    Only requests for the host of ``url``, or for this machine, are answered.
    """
    app = create_app(store, house, clock)
    known = [name for name in (urlsplit(url).hostname if url else None,) if name]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*known, "127.0.0.1", "localhost"])
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    # Not serve(): that takes over the process's signal handlers, and the bot has its own.
    serving = asyncio.create_task(server._serve(), name="console")  # noqa: SLF001
    try:
        # uvicorn has no event for having started, so it is looked at.
        while not server.started and not serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if serving.done():
            serving.result()
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await serving
