"""YAML as authors need it: every value a word, every word with its place, nothing clever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import yaml

from conversations.problems import Place, Problem, ProjectRefused, problem_at

#: How deep values may lie in one another, and how many there may be once every alias is followed:
#: a few lines of aliases can otherwise stand for more values than memory holds.
MOST_DEPTH = 30
MOST_VALUES = 50_000

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


@dataclass(frozen=True)
class Plain:
    """A text. Numbers, dates and yes/no are texts too until someone asks for more."""

    place: Place
    value: str


@dataclass(frozen=True)
class Listing:
    """A list of values."""

    place: Place
    items: tuple[Tree, ...]


@dataclass(frozen=True)
class Table:
    """Keys and their values; ``places`` says where each key stands."""

    place: Place
    entries: Mapping[str, Tree]
    places: Mapping[str, Place]


Tree = Plain | Listing | Table


class _Loader(yaml.SafeLoader):
    """A loader without guesses: ``no``, ``on``, ``12:30`` and ``2024`` stay words."""

    # A subclass without one of its own would add to its parent's.
    yaml_implicit_resolvers = {}  # noqa: RUF012

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "values lie too deep", mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def read_yaml(file: str, text: str) -> Tree:
    """Return what ``text`` says. Raises ``ProjectRefused`` where it is not plain YAML."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise ProjectRefused([_not_yaml(file, error)]) from None
    except yaml.reader.ReaderError as error:
        raise ProjectRefused([_bad_character(file, text, error)]) from None
    if root is None:
        raise ProjectRefused([problem_at(Place(file), "empty", "This file is empty.")])
    walk = _Walk(file)
    tree = walk.tree(root, 0)
    if walk.problems:
        raise ProjectRefused(walk.problems)
    return tree


def _not_yaml(file: str, error: yaml.MarkedYAMLError) -> Problem:
    # PyYAML allows for errors without a mark, but its own all have one.
    mark = cast("yaml.Mark", error.problem_mark)
    return problem_at(
        Place(file, mark.line + 1, mark.column + 1),
        "not-yaml",
        f"This cannot be read as YAML from here: {error.problem}. Look at this line and the one "
        "above it. Lines that belong together begin in the same column. A text needs quotes "
        "around it where it holds a colon, a quote or a bracket, and within {…} also where it "
        "holds a comma or a question mark.",
    )


def _bad_character(file: str, text: str, error: yaml.reader.ReaderError) -> Problem:
    before = text[: error.position]
    place = Place(file, before.count("\n") + 1, error.position - before.rfind("\n"))
    return problem_at(
        place,
        "bad-character",
        f"There is a character here (number {ord(str(error.character))}) that cannot be seen or "
        "shown. Delete it and type the text again.",
    )


class _Walk:
    """The way from PyYAML's nodes to ours, counting as it goes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.values = 0

    def tree(self, node: yaml.Node, depth: int) -> Tree:
        place = Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        self.values += 1
        if depth > MOST_DEPTH or self.values > MOST_VALUES:
            raise ProjectRefused(
                [
                    problem_at(
                        place,
                        "alias-bomb",
                        "The aliases (the words with “*”) stand for far too much, or "
                        "for themselves. Write the values out.",
                    )
                ]
            )
        if node.tag not in _PLAIN_TAGS:
            self._problem(
                place,
                "tag",
                "A word with “!” before a value has no meaning here. "
                "Take it away, or put the value in quotes.",
            )
        if isinstance(node, yaml.SequenceNode):
            return Listing(place, tuple(self.tree(item, depth + 1) for item in node.value))
        if isinstance(node, yaml.MappingNode):
            return self._table(place, node, depth)
        return Plain(place, node.value)

    def _table(self, place: Place, node: yaml.MappingNode, depth: int) -> Table:
        entries: dict[str, Tree] = {}
        places: dict[str, Place] = {}
        for key, where, value in self._pairs(node):
            if key in places:
                self._problem(
                    where,
                    "duplicate-key",
                    f"“{key}” stands here a second time; the "
                    f"first is in line {places[key].line}. Keep one of them.",
                )
            entries[key] = self.tree(value, depth + 1)
            places.setdefault(key, where)
        return Table(place, entries, places)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, Place, yaml.Node]]:
        for key, value in node.value:
            place = Place(self.file, key.start_mark.line + 1, key.start_mark.column + 1)
            if isinstance(key, yaml.ScalarNode):
                yield key.value, place, value
            else:
                self._problem(place, "odd-key", "What stands before a colon has to be one word.")

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(problem_at(place, code, sentence))
