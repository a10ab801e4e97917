"""Forms for tests of importing: written as Markdown tables or workbooks, and played to the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from io import BytesIO

import xlsxwriter

from bot.importers.xlsform import Imported, import_form
from bot.registry import words_folder
from conversations import inputs
from conversations.catalogue import read_folder
from conversations.languages import own_name
from conversations.loader import Loaded, load
from conversations.opening import LANGUAGE
from conversations.run import Run
from conversations.snapshot import Snapshot
from tests.support.walks import START, Ground

Sheets = Mapping[str, Sequence[Sequence[object]]]

#: More steps than any form of ours has: whoever takes more is going in circles.
_MOST_STEPS = 3_000


def imported(form: str | Sheets | bytes, name: str = "park.xlsx") -> Imported:
    """Import a form: Markdown tables, sheets by name, or a file's content."""
    content = form.encode() if isinstance(form, str) else form
    return import_form(content if isinstance(content, bytes) else workbook(content), name)


def workbook(sheets: Sheets) -> bytes:
    """Return an ``.xlsx`` file with these sheets."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def loaded(made: Imported) -> Loaded:
    """Return the project that was made, with the bot's own words."""
    return load(Snapshot(made.files), bot=read_folder(words_folder()))


def told(made: Imported) -> list[str]:
    """Return what is said to whoever imports the form."""
    return [str(note) for note in made.notes]


def played(project: Loaded, language: str, which: int = 0) -> Run:
    """Play a project to its end in ``language``, giving answer number ``which`` of each choice."""
    ground = Ground(project)
    run, now = ground.begin(), START
    for _ in range(_MOST_STEPS):
        if run.status != "waiting":
            return run
        given = ground.forward(run, which)
        if run.at == LANGUAGE:
            given = inputs.Said(own_name(language), None, run.step)
        now += timedelta(seconds=30)
        after = ground.step(run, given, now).after
        assert after != run, f"nobody gets past “{run.at}” with {given}"
        run = after
    raise AssertionError(f"no end after {_MOST_STEPS} steps; the last was “{run.at}”")
