"""What a transcript checks and makes behind the chat: stored answers, invites, links."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, cast

from bot.clock import new_id, new_token
from bot.demo.stage import Stage
from storage import participants, projects, staff
from storage.sqlite import Connection


async def make(stage: Stage, project: str, what: str, of: str) -> str:
    """Make an invite for the role ``of``, or the link for the source ``of``; return its payload."""
    now = stage.clock.now()
    if what == "invite":
        token = new_token()
        role = cast("staff.Role", of)
        until = now + timedelta(days=7)
        await stage.app.store.write(
            staff.add_invite, token, role, project, "the transcript", now, until
        )
        return f"inv_{token}"
    if what == "link":
        link = await stage.app.store.write(projects.link_for, project, of or None, new_id(8), now)
        return link.code
    raise ValueError(f"cannot make {what!r}")


async def check(stage: Stage, chat_id: int, rest: str) -> str:
    """Compare what is stored with ``rest`` (``answer safe=3``); return what is wrong, or ''."""
    verb, _, of = rest.partition(" ")
    node, _, expected = of.partition("=")
    rows = await stage.app.store.read(_answers, chat_id, node.strip())
    if verb == "none":
        return f"there is an answer to {node}: {rows}" if rows else ""
    if len(rows) != 1:
        return f"there are {len(rows)} current answers to {node}"
    got = _words(rows[0]) if verb == "words" else ",".join(json.loads(rows[0]["value"]))
    if verb == "status":
        got = rows[0]["status"]
    return "" if got == expected.strip() else f"{node} is {got!r}, not {expected.strip()!r}"


def _words(row: Any) -> str:
    return " | ".join(json.loads(row["words"]))


def _answers(db: Connection, chat_id: int, node: str) -> list[Any]:
    person = participants.find(db, chat_id)
    return db.execute(
        "SELECT value, words, status FROM answers WHERE participant = ? AND node = ?"
        " AND superseded_at IS NULL AND set_aside_at IS NULL",
        (person.id if person else "", node),
    ).fetchall()
