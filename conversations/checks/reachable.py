"""Conditions that can never hold, or always do, and the steps nobody would ever reach by them.

A condition is tried with every answer that its questions can have. So it is found out whatever
it is made of: bounds that shut each other out, two values of one choice, a branch within a branch
that excludes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations, product
from math import prod

from conversations.checks.conditions import choosable, others_of, wrong_values
from conversations.checks.parts import Parts
from conversations.conditions import All, AnyOf, Compare, Condition, Fact, Not, is_number
from conversations.flow import Ask, Branch, Node
from conversations.problems import Problem, problem_at
from conversations.questions.day import Day
from conversations.questions.number import Number, canonical
from conversations.questions.ticking import Ticking
from conversations.run import Answer

#: More combinations of answers than this are not tried: nothing is said then.
MOST = 20_000

#: Of several choices, so many at once are tried; more tell nothing new of usual conditions.
_TOGETHER = 2

#: An answer that is skipped, and none at all.
_SKIPPED, _ABSENT = Answer(status="skipped"), None

#: A place people came from that no condition names.
_ELSEWHERE = ""


@dataclass(frozen=True)
class _Known:
    """The questions of the script by key, and the languages people can choose."""

    asks: Mapping[str, Ask]
    languages: tuple[str, ...]


def check_reachable(parts: Parts) -> Iterator[Problem]:
    """Find branches of an author's of which one way can never be taken."""
    script = parts.draft.project.script
    asks: dict[str, Ask] = {}
    known = _Known(asks, parts.draft.project.languages)
    if any(problem.serious for problem in parts.draft.problems):
        # What could not be read may be what makes it hold.
        return
    yield from _in(parts, script.nodes, known, asks, ())


def _in(
    parts: Parts,
    nodes: tuple[Node, ...],
    known: _Known,
    asks: dict[str, Ask],
    around: tuple[Condition, ...],
) -> Iterator[Problem]:
    for node in nodes:
        if isinstance(node, Ask):
            yield from _options(parts, node, known, around)
            asks[node.key] = node
        elif isinstance(node, Branch):
            yield from _ways(parts, node, known, around)
            yield from _in(parts, node.then, known, asks, (*around, node.when))
            yield from _in(parts, node.otherwise, known, asks, (*around, Not(node.when)))


def _ways(
    parts: Parts, branch: Branch, known: _Known, around: tuple[Condition, ...]
) -> Iterator[Problem]:
    ours = f"flow.{branch.key}" not in parts.draft.places
    if ours or _is_wrong(branch.when, known) or not can_hold(All(around), known):
        # What is wrong in it, or around it, is complained about already.
        return
    place = parts.draft.place(f"flow.{branch.key}")
    if branch.then and not can_hold(All((*around, branch.when)), known):
        yield problem_at(
            place,
            "never-holds",
            "This can never hold, whatever people answer, so nobody would see what stands under "
            "“then”. Look at the values, and at the “when” around it.",
        )
    elif branch.otherwise and not can_hold(All((*around, Not(branch.when))), known):
        yield problem_at(
            place,
            "always-holds",
            "This always holds here, so nobody would see what stands under “otherwise”.",
        )


def _is_wrong(condition: Condition, known: _Known) -> bool:
    """Say whether ``condition`` compares with something that is no answer at all."""
    wrong = False
    for one in _parts(condition):
        if isinstance(one, Compare):
            ask = known.asks.get(one.question)
            wrong = wrong or ask is None or bool(wrong_values(one, ask))
        elif isinstance(one, Fact):
            strange = one.name == "language" and not set(one.values) <= set(known.languages)
            wrong = wrong or strange or not one.values
    return wrong


def _options(
    parts: Parts, ask: Ask, known: _Known, around: tuple[Condition, ...]
) -> Iterator[Problem]:
    for option in getattr(ask.question, "options", ()):
        if option.when is None or _is_wrong(option.when, known):
            continue
        if not can_hold(All((*around, option.when)), known):
            yield problem_at(
                parts.draft.place(f"{parts.node_paths(ask.key)[0]}.options.{option.key}"),
                "never-offered",
                f"“{option.key}” would never be offered: its “when” cannot hold here.",
            )


def can_hold(condition: Condition, known: _Known) -> bool:
    """Say whether any answers make ``condition`` hold; so too where there are too many to try."""
    names = sorted(condition.names())
    values = [_answers(known.asks[name], condition) for name in names]
    facts = {name: _values(name, condition, known) for name in ("language", "source")}
    if prod(map(len, values)) * prod(map(len, facts.values())) > MOST:
        return True
    return any(
        condition.holds(
            {name: answer for name, answer in zip(names, chosen, strict=True) if answer},
            {"language": language, "source": source},
        )
        for language, source in product(*facts.values())
        for chosen in product(*values)
    )


def _answers(ask: Ask, condition: Condition) -> list[Answer | None]:
    """Return answers of every sort that can make a difference to ``condition``."""
    question = ask.question
    if isinstance(question, Number | Day):
        said = [*_around_bounds(ask, condition), *others_of(ask)]
        given = [Answer((value,)) for value in said] or [Answer()]
    elif isinstance(question, Ticking):
        keys = choosable(ask)
        sets = [those for n in range(1, _TOGETHER + 1) for those in combinations(keys, n)]
        given = [Answer(those) for those in sets]
    else:
        given = [Answer((value,)) for value in choosable(ask)] or [Answer()]
    return [*given, _SKIPPED, _ABSENT]


def _around_bounds(ask: Ask, condition: Condition) -> list[str]:
    """Return the values compared with, and for numbers those just beside them, that fit."""
    compared = {
        value
        for one in _parts(condition)
        if isinstance(one, Compare) and one.question == ask.key
        for value in one.values
    }
    question = ask.question
    if not isinstance(question, Number):
        return sorted({*compared, "0001-01-01", "9999-12-31"})
    step = Decimal(1).scaleb(-question.decimals)
    bounds = [Decimal(value) for value in compared if is_number(value)]
    ends = [end for end in (question.least, question.most) if end is not None]
    near = {
        bound.quantize(step, ROUND_FLOOR) + steps * step
        for bound in (*bounds, *ends)
        for steps in (-1, 0, 1, 2)
    }
    return sorted(
        canonical(n)
        for n in near
        if (question.least is None or n >= question.least)
        and (question.most is None or n <= question.most)
    )


def _values(name: str, condition: Condition, known: _Known) -> list[str]:
    if name == "language":
        return list(known.languages)
    named = [one.values for one in _parts(condition) if isinstance(one, Fact) and one.name == name]
    return [*dict.fromkeys(value for values in named for value in values), _ELSEWHERE]


def _parts(condition: Condition) -> Iterator[Condition]:
    """Yield the conditions that ``condition`` is made of, and itself."""
    yield condition
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _parts(part)
    elif isinstance(condition, Not):
        yield from _parts(condition.part)
