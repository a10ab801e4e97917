"""What every part of the document is written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.evidence.figures import Figures
from bot.evidence.plain import plain
from bot.house import House
from conversations.catalogue import Phrase, Words
from conversations.loader import Loaded
from conversations.text import Text
from storage.evidence import Talk
from storage.sqlite import Connection


@dataclass(frozen=True)
class Setting:
    """The project as it is now, the talks there were, and the numbers of the document so far."""

    db: Connection
    house: House
    loaded: Loaded
    words: Words
    figures: Figures
    now: datetime
    talks: tuple[Talk, ...]

    @property
    def slug(self) -> str:
        """Return the project's permanent name."""
        return self.loaded.project.slug

    @property
    def sent(self) -> tuple[str, ...]:
        """Return the ids of the talks whose person pressed Send."""
        return tuple(talk.id for talk in self.talks if talk.sent_at is not None)

    def say(self, text: Text | Phrase) -> str:
        """Return a sentence in the document's language, without markup."""
        return plain(self.words.say(text))

    def day(self, moment: datetime) -> str:
        """Return the day of a moment where the project is."""
        return self.words.date(moment.astimezone(ZoneInfo(self.loaded.project.timezone)).date())
