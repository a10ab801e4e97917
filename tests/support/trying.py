"""Letting somebody do something to the bot in a moment that is undone again, to see what follows.

It is the bot's own way in (``bot.dispatch.receive``) over its own database, without the wire: some
thousand things can be tried on one database in seconds, and each finds it as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from bot.dispatch import receive
from bot.house import House
from storage import inbox
from storage.sqlite import Connection

#: Where is noted what came in, in which messages an answer stands, and what a search has found.
_BOOKKEEPING = ("inbox", "told_in", "indexed")


@dataclass(frozen=True)
class Outcome:
    """What followed: what each chat was told, and (table, whose row, or nobody's) of each change.

    ``buttons`` is what their buttons carry, ``begun`` what a dialogue is about that was begun.
    """

    told: Mapping[int, str]
    buttons: str
    begun: str
    changed: frozenset[tuple[str, str | None]]


def watch(db: Connection) -> None:
    """Note from now on which rows change; a unit of its own, or undoing reads the schema anew."""
    db.execute("CREATE TEMP TABLE changed (what TEXT, whose TEXT)").close()
    for table, whose in _tables(db):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            db.execute(
                f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table} BEGIN"
                f" INSERT INTO changed VALUES ('{table}', {whose.format(row=row)}); END"
            ).close()


class Trying:
    """Tries things out on one connection that is watched."""

    def __init__(self, db: Connection, house: House, now: datetime) -> None:
        """Let ``house`` make the same ids at each try."""
        self._db, self._now, self._made = db, now, count()
        self._house = replace(house, new_id=self._new, new_token=self._new)

    def _new(self) -> str:
        return f"made{next(self._made)}"

    def does(self, chat: int, *things: str) -> Outcome:
        """Let whoever has this chat do ``things``, typed (``> words``) or tapped, and undo it."""
        self._made = count()
        with self.undone():
            told, changed = self._last("outbox"), self._last("changed")
            toasts = [self._let_in(chat, thing) for thing in things]
            return self._outcome(chat, toasts, told, changed)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Undo at the end what was done."""
        self._db.execute("SAVEPOINT tried").close()
        try:
            yield
        finally:
            self._db.execute("ROLLBACK TO tried").close()
            self._db.execute("RELEASE tried").close()

    def _let_in(self, chat: int, thing: str) -> str:
        number = next(self._made) + 10**6
        raw = _typed(chat, number, thing[2:]) if thing.startswith("> ") else _tapped(chat, thing)
        inbox.keep(self._db, [(number, chat, raw)], self._now)
        seq = inbox.waiting(self._db)[-1].seq
        return receive(self._db, self._house, seq, raw, self._now).note or ""

    def _last(self, table: str) -> int:
        return int(self._db.execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {table}").fetchone()[0])

    def _outcome(self, chat: int, toasts: list[str], last: int, before: int) -> Outcome:
        told, buttons = {chat: "\n".join(toasts)}, list[str]()
        rows = "SELECT chat_id, body FROM outbox WHERE id > ? ORDER BY id"
        for to, body in self._db.execute(rows, (last,)).fetchall():
            fields = json.loads(body or "{}")
            shown = [button for row in fields.pop("rows", ()) for button in row]
            labels = [str(button.get("text")) for button in shown]
            told[to] = "\n".join(
                (told.get(to, ""), json.dumps(fields, ensure_ascii=False), *labels)
            )
            buttons += [str(button.get("data")) for button in shown if to == chat]
        rows = "SELECT DISTINCT what, whose FROM changed WHERE rowid > ?"
        changed = frozenset((r[0], r[1]) for r in self._db.execute(rows, (before,)).fetchall())
        rows = (
            "SELECT data FROM tasks WHERE participant IN (SELECT whose FROM changed"
            " WHERE what = 'tasks' AND rowid > ?)"
        )
        begun = [str(row[0]) for row in self._db.execute(rows, (before,)).fetchall()]
        return Outcome(told, " ".join(buttons), " ".join(begun), changed)


def _tables(db: Connection) -> Iterator[tuple[str, str]]:
    """Yield each table with what says whose a row is, in SQL: whose words it is about."""
    found = db.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'said_words%'"
    ).fetchall()
    for (table,) in found:
        if table not in _BOOKKEEPING:
            columns = db.execute(f"PRAGMA main.table_info({table})").fetchall()
            yield table, _whose(table, {str(column[1]) for column in columns})


def _whose(table: str, columns: set[str]) -> str:
    if table == "participants":
        return "{row}.id"
    if table == "staff" or columns & {"made_by", "reader"}:
        # Nobody gives themselves a role, or deals with their own words as the team does.
        return "NULL"
    if "participant" in columns:
        return "{row}.participant"
    for column, of in (("answer", "answers"), ("run", "runs"), ("question", "questions")):
        if column in columns:
            return f"(SELECT participant FROM {of} WHERE id = {{row}}.{column})"
    return "NULL"


def _typed(chat: int, number: int, words: str) -> dict[str, Any]:
    message = {"message_id": number, "date": number, "text": words, **_chat(chat)}
    return {"update_id": number, "message": message}


def _tapped(chat: int, data: str) -> dict[str, Any]:
    tap = {"id": "1", "data": data, "message": {"message_id": 1, **_chat(chat)}, **_from(chat)}
    return {"update_id": 1, "callback_query": tap}


def _chat(chat: int) -> dict[str, Any]:
    return {"chat": {"id": chat, "type": "private"}, **_from(chat)}


def _from(chat: int) -> dict[str, Any]:
    return {"from": {"id": chat, "is_bot": False, "first_name": "Somebody"}}
