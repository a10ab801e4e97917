"""Whether someone agrees to be written to again about a project; either way, at any time."""

from __future__ import annotations

from bot.visit import Visit
from conversations.loader import Loaded
from conversations.opening import NOTICE_VERSION
from storage import outreach, participants

CONTACT = "contact"


def agrees(visit: Visit, loaded: Loaded) -> bool:
    """Say whether we may write to this person about the project."""
    return CONTACT in participants.agreed(visit.db, visit.person.id, loaded.project.slug)


def agree(visit: Visit, loaded: Loaded, *, given: bool) -> None:
    """Note that we may, or no longer; then what was on its way to them is taken back."""
    project = loaded.project
    participants.record_consent(
        visit.db,
        visit.person.id,
        project.slug,
        CONTACT,
        given=given,
        notice_version=NOTICE_VERSION,
        revision=project.revision,
        language=visit.person.language,
        now=visit.now,
    )
    words = visit.words_of(loaded)
    if given:
        visit.say(
            words.t(
                "All right. We may write to you about {title} again, at most twice a week.",
                title=project.title,
            )
        )
        return
    outreach.withdrawn(visit.db, visit.person.id, project.slug)
    visit.say(
        words.t(
            "All right. We no longer write to you about {title} by ourselves. You can still look "
            "and answer at any time: /start",
            title=project.title,
        )
    )
