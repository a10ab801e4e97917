"""What a form has asked and worked out so far: what its conditions can name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Asked:
    """A question asked before: its kind, and the options behind each choice's name.

    It has several ``keys``, and an option is one of one of them, where a long list was put as
    several questions of which everyone is asked one. ``rounds`` are the repeats around it: from
    outside there is not one answer but several.
    """

    keys: tuple[str, ...]
    kind: str
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    rounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What conditions can name: questions asked so far, and calculations; and which were named."""

    asked: dict[str, Asked] = field(default_factory=dict)
    calculated: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    rounds: tuple[str, ...] = ()

    def within(self, repeat: str) -> Known:
        """Return the same inside another repeat."""
        return replace(self, rounds=(*self.rounds, repeat))
