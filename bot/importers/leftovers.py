"""What of a form is left out as a whole: columns, sheets and settings a chat has no use for."""

from __future__ import annotations

from bot.importers.headers import MEDIA, TEXTS, split
from bot.importers.notes import Notes
from bot.importers.workbook import Sheet, Workbook

#: Columns of the survey that are read, row by row.
_SURVEY = frozenset(
    {
        "type", "name", "relevant", "required", "constraint", "choice_filter", "calculation",
        "repeat_count", "read_only", "disabled", "kobo--score-choices", "kobo--rank-items",
        "kobo--matrix_list", "label", "hint", "constraint_message",
    }
)  # fmt: skip
_CHOICES = frozenset({"list_name", "name", "label"})
_SETTINGS = frozenset({"form_title", "form_id", "default_language"})

#: What is said of columns that have a meaning elsewhere.
_WHY = {
    "default": "An answer filled in beforehand is not: people say it themselves.",
    "appearance": "How a question looks on a screen is left out: a chat has its own look.",
    "trigger": "Nothing is worked out anew when another answer changes.",
    "parameters": "Choices stand in the form's order, and files are taken as they come.",
    "required_message": "These words are not said: the chat says itself that an answer is needed.",
    "guidance_hint": "These words are for interviewers, and are not said.",
    "hint": "Words beside a choice are not shown.",
    "save_to": "Entities are not made: a conversation keeps no list of things.",
}
_SHEETS = {
    "entities": "Entities are not made: a conversation keeps no list of things.",
    "osm": "Tags for OpenStreetMap are not read.",
}


def note_leftovers(form: Workbook, notes: Notes) -> None:
    """Note what of ``form`` nothing is made of."""
    for sheet in (form.survey, form.choices, form.external, form.settings):
        for cell in sheet.odd:
            sentence = "No name stands over this, or one that stands there already: left out."
            notes.at(sheet.name, cell, sentence)
    _note_columns(form.survey, _SURVEY, notes)
    filters = " ".join(row.cells.get("choice_filter", "") for row in form.survey.rows)
    for sheet in (form.choices, form.external):
        used = frozenset(column for column in sheet.letters if column in filters)
        _note_columns(sheet, _CHOICES | used, notes)
    for column in form.settings.letters:
        filled = any(column in row.cells for row in form.settings.rows)
        if filled and column not in _SETTINGS:
            notes.add(form.settings, None, column, "These settings mean nothing in a chat.")
    for name in form.unread:
        notes.at(name, "", _SHEETS.get(name.strip().lower(), "This sheet is not read."))
    for sheet_name, cell in form.formulas:
        notes.at(sheet_name, cell, "This is a formula. What it showed last is used.")


def _note_columns(sheet: Sheet, read: frozenset[str], notes: Notes) -> None:
    for column in sheet.letters:
        base = split(column)[0]
        rows = [row for row in sheet.rows if column in row.cells]
        if not rows or base in read:
            continue
        heading = sheet.headings[column]
        sentence = f"“{heading}” means nothing in a chat and is left out."
        if base in MEDIA:
            sentence = "Pictures and sounds beside a question are not shown."
        elif base in _WHY:
            sentence = _WHY[base]
        elif base in TEXTS:
            sentence = "These words are not said."
        for row in rows:
            notes.add(sheet, row, column, sentence)
