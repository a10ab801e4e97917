"""Hours and costs: read as they are typed, one's own only, and taken out in one file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.clock import WallClock
from bot.demo.server import LocalBotApi
from bot.demo.world import World
from bot.peers.entries import Entry, read_entry
from bot.peers.table import written, written_for_all
from storage.sqlite import Connection
from storage.timesheet import Line
from tests.support.playing import does, joins, playing
from tests.support.shell import TOKEN, WARD7, Shell

TODAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("said", "kind", "amount", "what", "day"),
    [
        ("2.5 h visiting the library", "minutes", 150, "visiting the library", TODAY),
        ("2,5 godz. biblioteka", "minutes", 150, "biblioteka", TODAY),
        ("visiting, 1 hour 20 min", "minutes", 80, "visiting", TODAY),
        ("1:45 h phone calls", "minutes", 105, "phone calls", TODAY),
        ("45 min calls", "minutes", 45, "calls", TODAY),
        ("۲ گھنٹے لائبریری", "minutes", 120, "لائبریری", TODAY),
        ("£4.80 bus", "pence", 480, "bus", TODAY),
        ("bus 4,80 £", "pence", 480, "bus", TODAY),
        ("4 pounds tea", "pence", 400, "tea", TODAY),
        ("80p photocopies", "pence", 80, "photocopies", TODAY),
        ("£12 taxi 3/1", "pence", 1200, "taxi", date(2027, 1, 3)),
        ("3 h 24/12 cards", "minutes", 180, "cards", date(2026, 12, 24)),
        ("2 h", "minutes", 120, "", TODAY),
    ],
)
def test_what_is_typed_is_read(said: str, kind: str, amount: int, what: str, day: date) -> None:
    assert read_entry(said, TODAY) == Entry(kind, amount, what, day)  # type: ignore[arg-type]  # one of two words


@pytest.mark.parametrize(
    "said", ["", "hello", "5", "25 h a day", "0 h", "£5000 car", "2 hats", "2 h 31/2", "£0"]
)
def test_what_tells_neither_is_not_guessed(said: str) -> None:
    assert read_entry(said, TODAY) is None


def _line(what: str, receipt: str | None = None) -> Line:
    return Line("1", "p", "ward-7", "pence", 480, what, TODAY, receipt)


def test_a_file_is_safe_for_spreadsheets_and_names_people_and_receipts() -> None:
    rows = list(csv.reader(io.StringIO(written([_line("=1+1")]).decode("utf-8-sig"))))
    assert rows == [
        ["day", "hours", "pounds", "what", "receipt"],
        ["2027-01-04", "", "4.80", "'=1+1", ""],
    ]
    other = replace(_line("tea"), participant="q")
    told = written_for_all([(_line("bus", "r"), "Lena"), (other, None)], {"r": "001.jpg"})
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
    assert rows[1:] == [
        ["Lena", "2027-01-04", "", "4.80", "bus", "001.jpg"],
        ["Team member 2", "2027-01-04", "", "4.80", "tea", ""],
    ]


def _count(db: Connection, table: str) -> int:
    return int(db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


async def test_a_line_is_its_writers_own_and_goes_with_them(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /timesheet 2.5 h visiting the library", "> (photo) £4.80 bus")
        assert await play.stage.app.store.read(_count, "timesheet") == 2
        assert await play.stage.app.store.read(_count, "media") == 1
        await joins(play, "Leo", "lead")
        assert "Nothing written down yet" in "\n".join(await does(play, "> /timesheet"))
        await does(play, "@ Lena", "> delete", "> [Delete everything]", "> [Yes, do it]")
        assert await play.stage.app.store.read(_count, "timesheet") == 0
        assert await play.stage.app.store.read(_count, "media") == 0


async def test_deleting_a_line_deletes_its_receipt(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        said = await does(play, "> /timesheet", "> (photo)")
        assert "What is it of?" in said[-1]
        await does(play, "> £4.80 bus", "> /timesheet")
        said = await does(play, "> 1", "> take it out")
        assert "Nothing written down yet" in said[-1]
        assert await play.stage.app.store.read(_count, "media") == 0


async def test_officers_take_it_out_on_the_command_line(tmp_path: Path) -> None:
    async with LocalBotApi(World(token=TOKEN, clock=WallClock())) as api:
        shell = Shell(tmp_path, api.base_url)
        await shell.run("project", "publish", WARD7, "--allow-drafts")
        out = tmp_path / "costs.csv"
        code, said, _ = await shell.run("expenses", "ward-7", "--out", str(out))
        assert code == 0
        assert "0 lines" in said
        assert out.read_text("utf-8-sig").startswith("who,day,hours,pounds,what,receipt")
        assert out.stat().st_mode & 0o077 == 0
        for wrong, why in (
            (("ward-7", "--out", str(out)), "--force"),
            (("ward-7", "--out", str(tmp_path / "costs.txt")), ".csv"),
            (("nothing", "--out", str(tmp_path / "other.csv")), "no project nothing"),
        ):
            code, said, complaints = await shell.run("expenses", *wrong)
            assert (code, said) == (1, "")
            assert why in complaints
