"""Pictures of what came of it: what they show is what may be shown, in words too, in any script."""

from __future__ import annotations

import io
import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot import fonts
from bot.charts.drawing import png, svg
from bot.charts.kinds import Bars, Chain, Link, Picture, Ranges, described, kept, of_kept, table
from bot.charts.legend import Legend
from bot.charts.outcomes import of_measure, of_promise, over_time
from bot.drawing import fonts as measuring
from bot.registry import words_folder
from bot.visit import plain
from conversations.catalogue import Words, read_folder
from conversations.outcomes import (
    VERDICTS,
    Bounds,
    Change,
    Interval,
    Mean,
    MeasureFigures,
    Outcome,
    PromiseFigures,
    Verdicts,
)

SVG = "{http://www.w3.org/2000/svg}"
TABLES = read_folder(words_folder())
ASKED = "How safe do you feel now?"


def words(language: str = "en") -> Words:
    return Words(language, TABLES.get(language))


def outcome(wave: str, better: int, same: int, worse: int, unpaired: int) -> Outcome:
    interval = Interval(0.1, 0.7, 0.95, "BCa", 9999, 1)
    mean = Mean(0.4, interval, None, Bounds(-0.9, 1.3))
    change = Change(better, same, worse, unpaired)
    return Outcome("safe", wave, change, mean, None, Bounds(0.2, 0.8))


SAFE = MeasureFigures(
    "safe", (), (outcome("after-1", 23, 11, 7, 38), outcome("after-2", 19, 9, 9, 42))
)


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(svg(picture))


def said(picture: Picture) -> list[str]:
    return [line.text or "" for line in drawn(picture).iter(f"{SVG}text")]


def looks(picture: Picture) -> list[str]:
    return [block.get("class", "") for block in drawn(picture).iter(f"{SVG}rect")]


def of_safe(language: str = "en") -> Bars:
    picture = of_measure(SAFE, ASKED, 5, words(language))
    assert picture is not None
    return picture


def test_a_bar_is_everyone_who_was_asked_again_and_its_numbers_stand_below_it() -> None:
    picture = of_safe()
    assert "Better: 23 · The same: 11 · Worse: 7 · Did not answer this time: 38" in said(picture)
    first = picture.rows[0].parts
    assert [round(part.share * 79) for part in first] == [23, 11, 7, 38]
    # Once in the explanation and once for each wave, each with a pattern of its own.
    for look in ("better", "same", "worse", "missing"):
        assert looks(picture).count(look) == 3
    assert table(picture)[0] == ("", "Better", "The same", "Worse", "Did not answer this time")
    assert table(picture)[1][0] == "Asked again, time 1"
    assert "Worse: 7" in described(picture)


def test_what_is_small_is_drawn_roughly_and_said_as_fewer_than() -> None:
    figures = MeasureFigures("safe", (), (outcome("after-1", 23, 11, 2, 3),))
    picture = of_measure(figures, ASKED, 5, words())
    assert picture is not None
    shown = " ".join(said(picture))
    assert "Worse: fewer than 5" in shown
    assert "Did not answer this time: fewer than 5" in shown
    assert "11" not in shown
    assert "worse rough" in looks(picture)
    few = MeasureFigures("safe", (), (outcome("after-1", 2, 1, 1, 30),))
    assert of_measure(few, ASKED, 5, words()) is None
    assert over_time(few, ASKED, 5, 5, words()) is None


def test_the_mean_lies_in_its_range_and_the_range_within_the_bounds_beside_no_change() -> None:
    picture = over_time(SAFE, ASKED, 5, 5, words())
    assert isinstance(picture, Ranges)
    assert any("likely from" in line for line in said(picture))
    blocks = [b for b in drawn(picture).iter(f"{SVG}rect") if b.get("class") == "interval"]
    # The first explains what is drawn.
    assert len(blocks) == 3
    lines = [b for b in drawn(picture).iter(f"{SVG}line") if b.get("class") == "bounds"]
    left, right = float(lines[0].get("x1", "")), float(lines[0].get("x2", ""))
    inside = float(blocks[1].get("x", ""))
    assert left < inside < inside + float(blocks[1].get("width", "")) < right
    # No change is in the middle of the sheet; all of the interval lies on its better side.
    assert inside > 320


