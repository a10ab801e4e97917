"""XLSX: one workbook, a sheet a table, the data dictionary among them."""

from __future__ import annotations

import io

import xlsxwriter

from bot.exports.dictionary import COLUMNS
from bot.exports.tables import Tables

#: Excel holds at most so many characters in a cell (Microsoft, "Excel specifications").
_LONGEST_CELL = 32_767
_WIDE = {"words", "meaning", "decided", "why", "heard", "what", "options"}


def write(tables: Tables) -> dict[str, bytes]:
    """Return file name → content. Nothing in it is a formula, whatever people typed."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in tables.tables.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(COLUMNS[name]):
            sheet.set_column(at, at, 50 if column in _WIDE else 16)
            sheet.write_string(0, at, column, head)
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row.values()):
                if isinstance(value, int):
                    sheet.write_number(line, at, value, wrapped)
                elif value is not None:
                    sheet.write_string(line, at, str(value)[:_LONGEST_CELL], wrapped)
    book.close()
    return {f"{tables.project}.xlsx": out.getvalue()}
