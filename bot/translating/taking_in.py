"""What a spreadsheet changes in a translation, and what of it cannot be taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.translating.sheet_in import Row
from conversations.provenance import Provenance
from conversations.translated import Line
from conversations.updating import Key, Said

#: No text of a project is as long; a cell that is holds something else.
LONGEST = 4_000

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def taken_in(
    rows: Iterable[Row], found: Iterable[Line], today: date
) -> tuple[dict[Key, Said], list[str]]:
    """Return the translations that ``rows`` change, and a sentence for each that cannot be.

    A name newly written under “Checked by” counts from ``today``. Whoever changes words that
    somebody else had checked makes them a draft again.
    """
    known = {line.path: line for line in found}
    changes: dict[Key, Said] = {}
    complaints: list[str] = []
    for row in rows:
        line = known.get(row.path)
        complaint = _complaint(row, line)
        if complaint:
            complaints.append(complaint)
        elif line is not None and row.said:
            new = _new(row, line, today)
            if new is not None:
                changes[line.path, line.source] = new
    return changes, complaints


def _new(row: Row, line: Line, today: date) -> Said | None:
    was = line.provenance if line.state == "checked" else Provenance()
    by = " ".join(row.checker.split())[:60]
    if by and by != was.by:
        return Said(row.said, Provenance("checked", by, today))
    if row.said == line.said:
        return None
    return Said(row.said, Provenance())


def _complaint(row: Row, line: Line | None) -> str:
    """Return why ``row`` cannot be taken in, with the cell it is about; empty if it can."""
    if line is None:
        return f"{row.cell('A')}: the project has no text “{row.path}” any more. It was left out."
    if row.formula:
        return f"{row.cell('D')}: this is a formula, and not words. It was left out."
    if not row.said:
        return ""
    if row.source != line.source:
        return (
            f"{row.cell('C')}: “{row.path}” has changed in project.yaml since this sheet was "
            "made. Its translation was left out: make a new sheet with --out."
        )
    if len(row.said) > LONGEST:
        return f"{row.cell('D')}: this is longer than {LONGEST} letters. It was left out."
    return _braces(row, line)


def _braces(row: Row, line: Line) -> str:
    asked, given = (set(_PLACEHOLDER.findall(text)) for text in (line.source, row.said))
    if asked == given:
        return ""
    lost = ", ".join(f"{{{name}}}" for name in sorted(asked - given))
    more = ", ".join(f"{{{name}}}" for name in sorted(given - asked))
    wrong = f"{lost} is missing" if lost else f"{more} is not in the text it translates"
    return f"{row.cell('D')}: {wrong}. Words in braces stay as they are. It was left out."
