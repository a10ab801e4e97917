"""The one-use link to an export: looked at by GET, spent by POST.

A link preview or a virus scanner that opens the link cannot use it up: only the button can.
"""

from __future__ import annotations

import asyncio
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.exports.bundle import FORMATS, bundle, zipped
from storage import exports


def _template(name: str) -> str:
    return files("bot.console").joinpath("templates", name).read_text(encoding="utf-8")


_pages = Environment(loader=FunctionLoader(_template), autoescape=select_autoescape(["html"]))


async def _look(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    if not await state.store.read(exports.link_open, token, state.clock.now()):
        return _over()
    return HTMLResponse(_pages.get_template("export.html").render(open=True))


async def _spend(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    now = state.clock.now()
    used = await state.store.write(exports.use_link, token, now)
    if used is None:
        return _over()
    project, who = used
    content = await state.store.write(
        bundle, state.house, project, tuple(FORMATS), now, f"officer {who}"
    )
    archive = await asyncio.to_thread(zipped, content)
    return Response(
        archive,
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{project}-{now.date()}.zip"'},
    )


def _over() -> Response:
    """Say that the link is spent; an unknown one is told the same, so that nothing can be tried."""
    return HTMLResponse(_pages.get_template("export.html").render(open=False), status_code=410)


ROUTES = [
    Route("/export/{token:str}", _look, methods=["GET"]),
    Route("/export/{token:str}", _spend, methods=["POST"]),
]
