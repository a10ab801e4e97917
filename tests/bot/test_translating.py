"""Spreadsheets for translators, out and in again: a file from outside is bounded and not obeyed."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.translating.sheet_in import MOST_PACKED, NoSheet, read_sheets
from bot.translating.sheet_out import write_sheets
from bot.translating.taking_in import LONGEST, taken_in
from conversations.provenance import Provenance
from conversations.reading.draft import read_draft
from conversations.reading.translations import read_translation
from conversations.translated import Line, lines
from conversations.updating import Key, Said
from tests.support.projects import example

TODAY = date(2026, 11, 23)
END = ("end", "You hear from us by {report_back}.")


def polish() -> tuple[Line, ...]:
    snapshot = example("two-languages")
    translation = read_translation("pl", "pl.po", snapshot.files["pl.po"])
    return lines(read_draft(snapshot), translation)


class Sheet:
    """A spreadsheet as a translator has it open."""

    def __init__(self, file: Path) -> None:
        self.file = file
        write_sheets(file, {"pl": polish()})
        self.book = openpyxl.load_workbook(file)
        self.rows = {row[0].value: row for row in self.book["pl"].iter_rows(min_row=3)}

    def write(self, path: str, column: int, value: Any) -> str:
        """Write a cell, and return its address."""
        cell = self.rows[path][column]
        cell.value = value
        return f"pl!{cell.coordinate}"

    def take_in(self) -> tuple[dict[Key, Said], list[str]]:
        self.book.save(self.file)
        return taken_in(read_sheets(self.file), polish(), TODAY)


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "polish.xlsx")


def test_what_nobody_touched_changes_nothing(sheet: Sheet) -> None:
    assert sheet.take_in() == ({}, [])


def test_new_words_are_a_draft_whoever_had_checked_the_old_ones(sheet: Sheet) -> None:
    sheet.write("end", 3, "Odpowiemy najpóźniej {report_back}.")
    said, complaints = sheet.take_in()
    assert said == {END: Said("Odpowiemy najpóźniej {report_back}.", Provenance("draft"))}
    assert complaints == []


def test_a_name_beside_a_line_says_who_checked_it(sheet: Sheet) -> None:
    sheet.write("end", 5, "  Jan\n Kowalski ")
    said, _ = sheet.take_in()
    checked = Provenance("checked", "Jan Kowalski", TODAY)
    assert said == {END: Said("Odpowiemy do {report_back}.", checked)}


def test_what_is_taken_away_is_not_lost(sheet: Sheet) -> None:
    sheet.write("end", 3, "")
    assert sheet.take_in() == ({}, [])


def test_what_cannot_be_taken_in_is_said_by_its_cell(sheet: Sheet) -> None:
    lost = sheet.write("end", 3, "Odpowiemy {date} do.")
    more = sheet.write("title", 3, "Rozmowa {report_back}")
    formula = sheet.write("about", 3, '=HYPERLINK("http://127.0.0.1/")')
    changed = sheet.write("younger", 2, "Thank you.")
    gone = sheet.write("team.name", 0, "team.nobody")
    long = sheet.write("privacy", 3, "a" * (LONGEST + 1))
    said, complaints = sheet.take_in()
    assert said == {}
    assert {complaint.partition(": ")[0] for complaint in complaints} == {
        lost, more, formula, changed, gone, long,
    }  # fmt: skip
    text = "\n".join(complaints)
    assert "{report_back} is missing" in text
    assert "{report_back} is not in the text it translates" in text
    assert "this is a formula" in text
    assert "has changed in project.yaml since this sheet was made" in text
    assert "no text “team.nobody” any more" in text
    assert f"longer than {LONGEST} letters" in text


def test_words_that_look_like_a_formula_go_out_as_words(tmp_path: Path) -> None:
    (line,) = [line for line in polish() if line.path == "title"]
    odd = Line("title", "=1+1", "", "=cmd|' /C calc'!A0", "draft", line.provenance, optional=False)
    write_sheets(tmp_path / "odd.xlsx", {"pl": (odd,)})
    book = openpyxl.load_workbook(tmp_path / "odd.xlsx")
    assert {cell.data_type for cell in book["pl"][3] if cell.value} == {"s"}


def test_what_is_no_spreadsheet_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"no zip at all")
    with pytest.raises(NoSheet, match=r"not an \.xlsx spreadsheet"):
        read_sheets(file)
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("hello.txt", "a zip, and no spreadsheet")
    with pytest.raises(NoSheet, match="cannot be read as a spreadsheet"):
        read_sheets(file)


def test_a_file_that_would_fill_the_memory_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    with pytest.raises(NoSheet, match="unpacks to more"):
        read_sheets(bomb)
    many = tmp_path / "many.xlsx"
    with zipfile.ZipFile(many, "w") as parts:
        for number in range(600):
            parts.writestr(f"{number}.xml", "")
    with pytest.raises(NoSheet, match="unpacks to more"):
        read_sheets(many)
    large = tmp_path / "large.xlsx"
    large.write_bytes(b"\0" * (MOST_PACKED + 1))
    with pytest.raises(NoSheet, match="larger than"):
        read_sheets(large)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_that_unfold_into_each_other_are_refused(code: str, tmp_path: Path) -> None:
    file = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(file, "w") as parts:
        text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
        parts.writestr("xl/workbook.xml", text.encode(code))
    with pytest.raises(NoSheet, match="document type"):
        read_sheets(file)


def test_a_million_rows_are_read_as_far_as_any_sheet_of_ours_goes(sheet: Sheet) -> None:
    page = sheet.book["pl"]
    page.cell(row=1_000_000, column=1, value="title")
    sheet.book.save(sheet.file)
    assert len(read_sheets(sheet.file)) == len(polish())
