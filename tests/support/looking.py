"""What a transcript checks and makes behind the chat: stored answers, invites, links."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, cast

from bot import retiring
from bot.clock import new_id, new_token
from bot.demo.stage import Stage
from bot.publishing import publish
from conversations.loader import load
from conversations.run import Answer
from conversations.snapshot import Snapshot
from storage import equality, participants, projects, scope, staff
from storage.sqlite import Connection
from storage.staff import Invite
from tests.support.seeded import take_part
from tests.support.sendable import project_files


async def make(stage: Stage, project: str, what: str, of: str) -> str:
    """Make an invite or a link; return its payload.

    ``invite lead Lena`` invites a peer lead called Lena, who sees her own people, and
    ``invite lead all`` one who sees everyone; ``link poster`` makes the link for that source, and
    ``leadlink Lena pl`` the one of the peer lead called Lena in Polish.
    """
    now = stage.clock.now()
    if what == "invite":
        token = new_token()
        role, _, whom = of.partition(" ")
        invite = Invite(
            cast("staff.Role", role),
            project,
            "the transcript",
            now + timedelta(days=7),
            sees="all" if whom == "all" else "own",
            name=whom if whom not in ("", "all") else None,
        )
        await stage.app.store.write(staff.add_invite, token, invite, now)
        return f"inv_{token}"
    if what == "leadlink":
        name, _, language = of.partition(" ")
        return await stage.app.store.write(_lead_link, project, name, language, now)
    if what == "link":
        link = await stage.app.store.write(projects.link_for, project, of or None, new_id(8), now)
        return link.code
    if what == "people":
        await stage.app.store.write(take_part, project, of, now)
        return ""
    if what in ("retire", "reopen"):
        assert await stage.app.store.write(_retire, project, now, what)
        return project
    if what == "down":
        number, _, unit = of.partition(" ")
        stage.clock.jump_to(now + timedelta(**{f"{unit.removesuffix('s')}s": int(number)}))
        await stage.settle()
        return ""
    if what == "revise":
        await _revise(stage, project, of)
        return ""
    raise ValueError(f"cannot make {what!r}")


def _retire(db: Connection, project: str, now: datetime, what: str) -> bool:
    if what == "reopen":
        return retiring.reopen(db, project, now, actor="the transcript")
    return retiring.retire(db, project, now, new_id, actor="the transcript")


def _lead_link(db: Connection, project: str, name: str, language: str, now: datetime) -> str:
    lead = next(one.participant for one in scope.leads(db, project) if one.name == name)
    return scope.lead_link_for(db, project, lead, language, new_id(8), now).code


async def _revise(stage: Stage, project: str, change: str) -> None:
    files = {name: text.decode() for name, text in project_files(project, change).items()}
    app = stage.app
    loaded = load(Snapshot(files), bot=app.house.bot_words)
    now, new_id = stage.clock.now(), app.house.new_id
    await app.store.write(
        publish, loaded, now, new_id, drafts_allowed=True, actor="the transcript", move=True
    )
    await stage.settle()


async def check(stage: Stage, chat_id: int, rest: str) -> str:
    """Compare what is stored with ``rest`` (``answer safe=3``); return what is wrong, or ''."""
    verb, _, of = rest.partition(" ")
    node, _, expected = of.partition("=")
    if verb == "about":
        said = await stage.app.store.read(_said_of_themselves, chat_id)
        if not of:
            return f"they say about themselves: {said}" if said else ""
        return "" if said.get(node, "") == expected else f"they say about themselves: {said}"
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


def _said_of_themselves(db: Connection, chat_id: int) -> dict[str, str]:
    person = participants.find(db, chat_id)
    told = equality.current(db, person.id) if person else ()
    return {one.question: _shown(one.answer) for one in told}


def _shown(answer: Answer) -> str:
    value = ",".join(answer.value) or answer.status
    return " | ".join((value, *answer.words)) if answer.words else value


def _answers(db: Connection, chat_id: int, node: str) -> list[Any]:
    person = participants.find(db, chat_id)
    return db.execute(
        "SELECT value, words, status FROM answers WHERE participant = ? AND node = ?"
        " AND superseded_at IS NULL AND set_aside_at IS NULL",
        (person.id if person else "", node),
    ).fetchall()
