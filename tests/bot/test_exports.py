"""What leaves as files: pseudonyms only, stories as far as allowed, nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import aiohttp
import openpyxl
import pytest

from bot.console.serving import serve_console
from bot.exports.bundle import written
from bot.exports.csv_files import harmless
from bot.exports.tables import NEVER, WITHHELD, NoSuchProject, gather
from storage import audit
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import leaves

ALL = ("csv", "xlsx", "json")


async def exported(play: Journey) -> dict[str, bytes]:
    stage = play.stage
    tables = await stage.app.store.read(gather, stage.app.house, play.project)
    return written(tables, ALL, stage.clock.now())


def table(content: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content[f"{name}.csv"].decode("utf-8-sig"))))


async def test_words_numbers_and_readings_are_there_under_a_made_up_name(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play)
        content = await exported(play)
        answers = {row["question"]: row for row in table(content, "answers")}
        assert answers["measure.safe"]["value"] == "3"
        assert answers["measure.safe"]["words"] == "3 but at night more like 1"
        assert answers["day"]["words"] == "a long and heavy day"
        assert answers["day"]["use"] == "report"
        readings = {row["measure"]: row for row in table(content, "readings")}
        assert (readings["safe"]["number"], readings["safe"]["wave"]) == ("3", "before")
        (person,) = table(content, "people")
        assert person["for_whom"] == "self"
        everything = b"".join(content[name] for name in content if not name.endswith(".xlsx"))
        assert str(play.who).encode() not in everything
        assert b"Ana" not in everything


async def test_formulas_in_peoples_words_are_harmless(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play)
        content = await exported(play)
    answers = {row["question"]: row["words"] for row in table(content, "answers")}
    assert answers["why_weekends"] == "'=the bus stops at six"
    assert answers["keep"] == "'-2+3 is what I feel"
    raw = json.loads(content["ward-7.json"])
    words = {row["question"]: row["words"] for row in raw["answers"]}
    assert words["why_weekends"] == "=the bus stops at six"
    book = openpyxl.load_workbook(io.BytesIO(content["ward-7.xlsx"]))
    cells = [cell for row in book["answers"].iter_rows() for cell in row]
    assert "=the bus stops at six" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "dictionary" in book.sheetnames


@pytest.mark.parametrize(
    ("use", "words"),
    [("Only to read and learn", WITHHELD), ("Not at all", NEVER)],
)
async def test_a_story_goes_no_further_than_its_teller_allows(
    use: str, words: str, tmp_path: Path
) -> None:
    async with playing(tmp_path) as play:
        await resident(play)
        await does(play, "> change", "> 13", f"> {use}")
        content = await exported(play)
        (day,) = [row for row in table(content, "answers") if row["question"] == "day"]
        assert day["words"] == words
        assert b"heavy day" not in b"".join(content.values())


async def test_what_was_said_beside_a_story_goes_no_further_either(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play)
        await does(play, "> change", "> 11", "> family, my sister Joan knows")
        await does(play, "> change", "> 13", "> not at all, Doctor Hale would see")
        content = await exported(play)
        for words in (b"sister Joan", b"Doctor Hale"):
            assert words not in b"".join(content.values())
        answers = {row["question"]: row for row in table(content, "answers")}
        assert answers["day.about"]["value"] == ""
        assert answers["day.use"]["value"] == "never"
        assert {answers[key]["use"] for key in ("day", "day.about", "day.use")} == {"never"}
        assert answers["keep"]["use"] == ""


async def test_a_story_whose_use_was_not_said_is_withheld(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", *(f"> {words}" for words in TALKS[:-2]), "> skip", "> send")
        content = await exported(play)
        answers = {row["question"]: row for row in table(content, "answers")}
        assert answers["day.use"]["status"] == "skipped"
        assert answers["day"]["words"] == WITHHELD
        assert b"heavy day" not in b"".join(content.values())


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("plain words, and a comma", "plain words, and a comma"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("buses; =HYPERLINK(A1)", "buses; '=HYPERLINK(A1)"),
        ("one\n=two", "one\n'=two"),
        (7, 7),
        (None, None),
    ],
)
def test_no_spreadsheet_runs_a_cell(typed: object, cell: object) -> None:
    assert harmless(typed) == cell


async def test_what_was_not_sent_does_not_leave(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", "> /start", "> English", "> go on", "> I agree", "> yes")
        content = await exported(play)
        assert table(content, "answers") == []
        assert table(content, "people") == []


async def test_an_unknown_project_is_told(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        stage = play.stage
        with pytest.raises(NoSuchProject, match="no live project nope"):
            await stage.app.store.read(gather, stage.app.house, "nope")


async def test_the_link_works_once_by_post_within_ten_minutes(tmp_path: Path) -> None:
    async with playing(tmp_path, web_url="http://127.0.0.1:1") as play:
        stage = play.stage
        await resident(play)
        await joins(play, "Oli", "officer")
        links = []
        for _ in range(2):
            said = await does(play, "> /export")
            links.append(said[0].splitlines()[-1].rpartition("/")[2])
        async with (
            serve_console(stage.app.store, stage.app.house, stage.clock, 0, None) as port,
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web,
        ):
            for _ in range(2):  # a preview or a scanner may look as often as it likes
                async with web.get(f"/export/{links[0]}") as page:
                    assert page.status == 200
                    assert "Download the ZIP" in await page.text()
                    assert page.headers["Cache-Control"] == "no-store"
                    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
            async with web.post(f"/export/{links[0]}") as file:
                assert file.status == 200
                archive = zipfile.ZipFile(io.BytesIO(await file.read()))
            assert archive.testzip() is None
            assert {"ABOUT.txt", "answers.csv", "ward-7.xlsx", "ward-7.json"} <= {
                *archive.namelist()
            }
            assert b"a long and heavy day" in archive.read("answers.csv")
            for spent in (links[0], "nonsense"):
                async with web.post(f"/export/{spent}") as over, web.get(f"/export/{spent}") as see:
                    assert (over.status, see.status) == (410, 410)
            await does(play, "+ 11 minutes")
            async with web.post(f"/export/{links[1]}") as late:
                assert late.status == 410
            async with web.get("/", headers={"Host": "evil.example"}) as other:
                assert other.status == 400


async def test_recordings_leave_with_the_report_and_not_without(tmp_path: Path) -> None:
    async with playing(tmp_path, web_url="http://127.0.0.1:1") as play:
        stage = play.stage
        told = [f"> {words}" for words in TALKS]
        told[TALKS.index("a long and heavy day")] = "> (voice) listen to me"
        await does(play, "@ Ana en", *told)
        await joins(play, "Oli", "officer")
        async with (
            serve_console(stage.app.store, stage.app.house, stage.clock, 0, None) as port,
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web,
        ):
            kept = await downloaded(play, web)
            (name,) = [name for name in kept.namelist() if name.startswith("media/")]
            assert kept.read(name) == b"OggS not really a voice"
            assert name.removeprefix("media/").encode() in kept.read("answers.csv")
            await does(play, "@ Ana", "> change", "> 13", "> Only to read and learn", "@ Oli")
            withheld = await downloaded(play, web)
            assert not [name for name in withheld.namelist() if name.startswith("media/")]
            assert b"(voice 7 s, withheld)" in withheld.read("answers.csv")


async def downloaded(play: Journey, web: aiohttp.ClientSession) -> zipfile.ZipFile:
    """Ask for an export in the chat of whoever acts and open it."""
    (said,) = await does(play, "> /export")
    async with web.post(f"/export/{said.splitlines()[-1].rpartition('/')[2]}") as file:
        assert file.status == 200
        return zipfile.ZipFile(io.BytesIO(await file.read()))


async def test_who_lost_the_role_has_lost_the_link(tmp_path: Path) -> None:
    async with playing(tmp_path, web_url="http://127.0.0.1:1") as play:
        stage = play.stage
        await resident(play)
        await joins(play, "Oli", "officer")
        (said,) = await does(play, "> /export")
        await leaves(play, "officer")
        async with (
            serve_console(stage.app.store, stage.app.house, stage.clock, 0, None) as port,
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web,
            web.post(f"/export/{said.splitlines()[-1].rpartition('/')[2]}") as over,
        ):
            assert over.status == 410
        actions = [e.action for e in await stage.app.store.read(audit.of_project, "ward-7")]
        assert "asked for an export" in actions
        assert not [action for action in actions if action.startswith("exported")]


async def test_without_a_web_address_the_command_is_named(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Oli", "officer")
        (said,) = await does(play, "> /export")
        assert "tellback export" in said
        assert "ward-7" in said
