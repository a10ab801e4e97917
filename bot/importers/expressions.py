"""XLSForm's expressions: ``${age} > 17 and selected(${ways}, 'bus')``, read into a tree.

They are XPath 1.0 with names in ``${…}`` (the XLSForm standard, xlsform.org). What a chat can ask
by is a small part of it; everything else is ``NotCarried``, and its author is told so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


class NotCarried(Exception):
    """This cannot be carried over; the message says what it is, to be put into a sentence."""


@dataclass(frozen=True)
class Value:
    """A text or a number, as it is written."""

    text: str


@dataclass(frozen=True)
class Answered:
    """``${name}``: the answer to another question; an empty name is this question's own (``.``)."""

    name: str


@dataclass(frozen=True)
class Column:
    """A bare name: in a choice filter, a column of the choices."""

    name: str


@dataclass(frozen=True)
class Call:
    """A function with its arguments; ``and``, ``or`` and ``not`` are among them."""

    name: str
    given: tuple[Expression, ...]


@dataclass(frozen=True)
class Compared:
    """Two sides and how they lie to each other."""

    how: str
    left: Expression
    right: Expression


Expression = Value | Answered | Column | Call | Compared

#: Deeper nesting than this, or longer text, is no expression someone wrote by hand.
DEEPEST, LONGEST = 40, 4_000

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<name>\$\{\s*(?P<of>[^{}]+?)\s*\})
    |(?P<text>'[^']*'|"[^"]*"|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<this>\.(?![\w.]))
    |(?P<how>!=|<=|>=|=|<|>)
    |(?P<word>\.\.(?:/[\w\-.]+)*|[^\W\d][\w\-.:]*)
    |(?P<mark>[(),+*/|\-\[\]])
    )""",
    re.VERBOSE,
)

_ARITHMETIC = frozenset({"+", "-", "*", "/", "|", "[", "div", "mod"})


def parse(text: str) -> Expression:
    """Return the tree of ``text``. Raises ``NotCarried`` where a chat cannot ask by it."""
    if len(text) > LONGEST:
        raise NotCarried("an expression of this length")
    reader = _Reader(_tokens(text))
    tree = reader.either(0)
    if reader.at < len(reader.tokens):
        raise NotCarried(f"“{reader.tokens[reader.at][1]}” in an expression")
    return tree


Sort = Literal["name", "text", "number", "this", "how", "word", "mark"]
_SORTS: tuple[Sort, ...] = ("name", "text", "number", "this", "how", "word", "mark")


def _tokens(text: str) -> list[tuple[Sort, str]]:
    tokens: list[tuple[Sort, str]] = []
    at, whole = 0, text.strip()
    while at < len(whole):
        found = _TOKEN.match(whole, at)
        if found is None:
            raise NotCarried(f"“{whole[at:][:20]}” in an expression")
        sort = next(sort for sort in _SORTS if found[sort] is not None)
        said = found["of"] if sort == "name" else found[sort]
        tokens.append((sort, said[1:-1] if sort == "text" else said))
        at = found.end()
    return tokens


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[tuple[Sort, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "its end")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self.at += 1
        return token

    def either(self, depth: int) -> Expression:
        """Read what “or” joins."""
        if depth > DEEPEST:
            raise NotCarried("so many brackets within each other")
        return self._joined("or", depth)

    def _joined(self, word: Literal["or", "and"], depth: int) -> Expression:
        read = self._compared if word == "and" else lambda d: self._joined("and", d)
        parts = [read(depth)]
        while self._peek() == ("word", word):
            self._next()
            parts.append(read(depth))
        return parts[0] if len(parts) == 1 else Call(word, tuple(parts))

    def _compared(self, depth: int) -> Expression:
        left = self._single(depth)
        sort, how = self._peek()
        if how in _ARITHMETIC:
            raise NotCarried(f"calculating with “{how}”")
        if sort != "how":
            return left
        self._next()
        right = self._single(depth)
        if self._peek()[1] in _ARITHMETIC:
            raise NotCarried(f"calculating with “{self._peek()[1]}”")
        return Compared(how, left, right)

    def _single(self, depth: int) -> Expression:
        sort, said = self._next()
        match sort:
            case "name":
                return Answered(said)
            case "this":
                return Answered("")
            case "text" | "number":
                return Value(said)
            case "word":
                return self._call(said, depth) if self._peek() == ("mark", "(") else Column(said)
        if said == "-" and self._peek()[0] == "number":
            return Value(f"-{self._next()[1]}")
        if said == "(":
            inner = self.either(depth + 1)
            self._close()
            return inner
        raise NotCarried(f"“{said}” in an expression")

    def _call(self, name: str, depth: int) -> Expression:
        self._next()
        given: list[Expression] = []
        while self._peek() != ("mark", ")"):
            given.append(self.either(depth + 1))
            if self._peek() != ("mark", ","):
                break
            self._next()
        self._close()
        return Call(name.lower(), tuple(given))

    def _close(self) -> None:
        if self._next() != ("mark", ")"):
            raise NotCarried("brackets that do not close")
