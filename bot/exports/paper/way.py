"""The questions of a form in their order, each with those it is for; what a chat alone can do out.

What is known on paper is settled beforehand: the form's language, and that its teller agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.exports.paper.routing import settled
from conversations.conditions import Condition, Not
from conversations.flow import Ask, Branch, Node, Say
from conversations.opening import AGE, HELLO, LANGUAGE, TAKE_PART
from conversations.questions.card import Card
from conversations.questions.review import Review

#: Said before the first question, and asked for with a box to tick.
_BEFORE = frozenset({LANGUAGE, HELLO, TAKE_PART, f"{TAKE_PART}.no", AGE, f"{AGE}.no"})

#: What follows the cards in a chat: nobody can be asked back on paper.
_ASKED_BACK = "understood"


@dataclass(frozen=True)
class Guarded:
    """Steps that are for some only."""

    when: Condition
    steps: tuple[Step, ...]


Step = Ask | Say | Guarded


def steps(nodes: tuple[Node, ...], language: str) -> tuple[Step, ...]:
    """Return what a form in ``language`` asks and says, in order."""
    return tuple(_steps(nodes, language))


def _steps(nodes: tuple[Node, ...], language: str) -> Iterator[Step]:
    for node in nodes:
        if node.key in _BEFORE or node.key.partition(".")[0] == _ASKED_BACK or node.key == "cards":
            continue
        if isinstance(node, Branch):
            yield from _branch(node, language)
        elif isinstance(node, Say) or (isinstance(node, Ask) and _can_be_asked(node)):
            yield node


def _can_be_asked(ask: Ask) -> bool:
    return not isinstance(ask.question, Card | Review)


def _branch(branch: Branch, language: str) -> Iterator[Step]:
    when = settled(branch.when, language)
    if isinstance(when, bool):
        yield from _steps(branch.then if when else branch.otherwise, language)
        return
    for condition, nodes in ((when, branch.then), (Not(when), branch.otherwise)):
        inside = steps(nodes, language)
        if inside:
            yield Guarded(condition, inside)


def asks(of: tuple[Step, ...]) -> Iterator[Ask]:
    """Yield every question among ``of``, those for some only too."""
    for step in of:
        if isinstance(step, Guarded):
            yield from asks(step.steps)
        elif isinstance(step, Ask):
            yield step
