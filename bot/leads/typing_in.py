"""Typing in a form on paper: an answer goes to the question whose key stands before it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.channels.base import Incoming
from bot.residents.conversation import resume
from bot.residents.talking import hear
from bot.scripts import script_of
from bot.visit import Visit
from conversations.flow import Ask
from conversations.inputs import Revisited, Skipped
from storage import helped, outbox, runs
from storage.runs import Held

_KEYED = re.compile(r"\s*([\w.-]+)\s*[:=]\s*(.*)", re.DOTALL)


def takes(visit: Visit, came: Incoming) -> bool:
    """Take ``key: answer`` from somebody's paper form; ``False`` if it is nothing of that kind."""
    said = _KEYED.fullmatch(came.text or "") if came.kind == "message" else None
    if said is None or visit.person.through is None or came.media or visit.task() is not None:
        return False
    found, held = helped.of(visit.db, visit.person.id), visit.latest_run()
    if found is None or found.how != "paper" or held is None or held.run.status == "ended":
        return False
    key = said[1].casefold()
    if not isinstance(script_of(visit.db, visit.house, held)[1].find(key), Ask):
        return False
    if _go_to(visit, held, key) and said[2].strip():
        hear(visit, replace(came, text=said[2]))
    return True


def _go_to(visit: Visit, held: Held, key: str) -> bool:
    """Put the question ``key``: back to it if it was answered, else past what was left empty."""
    if held.run.at == key:
        return True
    if key in held.run.answers:
        resume(visit, held, Revisited(key))
        return _is_at(visit, held, key)
    while held.run.at != key:
        before, said = held.run.at, len(visit.said)
        resume(visit, held, Skipped())
        after = runs.get(visit.db, held.run.id)
        if after is None or after.run.at in (before, "review") or after.run.status == "ended":
            return False
        if after.run.at != key:
            for row in visit.said[said:]:
                outbox.unsay(visit.db, row)
        held = after
    return True


def _is_at(visit: Visit, held: Held, key: str) -> bool:
    now = runs.get(visit.db, held.run.id)
    return now is not None and now.run.at == key
