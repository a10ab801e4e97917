"""A few of several options, in order: what matters most, then what matters next."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.events import Reason
from conversations.questions.base import (
    Drafted,
    Option,
    Reading,
    Unclear,
    Understood,
    Wording,
)
from conversations.questions.ticking import DONE, Ticking, by_number, each
from conversations.run import Answer
from conversations.text import Html


@dataclass(frozen=True)
class Ranking(Ticking):
    """The first ``top`` of the options, ticked in order. Fewer are an answer too."""

    text: Wording
    options: tuple[Option, ...]
    top: int
    open: bool = False

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Return the options: there are none of ours."""
        return self.options

    def ask(self, words: Words) -> str:
        """Return the question and how to answer it."""
        how = words.tn(
            "Tap what matters most, then Done. Or type its number.",
            "Tap what matters most first, then the next, up to {n}. Then Done. "
            "Or type the numbers in your order: 2, 1",
            self.top,
        )
        return f"{words.say(self.text)}\n{how}"

    def so_far(self, draft: tuple[str, ...], words: Words) -> str:
        """Return the order so far: a tick on a button does not say which came first."""
        return (
            words.t("Your order: {order}", order=Html(self._ordered(draft, words))) if draft else ""
        )

    def read(self, said: str, words: Words) -> Reading:
        """Read numbers or labels in their order; other words among them are kept beside it."""
        readings = each(said, self.options, words)
        found = [r for r in readings if isinstance(r, Understood)]
        if not found or (by_number(said) and len(found) < len(readings)):
            near = [r for r in readings if isinstance(r, Unclear) and r.near]
            return near[0] if near else Unclear("unclear" if said.strip() else "empty")
        beside = len(found) < len(readings) or any(r.words for r in found)
        order = tuple(dict.fromkeys(key for r in found for key in r.value))
        return self._whole(order, (said,) if beside else ())

    def together(self, reading: Reading, draft: tuple[str, ...]) -> Reading:
        """Return what was typed, in order behind what had been tapped."""
        if not isinstance(reading, Understood):
            return reading
        return self._whole(tuple(dict.fromkeys((*draft, *reading.value))), reading.words)

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Put an option behind those chosen, take one out again, or finish."""
        if value == DONE:
            return self._whole(draft, ())
        if value not in {option.key for option in self.options}:
            return Unclear("stale")
        if value in draft:
            return Drafted(tuple(key for key in draft if key != value))
        return Unclear("too_many") if len(draft) >= self.top else Drafted((*draft, value))

    def _whole(self, order: tuple[str, ...], beside: tuple[str, ...]) -> Reading:
        if not order:
            return Unclear("too_few")
        return Unclear("too_many") if len(order) > self.top else Understood(order, beside)

    def show(self, answer: Answer, words: Words) -> str:
        """Return the labels in their order."""
        return self._ordered(answer.value, words)

    def _ordered(self, keys: tuple[str, ...], words: Words) -> str:
        labels = {option.key: words.say(option.label) for option in self.options}
        known = [labels[key] for key in keys if key in labels]
        return words.listed(f"{place}. {label}" for place, label in enumerate(known, start=1))

    def refuse(self, reason: Reason, words: Words) -> str:
        """Return that there are enough, and how to put one in another's place."""
        if reason != "too_many":
            return ""
        return words.tn(
            "{n} is enough. Tap Done. To choose another, first tap the one to take out.",
            "{n} are enough. Tap Done. To choose another, first tap the one to take out.",
            self.top,
        )
