"""Check your answers: the last question, answered by Send."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Words
from conversations.questions.base import (
    Choice,
    Option,
    Reading,
    Steady,
    Unclear,
    Understood,
    Wording,
)
from conversations.questions.matching import leading_number, match_option
from conversations.run import Answer

_SEND = Option("send", N_("Send"), (N_("send what I have"),))
_CHANGE = Option("change", N_("Change something"), (N_("change"),))


@dataclass(frozen=True)
class Review(Steady):
    """What a person is about to send; ``text`` stands above their answers."""

    text: Wording = N_("Here is what you told us. Nothing is sent until you tap Send.")
    open: bool = False

    def ask(self, words: Words) -> str:
        """Return the sentence above the list of answers."""
        return words.say(self.text)

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return Send and Change something."""
        return tuple(Choice(words.plain(o.label), o.key) for o in (_SEND, _CHANGE))

    def read(self, said: str, words: Words) -> Reading:
        """Read Send typed, and nothing else: a number here means an answer to change, not "1"."""
        if leading_number(said) is not None:
            return Unclear("unclear")
        reading = match_option(said, (_SEND,), words)
        if isinstance(reading, Unclear) or reading.words:
            return Unclear("unclear")
        return reading

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Read a tap on Send."""
        return Understood((value,)) if value == "send" else Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return nothing."""
        return ""
