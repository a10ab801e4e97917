"""The ``.po`` files beside a project: what they say, where, and whether someone checked it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from conversations.catalogue import read_catalogue
from conversations.languages import base_of
from conversations.problems import Place, Problem, ProjectRefused, problem_at
from conversations.provenance import Provenance, read_provenance
from conversations.snapshot import Snapshot

_LINE = re.compile(
    r'(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"'
)
_HEADER = re.compile(r'^"(?P<name>[A-Za-z-]+):\s*(?P<value>[^"]*?)\s*(?:\\n)?"\s*$', re.MULTILINE)
_CHARSET = re.compile(r"text/plain;\s*charset=utf-?8", re.IGNORECASE)

#: What a catalogue begins with; by itself it is the catalogue of a language that says nothing.
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@dataclass(frozen=True)
class Entry:
    """One translation. ``said`` is empty where there is none; a fuzzy one is never served."""

    context: str
    source: str
    said: str
    place: Place
    fuzzy: bool
    provenance: Provenance
    safety: bool

    @property
    def served(self) -> bool:
        """Whether people are shown it: it says something, and no one doubts it."""
        return bool(self.said) and not self.fuzzy

    @property
    def checked(self) -> bool:
        """Whether someone who speaks the language has read it, and said so."""
        return self.provenance.kind == "checked"


@dataclass(frozen=True)
class Translation:
    """One ``.po`` file: its entries by (context, source), and the table that people are served."""

    language: str
    file: str
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    served: GNUTranslations | None = None


def nothing() -> GNUTranslations:
    """Return a catalogue that says everything as it is in the source language."""
    return read_catalogue(HEADER.encode())


def read_translations(
    snapshot: Snapshot, source: str
) -> tuple[dict[str, Translation], list[Problem]]:
    """Return every translation in the snapshot by language, and what is wrong with the files."""
    found: dict[str, Translation] = {}
    problems: list[Problem] = []
    for file in sorted(snapshot.files):
        language = file.removesuffix(".po")
        if language == file:
            continue
        if language == source:
            sentence = f"“{source}” is the language of project.yaml itself: this file is not used."
            problems.append(problem_at(Place(file), "source-po", sentence, serious=False))
            continue
        try:
            found[language] = read_translation(language, file, snapshot.files[file])
        except ProjectRefused as refused:
            problems += refused.problems
            found[language] = Translation(language, file)
    return found, problems


def read_translation(language: str, file: str, text: str) -> Translation:
    """Return one ``.po`` file's content. Raises ``ProjectRefused`` with what is wrong with it."""
    problems = [*_broken_lines(file, text), *_broken_header(language, file, text)]
    if problems:
        raise ProjectRefused(problems)
    content = text.encode()
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
        served = read_catalogue(content)
    except PoFileError as error:
        raise ProjectRefused(
            [
                problem_at(
                    Place(file, error.lineno + 1),
                    "not-po",
                    f"This cannot be read as a .po file from here: {error}. Open it with a "
                    "translation editor such as Poedit and save it again.",
                )
            ]
        ) from None
    except ValueError as error:
        raise ProjectRefused(
            [
                problem_at(
                    Place(file),
                    "po-header",
                    f"The lines at the top of this file are broken: {error}. "
                    "Save it again with a translation editor such as Poedit.",
                )
            ]
        ) from None
    messages = [message for message in catalogue if message.id]
    entries = {_key(message): _entry(file, message) for message in messages}
    return Translation(language, file, entries, served)


def _key(message: Message) -> tuple[str, str]:
    source = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", source


def _entry(file: str, message: Message) -> Entry:
    context, source = _key(message)
    # A project's texts have no plurals; where a file has some, the first form stands for all.
    said = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
    return Entry(
        context,
        source,
        said=said,
        place=Place(file, message.lineno or 1),
        fuzzy=message.fuzzy,
        provenance=read_provenance(message.user_comments),
        safety=any(_is_safety(comment) for comment in message.auto_comments),
    )


def _is_safety(comment: str) -> bool:
    """Whether our own comment (``# Translators: safety: …``) marks words safety hangs on."""
    return comment.removeprefix("Translators:").strip().startswith("safety")


def _broken_lines(file: str, text: str) -> list[Problem]:
    """Return lines that Babel would half read without a word: a quote left open, for one."""
    return [
        problem_at(
            Place(file, number),
            "not-po",
            "This is no line of a .po file: each is a comment, or a "
            "word like msgid and a text, or a text alone, and texts have a quote at both ends.",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#") and not _LINE.fullmatch(line.strip())
    ]


def _broken_header(language: str, file: str, text: str) -> list[Problem]:
    """Return what is wrong with the lines a .po file begins with."""
    header = {found["name"].lower(): found for found in _HEADER.finditer(text)}
    kind, said = header.get("content-type"), header.get("language")
    if kind is None:
        return [
            problem_at(
                Place(file),
                "po-header",
                "This file does not begin with the lines that "
                "every .po file needs (“Content-Type: text/plain; charset=UTF-8” and "
                "“Language”). Save it with a translation editor such as Poedit.",
            )
        ]
    problems = []
    if not _CHARSET.fullmatch(kind["value"]):
        problems.append(
            problem_at(
                _line(file, text, kind),
                "po-header",
                "“Content-Type” has to be “text/plain; charset=UTF-8”: save the file as UTF-8.",
            )
        )
    base = base_of(language)
    if said and said["value"] and said["value"].replace("_", "-") != base:
        problems.append(
            problem_at(
                _line(file, text, said),
                "po-language",
                f"This file is named for “{language}”, and its "
                f"“Language” says “{said['value']}”. People would read the wrong one: set it "
                "right."
                if base == language
                else f"The “Language” of this file has to be “{base}”, which “{language}” is a way "
                "of writing.",
            )
        )
    return problems


def _line(file: str, text: str, found: re.Match[str]) -> Place:
    return Place(file, text.count("\n", 0, found.start()) + 1)
