"""``tellback project import``: what whoever has a form is told, and what lies there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from tests.support.forms_in import workbook

FORM = workbook(
    {
        "survey": [
            ["type", "name", "label::English (en)", "label::Polski (pl)", "default"],
            ["select_one yn", "come", "Do you come here?", "Przychodzisz tu?", "yes"],
        ],
        "choices": [
            ["list_name", "name", "label::English (en)", "label::Polski (pl)"],
            ["yn", "yes", "Yes", "Tak"],
            ["yn", "no", "No", "Nie"],
        ],
    }
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "park.xlsx"
    path.write_bytes(FORM)
    return path


def test_a_form_becomes_a_folder_that_can_be_checked(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "projects" / "park"
    assert main(["project", "import", str(form), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "1 question, with what the form says in pl as drafts." in said
    assert "survey!E2: An answer filled in beforehand is not: people say it themselves." in said
    assert f"tellback play {out}" in said
    assert sorted(path.name for path in out.iterdir()) == ["pl.po", "project.yaml"]
    assert [path.name for path in out.parent.iterdir()] == ["park"]
    assert main(["project", "check", str(out)]) == 0
    assert "Still to be filled in" in capsys.readouterr().out


def test_it_is_not_published_before_it_is_filled_in(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELLBACK_KEY_FILE", str(tmp_path / "key"))
    out = tmp_path / "park"
    assert main(["project", "import", str(form), "--out", str(out)]) == 0
    assert main(["project", "publish", str(out)]) == 1
    assert "Still to be filled in" in capsys.readouterr().err
    assert main(["project", "publish", str(out), "--allow-drafts"]) == 0


def test_a_folder_that_is_there_is_left_as_it_is(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "park").mkdir()
    assert main(["project", "import", str(form), "--out", str(tmp_path / "park")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert not list((tmp_path / "park").iterdir())


def test_what_is_no_form_is_refused_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.xlsx").write_text("Dear team")
    out = tmp_path / "park"
    assert main(["project", "import", str(tmp_path / "letter.xlsx"), "--out", str(out)]) == 1
    assert capsys.readouterr().err == (
        "letter.xlsx: This is neither an Excel file (.xlsx, .xls) nor a form written as Markdown "
        "tables. Save the form as .xlsx, and try again.\n"
    )
    assert not out.exists()
    assert main(["project", "import", str(tmp_path / "none.xlsx"), "--out", str(out)]) == 1
    assert "none.xlsx" in capsys.readouterr().err
