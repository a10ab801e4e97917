"""What is for the peers: stepping back, the digest's day, being asked how they are, practice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.peers.digest import next_day
from storage import decisions
from storage.decisions import Decision, Rests
from storage.promises import Promise
from storage.sqlite import Connection
from tests.bot.test_timesheet import _count as count
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, forges, joins, playing

MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(("day", "comes"), [(1, 11), (2, 5), (5, 8), (7, 10)])
def test_a_digest_comes_on_the_next_such_day_and_never_today(day: int, comes: int) -> None:
    assert next_day(MONDAY, day, "Europe/London") == datetime(2027, 1, comes, 10, tzinfo=UTC)


async def _own(play: Journey, name: str) -> None:
    await does(play, f"$ invite lead {name}", f"@ {name} en", "> /start {invite}", "> yes")


def _leads(db: Connection) -> list[tuple[str | None, int]]:
    """Return whose own each resident is, and whether they were lent."""
    return [
        (row[0], row[1])
        for row in db.execute(
            "SELECT s.name, m.lent_by IS NOT NULL FROM memberships AS m"
            " LEFT JOIN staff AS s ON s.participant = m.lead AND s.revoked_at IS NULL"
            " ORDER BY m.joined_at"
        ).fetchall()
    ]


async def _ana_comes_by_lena(play: Journey) -> None:
    await does(
        play,
        "$ leadlink Lena en",
        "@ Ana en",
        "> /start {leadlink}",
        *(f"> {words}" for words in TALKS[1:]),
    )


async def test_who_steps_back_sees_nobody_and_gets_their_people_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _own(play, "Lena")
        await _ana_comes_by_lena(play)
        await _own(play, "Leo")
        read = play.stage.app.store.read
        assert await read(_leads) == [("Lena", 0)]
        await does(play, "@ Lena", "> /stepback", "> [For a while]")
        assert await read(_leads) == [("Leo", 1)]
        assert "This is for the team" in (await does(play, "> /new"))[0]
        assert "at night more like 1" in "\n".join(await does(play, "@ Leo", "> /new"))
        await does(play, "@ Lena", "> [I am back]")
        assert await read(_leads) == [("Lena", 0)]


async def test_who_would_rather_not_be_read_by_them_stays_where_they_are(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _own(play, "Lena")
        await _ana_comes_by_lena(play)
        await _own(play, "Leo")
        await does(play, "@ Ana", "> who reads this", "> [Not Lena]")
        await does(play, "@ Lena", "> /stepback", "> [For a while]", "> [I am back]")
        assert await play.stage.app.store.read(_leads) == [("Leo", 0)]


async def test_who_left_for_good_cannot_come_back_after_a_day(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /stepback", "> for good", "+ 25 hours", "> [I am back]")
        assert "officers can invite you again" in play.note()
        assert "This is for the team" in (await does(play, "> /desk"))[0]


async def test_a_link_of_who_stepped_back_brings_people_to_the_team(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _own(play, "Lena")
        await does(play, "$ leadlink Lena en", "> /stepback", "> [For a while]")
        await does(play, "@ Ana en", "> /start {leadlink}", *(f"> {w}" for w in TALKS[1:5]))
        assert await play.stage.app.store.read(_leads) == [(None, 0)]


async def test_what_they_want_goes_with_who_is_forgotten(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /digest", "> Friday", "> /timesheet 2 h calls", "> /stepback")
        await does(play, "> [For a while]", "> delete", "> [Forget who I am]", "> [Yes, do it]")
        for table in ("care", "timesheet", "stepped_back"):
            assert await play.stage.app.store.read(count, table) == 0, table


async def test_nobody_is_asked_twice_a_day_how_they_are(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _own(play, "Lena")
        await _ana_comes_by_lena(play)
        await does(play, "@ Lena", "> /new", "> [That was a hard one]")
        said = await does(play, "+ 4 hours")
        assert sum("How are you?" in one for one in said) == 1
        await does(play, "> /new", "> [That was a hard one]")
        assert not any("How are you?" in one for one in await does(play, "+ 12 hours"))
        assert any("How are you?" in one for one in await does(play, "+ 24 hours"))
        await does(play, "> [Do not ask me]", "> /new", "> [That was a hard one]")
        assert not any("How are you?" in one for one in await does(play, "+ 3 days"))


async def test_practice_leaves_nothing_in_the_database(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        before = await play.stage.app.store.read(_rows)
        await does(
            play, "> /train", "> begin", "> Waiting", "> go on", "> [Someone's safety]", "> yes",
            "> go on", "> I ask and tell you by Friday", "> send", "> go on",
            "> What would make nights better?", "> 3", "> leave practice",
        )  # fmt: skip
        assert await play.stage.app.store.read(_rows) == before


def _rows(db: Connection) -> list[tuple[object, ...]]:
    """Return every row there is, but those of the messages that went to and fro."""
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT IN ('inbox', 'outbox')"
    ).fetchall()
    return [
        (table, *row)
        for (table,) in tables
        for row in db.execute(f"SELECT * FROM {table}").fetchall()
    ]


def _decide(db: Connection) -> None:
    made = Decision(
        "d1", "ward-7", "Weekends are hard", "will", "Visits until nine", "You asked for it", None,
        None, "en", MONDAY + timedelta(hours=3),
    )  # fmt: skip
    promise = Promise("p1", "d1", "Visits until nine", date(2027, 1, 12), "The ward manager")
    by = str(db.execute("SELECT participant FROM staff").fetchone()[0])
    decisions.add(db, made, by, Rests(), (promise,))
    decisions.goes_out(db, made.id, made.made_at)


async def test_a_digest_tells_what_was_decided_and_each_promise_before_and_after_its_day(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /digest", "> Friday")
        await play.stage.app.store.write(_decide)
        first = "\n".join(await does(play, "+ 5 days"))
        assert "Decided and told" in first
        assert "Is promised by" in first
        second = "\n".join(await does(play, "+ 7 days"))
        assert "Decided and told" not in second
        assert "Was promised by" in second
        assert await does(play, "+ 7 days") == []


async def test_no_digest_comes_to_who_said_stop(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /digest", "> Friday", "> stop")
        await play.stage.app.store.write(_decide)
        assert await does(play, "+ 14 days") == []


async def test_a_line_of_someone_else_can_be_neither_seen_nor_deleted(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /timesheet 2 h a secret errand")
        line = await play.stage.app.store.read(
            lambda db: str(db.execute("SELECT id FROM timesheet").fetchone()[0])
        )
        await joins(play, "Leo", "lead")
        for what in ("delete", "change", "receipt"):
            forges(play, play.who, f"sheet:{what}:{line}")
            await play.stage.settle()
        said = "\n".join(str(m.get("text", "")) for m in play.stage.world.history(play.who))
        assert "errand" not in said
        assert await play.stage.app.store.read(count, "timesheet") == 1
