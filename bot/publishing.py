"""Publishing: one hashed snapshot of a project becomes its live revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.officers import moving_people
from bot.outreach.lateness import set_project_timers
from bot.outreach.sweeping import set_off
from bot.outreach.waves import set_all
from conversations.loader import Loaded, load
from conversations.snapshot import take
from storage import audit, projects, recordings
from storage.sqlite import Connection

if TYPE_CHECKING:
    # The app brings Telegram's library, which the command line does without.
    from bot.app import App


@dataclass(frozen=True)
class Publication:
    """What publishing did. ``changed`` is false if this very snapshot was live already.

    ``rehearsal_over``: until now the project was only published with drafts.
    """

    slug: str
    revision: str
    first_published_at: datetime
    changed: bool
    rehearsal_over: bool = False


def publish(
    db: Connection,
    loaded: Loaded,
    now: datetime,
    new_id: Callable[[], str],
    *,
    drafts_allowed: bool,
    actor: str,
    move: bool = False,
    asked_by: str = "",
) -> Publication:
    """Make ``loaded`` the live revision of its project; one unit of work.

    People under way stay on the revision they began with, unless they are to ``move``: then those
    do whose answers fit, and the participant ``asked_by`` is told who could not. The dates a
    project promises count from its first publication, and anew from the first that is not for a
    rehearsal: a month of trying things out must not make the first report late.
    """
    slug, revision = loaded.project.slug, loaded.snapshot.hash()
    live = projects.get(db, slug)
    rehearsal_over = live is not None and not drafts_allowed and projects.rehearsed_only(db, slug)
    begins = live is None or rehearsal_over
    if move:
        moving_people.set_off(db, loaded, now, new_id, asked_by)
    if live is not None and live.revision == revision and live.live and not rehearsal_over:
        return Publication(slug, revision, live.first_published_at, changed=False)
    projects.publish(
        db,
        slug,
        revision,
        loaded.snapshot.to_json(),
        now,
        drafts_allowed=drafts_allowed,
        first=now if begins else None,
    )
    recordings.keep(db, loaded.snapshot.contents)
    if begins:
        set_project_timers(db, loaded, now, new_id)
    set_all(db, loaded, now, new_id)
    set_off(db, slug, now, new_id)
    audit.add(
        db,
        actor=actor,
        action="published with drafts" if drafts_allowed else "published",
        now=now,
        project=slug,
        subject=revision[:8],
    )
    first = now if live is None or begins else live.first_published_at
    return Publication(slug, revision, first, changed=True, rehearsal_over=rehearsal_over)


async def publish_for_rehearsal(app: App, folder: Path) -> Publication:
    """Publish the project in ``folder`` with its drafts: for the demo and for tests.

    Raises ``ProjectRefused`` with every problem if it has any.
    """
    loaded = load(take(folder), bot=app.house.bot_words)
    return await app.store.write(
        publish,
        loaded,
        app.clock.now(),
        app.house.new_id,
        drafts_allowed=True,
        actor="rehearsal",
    )
