"""The project of the year: Ward 7 as it is shipped, asked about for a whole year.

It is made of the shipped files, so that nothing here has to be kept in step with them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.demo.stage import Stage
from bot.publishing import publish
from conversations.loader import Loaded, load
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from tests.support.projects import WARD_7

SLUG = "year-ward"

#: The card that changes midway: first open, then shared with the ward manager.
CARD = "visiting"
_OPEN = "  visiting:\n    kind: open\n    version: 1\n"
_SHARED = "  visiting:\n    kind: shared\n    version: 2\n"

_SCHEDULE = "{from: decision, after: [1 month, 3 months, 6 months, 9 months]}"
_OWN = {
    "project: ward-7\n": f"project: {SLUG}\n",
    ", check_back: 30": "",
    "\nconstraints:\n": f"\ncheck_backs: {_SCHEDULE}\n\nconstraints:\n",
}


def files(*, changed: bool) -> Snapshot:
    """Return the project's files; ``changed`` after its card was raised to version 2."""
    shipped = take(WARD_7)
    text = shipped.files[PROJECT_FILE]
    for old, new in {**_OWN, **({_OPEN: _SHARED} if changed else {})}.items():
        assert text.count(old) == 1, f"the shipped project holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return replace(shipped, files={**shipped.files, PROJECT_FILE: text})


async def goes_live(stage: Stage, first: datetime, *, changed: bool = False) -> Loaded:
    """Publish it, and return it as it is with the days it promises, counted from ``first``."""
    house = stage.app.house
    loaded = load(files(changed=changed), published=first.date(), bot=house.bot_words)
    now = stage.clock.now()
    await stage.app.store.write(
        publish, loaded, now, house.new_id, drafts_allowed=True, actor="the year"
    )
    return loaded
