"""What a question is made from while it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.questions.base import Question
from conversations.reading.reader import Reader
from conversations.reading.shapes import Shape
from conversations.reading.whens import Mentions
from conversations.reading.yamlfile import Table
from conversations.text import Text


@dataclass(frozen=True)
class Given:
    """A question's table, its key, its path for translators, its text, and what is noted on it."""

    reader: Reader
    table: Table
    key: str
    path: str
    text: Text
    mentions: Mentions


@dataclass(frozen=True)
class Kind:
    """A kind of question: the keys it has, and how it is read."""

    shape: Shape
    read: Callable[[Given], Question]
