"""Leaving without a trace: nothing is kept, and one last message says so."""

from __future__ import annotations

from bot.leads.taking_back import take_back_all
from bot.visit import Visit, body
from conversations.equality.apart import TELL, USE
from conversations.opening import NOTICE_VERSION
from storage import equality, inbox, leaving, outbox, participants, projects, staff


def leave_nothing(visit: Visit, *last_words: str) -> None:
    """Erase the person with everything they said, and say ``last_words`` (Telegram HTML)."""
    take_back_all(visit)
    participants.erase(visit.db, visit.person.id)
    _part(visit, last_words)


def leave_project(visit: Visit, project: str, *last_words: str) -> None:
    """Erase what the person said in one project, and them if there is nothing else of theirs."""
    elsewhere = set(visit.projects()) - {project}
    if not elsewhere and not staff.posts(visit.db, visit.person.id):
        leave_nothing(visit, *last_words)
        return
    take_back_all(visit, project)
    leaving.leave(visit.db, visit.person.id, project, visit.now)
    _part(visit, last_words)


def forget(visit: Visit, *last_words: str) -> None:
    """Erase who the person is, keep their words under the made-up name, and say so.

    What they said about themselves goes too: beside the words it could tell whose they are.
    """
    forget_about(visit)
    participants.forget_who(visit.db, visit.person.id, visit.now)
    _part(visit, last_words)


def forget_about(visit: Visit) -> bool:
    """Erase what the person said about themselves, wherever it stands; say if there was any.

    Messages that repeat it go too, and with them those that do not: nothing tells them apart.
    """
    _withdraw(visit)
    if not equality.erase(visit.db, visit.person.id):
        return False
    outbox.forget_words(visit.db, visit.person.id, visit.now)
    if visit.person.chat_id is not None:
        inbox.scrub_chat(visit.db, visit.person.chat_id)
    return True


def _withdraw(visit: Visit) -> None:
    """Note for each project that it may no longer count what the person said of themselves."""
    for mine in participants.memberships(visit.db, visit.person.id):
        published = projects.get(visit.db, mine.project)
        agreed = participants.agreed(visit.db, visit.person.id, mine.project)
        for scope in sorted(agreed & {TELL, USE}):
            participants.record_consent(
                visit.db,
                visit.person.id,
                mine.project,
                scope,
                given=False,
                notice_version=NOTICE_VERSION,
                revision=published.revision if published else "",
                language=visit.person.language,
                now=visit.now,
            )


def _part(visit: Visit, last_words: tuple[str, ...]) -> None:
    chat = visit.person.chat_id
    if chat is None:
        return
    inbox.scrub_chat(visit.db, chat)
    for text in last_words:
        # Belongs to nobody: a row of theirs would be erased with them, or lead back to them.
        outbox.add(visit.db, chat_id=chat, body=body(text), now=visit.now)
