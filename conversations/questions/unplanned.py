"""A story of what nobody planned, asked of people who may have moved on since."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.questions.base import Reading, Understood
from conversations.questions.matching import exact
from conversations.questions.own_words import OwnWords
from conversations.questions.verdict import AWAY, GONE
from conversations.run import Answer


@dataclass(frozen=True)
class Unplanned(OwnWords):
    """Own words; who only says that they are not there any more has told no story."""

    def read(self, said: str, words: Words) -> Reading:
        """Take any words as they are, but for having moved on."""
        if exact(said, (GONE,), words) is not None:
            return Understood((GONE.key,), (), "declined")
        return super().read(said, words)

    def show(self, answer: Answer, words: Words) -> str:
        """Return that they are not there any more, if that is what they said."""
        return words.say(AWAY) if answer.value == (GONE.key,) else ""
