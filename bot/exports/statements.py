"""Statements with how many people agree, disagree or pass: the project's own, and accepted ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conversations.flow import Ask, every
from conversations.loader import Loaded
from conversations.questions.choice import OneChoice
from conversations.statements import AGREE, DISAGREE, OTHER, PASS
from conversations.text import Text
from storage import contributions
from storage.sqlite import Connection

_VOTES = (AGREE, DISAGREE, PASS)


def statements(db: Connection, loaded: Loaded) -> list[dict[str, Any]]:
    """Return a row a statement. One that was taken back has none: its votes went with it."""
    votes = contributions.votes(db, loaded.project.slug)
    rows = [(node, "project", words, loaded.project.language) for node, words in _own(loaded)]
    rows += [
        (f"{one.step}{OTHER}{one.id}", "resident", one.words, one.language)
        for one in contributions.all_shown(db, loaded.project.slug)
    ]
    small = loaded.project.small_number
    return [
        {
            "question": node,
            "by": by,
            "words": words,
            "language": language,
            **{vote.key: _few(votes.get((node, vote.key), 0), small) for vote in _VOTES},
        }
        for node, by, words, language in rows
    ]


def _own(loaded: Loaded) -> Iterator[tuple[str, str]]:
    words = loaded.catalogues.words(loaded.project.language)
    for node in every(loaded.project.script.nodes):
        if not (isinstance(node, Ask) and isinstance(node.question, OneChoice)):
            continue
        if node.question.options == _VOTES and isinstance(node.short, Text):
            yield node.key, words.plain(node.short)


def _few(people: int, small: int) -> str:
    """Return a number of people; a small one is not told exactly, nor told from none."""
    return str(people) if people >= small else f"fewer than {small}"


def is_gone(node: str, shown: frozenset[str]) -> bool:
    """Say whether a question is a statement of someone else that is not shown any more."""
    _, other, statement = node.partition(OTHER)
    return bool(other) and statement not in shown
