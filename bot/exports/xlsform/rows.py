"""Rows of a form's sheets, and what is said in each of its languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.exports.wording import bare, laid
from conversations.catalogue import Catalogues, Words
from conversations.languages import own_name

#: A text in every language, by its tag.
Said = Mapping[str, str]


@dataclass(frozen=True)
class Tongues:
    """The languages of a form, in their order, and the words of each."""

    catalogues: Catalogues
    tags: tuple[str, ...]

    def say(self, speak: Callable[[Words], str]) -> Said:
        """Return what ``speak`` says in each language, as a form can hold it."""
        return {tag: _kept(speak(self.catalogues.words(tag)), tag) for tag in self.tags}


def column(tag: str) -> str:
    """Return what a language is called in a column's head: ``Polski (pl)``."""
    return f"{own_name(tag)} ({tag})"


def _kept(said: str, tag: str) -> str:
    """Return ``said`` such that no form takes it for a reference to a question."""
    return laid(bare(said), tag).replace("${", "$ {")


@dataclass(frozen=True)
class Row:
    """A row of the survey sheet."""

    type: str
    name: str = ""
    label: Said = field(default_factory=dict)
    hint: Said = field(default_factory=dict)
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    message: Said = field(default_factory=dict)
    appearance: str = ""
    count: str = ""
    parameters: str = ""
    choice_filter: str = ""


@dataclass(frozen=True)
class Chosen:
    """A row of the choices sheet. ``filters``: columns of a list that depends on an answer."""

    name: str
    label: Said
    filters: Mapping[str, str] = field(default_factory=dict)
