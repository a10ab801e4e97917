"""What the team does on a stage and what it is told, without the marks around inserted words."""

from __future__ import annotations

import re

from storage import participants, staff
from storage.sqlite import Connection
from storage.staff import Role
from tests.support.journey import Journey
from tests.support.playing import does

_MARKS = re.compile("[\\u2066-\\u2069]")


async def says(play: Journey, *lines: str) -> list[str]:
    """Play ``lines`` and return what the bot said to it, as people read it."""
    return [_MARKS.sub("", text) for text in await does(play, *lines)]


async def counts(play: Journey, query: str) -> int:
    """Return the one number ``query`` finds in the bot's database."""

    def count(db: Connection) -> int:
        return int(db.execute(query).fetchone()[0])

    return await play.stage.app.store.read(count)


async def leaves(play: Journey, role: Role) -> None:
    """Take ``role`` from whoever acts now, as an administrator would."""

    def leave(db: Connection) -> bool:
        person = participants.find(db, play.who)
        assert person is not None
        return staff.revoke(db, person.id, play.project, role, play.stage.clock.now())

    assert await play.stage.app.store.write(leave)
