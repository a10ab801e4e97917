"""From a form's expressions to a project's conditions."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.importers.expressions import (
    Answered,
    Call,
    Column,
    Compared,
    Expression,
    NotCarried,
    Value,
    parse,
)
from bot.importers.known import Asked, Known
from conversations.conditions import is_date, is_number
from conversations.questions.number import canonical

#: A condition as a project's file holds it; a truth where it does not depend on any answer.
Condition = dict[str, Any] | bool

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
BOUNDS = {"<": "under", "<=": "at_most", ">": "over", ">=": "at_least"}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def read_condition(
    text: str, known: Known, columns: Mapping[str, str] | None = None
) -> tuple[Condition, tuple[NotCarried, ...]]:
    """Return the condition that ``text`` is, and why parts of it are left out of it.

    A part joined by "and" that a chat cannot go by is left out: then more people are asked, never
    fewer. ``columns`` are a choice's, for a choice filter.
    """
    reader = _Reader(known, columns or {})
    try:
        parts = all_of(parse(text))
    except NotCarried as why:
        return True, (why,)
    kept: list[Condition] = []
    left_out: list[NotCarried] = []
    for part in parts:
        try:
            kept.append(reader.condition(part, 0))
        except NotCarried as why:
            left_out.append(why)
    whole = _joined("and", kept)
    if _count(whole, MOST_PARTS) > MOST_PARTS:
        return True, (NotCarried("a condition of this length"),)
    return whole, tuple(left_out)


#: Calculations that name each other are followed so far, and so many steps in all.
_DEEPEST, _LONGEST_WAY = 12, 2_000

#: Comparisons in one condition: nobody can follow more.
MOST_PARTS = 150

#: Functions that leave what they are given as it is, as far as a comparison goes.
_SAME = frozenset({"once", "string", "number", "int", "normalize-space", "boolean", "date"})


@dataclass
class _Reader:
    known: Known
    columns: Mapping[str, str]
    steps: int = 0

    def condition(self, tree: Expression, depth: int) -> Condition:
        self._step(depth)
        match tree:
            case Call("and" | "or" as how, given):
                return _joined(how, [self.condition(part, depth) for part in given])
            case Call("not", (inner,)):
                return _not(self.condition(inner, depth))
            case Call("true" | "false" as truth, ()):
                return truth == "true"
            case Call("selected", (Answered(name), Value(value))):
                return self._chosen(name, value)
            case Call("selected", (Answered(name), Column(column))) if self.columns:
                return self._chosen(name, self.columns.get(column, column))
            case Call("if", (test, yes, no)):
                return self._if(test, self.condition(yes, depth), self.condition(no, depth), depth)
            case Call(name, (inner,)) if name in _SAME:
                return self.condition(inner, depth)
            case Column(name) if name.lower() in ("true", "false") and name not in self.columns:
                return name.lower() == "true"
            case Value(text):
                return text not in ("", "0")
            case Compared(how, left, right):
                return self._compared(how, left, right, depth)
            case Answered(name) if name in self.known.calculated:
                return self.condition(self._calculation(name), depth + 1)
            case Answered(name) if name in self.known.asked:
                return _given(self._asked(name))
        raise NotCarried(named(tree))

    def _step(self, depth: int) -> None:
        self.steps += 1
        if depth > _DEEPEST or self.steps > _LONGEST_WAY:
            raise NotCarried("calculations that go on for so long")

    def _calculation(self, name: str) -> Expression:
        self.known.used.add(name)
        return parse(self.known.calculated[name])

    def _if(self, test: Expression, yes: Condition, no: Condition, depth: int) -> Condition:
        holds = self.condition(test, depth + 1)
        return _joined("or", [_joined("and", [holds, yes]), _joined("and", [_not(holds), no])])

    def _compared(self, how: str, left: Expression, right: Expression, depth: int) -> Condition:
        self._step(depth)
        left, right = self._plain(left, depth), self._plain(right, depth)
        if isinstance(left, Value) and isinstance(right, Value):
            return _constants(how, left.text, right.text)
        if isinstance(left, Value) or isinstance(right, Call):
            left, right, how = right, left, TURNED[how]
        match left, right:
            case Answered(name), Value(text):
                return self._to_value(name, how, text)
            case Call("if", (test, yes, no)), Value():
                then = self._compared(how, yes, right, depth + 1)
                otherwise = self._compared(how, no, right, depth + 1)
                return self._if(test, then, otherwise, depth)
            case Call("coalesce", (Answered(name) as first, second)), Value():
                given = _given(self._asked(name))
                one = self._compared(how, first, right, depth + 1)
                two = self._compared(how, second, right, depth + 1)
                here, there = _joined("and", [given, one]), _joined("and", [_not(given), two])
                return _joined("or", [here, there])
            case Call("count-selected" | "string-length", (Answered(name),)), Value(text):
                return self._said_anything(name, how, text)
            case Call("selected", _), Value(text) if how in ("=", "!="):
                holds = self.condition(left, depth)
                return holds if (text in ("true", "1")) == (how == "=") else _not(holds)
        raise NotCarried(named(left if not isinstance(left, Answered | Value) else right))

    def _plain(self, side: Expression, depth: int) -> Expression:
        """Return a side of a comparison with its column or calculation in its place."""
        self._step(depth)
        match side:
            case Column(name) if self.columns:
                # A name that is no column is a text whose quotes were forgotten.
                return Value(self.columns.get(name, name))
            case Call("true" | "false" as truth, ()):
                return Value(truth)
            case Call(name, (inner,)) if name in _SAME:
                return self._plain(inner, depth + 1)
            case Answered(name) if name in self.known.calculated:
                return self._plain(self._calculation(name), depth + 1)
        return side

    def _asked(self, name: str) -> Asked:
        asked = self.known.asked.get(name)
        if asked is None:
            what = "this question's own answer" if not name else f"“{name}”"
            raise NotCarried(f"{what}, which the chat has not asked before")
        if asked.rounds != self.known.rounds[: len(asked.rounds)]:
            raise NotCarried(f"“{name}”, which is asked in several rounds")
        return asked

    def _to_value(self, name: str, how: str, text: str) -> Condition:
        asked = self._asked(name)
        if text == "":
            if how not in ("=", "!="):
                raise NotCarried(f"comparing “{name}” with nothing")
            return _given(asked) if how == "!=" else _not(_given(asked))
        if how in BOUNDS:
            return self._bounded(asked, name, how, text)
        chosen = self._chosen(name, text)
        return chosen if how == "=" else _not(chosen)

    def _bounded(self, asked: Asked, name: str, how: str, text: str) -> Condition:
        if asked.choices and is_number(text):
            return _is_one_of(
                option
                for said, options in asked.choices.items()
                if is_number(said) and _constants(how, said, text)
                for option in options
            )
        fits = asked.kind == "number" and _BOUND.fullmatch(text)
        if fits or (asked.kind == "date" and is_date(text) and len(text) != len("2027")):
            return {"question": asked.keys[0], BOUNDS[how]: text}
        raise NotCarried(f"comparing “{name}” with “{text}”")

    def _chosen(self, name: str, value: str) -> Condition:
        asked = self._asked(name)
        if asked.kind == "number" and is_number(value):
            return {"question": asked.keys[0], "is": [canonical(Decimal(value))]}
        if asked.kind == "date" and is_date(value):
            return {"question": asked.keys[0], "is": [value]}
        if not asked.choices:
            raise NotCarried(f"comparing “{name}” with “{value}”")
        # Nobody can choose what is not in the list.
        return _is_one_of(asked.choices.get(value, ()))

    def _said_anything(self, name: str, how: str, text: str) -> Condition:
        given = _given(self._asked(name))
        if (how, text) in ((">", "0"), (">=", "1"), ("!=", "0")):
            return given
        if (how, text) in (("=", "0"), ("<", "1"), ("<=", "0")):
            return _not(given)
        raise NotCarried("how much was chosen or written")


#: A number that a condition can compare with.
_BOUND = re.compile(r"-?\d{1,12}(\.\d{1,4})?", re.ASCII)


def _given(asked: Asked) -> Condition:
    return _joined("or", [{"question": key, "given": True} for key in asked.keys])


def _is_one_of(options: Iterable[tuple[str, str]]) -> Condition:
    by_question: dict[str, list[str]] = {}
    for question, option in options:
        by_question.setdefault(question, []).append(option)
    return _joined("or", [{"question": key, "is": those} for key, those in by_question.items()])


def named(tree: Expression) -> str:
    """Return what ``tree`` is called in a sentence about it."""
    match tree:
        case Answered(name):
            return f"“{name or '.'}” there"
        case Call(name):
            return f"“{name}()”"
        case Column(name):
            return f"“{name}”"
    return "what is compared"


def _constants(how: str, left: str, right: str) -> bool:
    if is_number(left) and is_number(right):
        return _HOLDS[how](Decimal(left), Decimal(right))
    if how in BOUNDS:
        raise NotCarried(f"comparing “{left}” with “{right}”")
    return (left == right) == (how == "=")


def _not(inner: Condition) -> Condition:
    if isinstance(inner, bool):
        return not inner
    return inner["not"] if set(inner) == {"not"} else {"not": inner}


def _joined(how: str, parts: list[Condition]) -> Condition:
    """Join conditions; truths among them decide, or fall away."""
    decisive = how == "or"
    if any(part is decisive for part in parts):
        return decisive
    left: list[dict[str, Any]] = []
    for part in parts:
        if not isinstance(part, bool) and part not in left:
            left.append(part)
    if len(left) < 2:
        return left[0] if left else not decisive
    return {"any" if how == "or" else "all": left}


def _count(condition: Condition, most: int) -> int:
    """Return how many comparisons there are; a little more than ``most`` is as good as any."""
    if isinstance(condition, bool) or most < 0:
        return 1
    inside = condition.get("all") or condition.get("any") or []
    # A comparison may have a “not” of its own, which is a list of values.
    inside = [condition["not"]] if isinstance(condition.get("not"), dict) else inside
    count = 1
    for part in inside:
        count += _count(part, most - count)
    return count


def all_of(tree: Expression) -> tuple[Expression, ...]:
    """Return the parts that "and" joins."""
    match tree:
        case Call("and", given):
            return tuple(part for one in given for part in all_of(one))
    return (tree,)
