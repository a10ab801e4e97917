"""The one-use link to an export: looked at by GET, spent by POST.

A link preview or a virus scanner that opens the link cannot use it up: only the button can.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, Template, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.exports.archive import zipped
from bot.exports.bundle import FORMATS, MEDIA, noted, sent_file, written
from bot.exports.tables import Tables, gather
from storage import exports, staff
from storage.sqlite import Connection
from storage.store import Store


def _source(name: str) -> str:
    return files("bot.console").joinpath("templates", name).read_text(encoding="utf-8")


_pages = Environment(loader=FunctionLoader(_source), autoescape=select_autoescape(["html"]))


def template(name: str) -> Template:
    """Return one of the console's pages, to be filled in."""
    return _pages.get_template(name)


async def _look(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    if not await state.store.read(exports.link_open, token, state.clock.now()):
        return _over()
    return HTMLResponse(template("export.html").render(open=True))


async def _spend(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    now = state.clock.now()
    project = await state.store.write(_use, token, now)
    if project is None:
        return _over()
    tables = await state.store.read(gather, state.house, project)
    return StreamingResponse(
        zipped(_files(state.store, tables, now), now),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{project}-{now.date()}.zip"'},
    )


def _use(db: Connection, token: str, now: datetime) -> str | None:
    """Use the link up and return its project; ``None`` if it is over.

    It is over, too, when whoever asked for it has lost their role since.
    """
    used = exports.use_link(db, token, now)
    if used is None:
        return None
    project, who = used
    if not staff.holds(db, who, project, "officer", "admin"):
        return None
    noted(db, project, tuple(FORMATS), now, f"officer {who}")
    return project


async def _files(store: Store, tables: Tables, now: datetime) -> AsyncIterator[tuple[str, bytes]]:
    """Yield every file of the export; people's recordings one at a time, as they are sent."""
    content = await asyncio.to_thread(written, tables, tuple(FORMATS), now)
    for name, data in content.items():
        yield name, data
    for stored, name in tables.files.items():
        sent = await store.read(sent_file, stored)
        if sent is not None:
            yield f"{MEDIA}/{name}", sent


def _over() -> Response:
    """Say that the link is spent; an unknown one is told the same, so that nothing can be tried."""
    return HTMLResponse(template("export.html").render(open=False), status_code=410)


ROUTES = [
    Route("/export/{token:str}", _look, methods=["GET"]),
    Route("/export/{token:str}", _spend, methods=["POST"]),
]
