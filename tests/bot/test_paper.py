"""A project on paper: all it says is there, in order, and from the right where that is due."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream, TextStringObject

from bot.cli import main
from bot.exports.fonts import NoFont, cut, drawable, shapeless
from bot.exports.paper.document import paper_form
from bot.exports.paper.routing import settled
from bot.exports.paper.way import asks, steps
from conversations.catalogue import read_folder
from conversations.conditions import All, AnyOf, Compare, Fact, Not
from conversations.loader import Loaded, load
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from tests.rules.tree import ROOT
from tests.support.projects import PROJECTS, WARD_7

DOC = (ROOT / "docs" / "project-format.md").read_text("utf-8")


@cache
def bot_words() -> dict[str, GNUTranslations]:
    return read_folder(ROOT / "locales")


@cache
def project(name: str) -> Loaded:
    if name == "documented":
        snapshot = Snapshot({PROJECT_FILE: DOC.split("```yaml\n")[1].split("```")[0]})
    else:
        snapshot = take(WARD_7 if name == "ward-7" else PROJECTS / name)
    return load(snapshot, published=date(2027, 1, 4), bot=bot_words())


@cache
def pages(name: str, language: str, *, draft: bool = False) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(paper_form(project(name), language, draft=draft)))


@cache
def text(name: str, language: str, *, draft: bool = False) -> str:
    """Return what the form says, in one line."""
    said = " ".join(page.extract_text() for page in pages(name, language, draft=draft).pages)
    return " ".join(said.split())


def fonts(pdf: pypdf.PdfReader) -> Iterator[tuple[str, Any]]:
    """Yield each font of each page by its name there."""
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for name, font in resources["/Font"].items():
            yield name, font.get_object()


def operations(pdf: pypdf.PdfReader, operator: bytes) -> Iterator[list[Any]]:
    """Yield what is given to each drawing of one sort."""
    for page in pdf.pages:
        content = ContentStream(page.get_contents(), pdf)
        yield from (given for given, named in content.operations if named == operator)


def shown(pdf: pypdf.PdfReader) -> Iterator[bytes]:
    """Yield the glyphs that are drawn, two bytes each."""
    for (given,) in operations(pdf, b"TJ"):
        yield from (one.original_bytes for one in given if isinstance(one, TextStringObject))
    for (given,) in operations(pdf, b"Tj"):
        yield given.original_bytes


def test_no_question_is_missing_and_each_has_its_number_and_its_key() -> None:
    words = project("ward-7").catalogues.words("en")
    said = text("ward-7", "en")
    asked = list(asks(steps(project("ward-7").project.script.nodes, "en")))
    assert len(asked) == 14
    at = 0
    for number, ask in enumerate(asked, start=1):
        first = words.plain(ask.question.text).split("\n")[-1].split("?")[0].split(".")[0]
        if ask.key == "contact":
            first = "May we tell you later"
        if ask.key == "day.use":
            first = "How may we use this story"
        at = said.index(f"{number}. {first}", at)
        assert ask.key in said[at:]


def test_who_asks_what_is_fixed_and_the_limits_come_before_the_first_question() -> None:
    said = text("ward-7", "en")
    order = [
        "The Ward 7 conversation", "run by Northvale Council", "Not your name",
        "What you say is confidential", "(Amina Shah, safeguarding lead)",
        "In danger, call 999.", "Northvale Council and the hospital trust look after",
        "Samaritans, any time: 116 123", "I agree to take part", "I am 16 or over",
        "If you are under 16:", "Decided · If the ward moves", "The law does not let the ward stay",
        "Open: you can change this · Visiting times", "Shared: decided together with you",
        "1. May we tell you later", "When you are done", "The Ward 7 team, 0113 496 0100",
        "by 5 March 2027",
    ]  # fmt: skip
    at = 0
    for one in order:
        assert one in said[at:], one
        at = said.index(one, at)
    assert "anonymous" not in said.casefold()


def test_the_way_is_said_in_words() -> None:
    said = text("ward-7", "en")
    assert (
        "Answer question 6 only if this is so: • Question 5: you answered one of these: "
        "“Sometimes”, “Often”. If not, go on to question 7. 6. What makes weekends hard?"
    ) in said
    assert (
        "Answer questions 12 to 14 only if this is so: • Question 11: you answered it. "
        "If not, go on to the end of the form."
    ) in said


def test_each_kind_says_how_it_is_answered() -> None:
    said = text("documented", "en")
    for how in (
        "More than I like (Question 2: you answered “For someone else”.) Not sure",
        "Tick 2 boxes at most. To play To rest To walk None of these",
        "much too dark light enough 1 2 3 4 5 Not sure",
        "A guess is fine. Write a number from 0 to 168. hours",
        "Write it in figures. Day Month Year Not sure",
        "16 to 24 25 to 44 45 to 64 65 or over I'd rather not say",
        "Write 1 in the box of what matters most, then 2, up to 2. Lamps Gates Benches Toilets",
        "Do you agree? The gates should open at six. views.early Tick one box. Agree Disagree Pass",
        "by_day.way_here Write in your own words.",
        "Is there another child you come with? children.1.another",
        "children.3.child_age",
        "add a sheet or a picture.",
    ):
        assert how in said, how
    assert "At least one of these: • All of this: • Question 7: your answer is under 3." in said
    assert "your date is 3 May 2027 or earlier." in said
    assert "This form was given out here: “poster”" in said


def test_places_and_files_are_asked_for_too() -> None:
    assert "a street, a corner, a building" in text("place", "en")
    assert "show it to whoever gave you the form" in text("files", "en")


def test_pages_are_numbered_and_name_the_words_they_hold() -> None:
    pdf = pages("ward-7", "en")
    revision = project("ward-7").snapshot.hash()[:8]
    for number, page in enumerate(pdf.pages, start=1):
        foot = f"Page {number} of {len(pdf.pages)} · ward-7 · en · {revision}"
        assert foot in page.extract_text()
    assert len(pdf.pages) < 10


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_reader_is_told_the_title_and_the_language_and_finds_its_parts(language: str) -> None:
    pdf = pages("ward-7", language)
    words = project("ward-7").catalogues.words(language)
    assert pdf.metadata is not None
    assert pdf.metadata.title == words.plain(project("ward-7").project.title)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert len(pdf.outline) == 5


@pytest.mark.parametrize("language", ["en", "ur"])
def test_its_letters_travel_with_it_and_none_is_an_empty_box(language: str) -> None:
    pdf = pages("ward-7", language)
    inside = [font["/DescendantFonts"][0].get_object() for _, font in fonts(pdf)]
    assert inside
    assert all("/FontFile2" in one["/FontDescriptor"] for one in inside)
    drawn = list(shown(pdf))
    assert drawn
    for data in drawn:
        assert b"\0\0" not in {data[at : at + 2] for at in range(0, len(data), 2)}


def test_urdu_is_drawn_with_letters_that_join() -> None:
    shapes: dict[str, set[str]] = {}
    for _, font in fonts(pages("ward-7", "ur")):
        table = font["/ToUnicode"].get_data().decode()
        for glyph, letter in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4})>", table):
            shapes.setdefault(chr(int(letter, 16)), set()).add(glyph)
    # The same letter looks one way where a word begins, another inside it, another at its end.
    assert max(len(found) for letter, found in shapes.items() if "\u0620" < letter < "\u06d4") > 2


def test_boxes_stand_where_reading_begins() -> None:
    def left(language: str) -> list[float]:
        boxes = operations(pages("ward-7", language), b"re")
        return [float(x) for x, _, width, height in boxes if abs(width) == abs(height)]

    english, urdu, middle = left("en"), left("ur"), 595 / 2
    assert len(english) == len(urdu) > 40
    assert sum(x < middle for x in english) > len(english) * 0.7
    assert sum(x > middle for x in urdu) > len(urdu) * 0.7


def test_print_is_large_enough_and_larger_in_easy_read() -> None:
    def sizes(language: str) -> dict[float, int]:
        found: dict[float, int] = {}
        for _, size in operations(pages("ward-7", language), b"Tf"):
            found[round(float(size), 1)] = found.get(round(float(size), 1), 0) + 1
        return found

    for language, print_size in (("en", 12.0), ("en-x-easyread", 16.0)):
        found = sizes(language)
        assert max(found, key=lambda size: found[size]) == print_size
        # All that is smaller is the keys and the foot, which are not for the reader.
        assert {size for size in found if size < print_size} <= {8.0, round(print_size * 0.66, 1)}


def test_a_draft_says_so() -> None:
    assert "This form is a draft" in text("story", "en", draft=True)
    assert "draft" not in text("story", "en")


def test_what_paper_knows_is_no_condition_on_it() -> None:
    polish, poster = Fact("language", ("pl",)), Fact("source", ("poster",))
    often = Compare("often", "is", ("often",))
    assert settled(polish, "pl") is True
    assert settled(Not(polish), "pl") is False
    assert settled(All((polish, often)), "pl") == often
    assert settled(All((polish, often)), "en") is False
    assert settled(AnyOf((polish, often)), "pl") is True
    assert settled(AnyOf((polish, often, poster)), "en") == AnyOf((often, poster))
    assert settled(All((polish,)), "pl") is True
    assert settled(AnyOf((polish,)), "en") is False
    assert settled(Not(often), "en") == Not(often)
    assert settled(Compare("take_part", "is", ("no",)), "en") is False
    assert settled(Compare("take_part", "given"), "en") is True
    assert settled(Compare("language", "not", ("pl",)), "en") is True
    assert settled(Not(Compare("understood", "is", ("nothing",))), "en") is True


def test_a_script_without_a_font_is_refused_by_its_name() -> None:
    with pytest.raises(NoFont, match="Gurmukhi script"), cut("ਪੰਜਾਬੀ"):
        pass
    with pytest.raises(NoFont, match="Bengali and Gujarati script"), cut("বাংলা ગુજરાતી"):
        pass


def test_signs_that_no_font_draws_are_left_out_and_named() -> None:
    assert drawable("A park 🌳 for all 🌳") == "A park  for all "
    assert shapeless("A park 🌳 for all 🌳\n\u2068now\u2069") == "🌳"


def test_the_command_prints_each_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path / "data"))
    command = ["project", "export-form", str(PROJECTS / "two-languages")]
    assert main([*command, "--paper", str(tmp_path / "print"), "--from", "2027-01-04"]) == 0
    said = capsys.readouterr().out
    slug = project("two-languages").project.slug
    assert {file.name for file in (tmp_path / "print").iterdir()} == {
        f"{slug}-en.pdf", f"{slug}-pl.pdf",
    }  # fmt: skip
    assert f"{slug}-pl.pdf: a draft" in said
    printed = pypdf.PdfReader(tmp_path / "print" / f"{slug}-pl.pdf").pages[0].extract_text()
    assert "wersją roboczą" in " ".join(printed.split())
    assert main([*command, "--paper", str(tmp_path), "--language", "cy"]) == 1
    assert "not among the project's languages: en, pl" in capsys.readouterr().err


def test_the_command_refuses_what_it_cannot_draw(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path / "data"))
    folder = tmp_path / "panjabi"
    shutil.copytree(PROJECTS / "smallest", folder)
    file = folder / PROJECT_FILE
    file.write_text(re.sub("title: .*", "title: ਪਾਰਕ ਦੀ ਗੱਲਬਾਤ", file.read_text("utf-8")), "utf-8")
    assert main(["project", "export-form", str(folder), "--paper", str(tmp_path / "print")]) == 1
    assert "no font here that draws Gurmukhi script" in capsys.readouterr().out
    assert list((tmp_path / "print").iterdir()) == []


def test_what_people_say_about_themselves_can_be_handed_in_apart() -> None:
    said = [" ".join(page.extract_text().split()) for page in pages("equality", "en").pages]
    first = next(at for at, page in enumerate(said) if page.startswith("About you"))
    assert "take the pages about you out" in said[first]
    assert "Form.code" in said[first]
    rest = next(at for at, page in enumerate(said) if page.startswith("The rest of the form"))
    assert all("equality" in page for page in said[first:rest])
    assert not any("equality." in page for page in (*said[:first], *said[rest:]))
