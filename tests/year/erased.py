"""What is left of people who delete everything: nothing, but that their voices were once heard."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.demo.lines import plain
from storage.backup import backup
from tests.support.searching import found
from tests.year import checks, decided, figures
from tests.year.figures import MEASURES
from tests.year.people import REPORT, Resident
from tests.year.phone import Message
from tests.year.setting import Year
from tests.year.table import Line, line

Ward = Sequence[Resident]


async def gone(year: Year, ward: Ward, folder: Path) -> list[Line]:
    """Whose words are still in the database, and on the phones of the team.

    It is the next backup that is looked at, which holds what the database does. In the file itself
    SQLite can leave a copy where it has moved rows from one page to another.
    """
    erased, left = _erased(ward), [who for who in ward if not who.erases and not who.aloud]
    kept = folder / "backup"
    kept.mkdir()
    await asyncio.to_thread(backup, folder / "tellback.db", None, kept / "tellback.db")
    file = found(kept, tuple(who.sign for who in (*erased, left[0]))).split()
    seen = {sign for member in year.team() for sign in _signs(member.phone.messages(), erased)}
    return [
        line("people whose words are in the next backup", 0, file[:-1].count("True")),
        # What must be there shows that looking finds something.
        line("… while somebody else’s are", 1, file[-1:].count("True")),
        line("people whose words are on the team’s phones", 0, len(seen)),
    ]


async def uncounted(year: Year, ward: Ward, wave: str) -> list[Line]:
    """How many there are without them, and what the decisions say they rested on when made."""
    left = [who for who in ward if not who.erases]
    return [
        *await checks.themes(year, left, ["room", "nights"]),
        *await figures.counted(year, left, wave, ["trust"] if wave == REPORT else MEASURES),
        *await decided.voices(year, ward),
    ]


def _erased(ward: Ward) -> list[Resident]:
    return [who for who in ward if who.erases]


def _signs(messages: Sequence[Message], gone: Ward) -> Iterator[str]:
    said = "\n".join(plain(message) for message in messages)
    yield from (who.sign for who in gone if who.sign in said)
