"""What every check is given, and what several of them need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.catalogue import Catalogues, Words
from conversations.problems import Place
from conversations.reading.draft import Draft
from conversations.reading.reader import Written
from conversations.reading.translations import Translation


@dataclass(frozen=True)
class Parts:
    """A project as read, its translations by language, and the words people would be served."""

    draft: Draft
    translations: Mapping[str, Translation]
    catalogues: Catalogues

    @property
    def target_languages(self) -> tuple[str, ...]:
        """Return the languages people can choose that are not the source language."""
        project = self.draft.project
        return tuple(tag for tag in project.languages if tag != project.language)

    def node_paths(self, key: str) -> tuple[str, ...]:
        """Return where an author wrote what became the node ``key``: the likeliest place first."""
        name = key.rpartition(".")[2]
        if key.startswith(("card.", "understood.")):
            return (f"constraints.{name}",)
        own = key
        while own and own not in self.draft.paths:
            own = own.rpartition(".")[0]
        path = f"{self.draft.paths[own]}{key.removeprefix(own)}" if own else f"flow.{key}"
        return (path, f"flow.{key}", f"flow.{own or key.partition('.')[0]}")

    def words(self) -> Iterator[Words]:
        """Yield the words of each language people can choose."""
        yield from self.catalogues.every(self.draft.project.languages)

    def said(self, written: Written) -> Iterator[tuple[Words, Place]]:
        """Yield each language that says ``written`` in words of its own, and where it does so."""
        text, source = written.text, self.draft.project.language
        for words in self.words():
            entries = self.translations.get(words.language)
            entry = entries.entries.get((text.context, text.source)) if entries else None
            if words.language == source:
                yield words, written.place
            elif entry and entry.served:
                yield words, entry.place
