"""Leaving without a trace: nothing is kept, and one last message says so."""

from __future__ import annotations

from bot.visit import Visit, body
from storage import inbox, outbox, participants


def leave_nothing(visit: Visit, *last_words: str) -> None:
    """Erase the person with everything they said, and say ``last_words`` (Telegram HTML)."""
    participants.erase(visit.db, visit.person.id)
    _part(visit, last_words)


def forget(visit: Visit, *last_words: str) -> None:
    """Erase who the person is, keep their words under the made-up name, and say so."""
    participants.forget_who(visit.db, visit.person.id, visit.now)
    _part(visit, last_words)


def _part(visit: Visit, last_words: tuple[str, ...]) -> None:
    chat = visit.person.chat_id
    if chat is None:
        return
    inbox.scrub_chat(visit.db, chat)
    for text in last_words:
        # Belongs to nobody: a row of theirs would be erased with them, or lead back to them.
        outbox.add(visit.db, chat_id=chat, body=body(text), now=visit.now)
