"""One of several options: also yes or no, consent, age, language."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Words
from conversations.questions.base import Choice, Option, Reading, Unclear, Understood, Wording
from conversations.questions.matching import match_option
from conversations.questions.offering import Offering
from conversations.questions.other_answers import UNSURE
from conversations.run import Answer

YES = Option("yes", N_("Yes"), (N_("yes"),))
NO = Option("no", N_("No"), (N_("no"),))


@dataclass(frozen=True)
class OneChoice(Offering):
    """A single choice. ``unsure`` adds "Not sure" as an answer of its own."""

    text: Wording
    options: tuple[Option, ...]
    unsure: bool = False
    open: bool = False

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Return the options a person sees, "Not sure" last."""
        return (*self.options, UNSURE) if self.unsure else self.options

    def ask(self, words: Words) -> str:
        """Return the question."""
        return words.say(self.text)

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return a button for each option."""
        return tuple(Choice(words.plain(o.label), o.key) for o in self.all_options)

    def read(self, said: str, words: Words) -> Reading:
        """Match what was typed to one option; where the question is open, keep any words."""
        reading = match_option(said, self.all_options, words)
        if isinstance(reading, Unclear) and self.open and said.strip():
            return Understood((), (said,))
        return self._unsure(reading) if isinstance(reading, Understood) else reading

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Take the option tapped."""
        if value not in {option.key for option in self.all_options}:
            return Unclear("stale")
        return self._unsure(Understood((value,)))

    def show(self, answer: Answer, words: Words) -> str:
        """Return the label chosen."""
        return words.listed(words.say(o.label) for o in self.all_options if o.key in answer.value)

    def _unsure(self, reading: Understood) -> Understood:
        if self.unsure and reading.value == (UNSURE.key,):
            return Understood(reading.value, reading.words, "unsure")
        return reading
