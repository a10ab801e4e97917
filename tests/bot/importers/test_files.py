"""What is read as a form: workbooks old and new, and tables; and what is refused, and how."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.importers.refusing import FormRefused
from tests.support import hostile
from tests.support.forms_in import Sheets, imported, told, workbook
from tests.support.old_books import Formula, old_book

FORM: Sheets = {
    "survey": [
        ["type", "name", "label::English (en)", "label::اردو (ur)"],
        [None, None, None, None],
        ["select_one often", "often", "How often?", "کتنی بار؟"],
        ["integer", "age", "How old?", None],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::اردو (ur)"],
        ["often", 1, "Never", "کبھی نہیں"],
        ["often", 2, "Always", "ہمیشہ"],
        # Longer than a record of an old book: the texts behind it begin in the next one.
        ["nobody's", 1, "Ä" * 9_000, "آ"],
        ["nobody's", 2, "B", None],
    ],
}
TABLES = """
| survey |          |       |            |
|        | type     | name  | label      |
|        | note     | hello | This \\| that |
|        | integer  | age   | How old?   |
"""

HOSTILE = hostile.files()


@pytest.mark.parametrize("make", [workbook, old_book])
def test_a_workbook_is_read_whatever_it_is_called(make: Callable[[Sheets], bytes]) -> None:
    made = imported(make(FORM), "park.xlsx")
    project = made.files["project.yaml"]
    assert "text: How often?" in project
    assert "1: Never" in project
    assert "ur.po" in made.files
    assert "کتنی بار؟" in made.files["ur.po"]
    assert made.questions == 2


def test_tables_in_a_text_are_a_form_too() -> None:
    project = imported(TABLES, "park.md").files["project.yaml"]
    assert "text: This | that" in project
    assert "kind: number" in project


def test_what_a_formula_showed_last_is_used_and_it_is_said() -> None:
    row = (
        '<row r="1"><c r="A1" t="str"><v>type</v></c><c r="B1" t="str"><v>label</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>text</v></c>'
        '<c r="B3" t="str"><f>CONCAT("W","hy?")</f><v>Why?</v></c></row>'
    )
    made = imported(hostile.sheet_of(row))
    assert "text: Why?" in made.files["project.yaml"]
    assert "survey!B3: This is a formula. What it showed last is used." in told(made)


def test_a_cell_far_to_the_right_that_only_has_a_format_does_no_harm() -> None:
    row = (
        '<row r="1"><c r="A1" t="str"><v>type</v></c><c r="B1" t="str"><v>label</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>text</v></c><c r="B2" t="str"><v>Why?</v></c>'
        '<c r="XFD2" s="0"/></row><row r="150000"/>'
    )
    assert "text: Why?" in imported(hostile.sheet_of(row)).files["project.yaml"]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(what: str) -> None:
    content, sentence = HOSTILE[what]
    with pytest.raises(FormRefused, match=re.escape(sentence)):
        imported(content)


@pytest.mark.parametrize("make", [hostile.folders_within_folders, hostile.a_text_that_goes_back])
def test_an_old_book_that_would_be_read_for_ever_is_given_up(make: Callable[[], bytes]) -> None:
    with pytest.raises(FormRefused, match="is damaged"):
        imported(make())


def test_a_day_in_an_old_book_is_a_date_and_its_formulas_are_told() -> None:
    made = imported(
        old_book(
            {
                "survey": [
                    ["type", "name", "label", "constraint_message"],
                    ["note", "when", date(2027, 5, 3), None],
                    ["integer", "age", "How old?", Formula(7)],
                ],
            }
        )
    )
    assert "text: 2027-05-03" in made.files["project.yaml"]
    assert "survey!D3: This is a formula. What it showed last is used." in told(made)


#: Reads a form with no more memory and time than this; a test of its own would share with others.
_WITHIN = """
import resource, sys
from pathlib import Path
from bot.importers.xlsform import FormRefused, import_form
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
for path in map(Path, sys.argv[1:]):
    try:
        import_form(path.read_bytes(), path.name)
    except FormRefused:
        continue
    sys.exit(f"{path} was not refused")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_all_of_them_together_take_no_more_than_a_large_form(tmp_path: Path) -> None:
    for what, (content, _) in HOSTILE.items():
        (tmp_path / f"{what}.xlsx").write_bytes(content)
    paths = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        [sys.executable, "-c", _WITHIN, *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # Kilobytes on Linux, bytes on macOS.
    most = 600 * (1_000_000 if sys.platform == "darwin" else 1_000)
    assert int(done.stdout) < most


def in_a_sheet(inside: bytes) -> bytes:
    return hostile.with_parts({hostile.SHEET: inside})


def in_its_texts(inside: bytes) -> bytes:
    return hostile.with_parts({hostile.STRINGS: inside})


@pytest.mark.parametrize(
    ("whole", "put", "times"),
    [
        # Each is read by a process of its own.
        (old_book(hostile.PLAIN), bytes, 20),
        (hostile.part(hostile.SHEET), in_a_sheet, 60),
        (hostile.part(hostile.STRINGS), in_its_texts, 60),
    ],
)
def test_a_file_with_bytes_changed_at_random_is_read_or_refused(
    whole: bytes, put: Callable[[bytes], bytes], times: int
) -> None:
    chance, outcomes = random.Random(7), set[str]()
    for _ in range(times):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 2)):
            content[chance.randrange(len(content))] = chance.choice(b'aZ09<>&"=/ \0\xff')
        try:
            outcomes.add(imported(put(bytes(content))).slug)
        except FormRefused as refused:
            outcomes.add(str(refused))
    assert len(outcomes) > 1
