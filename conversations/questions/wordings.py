"""Which texts a question is made of: they are said in one language together, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from conversations.catalogue import Phrase
from conversations.questions.base import Wording
from conversations.text import Text

#: Fields whose texts are no part of the question's message: synonyms are never shown, a reason
#: and what is said to an answer that does not fit are messages of their own.
_APART = frozenset({"also", "because", "wrong"})


def wordings(thing: object) -> Iterator[Wording]:
    """Yield every text in ``thing``, a question of any kind, that stands in its message."""
    if isinstance(thing, Text | Phrase):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from wordings(part)
    elif is_dataclass(thing):
        for each in fields(thing):
            if each.name not in _APART:
                yield from wordings(getattr(thing, each.name))
