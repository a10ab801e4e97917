"""An age, kept only as the band it falls into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

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


@dataclass(frozen=True)
class Ages(Steady):
    """An age band. ``bands`` are the ages at which one begins, smallest first."""

    text: Wording
    bands: tuple[int, ...]
    open: bool = False

    @cached_property
    def all_options(self) -> tuple[Option, ...]:
        """Return the bands: each up to the year before the next, the last without an end."""
        closed = (
            Option(f"{low}-{high - 1}", N_("{low} to {high}", low=low, high=high - 1))
            for low, high in pairwise(self.bands)
        )
        last = self.bands[-1]
        return (*closed, Option(f"{last}+", N_("{age} or over", age=last)))

    def ask(self, words: Words) -> str:
        """Return the question."""
        return words.say(self.text)

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return a button for each band."""
        return tuple(Choice(words.plain(o.label), o.key) for o in self.all_options)

    def read(self, said: str, words: Words) -> Reading:
        """Find the band for an age, or the band typed out; a number too small is one's place."""
        number = leading_number(said)
        if number and not number[1] and number[0] >= self.bands[0]:
            begun = sum(number[0] >= band for band in self.bands)
            return Understood((self.all_options[begun - 1].key,))
        return match_option(said, self.all_options, words)

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Take the band tapped."""
        known = value in {option.key for option in self.all_options}
        return Understood((value,)) if known else Unclear("stale")

    def show(self, answer: Answer, words: Words) -> str:
        """Return the band."""
        return ", ".join(words.say(o.label) for o in self.all_options if o.key in answer.value)
