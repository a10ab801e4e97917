"""Several options: ticked one after another, then Done."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Words
from conversations.questions.base import Drafted, Option, Reading, Unclear, Understood, Wording
from conversations.questions.matching import exact, match_option
from conversations.questions.ticking import DONE, Ticking, by_number, each
from conversations.run import Answer

#: "None of these" excludes every other option.
NONE = Option("none", N_("None of these"))


@dataclass(frozen=True)
class SeveralChoices(Ticking):
    """A multiple choice with a least and a greatest number of options."""

    text: Wording
    options: tuple[Option, ...]
    least: int = 1
    most: int | None = None
    none: bool = False
    open: bool = False

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Return the options a person sees, "None of these" last."""
        return (*self.options, NONE) if self.none else self.options

    def ask(self, words: Words) -> str:
        """Return the question and how to answer it."""
        how = words.t("Tap each one that fits, then Done. Or type the numbers.")
        return f"{words.say(self.text)}\n{how}"

    def read(self, said: str, words: Words) -> Reading:
        """Read one or several options, by number or by label; words beside them are kept."""
        readings = each(said, self.all_options, words)
        found = [r for r in readings if isinstance(r, Understood)]
        beside = len(found) < len(readings) or any(r.words for r in found)
        # A label may itself hold an "and", which parts no options.
        if beside and (whole := exact(said, self.all_options, words)):
            return self._whole(whole.value, ())
        if by_number(said) and len(found) < len(readings):
            return Unclear("unclear")
        if not found:
            near = match_option(said, self.all_options, words)
            return near if isinstance(near, Unclear) else self._whole(near.value, near.words)
        value = tuple(key for r in found for key in r.value)
        return self._whole(value, (said,) if beside else ())

    def together(self, reading: Reading, draft: tuple[str, ...]) -> Reading:
        """Return what was typed together with what had been ticked; "none" stands alone."""
        if not isinstance(reading, Understood) or self._excluding(*reading.value, *draft):
            return reading
        return self._whole((*draft, *reading.value), reading.words)

    def _excluding(self, *values: str) -> bool:
        return self.none and NONE.key in values

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Tick or untick an option, or finish."""
        if value == DONE:
            return self._whole(draft, ())
        if value not in {option.key for option in self.all_options}:
            return Unclear("stale")
        if value in draft:
            return Drafted(tuple(key for key in draft if key != value))
        if self._excluding(value, *draft):
            return Drafted((value,))
        if self.most is not None and len(draft) >= self.most:
            return Unclear("too_many")
        return Drafted((*draft, value))

    def show(self, answer: Answer, words: Words) -> str:
        """Return the labels chosen."""
        return words.listed(words.say(o.label) for o in self.all_options if o.key in answer.value)

    def _whole(self, value: tuple[str, ...], beside: tuple[str, ...]) -> Reading:
        chosen = tuple(o.key for o in self.all_options if o.key in value)
        none = self._excluding(*chosen)
        if none and len(chosen) > 1:
            return Unclear("too_many")
        if len(chosen) < self.least and not none:
            return Unclear("too_few")
        if self.most is not None and len(chosen) > self.most:
            return Unclear("too_many")
        return Understood(chosen, beside)
