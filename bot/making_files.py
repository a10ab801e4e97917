"""Files that are made when they are sent and kept nowhere, by the key of their message's body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.house import House
from bot.peers import table
from bot.posters import making
from storage.sqlite import Connection


@dataclass(frozen=True)
class Maker:
    """How a file is made: read what it is of in the database, make it beside, and name it.

    ``read`` returns ``None`` where what it is of has gone. ``make`` may take a second: it runs on
    a thread of its own.
    """

    read: Callable[[Connection, House, Mapping[str, Any]], Any]
    make: Callable[[Any, Mapping[str, Any]], bytes]
    name: Callable[[Mapping[str, Any]], str]


MAKERS: Mapping[str, Maker] = {
    "poster": Maker(
        making.of_kept,
        lambda poster, kept: making.made(poster, kept["form"]),
        lambda kept: f"{kept['project']}-{kept['language']}.{kept['form']}",
    ),
    "timesheet": Maker(
        lambda db, house, kept: table.of_kept(db, kept),
        lambda lines, kept: table.written(lines),
        lambda kept: f"{kept['project']}-timesheet.csv",
    ),
}
