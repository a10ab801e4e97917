"""Constraints (the power cards), measures, and what a story can be about."""

from __future__ import annotations

from typing import Literal, cast

from conversations.project import Constraint, ConstraintKind, Measure
from conversations.questions.scale import MOST_POINTS
from conversations.reading.reader import Reader
from conversations.reading.shapes import CONSTRAINT, MEASURE
from conversations.reading.yamlfile import Table, Tree
from conversations.text import Text

KINDS = ("fixed", "open", "shared")


def read_constraints(reader: Reader, table: Table) -> dict[str, Constraint]:
    """Return the power cards in the order they are shown."""
    return {
        key: _constraint(reader, key, tree)
        for key, tree in reader.keyed(table, "constraints", "constraints")
    }


def _constraint(reader: Reader, key: str, tree: Tree) -> Constraint:
    card, path = reader.table(tree, CONSTRAINT), f"constraints.{key}"
    return Constraint(
        key=key,
        kind=cast("ConstraintKind", reader.one_of(card, "kind", KINDS, "open")),
        name=reader.text(card, "name", path, "button"),
        what=reader.text(card, "what", path, "part"),
        because=reader.text(card, "because", path, "message"),
        who=reader.text(card, "who", path, "part"),
        when=reader.text(card, "when", path, "part", empty=True),
        heard=reader.text(card, "heard", path, "part", empty=True),
        version=reader.number(card, "version", 1, 999_999, 1),
    )


def read_measures(reader: Reader, table: Table) -> dict[str, Measure]:
    """Return what is asked before and after."""
    return {
        key: _measure(reader, key, tree)
        for key, tree in reader.keyed(table, "measures", "measures")
    }


def _measure(reader: Reader, key: str, tree: Tree) -> Measure:
    found, path = reader.table(tree, MEASURE), f"measures.{key}"
    return Measure(
        key=key,
        ask=reader.text(found, "ask", path, "part"),
        low=reader.text(found, "low", path, "part"),
        high=reader.text(found, "high", path, "part"),
        points=reader.number(found, "points", 2, MOST_POINTS, 5),
        start=int(reader.one_of(found, "from", ("0", "1"), "1")),
        serves=reader.word(found, "serves", f"{path}.serves") or None,
        after_decision=reader.flag(found, "after_decision"),
        good=cast("Literal['high', 'low']", reader.one_of(found, "good", ("high", "low"), "high")),
        better=reader.text(found, "better", path, "part"),
        same=reader.text(found, "same", path, "part"),
        worse=reader.text(found, "worse", path, "part"),
    )


def read_topics(reader: Reader, table: Table) -> dict[str, Text]:
    """Return what a story can be about."""
    return {
        key: reader.words(tree, f"topics.{key}", "button")
        for key, tree in reader.keyed(table, "topics", "topics")
    }
