"""Conditions, as an author writes them: which way a branch takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from conversations.conditions import BOUNDS, All, AnyOf, Compare, Comparison, Condition, Fact, Not
from conversations.problems import Place, listed
from conversations.reading.reader import Reader
from conversations.reading.shapes import ALL, ANY, COMPARED, FACT, NOT
from conversations.reading.yamlfile import Plain, Table, Tree

FACTS = ("language", "source")
COMPARISONS = COMPARED.may


@dataclass(frozen=True)
class Mention:
    """A condition names a question: where, in which branch, and what it is compared with."""

    branch: str
    compare: Compare
    place: Place


@dataclass(frozen=True)
class Named:
    """A condition names a fact and its values."""

    fact: Fact
    place: Place


@dataclass
class Mentions:
    """What the conditions of a flow rest on, collected while they are read.

    ``means`` gives the key of the question that a condition calls by a name, where it stands.
    """

    questions: list[Mention]
    facts: list[Named]
    means: Callable[[str], str] = str


def read_condition(reader: Reader, tree: Tree, branch: str, seen: Mentions) -> Condition:
    """Return the condition that ``tree`` describes."""
    keys = tree.entries if isinstance(tree, Table) else {}
    if "question" in keys:
        return _compare(reader, reader.table(tree, COMPARED), branch, seen)
    if "fact" in keys:
        return _fact(reader, reader.table(tree, FACT), seen)
    if "not" in keys:
        inside = reader.table(tree, NOT).entries["not"]
        return Not(read_condition(reader, inside, branch, seen))
    if "all" in keys:
        return All(_parts(reader, reader.table(tree, ALL), "all", branch, seen))
    if "any" in keys:
        return AnyOf(_parts(reader, reader.table(tree, ANY), "any", branch, seen))
    reader.problem(
        tree.place,
        "condition",
        "A condition looks like {question: weekends, is: "
        "[often]} or {fact: language, is: [pl]}; several go together in “all” or "
        "“any”, and “not” turns one round.",
    )
    return All(())


def _parts(
    reader: Reader, table: Table, key: Literal["all", "any"], branch: str, seen: Mentions
) -> tuple[Condition, ...]:
    items = reader.items(table, key)
    if not items:
        reader.problem(table.place, "condition", f"“{key}” needs at least one condition.")
    return tuple(read_condition(reader, item, branch, seen) for item in items)


def _compare(reader: Reader, table: Table, branch: str, seen: Mentions) -> Condition:
    question = seen.means(reader.word(table, "question"))
    used = [key for key in COMPARISONS if key in table.entries]
    if len(used) != 1:
        reader.problem(
            table.place,
            "comparison",
            "Say how to compare with exactly one of "
            f"{listed(COMPARISONS)}. Two comparisons go together in “all”.",
        )
        return All(())
    comparison = cast("Comparison", used[0])
    compare = Compare(question, comparison, _values(reader, table, comparison))
    seen.questions.append(Mention(branch, compare, table.entries["question"].place))
    return compare


def _values(reader: Reader, table: Table, comparison: Comparison) -> tuple[str, ...]:
    if comparison == "given":
        reader.one_of(table, "given", ("true",), "true")
        return ()
    if comparison in BOUNDS:
        return (_bound(reader, table.entries[comparison], comparison),)
    return reader.values(table, comparison)


def _bound(reader: Reader, tree: Tree, comparison: Comparison) -> str:
    """Return the number or the day that is compared with, as it is kept."""
    said = tree.value.strip() if isinstance(tree, Plain) else ""
    if re.fullmatch(r"-?\d{1,12}(\.\d{1,4})?|\d{4}-\d\d(-\d\d)?", said, re.ASCII):
        return said
    reader.problem(
        tree.place,
        "comparison",
        f"“{comparison}” needs a number like 3 or 2.5, or a day like 2027-05-03.",
    )
    return "0"


def _fact(reader: Reader, table: Table, seen: Mentions) -> Condition:
    fact = Fact(reader.one_of(table, "fact", FACTS, "language"), reader.values(table, "is"))
    seen.facts.append(Named(fact, table.place))
    return fact
