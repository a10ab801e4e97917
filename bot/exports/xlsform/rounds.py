"""Rounds of the same questions, found again in a script in which each stands written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from conversations.flow import Ask, Branch, Node, every

#: The question after a first round: if there is to be another.
_ANOTHER = re.compile(r"(?P<key>.+)\.1\.another")


@dataclass(frozen=True)
class Repeat:
    """The questions asked again and again under ``key``: the nodes of each round, first to last."""

    key: str
    rounds: tuple[tuple[Node, ...], ...]
    another: Ask


def folded(nodes: tuple[Node, ...]) -> Iterator[Node | Repeat]:
    """Yield ``nodes`` with each repeat as one thing; what is inside its rounds stays as it is."""
    at = 0
    while at < len(nodes):
        found = _repeat_at(nodes[at:])
        if found is None:
            yield nodes[at]
            at += 1
        else:
            repeat, used = found
            yield repeat
            at += used


def _repeat_at(nodes: tuple[Node, ...]) -> tuple[Repeat, int] | None:
    """Return the widest repeat that ``nodes`` begin with, and how many of them it takes."""
    for end in range(len(nodes) - 2, 0, -1):
        asked = nodes[end]
        called = _ANOTHER.fullmatch(asked.key) if isinstance(asked, Ask) else None
        if called and isinstance(asked, Ask) and _all_under(nodes[:end], f"{called['key']}.1."):
            return Repeat(
                called["key"], tuple(_rounds(called["key"], nodes[: end + 2])), asked
            ), end + 2
    return None


def _all_under(nodes: tuple[Node, ...], prefix: str) -> bool:
    return all(n.key.startswith(prefix) for n in every(nodes) if not isinstance(n, Branch))


def _rounds(key: str, nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """Yield each round: what stands before the question for another, then what it opens."""
    for number in count(1):
        last = nodes[-1]
        # A round may end in a repeat within it, which opens rounds of its own.
        if not (isinstance(last, Branch) and last.key == f"{key}.{number}.another.yes"):
            yield nodes
            return
        yield nodes[:-2]
        nodes = last.then
