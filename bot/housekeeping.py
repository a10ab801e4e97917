"""What time takes away: raw updates, unsent answers, concerns whose time is over, rehearsals."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.house import House
from bot.officers.retention import forget_concerns
from storage import inbox, outbox, runs
from storage.sqlite import Connection

#: Telegram redelivers an update for at most 24 hours (Bot API, "Getting updates"), and a bot may
#: change its messages for 48 (``deleteMessage``): after that the words are of no use to us here.
SCRUB_AFTER = timedelta(hours=48)

#: Answers never sent belong to the person; untouched for this long they are deleted, or, by who
#: paused and so asked us to keep them, after a year.
UNSENT_AFTER = timedelta(days=30)
PAUSED_AFTER = timedelta(days=366)


def tidy(db: Connection, house: House, now: datetime) -> None:
    """Forget what is past its time; one unit of work."""
    inbox.scrub(db, now - SCRUB_AFTER)
    outbox.scrub(db, now - SCRUB_AFTER)
    for held in runs.unsent_before(db, now - UNSENT_AFTER, now - PAUSED_AFTER):
        runs.drop(db, held.run.id)
    forget_concerns(db, house, now)
