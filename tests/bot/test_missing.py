"""The picture of who is missing: it shows what the words say and nothing more, in either script."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot.cli import main
from bot.cli.missing import table
from bot.missing.chart import chart, png, svg
from bot.missing.gathering import Missing
from bot.registry import words_folder
from conversations.catalogue import Words, read_folder
from conversations.loader import load
from conversations.missing import Section, section
from conversations.representation import DECLINED, NOT_ASKED, UNANSWERED
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing
from tests.support.projects import PROJECTS, example

SVG = "{http://www.w3.org/2000/svg}"
FOLDER = PROJECTS / "who-is-missing"


def sections(language: str) -> tuple[tuple[Section, ...], Words]:
    loaded = load(example("who-is-missing"), bot=read_folder(words_folder()))
    words = loaded.catalogues.words(language)
    languages, ward, *_ = loaded.project.population
    beside = {DECLINED: 12, UNANSWERED: 9, NOT_ASKED: 5}
    return (
        section(languages, {"en": 60, "ur": 12, "pl": 2, "ro": 1}, 5, words),
        section(ward, {"north": 30, "south": 21, "east": 7, **beside}, 5, words),
    ), words


def drawn(language: str) -> ET.Element:
    found, words = sections(language)
    return ET.fromstring(svg(chart(found, 5, words)))


def test_each_bar_has_its_number_and_its_pattern() -> None:
    picture = drawn("en")
    looks = [bar.get("class") for bar in picture.iter(f"{SVG}rect") if bar.get("class")]
    # Two in the legend; of the seven categories one is hidden and two are small.
    assert looks.count("theirs") == 1 + 7
    assert looks.count("ours") == 1 + 4
    assert looks.count("upto") == 2
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert words.count("fewer than 5 people") == 2
    assert words.count("hidden") == 1
    for count in ("2", "1", "21", "7"):
        assert count not in words


def test_a_picture_from_right_to_left_begins_at_the_right() -> None:
    ours = next(bar for bar in drawn("ur").iter(f"{SVG}rect") if bar.get("class") == "ours")
    assert float(ours.get("x", 0)) + float(ours.get("width", 0)) == 640 - 28
    assert all(text.get("text-anchor") == "end" for text in drawn("ur").iter(f"{SVG}text"))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_it_is_a_picture_that_telegram_takes(language: str) -> None:
    found, words = sections(language)
    with Image.open(io.BytesIO(png(chart(found, 5, words)))) as image:
        assert image.format == "PNG"
        assert image.width + image.height < 10_000


def test_the_table_says_what_the_words_say() -> None:
    found, words = sections("en")
    rows = list(csv.reader(io.StringIO(table(Missing(found), 5, words).decode("utf-8-sig"))))
    assert rows[1:5] == [
        ["language", "en", "60 to 64 people", "83", "60"],
        ["language", "ur", "hidden", "", "25"],
        ["language", "pl", "fewer than 5 people", "", "10"],
        ["language", "ro", "fewer than 5 people", "", "5"],
    ]
    assert ["ward", "Would rather not say", "10 to 14 people", "", ""] in rows


async def test_a_peer_lead_sees_the_projects_shape_whoevers_people_they_are(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=FOLDER) as play:
        await does(play, "$ people 20 en ward=north", "$ people 9 ur ward=south")
        seen = {}
        for name, role in (("Lena", "lead Lena"), ("Oliver", "officer")):
            await does(play, f"$ invite {role}", f"@ {name} en", "> /start {invite}", "> yes")
            seen[name] = (await does(play, "> /missing"))[:2]
        assert seen["Lena"] == seen["Oliver"]
        assert _photos(play) == 4


def _photos(play: Journey) -> int:
    return sum("photo" in message for message in play.stage.world.history(play.who))


async def test_a_project_without_the_file_says_what_is_needed(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        await joins(play, "Lena", "lead")
        said = await does(play, "> /missing")
    assert "population.csv" in said[0]


def test_the_command_says_it_and_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELLBACK_KEY_FILE", str(tmp_path / "key"))
    assert main(["project", "publish", str(FOLDER), "--allow-drafts"]) == 0
    assert main(["missing", "who-is-missing"]) == 0
    assert "Language\nToo few people have answered yet to show it." in capsys.readouterr().out
    for name in ("missing.svg", "missing.png", "missing.csv"):
        assert main(["missing", "who-is-missing", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 0
    assert main(["missing", "who-is-missing", "--language", "pl"]) == 1
    assert "Nobody can choose “pl”" in capsys.readouterr().err
    assert main(["project", "publish", str(PROJECTS / "place"), "--allow-drafts"]) == 0
    assert main(["missing", "place"]) == 1
    assert "no population.csv" in capsys.readouterr().err
    assert main(["missing", "nowhere"]) == 1
    assert "no live project nowhere" in capsys.readouterr().err


async def test_the_example_shows_who_could_have_answered(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        for number in ("3 en", "1 pl", "1 ur"):
            await does(play, f"$ people {number}")
        said = "\n".join(await does(play, "@ Lena", "> /missing"))
    assert "Polski: fewer than 5 people who answered, 9 in 100" in said.translate(_PLAIN)
    assert "Share your link or poster" in said


#: Without the marks around inserted words.
_PLAIN = {0x2068: None, 0x2069: None}
