"""Own words: text, voice or photos, as long or short as someone likes."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.questions.base import Choice, Reading, Steady, Unclear, Understood, Wording
from conversations.run import Answer


@dataclass(frozen=True)
class OwnWords(Steady):
    """An open question. ``story``: lived experience, asked for with a word on recognisability."""

    text: Wording
    story: bool = False
    open: bool = True
    telling = True

    def ask(self, words: Words) -> str:
        """Return the question and the ways to answer it."""
        if not self.story:
            return words.say(self.text)
        how = words.t(
            "Write, send a voice message, or photos. As long or short as you like.\n"
            "People who know you may know your voice, your face or the place."
        )
        return f"{words.say(self.text)}\n{how}"

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return none: the answer is typed, spoken or shown."""
        return ()

    def read(self, said: str, words: Words) -> Reading:
        """Take any words as they are."""
        return Understood((), (said,)) if said.strip() else Unclear("empty")

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Refuse: there was no button."""
        return Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return nothing: the words themselves are shown."""
        return ""
