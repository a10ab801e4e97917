"""Facts in the past tense: what a step produced. Someone else acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from conversations.run import Answer

#: Why an input could not be used as it came. ``stale``: a button of an earlier question.
#: ``unclear``: not one of the options, ``still_unclear``: not this time either, where an answer is
#: needed; ``near``: could be two of them; ``range``: a number outside the scale;
#: ``number``, ``date``: there is none in it, or more than one; ``whole``: too exact a number;
#: ``outside``: a number or a day that does not fit; ``inexact``: a month where a day was asked;
#: ``too_few`` / ``too_many``: of the options ticked; ``words_only``: a file where a choice was
#: asked; ``other_kind``: a file of another kind than asked for; ``enough``: one more than fits;
#: ``no_place``: a spot on the map where none was asked; ``not_taken``: a sticker, a poll and the
#: like; ``needed``: cannot be skipped; ``first``: nothing lies before; ``over``: the run has
#: ended, ``late``: so it has, and what came is kept; ``stopped``: they stopped it themselves;
#: ``reminded``: often enough not to be reminded again; ``edited``: a message was edited that no
#: answer follows from; ``parted``: a file was sent again for an answer that has changed since;
#: ``empty``: there was nothing in it.
Reason = Literal[
    "stale",
    "unclear",
    "still_unclear",
    "near",
    "range",
    "number",
    "whole",
    "outside",
    "date",
    "inexact",
    "too_few",
    "too_many",
    "words_only",
    "other_kind",
    "enough",
    "no_place",
    "not_taken",
    "needed",
    "first",
    "over",
    "late",
    "stopped",
    "reminded",
    "edited",
    "parted",
    "empty",
]


#: How an answer was changed. ``corrected``: its message was edited; ``replaced``: another spot or
#: file stands in for the one before, ``resent``: a file for one that never came; ``added``: one
#: more message; ``joined``: one more of an album.
How = Literal["changed", "corrected", "replaced", "resent", "added", "joined"]


@dataclass(frozen=True)
class Shown:
    """Words that ask nothing were shown."""

    node: str


@dataclass(frozen=True)
class ConstraintShown:
    """A power card was put before the person, in this version."""

    constraint: str
    version: int


@dataclass(frozen=True)
class WhyShown:
    """They asked why, and were told."""

    node: str


@dataclass(frozen=True)
class TeamAsked:
    """They want to ask the team something about what ``node`` is about."""

    node: str


@dataclass(frozen=True)
class Prompted:
    """The question ``node`` was put to them as ``step``. ``again``: not for the first time."""

    node: str
    step: int
    again: bool = False


@dataclass(frozen=True)
class DraftChanged:
    """Where several options may be ticked, these now are."""

    node: str
    step: int
    draft: tuple[str, ...]


@dataclass(frozen=True)
class AnswerRecorded:
    """A question got its first answer at ``step``."""

    node: str
    answer: Answer
    step: int


@dataclass(frozen=True)
class AnswerChanged:
    """An answer was replaced; the old one is superseded, never overwritten."""

    node: str
    answer: Answer
    old: Answer
    step: int
    how: How = "changed"


@dataclass(frozen=True)
class ChangeQuestioned:
    """The change would set these answers aside; they were told, and asked first."""

    node: str
    falls_away: tuple[str, ...]
    step: int


@dataclass(frozen=True)
class ChangeDropped:
    """They kept the answer as it was."""

    node: str


@dataclass(frozen=True)
class AnswerSetAside:
    """An answer no longer lies on the way; it is kept, out of sight."""

    node: str


@dataclass(frozen=True)
class AnswerRestored:
    """The way turned back and the answer set aside counts again."""

    node: str


@dataclass(frozen=True)
class WordsKept:
    """Words or a file we could not read as an answer, kept as they are."""

    node: str | None
    words: str
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class InputRejected:
    """It could not be used as it came; ``near`` are the options it could have meant."""

    reason: Reason
    node: str | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentGiven:
    """They agreed to ``scope``."""

    scope: str


@dataclass(frozen=True)
class ConsentWithdrawn:
    """They did not agree to ``scope``, or no longer do."""

    scope: str


@dataclass(frozen=True)
class LanguageChanged:
    """They go on in ``language``."""

    language: str


@dataclass(frozen=True)
class RunPaused:
    """They will come back; nothing is asked until they do."""


@dataclass(frozen=True)
class RunResumed:
    """They came back; after a long time to a question that had been open since ``since``."""

    since: datetime | None = None


@dataclass(frozen=True)
class ScriptChanged:
    """They go on in a newer revision of the script than the one they began with."""


@dataclass(frozen=True)
class Reminded:
    """They were reminded, for the ``count``-th time; ``last``: they will not be again."""

    count: int
    last: bool = False


@dataclass(frozen=True)
class ReminderSet:
    """They want to be reminded at ``until``."""

    until: datetime


@dataclass(frozen=True)
class RemindersEnded:
    """They want no more reminders of this run."""


@dataclass(frozen=True)
class RunEnded:
    """It is over. ``how``: done, declined, young, stopped, or closed: something took its place.

    ``again``: it had been over before.
    """

    how: str
    node: str | None = None
    again: bool = False


Event = (
    Shown
    | ConstraintShown
    | WhyShown
    | TeamAsked
    | Prompted
    | DraftChanged
    | AnswerRecorded
    | AnswerChanged
    | ChangeQuestioned
    | ChangeDropped
    | AnswerSetAside
    | AnswerRestored
    | WordsKept
    | InputRejected
    | ConsentGiven
    | ConsentWithdrawn
    | LanguageChanged
    | RunPaused
    | RunResumed
    | ScriptChanged
    | Reminded
    | ReminderSet
    | RemindersEnded
    | RunEnded
)
