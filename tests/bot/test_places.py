"""Spots on the map: made coarse before anything keeps them, forgotten, and shown as they are."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Spot
from bot.channels.coarsening import coarsened, coordinates
from bot.channels.updates import read_update
from bot.exports.bundle import written
from bot.exports.tables import gather
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import playing
from tests.support.projects import PROJECTS
from tests.support.team import says

EXACT = {
    "latitude": 53.79648,
    "longitude": -1.54785,
    "horizontal_accuracy": 4.2,
    "live_period": 900,
    "heading": 90,
}
COARSE = {"latitude": 53.796, "longitude": -1.548}
ANA = {"id": 501, "is_bot": False, "first_name": "Ana"}
TO_THE_PLACE = (
    *("/start", "English", "go on", "I agree", "yes", "yes", "for myself", "next"),
    "opening hours",
)


def update(kind: str = "message", **fields: object) -> dict[str, object]:
    chat = {"id": 501, "type": "private"}
    return {
        "update_id": 7,
        kind: {"message_id": 12, "from": ANA, "chat": chat, "date": 1_760_000_000, **fields},
    }


def test_a_spot_comes_in_rounded_with_nothing_beside_it() -> None:
    assert coarsened(update(location=EXACT)) == update(location=COARSE)


def test_a_venue_keeps_its_name_and_neither_address_nor_number() -> None:
    venue = {"location": EXACT, "title": "The Old Mill", "address": "1 High St"}
    known = {"foursquare_id": "x", "google_place_id": "y", "google_place_type": "z"}
    came = coarsened(update(location=EXACT, venue=venue | known))
    assert came == update(location=COARSE, venue={"location": COARSE, "title": "The Old Mill"})
    assert read_update(came).place == Spot(53.796, -1.548, "The Old Mill")


def test_a_spot_that_a_reply_quotes_is_rounded_too() -> None:
    reply = {"message_id": 3, "location": EXACT}
    came = coarsened(update(text="there", reply_to_message=reply))
    assert came == update(text="there", reply_to_message={"message_id": 3, "location": COARSE})


def test_somebody_else_s_number_does_not_come_in() -> None:
    contact = {"phone_number": "+447700900123", "first_name": "Jo", "vcard": "BEGIN:VCARD"}
    assert coarsened(update(contact=contact)) == update(contact={"first_name": "Jo"})


@pytest.mark.parametrize(
    "odd",
    [
        {"latitude": "53", "longitude": 1},
        {"latitude": True, "longitude": 1},
        {"latitude": 91, "longitude": 1},
        {"latitude": float("nan"), "longitude": 1},
        {"longitude": 1.234567},
    ],
)
def test_what_is_no_spot_is_nothing(odd: dict[str, Any]) -> None:
    assert coordinates(odd) is None
    assert coarsened({"location": odd}) == {"location": {}}
    assert read_update(update(location=odd)).place is None


def test_what_goes_on_for_ever_stops_nothing() -> None:
    deep: dict[str, object] = {}
    for _ in range(5000):
        deep = {"x": [deep]}
    assert "x" in coarsened(deep)


def test_a_live_location_counts_where_it_was_first() -> None:
    came = read_update(coarsened(update("edited_message", location=EXACT)))
    assert (came.kind, came.place) == ("other", Spot(53.796, -1.548))


def _kept(db: Connection) -> str:
    """Return everything that is kept, as text."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [tuple(row) for table in tables for row in db.execute(f"SELECT * FROM {table}")]
    return repr(rows)


async def asked(play: Journey) -> None:
    await says(play, "@ Ana en", *(f"> {said}" for said in TO_THE_PLACE))


async def test_nothing_finer_than_the_project_says_is_kept_anywhere(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        await asked(play)
        await says(play, "> (location 53.79648 -1.54785)")
        kept = await play.stage.app.store.read(_kept)
        assert "53.80,-1.55" in kept
        for finer in ("53.79", "53.796", "-1.547", "-1.548"):
            assert finer not in kept


async def test_a_spot_nobody_asked_for_is_kept_nowhere(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        said = await says(play, "@ Ana en", "> /start", "> (location 53.79648 -1.54785) The Mill")
        assert "have not kept that spot" in said[-1]
        kept = await play.stage.app.store.read(_kept)
        assert "53.7" not in kept
        assert "The Mill" not in kept


async def test_a_moving_spot_says_nothing_and_is_kept_nowhere(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        await asked(play)
        await says(play, "> (location 53.79648 -1.54785)")
        chat = {"id": play.who, "type": "private"}
        moved = {"latitude": 51.50135, "longitude": -0.14189, "live_period": 900}
        edited = {"message_id": 999, "date": 1, "edit_date": 2, "chat": chat, "location": moved}
        play.stage.world.inject({"edited_message": edited})
        await play.stage.settle()
        play.collect()
        assert play.queue == []
        assert "51.5" not in await play.stage.app.store.read(_kept)


async def test_places_have_a_table_in_an_export(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        await asked(play)
        await says(play, "> (location 53.79648 -1.54785)", "> by the north gate", "> send")
        tables = await play.stage.app.store.read(gather, play.stage.app.house, "place")
        content = written(tables, ("csv",), play.stage.clock.now())
        text = content["places.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        known = [(r["question"], r["latitude"], r["longitude"], r["kept_to"]) for r in rows]
        assert sorted(known) == [
            ("spot", "", "", "street"),
            ("where", "53.8", "-1.55", "neighbourhood"),
        ]
        assert {row["words"] for row in rows} == {"", "by the north gate"}


async def test_whoever_reads_it_sees_the_spot_and_the_words(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "place") as play:
        await says(play, "$ invite lead all", "@ Lena en", "> /start {invite}", "> yes")
        await asked(play)
        await says(play, "> skip", "> (location 53.79648 -1.54785) The Old Mill", "> send")
        told = await says(play, "@ Lena", "> /new")
        assert (
            "a spot on the map (53.796, -1.548), to about 100 metres · “The Old Mill”" in told[-1]
        )
