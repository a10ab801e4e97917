"""Blocks of equality questions: package data, never changed once published with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from conversations.catalogue import Phrase
from conversations.equality.questions import Described
from conversations.questions.ages import Ages
from conversations.questions.base import Option, Question
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.own_words import OwnWords

_FOLDER = Path(__file__).parent

#: The blocks there are.
BLOCKS = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))

#: Asked where a project names none. It stays this one: a published project must not change when a
#: block is added.
USUAL = "england-1"


@dataclass(frozen=True)
class Asked:
    """One question of a block. ``then`` is what follows from an answer, by the option chosen.

    ``short`` is what it is called in a list.
    """

    key: str
    question: Question
    short: Phrase
    hint: Phrase | None
    then: tuple[tuple[str, Asked], ...]

    def every(self) -> Iterator[Asked]:
        """Yield this question and all that may follow from it."""
        yield self
        for _, follow in self.then:
            yield from follow.every()


@dataclass(frozen=True)
class Block:
    """The equality questions of one country, in one version: ``england-1``."""

    name: str
    questions: tuple[Asked, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Asked]:
        """Return every question, those that follow from another too, in the order of asking."""
        return {one.key: one for question in self.questions for one in question.every()}

    def behind(self, key: str) -> tuple[str, ...]:
        """Return the keys of the questions that may follow from the answer to ``key``."""
        return tuple(one.key for one in self.by_key[key].every() if one.key != key)


@cache
def block(name: str) -> Block:
    """Return one of ``BLOCKS``."""
    text = (_FOLDER / f"{name}.yaml").read_text("utf-8")
    # Every value a text: “yes” and “no” are keys here, and nothing is a date.
    questions = yaml.load(text, yaml.BaseLoader)["questions"]  # noqa: S506 - texts and no objects
    return Block(name, tuple(_asked(key, fields) for key, fields in questions.items()))


def _asked(key: str, fields: Mapping[str, Any]) -> Asked:
    then = tuple(
        (option, _asked(follow, inner))
        for option, following in fields.get("then", {}).items()
        for follow, inner in following.items()
    )
    hint = Phrase(fields["hint"]) if "hint" in fields else None
    return Asked(key, _question(fields, then), Phrase(fields["short"]), hint, then)


def _question(fields: Mapping[str, Any], then: tuple[tuple[str, Asked], ...]) -> Question:
    text, kind = Phrase(fields["text"]), fields.get("kind", "choice")
    if kind == "ages":
        return Ages(text, tuple(int(age) for age in fields["bands"]))
    if kind == "words":
        # A voice could not be read by the one program that counts these, and nobody else may.
        return OwnWords(text, open=False)
    options = (YES, NO) if kind == "yesno" else _options(fields["options"])
    in_words = any(isinstance(follow.question, OwnWords) for _, follow in then)
    return (Described if in_words else OneChoice)(text, options)


def _options(options: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(
        Option(key, Phrase(said))
        if isinstance(said, str)
        else Option(key, Phrase(said["text"]), (Phrase(said["also"]),) if "also" in said else ())
        for key, said in options.items()
    )
