"""What can arrive at a run, parsed at the edge into plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Started:
    """The person opened, or came back to, the conversation."""


@dataclass(frozen=True)
class Said:
    """They typed something. ``sent_at`` is the channel's own time for it, ``message`` its id."""

    text: str
    sent_at: datetime | None = None
    message: int | None = None


@dataclass(frozen=True)
class Tapped:
    """They tapped the button with ``value`` under the message of ``step``."""

    value: str
    step: int


@dataclass(frozen=True)
class SentMedia:
    """They sent a photo, a voice message or another file, kept as ``media``, perhaps with words.

    ``kind`` is one of ``FILE_KINDS``; files with the same ``album`` were sent together.
    """

    media: str
    caption: str = ""
    sent_at: datetime | None = None
    message: int | None = None
    kind: str = ""
    album: str = ""


@dataclass(frozen=True)
class SentPlace:
    """They sent a spot on the map; ``name`` is what the map calls it, if anything."""

    latitude: float
    longitude: float
    name: str = ""
    sent_at: datetime | None = None
    message: int | None = None


@dataclass(frozen=True)
class SentOther:
    """They sent something that is no file and no words: a sticker, a poll, someone's number."""


@dataclass(frozen=True)
class Edited:
    """They corrected ``message`` on their phone; it now reads ``text``.

    ``media`` is the file it holds now instead of ``instead_of``, if that is another.
    """

    message: int
    text: str
    media: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class Resent:
    """They sent ``media`` to stand in for ``instead_of``, which never came through."""

    media: str
    instead_of: str


@dataclass(frozen=True)
class WentBack:
    """They want the question before."""


@dataclass(frozen=True)
class Skipped:
    """They would rather go on without answering."""


@dataclass(frozen=True)
class Paused:
    """They will come back later."""


@dataclass(frozen=True)
class Stopped:
    """They want to hear no more."""


@dataclass(frozen=True)
class Closed:
    """Nobody waits for the rest any more: something later took its place. What was said stays."""


@dataclass(frozen=True)
class Revisited:
    """They want to change their answer to the question ``node``."""

    node: str


@dataclass(frozen=True)
class Postponed:
    """They want to be asked again at ``until``, or (``None``) not to be reminded any more."""

    until: datetime | None


@dataclass(frozen=True)
class ChangedLanguage:
    """They want to go on in ``language`` (a language tag)."""

    language: str


@dataclass(frozen=True)
class TimedOut:
    """Nothing came for a while at ``step``."""

    step: int


Input = (
    Started
    | Said
    | Tapped
    | SentMedia
    | SentPlace
    | SentOther
    | Edited
    | Resent
    | WentBack
    | Skipped
    | Paused
    | Stopped
    | Closed
    | Revisited
    | Postponed
    | ChangedLanguage
    | TimedOut
)
