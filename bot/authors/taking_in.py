"""What a file is that an author sent: a project's file or folder, a form, or none of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.authors.unpacking import NotUnpacked, is_zip, names_in, unpacked
from conversations.problems import Place, Problem, ProjectRefused, problem_at
from conversations.reading.draft import read_draft
from conversations.snapshot import PROJECT_FILE, Snapshot

#: A project's file has several of these at its left edge; a shopping list may have one.
_KEY = re.compile(r"^(tellback|project|language|organisation|constraints|flow) *:", re.MULTILINE)
_ENOUGH = 3

#: Characters of a project's file from a chat: reading more would keep the bot busy for seconds.
MOST_TEXT = 300_000

#: A form in Markdown names its sheets in a first column of their own.
_MARKDOWN = re.compile(r"^\s*\|\s*survey\s*\|", re.MULTILINE | re.IGNORECASE)

#: What an .xls file begins with, whatever it is called.
_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class TakenIn:
    """A project that came: its files. ``alone``: only ``project.yaml`` came, without the others.

    ``notes`` say what of a form is different in it; ``None`` for what was no form.
    """

    snapshot: Snapshot
    alone: bool = False
    notes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Refused:
    """It was meant to be a project and is none: why, in sentences, the weightiest first."""

    sentences: tuple[str, ...]


def take_in(content: bytes, name: str) -> TakenIn | Refused | None:
    """Return the project in ``content``, why there is none, or ``None`` for some other file.

    It is told by its content. ``name`` is only what a form's project is called after.
    """
    try:
        return _taken_in(content, name)
    except ProjectRefused as refused:
        return Refused(in_words(refused.problems))
    except NotUnpacked as refused:
        return Refused((str(refused),))


def in_words(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """Return problems as sentences, those that keep a project from going live first."""
    return tuple(str(one) for one in sorted(problems, key=lambda one: not one.serious))


def _taken_in(content: bytes, name: str) -> TakenIn | Refused | None:
    if content.startswith(_XLS) or (is_zip(content) and _is_workbook(content)):
        return _from_form(content, name)
    if is_zip(content):
        snapshot = unpacked(content)
        _refuse_long(snapshot.files[PROJECT_FILE])
        return TakenIn(snapshot)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    if _MARKDOWN.search(text):
        return _from_form(content, name)
    if len(set(_KEY.findall(text))) < _ENOUGH:
        return None
    _refuse_long(text)
    return TakenIn(Snapshot({PROJECT_FILE: text}), alone=True)


def _is_workbook(content: bytes) -> bool:
    return any(name.startswith("xl/") for name in names_in(content))


def _refuse_long(text: str) -> None:
    if len(text) > MOST_TEXT:
        sentence = (
            f"This file is longer than {MOST_TEXT:,} characters. Take out what is not needed."
        )
        raise ProjectRefused([problem_at(Place(PROJECT_FILE), "too-big", sentence)])


def _from_form(content: bytes, name: str) -> TakenIn | Refused:
    # Imported here: it takes a quarter of a second to load, and few starts of the bot read a form.
    from bot.importers.xlsform import FormRefused, import_form  # noqa: PLC0415

    try:
        made = import_form(content, name)
    except FormRefused as refused:
        return Refused((str(refused),))
    return TakenIn(Snapshot(made.files), notes=tuple(str(note) for note in made.notes))


def slug_of(snapshot: Snapshot) -> str:
    """Return which project this is, as far as it can be read. Raises ``ProjectRefused``."""
    return read_draft(snapshot).project.slug


def with_others(alone: Snapshot, others: Snapshot) -> Snapshot:
    """Return a project's file that came alone, with the translations and recordings there are."""
    return Snapshot({**others.files, **alone.files}, others.recordings, others.contents)
