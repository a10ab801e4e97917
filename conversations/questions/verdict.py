"""How a promised change is now: one of five, and in whatever words somebody says it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.catalogue import N_, Words
from conversations.questions.base import Option, Reading, Unclear, Understood
from conversations.questions.choice import OneChoice
from conversations.questions.matching import exact, labels, match_option
from conversations.run import Answer
from conversations.text import fold

#: Said by whoever has moved on; understood wherever somebody is asked again.
AWAY = N_("I'm not there any more")
GONE = Option("away", AWAY, (N_("I am not there any more, I left, I moved away"),))

BETTER = Option(
    "better", N_("Better"), (N_("yes, always, mostly, much better, it is better, improved"),)
)
SAME = Option(
    "same", N_("The same"), (N_("no, not really, same, no change, nothing has changed, as before"),)
)
WORSE = Option("worse", N_("Worse"), (N_("much worse, it is worse, it got worse"),))
CANT_TELL = Option("cant_tell", N_("Can't tell"), (N_("I don't know, don't know, no idea"),))
NOT_ME = Option(
    "not_me", N_("Doesn't touch me"), (N_("not for me, does not concern me, does not affect me"),)
)

#: What someone can say of a promise.
VERDICTS = (BETTER, SAME, WORSE, CANT_TELL, NOT_ME)

#: Which of them words we cannot read may mean: who tells more than a word says how it is.
_HOW_IT_IS = (BETTER.key, SAME.key, WORSE.key)

#: So many words are a telling, and fewer more likely a slip.
_TOLD = 3


def _bare(option: Option) -> Option:
    """Return an option without the other words for it."""
    return replace(option, also=())


@dataclass(frozen=True)
class Verdict(OneChoice):
    """A choice among ``VERDICTS``. That somebody has moved on is understood without a button.

    What is told and is none of them is asked about, and kept beside what they then choose; "mostly"
    is taken for better, kept as it was said, and shown back.
    """

    options: tuple[Option, ...] = VERDICTS

    def read(self, said: str, words: Words) -> Reading:
        """Match what was typed, or ask which of better, the same and worse it means."""
        gone = exact(said, (GONE,), words)
        if gone is not None:
            return Understood(gone.value, (), "declined")
        reading = match_option(said, self.options, words)
        if isinstance(reading, Unclear) and not reading.near and len(said.split()) >= _TOLD:
            return Unclear("near", _HOW_IT_IS)
        if isinstance(reading, Understood) and self._in_other_words(said, words):
            return replace(reading, words=(said,))
        return reading

    def _in_other_words(self, said: str, words: Words) -> bool:
        """Say whether it was said as we take it, and not as it is called: then both are kept."""
        called = {label for option in self.options for label in labels(_bare(option), words)}
        other = {label for option in self.options for label in labels(option, words)} - called
        return fold(said) in other

    def show(self, answer: Answer, words: Words) -> str:
        """Return the label chosen, or that they are not there any more."""
        if answer.value == (GONE.key,):
            return words.say(AWAY)
        return super().show(answer, words)
