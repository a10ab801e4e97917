"""``tellback project messages``: what translators work with, and how far they are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.common import CLOCK, Cannot, command, say
from bot.translating.sheet_in import NoSheet, read_sheets
from bot.translating.sheet_out import write_sheets
from bot.translating.taking_in import taken_in
from conversations.provenance import Provenance
from conversations.reading.draft import Draft, read_draft
from conversations.reading.heading import is_tag
from conversations.reading.translations import read_translation
from conversations.snapshot import take
from conversations.translated import STATES, Line, coverage, lines
from conversations.updating import Said, changed, updated


def add(actions: Any) -> None:
    """Add the command to those of ``tellback project``."""
    messages = command(
        actions,
        "messages",
        _messages,
        "Bring a project's translations up to date, and say how far they are.",
        "tellback project messages my-project/ --language pl --out polish.xlsx",
    )
    messages.add_argument("path", type=Path, help="the project's folder")
    messages.add_argument("--language", metavar="TAG", help="only this one; a new one is begun")
    messages.add_argument(
        "--out", type=Path, metavar="FILE.xlsx", help="also write a spreadsheet for translators"
    )
    messages.add_argument(
        "--in", dest="back", type=Path, metavar="FILE.xlsx", help="take in what they wrote in it"
    )
    messages.add_argument(
        "--checked-by",
        metavar="NAME",
        help="show what is not checked yet, one by one, and mark what NAME finds right",
    )


@dataclass
class _Work:
    """One language of a project being worked on: its file, and what stands in it."""

    draft: Draft
    language: str
    file: Path
    po: str

    def lines(self) -> tuple[Line, ...]:
        """Return every text with its translation."""
        return lines(self.draft, read_translation(self.language, self.file.name, self.po))

    def take(self, said: Mapping[tuple[str, str], Said]) -> None:
        """Take these translations in, and write them down at once."""
        self.po = changed(self.po, said)
        self.write()

    def write(self) -> None:
        """Write the file whole or not at all: half a translation would lose the other half."""
        new = self.file.with_name(f".{self.file.name}.new")
        new.write_text(self.po, encoding="utf-8", newline="\n")
        new.replace(self.file)


def _messages(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    works = _works(arguments.path, arguments.language)
    if arguments.checked_by and (len(works) != 1 or not arguments.language):
        raise Cannot("Whoever checks, checks one language: please add --language.")
    left_out = _take_in(works, arguments.back) if arguments.back else 0
    if arguments.checked_by:
        _check(works[0], " ".join(arguments.checked_by.split())[:60])
    found = {work.language: work.lines() for work in works}
    if arguments.out:
        _refuse_odd_name(arguments.out)
        write_sheets(arguments.out, found)
        say(f"{arguments.out} is for the translators. Take it in again with --in.")
    _table(found)
    return 1 if left_out else 0


def _works(folder: Path, language: str | None) -> list[_Work]:
    """Bring the files up to date, and return them."""
    snapshot = take(folder)
    draft = read_draft(snapshot)
    source = draft.project.language
    if language and not is_tag(language):
        raise Cannot(f"“{language}” is not a language we know. Use its short tag: cy, pl, pt-BR.")
    if language == source:
        raise Cannot(
            f"“{source}” is the language of project.yaml itself. When someone has checked it, "
            "write there: checked: {by: NAME, on: YYYY-MM-DD}"
        )
    chosen = [language] if language else [t for t in draft.project.languages if t != source]
    if not chosen:
        raise Cannot("The project has one language only. To begin another, add --language.")
    if language and language not in draft.project.languages:
        say(f"Nobody can choose “{language}” yet: list it under “languages” in project.yaml.")
    return [_updated(draft, tag, folder, snapshot.files.get(f"{tag}.po", "")) for tag in chosen]


def _updated(draft: Draft, language: str, folder: Path, existing: str) -> _Work:
    file = folder / f"{language}.po"
    work = _Work(draft, language, file, updated(draft, language, existing))
    if work.po != existing:
        work.write()
        say(f"{file.name} is {'brought up to date' if existing else 'new: it waits for words'}.")
    return work


def _take_in(works: Sequence[_Work], sheet: Path) -> int:
    """Take in what a spreadsheet says; return how many of its lines could not be."""
    try:
        rows = read_sheets(sheet)
    except NoSheet as error:
        raise Cannot(str(error)) from None
    today, left_out = CLOCK.now().date(), 0
    for work in works:
        own = [row for row in rows if row.language == work.language]
        said, complaints = taken_in(own, work.lines(), today)
        work.take(said)
        say(f"{work.file.name}: {len(said)} taken in, {len(complaints)} left out.")
        for complaint in complaints:
            say(f"  {complaint}")
        left_out += len(complaints)
    unknown = sorted({row.language for row in rows} - {work.language for work in works})
    if unknown:
        say(f"Sheets that were not looked at: {', '.join(unknown)}.")
    return left_out


def _check(work: _Work, name: str) -> None:
    """Show what is translated and not checked, what safety hangs on first; mark what is right."""
    waiting = [line for line in work.lines() if line.served and line.state != "checked"]
    waiting.sort(key=lambda line: not line.safety)
    say(f"{len(waiting)} texts to check. After each: y, it is right; n, leave it; q, stop here.")
    mark = Provenance("checked", name, CLOCK.now().date())
    marked = 0
    for number, line in enumerate(waiting, start=1):
        say(f"\n{number} of {len(waiting)} · {line.path}\n{line.source}\n→ {line.said}")
        answer = _asked()
        if answer == "q":
            break
        if answer == "y":
            work.take({(line.path, line.source): Said(line.said, mark)})
            marked += 1
    say(f"\n{marked} marked as {mark}.")


def _asked() -> str:
    while True:
        try:
            answer = input("y, n or q? ").strip().casefold()
        except EOFError:
            return "q"
        if answer in ("y", "n", "q"):
            return answer


def _refuse_odd_name(out: Path) -> None:
    if out.suffix != ".xlsx":
        raise Cannot(f"“{out.name}” should end in .xlsx: that is what is written.")


def _table(found: Mapping[str, tuple[Line, ...]]) -> None:
    """Say how far each language is. ``translated`` is what people are shown."""
    say(_row("language", "texts", "translated", *STATES))
    for language, of_it in found.items():
        counted = coverage(language, of_it)
        states = (str(counted.states[state]) for state in STATES)
        say(_row(language, str(counted.texts), str(counted.translated), *states))


def _row(first: str, *others: str) -> str:
    return f"{first:<14}" + "".join(f"{other:>12}" for other in others)
