"""What ODK would say of a form: pyxform converts it, as ODK does before it shows it to anyone.

A form that ODK would refuse may still be asked in a chat, and is; but its author may want to use it
in both, and hears it here first. Nothing is fetched, and no other program is started.
"""

from __future__ import annotations

import re

from bot.importers.notes import Note
from bot.importers.types import Bracket, read_type
from bot.importers.workbook import Sheet, Workbook

#: Rows, cells (empty ones too, of each language) and names in words or conditions that a form may
#: have for pyxform to be asked about it. It takes no more than a second for these; ten times as
#: many cells would take it half a minute and two gigabytes.
MOST_ROWS, MOST_CELLS, MOST_NAMED = 3_000, 20_000, 2_000

#: A part of the form that pyxform unfolds, once for each choice, or that only Kobo knows.
_NOT_ASKED_ABOUT = frozenset({"loop", "kobomatrix", "score", "rank"})

#: Sheets that ODK reads and we do not: without them it would complain of what is no mistake.
_ONLY_ODK = frozenset({"entities", "osm"})

#: What is quoted of its reason.
_LONGEST = 300

_ROW = re.compile(r"^\[row : (\d+)\]\s*")
_WHERE = re.compile(r"^On the '(\w+)' sheet, the '([^']+)' value(?: '[^']*')? is invalid\.\s*")
_MORE = re.compile(r"\s*Learn more:.*", re.DOTALL)


def refusal(form: Workbook) -> tuple[Note, ...]:
    """Return a note of why ODK would refuse the form; none where it would not, or cannot say."""
    if not _may_be_asked(form):
        return ()
    # Imported here: it takes a third of a second to load, and few commands read a form.
    from pyxform import errors, xls2xform  # noqa: PLC0415

    sheets = (form.survey, form.choices, form.settings, form.external)
    try:
        xls2xform.convert(
            {sheet.name: _rows(sheet) for sheet in sheets if sheet.rows},
            form_name="form",
            warnings=[],
            validate=False,
        )
    except errors.PyXFormError as error:
        return (_note(form, str(error)),)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, that is no judgement of the form
        return ()
    return ()


def _may_be_asked(form: Workbook) -> bool:
    sheets = (form.survey, form.choices, form.settings, form.external)
    filled = [sheet for sheet in sheets if sheet.rows]
    cells = [said for sheet in filled for row in sheet.rows for said in row.cells.values()]
    kinds = (read_type(row.cells.get("type", "")) for row in form.survey.rows)
    brackets = {kind.what for kind in kinds if isinstance(kind, Bracket)}
    return (
        sum(sheet.rows[-1].number for sheet in filled) <= MOST_ROWS
        and sum(len(sheet.rows) * len(sheet.headings) for sheet in filled) <= MOST_CELLS
        and sum(said.count("${") for said in cells) <= MOST_NAMED
        # What is looked up in a file is looked for in every list anew.
        and not any("search" in row.cells.get("appearance", "") for row in form.survey.rows)
        and not brackets & _NOT_ASKED_ABOUT
        and not _ONLY_ODK & {title.strip().lower() for title in form.unread}
    )


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows as pyxform takes them: empty ones too, so that it counts as people do."""
    rows: list[dict[str, str]] = [{} for _ in range(sheet.rows[-1].number - 1)]
    for row in sheet.rows:
        rows[row.number - 2] = {sheet.headings[at]: said for at, said in row.cells.items()}
    return rows


def _note(form: Workbook, said: str) -> Note:
    """Return what pyxform says as a note, beside the cell it says it of."""
    row = _ROW.match(said)
    said = _MORE.sub("", said[row.end() :] if row else said)
    where = _WHERE.match(said)
    said = said[where.end() :] if where else said
    sheet = form.choices if where and where[1] == "choices" else form.survey
    cells: tuple[str, ...] = ()
    if row:
        letter = sheet.letters.get(where[2]) if where else None
        cells = (f"{letter}{row[1]}" if letter else f"row {row[1]}",)
    said = " ".join(said.split())
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    return Note(sheet.name, cells, f"ODK would refuse this form: {said}")
