"""The workbook: survey, choices and settings, and a sheet of what a form cannot do."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from bot.exports.xlsform.rows import Row, Said, column
from bot.exports.xlsform.shortfalls import shortfalls
from bot.exports.xlsform.survey import Survey, survey
from conversations.loader import Loaded

#: The sheet that forms' own tools pass over.
NOT_IN_THE_FORM = "not in the form"

Cells = Mapping[str, str]


def write(loaded: Loaded) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Return the workbook of ``loaded``, and what a form cannot do: where, and what instead.

    Words stay words: a text that begins with “=” is not a formula.
    """
    made = survey(loaded)
    lacks = shortfalls(loaded, made.lacks)
    sheets: dict[str, list[Cells]] = {
        "survey": [_row(row) for row in made.rows],
        "choices": list(_choices(made)),
        "settings": [_settings(loaded)],
        NOT_IN_THE_FORM: [{"where": where, "what": what} for where, what in lacks],
    }
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        _sheet(book.add_worksheet(name), rows, head, wrapped)
    book.close()
    return out.getvalue(), lacks


def _sheet(sheet: Any, rows: list[Cells], head: Any, wrapped: Any) -> None:
    """Write ``rows`` under one head; columns that no row fills are left out."""
    columns = list(dict.fromkeys(name for row in rows for name, cell in row.items() if cell))
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(columns):
        sheet.set_column(at, at, 50 if "::" in name or name == "what" else 20)
        sheet.write_string(0, at, name, head)
    for line, row in enumerate(rows, start=1):
        for at, name in enumerate(columns):
            sheet.write_string(line, at, row.get(name, ""), wrapped)


def _row(row: Row) -> Cells:
    return {
        "type": row.type,
        "name": row.name,
        **_said("label", row.label),
        **_said("hint", row.hint),
        "required": "yes" if row.required else "",
        "relevant": row.relevant,
        "constraint": row.constraint,
        **_said("constraint_message", row.message),
        "appearance": row.appearance,
        "choice_filter": row.choice_filter,
        "repeat_count": row.count,
        "parameters": row.parameters,
    }


def _said(name: str, said: Said) -> Cells:
    return {f"{name}::{column(tag)}": text for tag, text in said.items()}


def _choices(made: Survey) -> Iterable[Cells]:
    for name, choices in made.lists.items():
        for one in choices:
            yield {
                "list_name": name,
                "name": one.name,
                **_said("label", one.label),
                **one.filters,
            }


def _settings(loaded: Loaded) -> Cells:
    project = loaded.project
    return {
        "form_title": project.title.source,
        "form_id": project.slug,
        # Whoever reads answers back can say which words their teller was shown.
        "version": loaded.snapshot.hash()[:12],
        "default_language": column(project.language),
    }
