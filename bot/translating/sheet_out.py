"""A project's texts as a spreadsheet: one sheet a language, one line a text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from conversations.translated import Line

#: The columns, with their widths in letters. ``sheet_in`` reads them by position.
COLUMNS = (
    ("Text", 28),
    ("For the translator", 40),
    ("In the source language", 60),
    ("Translation", 60),
    ("State", 10),
    ("Checked by", 24),
)

#: Told above the columns of a sheet: nobody reads a manual beside it.
NOTE = (
    "Write in the column “Translation” only. Keep words in {braces} as they are. Whoever speaks "
    "the language and has read a line writes their name under “Checked by”."
)


def write_sheets(out: Path, languages: Mapping[str, tuple[Line, ...]]) -> None:
    """Write the spreadsheet ``out``; what is stale has its old translation, to begin from.

    Words stay words: a text that begins with “=” is not a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        wrap.set_align("top")
        for language, found in languages.items():
            sheet = book.add_worksheet(language)
            sheet.write_string(0, 0, NOTE)
            for column, (name, width) in enumerate(COLUMNS):
                sheet.set_column(column, column, width, wrap)
                sheet.write_string(1, column, name, bold)
            sheet.freeze_panes(2, 1)
            for row, line in enumerate(found, start=2):
                for column, value in enumerate(_values(line)):
                    sheet.write_string(row, column, value, wrap)


def _values(line: Line) -> tuple[str, ...]:
    checker = line.provenance.by if line.state == "checked" else ""
    return (line.path, line.hint, line.source, line.said, line.state, checker)
