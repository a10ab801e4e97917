"""What each question of a project is called in a form, and under which conditions it is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.exports.xlsform.rounds import Repeat, folded
from conversations.conditions import Condition, Not
from conversations.flow import Ask, Branch, Node
from conversations.questions.files import Files
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place

#: What no name of XML may hold; only branches of ours have it in theirs.
_ODD = re.compile(r"[^a-zA-Z0-9_.-]")


@dataclass(frozen=True)
class Round:
    """One round of a repeat: the repeat's name in the form, and which round it is."""

    repeat: str
    number: int


@dataclass(frozen=True)
class Spot:
    """Where a question stands in the form.

    ``within``: the conditions of the branches around it. ``rounds``: the repeats around it,
    outermost first. ``another`` marks the question whether there is another round, which a form
    asks as a number beforehand.
    """

    ask: Ask
    name: str
    within: tuple[Condition, ...] = ()
    rounds: tuple[Round, ...] = ()
    another: Round | None = None


def form_name(key: str) -> str:
    """Return ``key`` as a name in a form: itself, as far as XML takes it for a name."""
    named = _ODD.sub("-", key)
    return f"_{named}" if named[0].isdigit() else named


def companions(ask: Ask) -> tuple[str, ...]:
    """Return what the other questions that its answer may stand in are called behind its name.

    A form's question takes one thing; a chat's takes a voice, a picture or words, as they come.
    """
    match ask.question:
        case OwnWords(story=True):
            return ("voice", "photo")
        case Place():
            return ("words",)
        case Files(takes=(_, *others)):
            return (*others, "words")
    return ()


def count_of(repeat: str) -> str:
    """Return the name of the question how many rounds there are."""
    return f"{repeat}.count"


def places(nodes: tuple[Node, ...]) -> Mapping[str, Spot]:
    """Return the place of every question by its key, those of later rounds too."""
    found: dict[str, Spot] = {}
    _go(nodes, found, (), (), {})
    return found


def unrounded(key: str, rounds: Mapping[str, str]) -> str:
    """Return ``key`` without the numbers of its rounds: ``children.age`` for ``children.2.age``.

    ``rounds`` are the beginnings of keys with what they become, outermost first.
    """
    for prefix, plain in reversed(list(rounds.items())):
        if key.startswith(prefix):
            return plain + key.removeprefix(prefix)
    return key


def _go(
    nodes: tuple[Node, ...],
    found: dict[str, Spot],
    within: tuple[Condition, ...],
    rounds: tuple[Round, ...],
    prefixes: dict[str, str],
) -> None:
    for node in folded(nodes):
        if isinstance(node, Repeat):
            _repeat(node, found, within, rounds, prefixes)
        elif isinstance(node, Branch):
            _go(node.then, found, (*within, node.when), rounds, prefixes)
            _go(node.otherwise, found, (*within, Not(node.when)), rounds, prefixes)
        elif isinstance(node, Ask):
            name = form_name(unrounded(node.key, prefixes))
            found[node.key] = Spot(node, name, within, rounds)


def _repeat(
    repeat: Repeat,
    found: dict[str, Spot],
    within: tuple[Condition, ...],
    rounds: tuple[Round, ...],
    prefixes: dict[str, str],
) -> None:
    plain = unrounded(repeat.key, prefixes)
    for number, nodes in enumerate(repeat.rounds, start=1):
        here = Round(form_name(plain), number)
        inner = {**prefixes, f"{repeat.key}.{number}.": f"{plain}."}
        _go(nodes, found, within, (*rounds, here), inner)
        if number < len(repeat.rounds):
            key = f"{repeat.key}.{number}.another"
            found[key] = Spot(repeat.another, count_of(here.repeat), within, rounds, here)
