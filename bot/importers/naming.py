"""Keys: the names of a form's questions and choices, as a project can keep them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from conversations.opening import AGE, CONTACT, HELLO, LANGUAGE, TAKE_PART, WHOM

#: Keys that the conversation itself uses.
RESERVED = frozenset(
    {
        LANGUAGE, HELLO, TAKE_PART, AGE, CONTACT, WHOM,
        "review", "end", "cards", "card", "understood", "declined", "young", "measure", "another",
        "equality",
    }
)  # fmt: skip

LONGEST = 24


@dataclass
class Names:
    """Gives each name a key of its own, the same every time."""

    taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def key(self, name: str) -> str:
        """Return a new key for ``name``: small letters, digits and “_”, 24 at most."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].strip("_") or "q"
        key, number = base, 2
        while key in self.taken:
            end = f"_{number}"
            key, number = f"{base[: LONGEST - len(end)]}{end}", number + 1
        self.taken.add(key)
        return key
