"""A form's words: in its source language, and in each other that has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.importers.headers import split
from bot.importers.languages import Languages
from bot.importers.notes import Notes
from bot.importers.plain import QUOTED, plain
from bot.importers.workbook import Row, Sheet
from conversations.reading.translations import HEADER


@dataclass(frozen=True)
class Wording:
    """The same words in the source language and in others; empty where there are none."""

    source: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.source)

    def turned(self, turn: Callable[[str], str]) -> Wording:
        """Return the words in each language as ``turn`` makes them."""
        return Wording(turn(self.source), {tag: turn(said) for tag, said in self.others.items()})


class Texts:
    """Reads the words of rows, and keeps their translations by path."""

    def __init__(self, languages: Languages, notes: Notes) -> None:
        self.languages = languages
        self.notes = notes
        self.put_at: dict[str, Wording] = {}

    def read(self, sheet: Sheet, row: Row, kind: str) -> Wording:
        """Return a row's words of ``kind`` ("label", "hint" …)."""
        by_tag: dict[str, str] = {}
        for column, said in row.cells.items():
            base, name = split(column)
            tag = self.languages.tag(name) if base == kind else ""
            text = self._clean(sheet, row, column, said) if tag else ""
            if text and tag not in by_tag:
                by_tag[tag] = text
            elif text and text != by_tag[tag]:
                sentence = f"There are other words in “{tag}” for this already. These are left out."
                self.notes.add(sheet, row, column, sentence)
        source = by_tag.pop(self.languages.source, "")
        if not source and by_tag:
            tag, source = next(iter(by_tag.items()))
            column = next(c for c in row.cells if split(c)[0] == kind)
            sentence = (
                f"There are no words in “{self.languages.source}” here, so those in “{tag}” stand "
                "in for them."
            )
            self.notes.add(sheet, row, column, sentence)
        return Wording(source, by_tag)

    def put(self, path: str, words: Wording) -> str:
        """Keep ``words``, which stand at ``path``, and return them in the source language."""
        self.put_at[path] = words
        return words.source

    def translations(self, tag: str) -> str:
        """Return a ``.po`` file with what the form says in the language ``tag``."""
        parts = [HEADER]
        for path, words in self.put_at.items():
            said = words.others.get(tag)
            if said:
                texts = (
                    json.dumps(text, ensure_ascii=False) for text in (path, words.source, said)
                )
                parts.append("# draft\nmsgctxt {}\nmsgid {}\nmsgstr {}\n".format(*texts))
        return "\n".join(parts)

    def _clean(self, sheet: Sheet, row: Row, column: str, said: str) -> str:
        text = plain(said)
        if QUOTED.search(said):
            sentence = "An answer is quoted in these words. In the chat stands “…” there."
            self.notes.add(sheet, row, column, sentence)
        elif text != "\n".join(line.strip() for line in said.splitlines()).strip():
            sentence = "Bold, colours and other marks are left out: a chat shows the words alone."
            self.notes.add(sheet, row, column, sentence)
        return text
