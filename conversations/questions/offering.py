"""Options that are offered to some people only: a list that follows from an answer before."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import cached_property
from typing import Self

from conversations.questions.base import Option, Setting, Steady
from conversations.run import Answer


class Offering(Steady):
    """A question with ``options``, each offered where its ``when`` holds."""

    options: tuple[Option, ...]

    @property
    @abstractmethod
    def all_options(self) -> tuple[Option, ...]:
        """Return the options a person sees, those that are ours too."""

    @cached_property
    def filtered(self) -> bool:  # type: ignore[override] # read only, and so is the attribute
        """Return whether any option is for some people only."""
        return any(option.when for option in self.options)

    @cached_property
    def depends(self) -> frozenset[str]:
        """Return the questions that the options' conditions name."""
        return frozenset().union(*(o.when.names() for o in self.options if o.when))

    @property
    def empty(self) -> bool:
        """Return whether no option is offered."""
        return not self.options

    def admits(self, answer: Answer) -> bool:
        """Return whether everything chosen is offered; "not sure" and its like always are."""
        return answer.status != "given" or {o.key for o in self.all_options}.issuperset(
            answer.value
        )

    def at(self, setting: Setting) -> Self:
        """Return the question with the options offered in ``setting``."""
        if not self.filtered:
            return self
        # Any class with this base is a dataclass with this field; the base itself is none.
        return replace(self, options=offered(self.options, setting))  # type: ignore[type-var]


def offered(options: tuple[Option, ...], setting: Setting) -> tuple[Option, ...]:
    """Return the options that are offered in ``setting``, free of their conditions."""
    return tuple(
        replace(option, when=None) if option.when else option
        for option in options
        if option.when is None or option.when.holds(setting.answers, setting.facts)
    )
