"""The blocks' texts for translators: found by Babel, as ``pyproject.toml`` says how."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

import yaml

Found = tuple[int, None, str, list[str]]

#: What of a block people read.
_READ = ("text", "short", "hint", "also")


def extract(
    block: BinaryIO,
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Yield each text of a block with its line, and where it is said, as Babel wants it."""
    root = yaml.compose(block, yaml.BaseLoader)
    assert root is not None, "a block is never empty"
    ((_, questions),) = root.value
    yield from _questions(questions)


def _questions(questions: yaml.MappingNode) -> Iterator[Found]:
    for key, fields in questions.value:
        yield from _texts(fields, f"A question about you: {key.value}.")
        for name, inside in fields.value:
            if name.value == "options":
                yield from _options(inside, f"An answer to the question {key.value}.")
            elif name.value == "then":
                for _, following in inside.value:
                    yield from _questions(following)


def _options(options: yaml.MappingNode, where: str) -> Iterator[Found]:
    for _, said in options.value:
        if isinstance(said, yaml.ScalarNode):
            yield _found(said, where)
        else:
            yield from _texts(said, where)


def _texts(fields: yaml.MappingNode, where: str) -> Iterator[Found]:
    for name, said in fields.value:
        if name.value in _READ:
            also = " What people may type for it, parted by commas." if name.value == "also" else ""
            yield _found(said, where + also)


def _found(said: yaml.ScalarNode, where: str) -> Found:
    return said.start_mark.line + 1, None, said.value, [f"Translators: {where}"]
