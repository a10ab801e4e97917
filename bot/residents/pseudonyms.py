"""Made-up names: a bird and a number. They say nothing of a person and link no two projects."""

from __future__ import annotations

from collections.abc import Callable

from storage import participants
from storage.sqlite import Connection

#: The birds there are.
BIRDS = (
    "Avocet",
    "Bittern",
    "Curlew",
    "Dipper",
    "Dunlin",
    "Eider",
    "Finch",
    "Gannet",
    "Godwit",
    "Heron",
    "Jay",
    "Kestrel",
    "Lapwing",
    "Linnet",
    "Martin",
    "Merlin",
    "Osprey",
    "Ouzel",
    "Petrel",
    "Pipit",
    "Plover",
    "Puffin",
    "Raven",
    "Redwing",
    "Robin",
    "Sanderling",
    "Siskin",
    "Skylark",
    "Starling",
    "Swift",
    "Teal",
    "Tern",
    "Thrush",
    "Wagtail",
    "Warbler",
    "Wren",
)


def pseudonym(db: Connection, project: str, new_id: Callable[[], str]) -> str:
    """Return a name nobody in ``project`` has yet, drawn from the chance in ``new_id``."""
    numbers = 90
    while True:
        drawn = int.from_bytes(new_id().encode(), "big")
        name = f"{BIRDS[drawn % len(BIRDS)]} {10 + drawn // len(BIRDS) % numbers}"
        if not participants.pseudonym_taken(db, project, name):
            return name
        # In a large project two-digit numbers run out; longer ones never do.
        numbers *= 2
