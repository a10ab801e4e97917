"""A script as one reads it: every node with all that people see and all that is kept with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from conversations.catalogue import Phrase, Words
from conversations.flow import Ask, Branch, End, Node, Say, Script
from conversations.text import FSI, PDI, Text

_MARKS = str.maketrans({FSI: None, PDI: None})


def outline(script: Script, words: Words) -> str:
    """Return the script as indented lines; what is as usual is left out."""
    head = f"{script.key}{'' if script.review else ', without review'}"
    return "\n".join([head, *_lines(script.nodes, words)])


def _lines(nodes: tuple[Node, ...], words: Words) -> Iterator[str]:
    for node in nodes:
        match node:
            case Say():
                yield f"say {node.key}: {_said(words.say(node.text))}"
            case End():
                yield f"end {node.key} ({node.how}): {_said(words.say(node.text))}"
            case Branch():
                yield f"when {node.key}: {node.when}"
                yield from (f"  {line}" for line in _lines(node.then, words))
                if node.otherwise:
                    yield "otherwise"
                    yield from (f"  {line}" for line in _lines(node.otherwise, words))
            case Ask():
                yield f"ask {node.key}: {_said(node.text(words))}"
                yield from _details(node, words)


def _details(ask: Ask, words: Words) -> Iterator[str]:
    buttons = [f"[{choice.label}={choice.value}]" for choice in ask.choices(words)]
    if buttons:
        yield f"  {' '.join(buttons)}"
    options = getattr(ask.question, "all_options", ())
    also = [f"{o.key}: {words.plain(text)}" for o in options for text in o.also]
    if also:
        yield f"  also {', '.join(also)}"
    yield from _unusual(ask.question, ("text", "options", "all_options"), words)
    yield from _unusual(ask, ("key", "question", "hint"), words)


def _unusual(thing: Any, shown: tuple[str, ...], words: Words) -> Iterator[str]:
    """Yield each field of a question that is not as it is when nothing is said about it."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name not in shown and value not in (field.default, Text("")):
            said = _said(words.say(value)) if isinstance(value, Text | Phrase) else value
            yield f"  {field.name} {said}"


def _said(text: str) -> str:
    return text.translate(_MARKS).replace("\n", " / ")
