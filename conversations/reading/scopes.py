"""Where in a project's steps one is: what its keys are called, and what its names mean there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conversations.reading.yamlfile import Listing, Plain, Table, Tree

#: The keys under which a step has a name of its own.
_NAMING = ("ask", "say", "story", "statements", "repeat")


@dataclass(frozen=True)
class Group:
    """Nodes that stand together for an author: a part called ``name``, or a repeat's rounds.

    There are ``count`` of them, side by side. ``under`` is the name that a part is used under,
    ``most`` how many rounds a repeat has at most.
    """

    name: str
    count: int
    under: str = ""
    most: int = 0


@dataclass(frozen=True)
class Scope:
    """The main flow, a part of it used under another name, or one round of a repeat.

    ``prefix`` goes before the keys of its steps, ``path`` is where their texts stand for
    translators: a text that is asked in every round is translated once. ``names`` are the steps
    that stand here, so that a condition means the one of its own round.
    """

    prefix: str = ""
    path: str = "flow"
    names: frozenset[str] = frozenset()
    outer: Scope | None = None

    def key(self, name: str) -> str:
        """Return the key of the step ``name`` that stands here."""
        return f"{self.prefix}{name}"

    def means(self, name: str) -> str:
        """Return the key of the question that a condition here calls ``name``."""
        if name.partition(".")[0] in self.names:
            return self.key(name)
        return self.outer.means(name) if self.outer else name

    def inside(self, steps: tuple[Tree, ...], prefix: str, path: str) -> Scope:
        """Return the scope of ``steps`` used here under ``prefix``, their texts under ``path``."""
        return Scope(self.prefix + prefix, path, frozenset(names(steps)), self)


def names(steps: tuple[Tree, ...]) -> Iterator[str]:
    """Yield what ``steps`` are called, those inside a “when” too."""
    for step in steps:
        entries = step.entries if isinstance(step, Table) else {}
        for kind in _NAMING:
            name = entries.get(kind)
            if isinstance(name, Plain):
                yield name.value.strip()
        for inside in ("then", "otherwise"):
            branch = entries.get(inside)
            if isinstance(branch, Listing):
                yield from names(branch.items)
