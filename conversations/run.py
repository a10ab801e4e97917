"""One participant's passage through one flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

#: ``given``; ``skipped``, ``unsure`` and ``declined`` are answers too; ``kept`` are words that
#: we could not read as an answer and hold as they are.
AnswerStatus = Literal["given", "skipped", "unsure", "declined", "kept"]
RunStatus = Literal["waiting", "paused", "ended"]

#: Stands in an answer's ``messages`` for words that came in no message a channel can name.
NO_MESSAGE = 0


@dataclass(frozen=True)
class Answer:
    """What was said to one question.

    ``value`` holds option keys or the number said; ``words`` the raw words, kept beside it;
    ``media`` ids of files; ``messages`` the channel's message ids it came in, for corrections:
    first one for each of the words, in their order, then those that brought none.
    """

    value: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    status: AnswerStatus = "given"
    language: str = ""
    constraint_version: int | None = None
    messages: tuple[int, ...] = ()

    def joined(self, later: Answer) -> Answer:
        """Return this answer with the words, files and messages of ``later`` after its own."""
        mine, theirs = len(self.words), len(later.words)
        return replace(
            self,
            words=self.words + later.words,
            media=self.media + later.media,
            messages=(
                *self.messages[:mine],
                *later.messages[:theirs],
                *self.messages[mine:],
                *later.messages[theirs:],
            ),
        )


@dataclass(frozen=True)
class Pending:
    """A change that would set later answers aside, waiting for the person's yes."""

    node: str
    answer: Answer
    falls_away: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """Where someone is. ``at`` is the open question, ``step`` counts what was asked so far.

    ``answers`` are those on the way; ``aside`` those that fell off it, kept in case it turns back.
    ``draft`` holds the options ticked so far where several may be. ``tries`` counts failed tries;
    ``beside`` are remarks made at the open question, to stand beside its answer when it comes.
    ``album`` is the one that the answer before came in, of ``files`` files so far.
    ``changed``: it was moved over to a newer revision, and they have not been told yet.
    """

    id: str
    script: str
    language: str
    facts: Mapping[str, str] = field(default_factory=dict)
    status: RunStatus = "waiting"
    how: str = ""
    at: str | None = None
    step: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    aside: Mapping[str, Answer] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    draft: tuple[str, ...] = ()
    tries: int = 0
    beside: Answer = Answer()
    previous: str | None = None
    album: str = ""
    files: int = 0
    asked_at: datetime | None = None
    pending: Pending | None = None
    reminders: int = 0
    changed: bool = False
