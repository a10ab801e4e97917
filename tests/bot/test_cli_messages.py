"""``tellback project messages``: what a translator, and whoever checks, does with it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from bot.cli import main
from tests.support.projects import PROJECTS

CHECKED = "# checked by Ewa Nowak on 2026-01-31"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PROJECTS / "two-languages", tmp_path / "park")
    return tmp_path / "park"


def messages(folder: Path, *words: str) -> int:
    return main(["project", "messages", str(folder), *words])


def row(said: str, language: str) -> list[str]:
    (line,) = (line for line in said.splitlines() if line.split()[:1] == [language])
    return line.split()[1:]


def test_the_files_are_brought_up_to_date_and_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = folder / "project.yaml"
    project.write_text(project.read_text("utf-8").replace("No law sets it.", "It is up to us."))
    assert messages(folder) == 0
    said = capsys.readouterr().out
    assert "pl.po is brought up to date." in said
    assert row(said, "language") == [
        "texts", "translated", "checked", "draft", "machine", "stale", "missing",
    ]  # fmt: skip
    assert row(said, "pl") == ["20", "19", "19", "0", "0", "1", "0"]
    before = (folder / "pl.po").read_bytes()
    assert messages(folder) == 0
    assert "brought up to date" not in capsys.readouterr().out
    assert (folder / "pl.po").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["pl.po", "project.yaml"]


def test_a_language_is_begun(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages(folder, "--language", "cy") == 0
    said = capsys.readouterr().out
    assert "cy.po is new" in said
    assert "Nobody can choose “cy” yet" in said
    assert row(said, "cy")[1:] == ["0", "0", "0", "0", "0", "20"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--language", "../pl"), "is not a language we know"),
        (("--language", "en"), "the language of project.yaml itself"),
        (("--checked-by", "Jan"), "please add --language"),
        (("--in", "nowhere.xlsx"), "nowhere.xlsx"),
        (("--out", "sheet.ods"), "should end in .xlsx"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, words: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert messages(folder, *words) == 1
    assert complaint in capsys.readouterr().err


def test_one_language_only_leaves_nothing_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = folder / "project.yaml"
    project.write_text(project.read_text("utf-8").replace("[en, pl]", "[en]"), "utf-8")
    assert messages(folder) == 1
    assert "one language only" in capsys.readouterr().err


def test_a_spreadsheet_goes_out_and_comes_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "polish.xlsx"
    assert messages(folder, "--out", str(sheet)) == 0
    book = openpyxl.load_workbook(sheet)
    cells = {cells[0].value: cells for cells in book["pl"].iter_rows(min_row=3)}
    cells["title"][3].value = "Rozmowa w parku"
    cells["end"][3].value = "Odpowiemy."
    book.create_sheet("de").append(["x"])
    book["de"].cell(row=3, column=1, value="title")
    book.save(sheet)
    capsys.readouterr()
    # One line could not be taken in: whoever runs this in a script has to notice.
    assert messages(folder, "--in", str(sheet)) == 1
    said = capsys.readouterr().out
    assert "pl.po: 1 taken in, 1 left out." in said
    assert "{report_back} is missing" in said
    assert "Sheets that were not looked at: de." in said
    assert row(said, "pl") == ["20", "20", "19", "1", "0", "0", "0"]
    assert 'msgstr "Rozmowa w parku"' in (folder / "pl.po").read_text("utf-8")


def test_whoever_checks_says_yes_to_each_text(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    po = folder / "pl.po"
    po.write_text(po.read_text("utf-8").replace(CHECKED, "# machine"), "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nn\nperhaps\ny\nq\n"))
    assert messages(folder, "--language", "pl", "--checked-by", "Jan Kowalski") == 0
    said = capsys.readouterr().out
    assert "1 of 20 · title\nThe park conversation\n→ Rozmowa o parku" in said
    # What consent or safety hangs on comes first: who is asking comes later.
    assert "· organisation" not in said
    assert "2 marked as checked by Jan Kowalski on" in said
    assert row(said, "pl") == ["20", "20", "2", "0", "18", "0", "0"]
    # Someone who closes the terminal has marked nothing more.
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert messages(folder, "--language", "pl", "--checked-by", "Jan Kowalski") == 0
    assert "0 marked" in capsys.readouterr().out
