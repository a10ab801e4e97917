"""What others asked and were answered, put so that nobody can be recognised, for who asks next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.sql import load
from storage.sqlite import Connection
from storage.times import stamp

_sql = load("others_asked")


@dataclass(frozen=True)
class Asked:
    """A question and its answer, in one language, as others read them."""

    asked: str
    answer: str


@dataclass(frozen=True)
class Entry:
    """Something others asked. ``constraint``: the power card it is shown at; ``None``: at all.

    ``texts`` are its wordings by language, all by the team; ``language`` is that of the first.
    ``question`` is the resident's own that it was made of.
    """

    id: str
    project: str
    question: str
    constraint: str | None
    language: str
    added_by: str | None
    texts: Mapping[str, Asked]

    def in_language(self, *tags: str) -> tuple[str, Asked]:
        """Return it in the first of the languages ``tags`` it is written in, or in its first."""
        tag = next((tag for tag in tags if tag in self.texts), self.language)
        return tag, self.texts[tag]


def put(db: Connection, entry: Entry, by: str, now: datetime) -> None:
    """Show ``entry`` to others, in place of what was made of the same question before."""
    _sql.put(
        db,
        id=entry.id,
        project=entry.project,
        question=entry.question,
        constraint_key=entry.constraint,
        language=entry.language,
        by=by,
        at=stamp(now),
    )
    kept = of_question(db, entry.question)
    if kept is not None:
        _sql.drop_texts(db, entry=kept.id)
        for tag, text in entry.texts.items():
            put_text(db, kept.id, tag, text)


def put_text(db: Connection, entry: str, language: str, text: Asked) -> None:
    """Write an entry in one more language, or otherwise in the same."""
    _sql.put_text(db, entry=entry, language=language, asked=text.asked, answer=text.answer)


def get(db: Connection, entry: str) -> Entry | None:
    """Return an entry that is shown; ``None`` once it was taken out, or its asker erased it."""
    row = _sql.get(db, id=entry)
    return _entry(db, row) if row else None


def of_question(db: Connection, question: str) -> Entry | None:
    """Return the entry made of a question, if it is shown."""
    row = _sql.of_question(db, question=question)
    return _entry(db, row) if row else None


def shown(db: Connection, project: str, constraint: str | None = None) -> tuple[Entry, ...]:
    """Return what is shown in a project: at one power card its own first, then what is for all."""
    rows = list(_sql.shown(db, project=project, constraint_key=constraint))
    return tuple(_entry(db, row) for row in rows)


def withdraw(db: Connection, entry: str, now: datetime) -> bool:
    """Show an entry to nobody any more; ``False`` if that was so."""
    return bool(_sql.withdraw(db, id=entry, at=stamp(now)))


def _entry(db: Connection, row: Any) -> Entry:
    texts = {
        one["language"]: Asked(one["asked"], one["answer"])
        for one in _sql.texts(db, entry=row["id"])
    }
    return Entry(
        row["id"],
        row["project"],
        row["question"],
        row["constraint_key"],
        row["language"],
        row["added_by"],
        texts,
    )
