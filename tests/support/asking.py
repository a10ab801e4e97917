"""Prompts as a peer lead writes them."""

from __future__ import annotations

from conversations.prompting import Composed, Version


def asks(words: str, written: str = "en", kind: str = "words", *parts: str) -> Composed:
    """Return a prompt in one language, answered in own words if nothing else is said."""
    return Composed(kind, written, {written: Version(words, parts)})
