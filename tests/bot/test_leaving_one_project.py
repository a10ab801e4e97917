"""Leaving one project of several: nothing of the person is left there, and the rest stays."""

from __future__ import annotations

from pathlib import Path

from bot.clock import FrozenClock
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.playing import KEY, does
from tests.support.projects import PROJECTS

_OPENING = ("English", "go on", "I agree", "yes", "yes", "for myself", "next")
_LIBRARY = ("the library conversation", *_OPENING, "which books we buy", "often", "poems", "send")
_PARK = ("the park conversation", *_OPENING, "opening hours", "12", "2026", "send")
_ASKED = ("ask the team", "May my dog come?", "get help now", "[It is about safety]", "I am afraid")


def _about(db: Connection, project: str) -> dict[str, int]:
    """Return how many rows each table has that are about a person and ``project``."""
    tables = [
        row["name"]
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if {"participant", "project"}
        <= {column["name"] for column in db.execute(f"PRAGMA table_info({row['name']})")}
    ]
    counted = {
        table: db.execute(
            f"SELECT COUNT(*) AS n FROM {table} WHERE project = ? AND participant IS NOT NULL",
            (project,),
        ).fetchone()["n"]
        for table in tables
    }
    return {table: n for table, n in counted.items() if n}


async def test_nothing_is_left_there_and_all_stays_elsewhere(tmp_path: Path) -> None:
    clock = FrozenClock(START)
    world = World(token="123456:leaving", clock=clock)
    async with staged(tmp_path, world, clock, KEY) as stage:
        for name in ("language-and-source", "compared"):
            await publish_for_rehearsal(stage.app, PROJECTS / name)
        play, read = Journey(stage, "compared", "leaving"), stage.app.store.read
        await does(play, "@ Ana en", "> /start", *(f"> {said}" for said in _LIBRARY))
        await does(play, "> /start", *(f"> {said}" for said in (*_PARK, *_ASKED)))
        library, park = await read(_about, "language-and-source"), await read(_about, "compared")
        assert {"answers", "checkbacks", "concerns", "consents", "memberships", "runs"} <= set(park)
        said = await does(play, "> delete", "> [The park conversation]", "> [Yes, do it]")
        assert "One thing stays" in said[-2]
        assert await read(_about, "compared") == {}
        assert await read(_about, "language-and-source") == library
