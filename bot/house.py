"""What a unit of work finds around it: the bot's words, published projects, names, chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from gettext import GNUTranslations
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.rooms import Rooms
from conversations.catalogue import Catalogues, Words
from conversations.loader import Loaded, load
from conversations.snapshot import Snapshot
from storage import projects
from storage.sqlite import Connection


def words_folder() -> Path:
    """Return where the bot's own catalogues are."""
    return Path(str(files("locales")))


class NoSuchRevision(Exception):
    """A row cites a revision that is not in the database."""


@dataclass
class House:
    """One running bot's surroundings. Revisions never change, so they are loaded once."""

    bot_words: Mapping[str, GNUTranslations]
    rooms: Rooms
    new_id: Callable[[], str]
    new_token: Callable[[], str]
    timezone: str = "Europe/London"
    bot_username: str = ""
    web_url: str | None = None
    _revisions: dict[str, Loaded] = field(default_factory=dict)
    _dated: dict[str, datetime] = field(default_factory=dict)

    def words(self, language: str) -> Words:
        """Return the bot's words in ``language``, with no project's."""
        return Catalogues(self.bot_words).words(language)

    def revision(self, db: Connection, revision: str) -> Loaded:
        """Return a published snapshot as a project; raises :class:`NoSuchRevision`."""
        if revision not in self._revisions:
            row = projects.revision(db, revision)
            if row is None:
                raise NoSuchRevision(revision)
            self._dated[revision] = row.first_published_at
            published = row.first_published_at.astimezone(ZoneInfo(self.timezone)).date()
            self._revisions[revision] = load(
                Snapshot.from_json(row.files), published=published, bot=self.bot_words
            )
        return self._revisions[revision]

    def project(self, db: Connection, slug: str) -> Loaded | None:
        """Return a project as it is live now, or ``None``."""
        published = projects.get(db, slug)
        if published is None:
            return None
        first = published.first_published_at
        if self._dated.get(published.revision, first) != first:
            # A rehearsal has ended beside us: the promised days count anew.
            self._revisions.pop(published.revision, None)
        return self.revision(db, published.revision)

    def link(self, payload: str) -> str:
        """Return the deep link that opens the bot with ``payload`` (Bot API, "Deep linking")."""
        return f"https://t.me/{self.bot_username}?start={payload}"
