"""From a form's constraints to the limits that a project's questions can have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bot.importers.conditions import BOUNDS, TURNED, all_of, named
from bot.importers.expressions import (
    Answered,
    Call,
    Compared,
    Expression,
    NotCarried,
    Value,
    parse,
)
from conversations.questions.number import canonical

#: A bound as a project's file holds it.
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,4})?", re.ASCII)


@dataclass(frozen=True)
class Limits:
    """What an answer has to keep to: between two bounds, and so many options chosen."""

    least: str | None = None
    most: str | None = None
    fewest: int | None = None
    chosen: int | None = None


def read_limits(text: str, kind: str, decimals: int) -> tuple[Limits, tuple[NotCarried, ...]]:
    """Return the limits in a form's constraint, and why parts of it are left out."""
    limits, left_out = Limits(), []
    try:
        parts = all_of(parse(text))
    except NotCarried as why:
        return limits, (why,)
    for part in parts:
        try:
            limits = _limited(limits, part, kind, decimals)
        except NotCarried as why:
            left_out.append(why)
    return limits, tuple(left_out)


def _limited(limits: Limits, part: Expression, kind: str, decimals: int) -> Limits:
    match part:
        case Compared(how, Answered(""), right):
            return _bounded(limits, how, right, kind, decimals)
        case Compared(how, left, Answered("")):
            return _bounded(limits, TURNED[how], left, kind, decimals)
        case Compared(how, Call("count-selected", (Answered(""),)), Value(count)) if (
            kind == "choices" and count.isdecimal()
        ):
            return _counted(limits, how, int(count))
        case Compared(how, Value(count), Call("count-selected", (Answered(""),))) if (
            kind == "choices" and count.isdecimal()
        ):
            return _counted(limits, TURNED[how], int(count))
    raise NotCarried(named(part))


def _counted(limits: Limits, how: str, count: int) -> Limits:
    match how:
        case "<=" | "<":
            return replace(limits, chosen=max(1, count - (how == "<")))
        case ">=" | ">":
            return replace(limits, fewest=count + (how == ">"))
        case "=":
            return replace(limits, fewest=count, chosen=max(1, count))
    raise NotCarried("how many must not be chosen")


def _bounded(limits: Limits, how: str, bound: Expression, kind: str, decimals: int) -> Limits:
    if how not in BOUNDS:
        raise NotCarried(f"“{how}” for an answer")
    said = _bound(bound, kind)
    if how in ("<", ">"):
        said = _beside(said, 1 if how == ">" else -1, kind, decimals)
    return replace(limits, least=said) if how in (">", ">=") else replace(limits, most=said)


def _bound(bound: Expression, kind: str) -> str:
    match bound:
        case Value(text) if kind == "number" and _NUMBER.fullmatch(text):
            return text
        case Value(text) | Call("date", (Value(text),)) if kind == "date" and _is_day(text):
            return text
        case Call("today" | "now", ()) if kind == "date":
            return "today"
    raise NotCarried(named(bound))


def _beside(said: str, step: int, kind: str, decimals: int) -> str:
    """Return the nearest number or day that lies beyond ``said``."""
    if said == "today":
        return f"today{step:+d}"
    if kind == "date":
        return (date.fromisoformat(said) + timedelta(days=step)).isoformat()
    unit = Decimal(1).scaleb(-decimals)
    whole = Decimal(said).quantize(unit, ROUND_FLOOR if step > 0 else ROUND_CEILING)
    return canonical(whole + step * unit)


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    # The days before and after it have to be days too.
    return len(text) == len("2027-05-03") and date(1, 1, 2) <= day <= date(9999, 12, 30)
