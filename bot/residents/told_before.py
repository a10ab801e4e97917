"""What a run should know, before it asks someone about themselves: what they told elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.house import House
from conversations.equality.apart import OFFER, REUSE, TOLD, TOLD_IN, TOLD_OF, is_apart, node
from conversations.equality.block import block
from conversations.flow import Script
from storage import equality
from storage.runs import Held
from storage.sqlite import Connection


def up_to_date(db: Connection, house: House, held: Held, script: Script) -> Held:
    """Return a run with what its person has told elsewhere by now; in the block it stays as it is.

    The block comes late in a conversation, which may begin in one week and go on in another.
    """
    run, offer = held.run, script.find(OFFER)
    begun = OFFER in run.answers or REUSE in run.answers or is_apart(run.at or "")
    if begun or offer is None or offer.block is None:
        return held
    facts = {name: said for name, said in run.facts.items() if not name.startswith(TOLD)}
    told = _told(db, house, held, script, offer.block)
    return replace(held, run=replace(run, facts={**facts, **told}))


def _told(
    db: Connection, house: House, held: Held, script: Script, asked: str
) -> Mapping[str, str]:
    elsewhere = [
        told
        for told in equality.current(db, held.participant)
        if told.run != held.run.id and told.block == asked
    ]
    said = [told for told in elsewhere if told.answer.status != "skipped"]
    wanted = {one.key for one in block(asked).questions if script.find(node(one.key))}
    known = wanted & {told.question for told in elsewhere}
    loaded = house.project(db, said[-1].project) if known and said else None
    if loaded is None:
        return {}
    words = loaded.catalogues.words(held.run.language)
    return {
        TOLD: "all" if known == wanted else "some",
        TOLD_IN: words.plain(loaded.project.title),
        **{f"{TOLD_OF}{key}": "yes" for key in known},
    }
