"""The one-use link to a project's evidence: looked at by GET, spent by POST, as PDF or HTML."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.console.export_page import template
from bot.evidence.files import FORMATS, written
from bot.evidence.gathering import Evidence, gather
from bot.house import House
from bot.officers.evidence import OPENS
from conversations.catalogue import Words
from storage import audit, exports, staff
from storage.sqlite import Connection

_MEDIA = {"pdf": "application/pdf", "html": "text/html"}


@dataclass(frozen=True)
class _Found:
    project: str
    evidence: Evidence
    words: Words


async def _look(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    if not await state.store.read(_open, token, state.clock.now()):
        return _over()
    return HTMLResponse(template("evidence.html").render(open=True))


def _open(db: Connection, token: str, now: datetime) -> bool:
    return exports.link_open(db, token, now, opens=OPENS)


async def _spend(request: Request) -> Response:
    state, token = request.app.state, request.path_params["token"]
    form = (await request.form()).get("form")
    if form not in FORMATS:
        return HTMLResponse(template("evidence.html").render(open=True), status_code=400)
    now = state.clock.now()
    found = await state.store.write(_use, state.house, token, form, now)
    if found is None:
        return _over()
    content = await asyncio.to_thread(written, found.evidence, found.words, form)
    name = f"{found.project}-evidence-{now.date()}.{form}"
    return Response(
        content,
        media_type=_MEDIA[str(form)],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _use(db: Connection, house: House, token: str, form: str, now: datetime) -> _Found | None:
    """Use the link up and return what it opens; ``None`` if it is over.

    It is over, too, when whoever asked for it has lost their role since.
    """
    used = exports.use_link(db, token, now, opens=OPENS)
    if used is None:
        return None
    project, who = used
    loaded = house.project(db, project)
    if loaded is None or not staff.holds(db, who, project, "officer", "admin"):
        return None
    action = f"made the evidence ({form})"
    audit.add(db, actor=f"officer {who}", action=action, now=now, project=project)
    words = loaded.catalogues.words(loaded.project.language)
    return _Found(project, gather(db, house, project, now), words)


def _over() -> Response:
    return HTMLResponse(template("evidence.html").render(open=False), status_code=410)


ROUTES = [
    Route("/evidence/{token:str}", _look, methods=["GET"]),
    Route("/evidence/{token:str}", _spend, methods=["POST"]),
]
