"""Kinds of question that only the equality block has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from conversations.catalogue import N_, Phrase, Words
from conversations.questions.base import (
    Choice,
    Option,
    Reading,
    Setting,
    Unclear,
    Understood,
    Wanted,
    Wording,
)
from conversations.questions.choice import OneChoice
from conversations.questions.matching import leading_number, match_option

_NOTHING = Phrase("")
_WHY = Option("why", N_("What are they for?"), (N_("Why?"),))


@dataclass(frozen=True)
class Offer(OneChoice):
    """An offer of questions about the person, with ``because`` a tap away; one option skips it.

    ``named`` is the fact, if any, that names in its text the ``{project}`` they told before.
    ``shorter`` is said to whoever has answered ``after``, and so has read the rest already.
    """

    because: Wording = _NOTHING
    named: str = ""
    after: str = ""
    shorter: Wording = _NOTHING

    #: It has an option of its own to go on without it.
    skips = True

    def at(self, setting: Setting) -> Self:
        """Return the offer with the project named that they told before, or in short."""
        if self.after in setting.answers:
            return replace(self, text=self.shorter)
        if not self.named:
            return self
        return replace(self, text=_naming(self.text, setting.facts.get(self.named, "")))

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return its options and, last, "What are they for?"."""
        return (*super().choices(words, draft), Choice(words.plain(_WHY.label), _WHY.key))

    def read(self, said: str, words: Words) -> Reading:
        """Read one of the options, or the wish to know what the questions are for."""
        reading = match_option(said, (*self.options, _WHY), words)
        if isinstance(reading, Understood) and reading.value == (_WHY.key,):
            return Wanted("why", reading.words)
        return reading

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Read a tap on one of the buttons."""
        return Wanted("why") if value == _WHY.key else super().tap(value, draft)

    def why(self, words: Words) -> str:
        """Return what the questions are for."""
        return words.message(self.because)


def _naming(text: Wording, project: str) -> Wording:
    assert isinstance(text, Phrase), "the offer's words are ours"
    values: Mapping[str, object] = {**dict(text.values), "project": project}
    return Phrase(text.msgid, tuple(values.items()))


@dataclass(frozen=True)
class Described(OneChoice):
    """A choice that people may answer in words of their own instead; files are no answer to it."""

    def read(self, said: str, words: Words) -> Reading:
        """Match what was typed to an option, or keep it as it is; a bare number names an option."""
        reading = super().read(said, words)
        number = leading_number(said)
        if isinstance(reading, Unclear) and reading.reason == "unclear" and not number:
            return Understood((), (said,))
        return reading