def test_from_right_to_left_it_is_the_mirror_image() -> None:
    for picture in (of_safe("ur"), over_time(SAFE, ASKED, 5, 5, words("ur"))):
        assert picture is not None
        assert {line.get("text-anchor") for line in drawn(picture).iter(f"{SVG}text")} <= {
            "end",
            "middle",
        }
    first = next(b for b in drawn(of_safe("ur")).iter(f"{SVG}rect") if b.get("height") == "26.0")
    assert float(first.get("x", "")) + float(first.get("width", "")) == pytest.approx(612, abs=0.2)


def test_verdicts_on_a_promise_are_peoples_alone() -> None:
    counts = dict(zip(VERDICTS, (14, 6, 9, 5, 8), strict=True))
    waves = (Verdicts("after-1", 60, counts),)
    figures = PromiseFigures("p1", "d1", "Open daily", "en", date(2027, 4, 1), None, waves)
    picture = of_promise(figures, "Open daily", 5, words())
    assert picture is not None
    assert "Can't tell: 5" in " ".join(said(picture))
    assert {"unclear", "apart"} <= set(looks(picture))


def test_heard_decided_kept_stand_side_by_side_with_arrows_between() -> None:
    row = Link(("Family room", "31 people"), ("In part", "Open until 8"), ("Late", "By 1 April"))
    picture = Chain("What came of it", "en", ("Heard", "Decided", "Kept"), (row,))
    assert [line.get("class") for line in drawn(picture).iter(f"{SVG}line")] == ["arrow", "arrow"]
    assert table(picture)[1] == (
        "Family room; 31 people",
        "In part; Open until 8",
        "Late; By 1 April",
    )


def test_a_picture_comes_out_of_the_outbox_as_it_went_in() -> None:
    link = Link(("a",), ("b",), ("c",))
    for picture in (
        of_safe(),
        over_time(SAFE, ASKED, 5, 5, words()),
        Chain("What came of it", "en", ("Heard", "Decided", "Kept"), (link,)),
    ):
        assert picture is not None
        again = of_kept(json.loads(json.dumps(kept(picture))))
        assert again == picture
        image = Image.open(io.BytesIO(png(again)))
        assert image.width == 1280
        # Words, bars, boxes: something other than paper is on it.
        assert len(image.convert("L").getcolors(256) or ()) > 20


def test_a_name_no_font_draws_is_a_number_with_its_name_below_and_never_blank() -> None:
    legend = Legend()
    assert legend.label("ᏣᎳᎩ") == "(1)"
    assert legend.label("Nights") == "Nights"
    assert legend.label("ꦗꦮ") == "(2)"
    assert legend.label("ᏣᎳᎩ") == "(1)"
    assert [plain(line) for line in legend.lines()] == ["(1) ᏣᎳᎩ", "(2) ꦗꦮ"]


@pytest.mark.parametrize("name", ["রাত", "ਰਾਤ", "રાત"])
def test_bengali_gurmukhi_and_gujarati_are_drawn_where_the_machine_has_their_fonts(
    name: str,
) -> None:
    if len(fonts.installed()) < len(fonts.ELSEWHERE):
        pytest.skip("no Noto fonts for Bengali, Gurmukhi and Gujarati here (fonts-noto-core)")
    assert Legend().label(name) == name
    picture = Chain(name, "en", ("", "", ""), ())
    blank = Chain("\u00a0", "en", ("", "", ""), ())
    assert png(picture) != png(blank)


@pytest.fixture
def without_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no fonts but ours: the folders fonts are looked for in are empty."""
    monkeypatch.setattr(fonts, "_FOLDERS", ())
    for cached in (fonts.installed, measuring._font_of, measuring._fonts, measuring._width):
        cached.cache_clear()


@pytest.mark.usefixtures("without_other_fonts")
def test_without_their_fonts_they_become_numbers() -> None:
    try:
        assert Legend().label("রাত") == "(1)"
    finally:
        for cached in (fonts.installed, measuring._font_of, measuring._fonts, measuring._width):
            cached.cache_clear()
