"""Lateness is public: told to who raised it and to the team on its day, with the reason once known.

Nobody presses a button for it; a bot that was down tells it when it runs again, once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from bot.outreach.lateness import watch
from storage import decisions, promises
from storage.decisions import Decision, Rests
from storage.promises import Promise, Word
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.playing import does, joins, playing, resident
from tests.support.team import counts, says

ROOM = "Visits until nine"
DUE = date(2027, 1, 25)


def _mine(db: Connection) -> tuple[str, ...]:
    rows = db.execute("SELECT id FROM answers WHERE node = 'why_weekends'").fetchall()
    return tuple(row[0] for row in rows[:1])


async def _promises(play: Journey, *, rests_on: Callable[[Connection], tuple[str, ...]]) -> None:
    now = play.stage.clock.now()

    def unit(db: Connection) -> None:
        decision = Decision(
            "d1", "ward-7", "Weekends are hard", "will", ROOM, "You asked", None, None, "en", now
        )
        promise = Promise("p1", "d1", ROOM, DUE, "The ward manager", language="en")
        by = db.execute("SELECT id FROM participants LIMIT 1").fetchone()[0]
        decisions.add(db, decision, by, Rests((), rests_on(db)), (promise,))
        watch(db, "ward-7", "Europe/London", now, play.stage.app.house.new_id)

    await play.stage.app.store.write(unit)


async def _team_says(play: Journey, state: promises.State, reason: str) -> None:
    now = play.stage.clock.now()

    def unit(db: Connection) -> None:
        word = Word(state, reason, date(2027, 3, 1), "en", now)
        promises.say(db, play.stage.app.house.new_id(), "p1", word, None)
        watch(db, "ward-7", "Europe/London", now, play.stage.app.house.new_id)

    await play.stage.app.store.write(unit)


async def test_the_morning_after_its_day_a_promise_is_late_for_whoever_it_rests_on(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await resident(play, "Ben")
        await _promises(play, rests_on=_mine)
        await says(play, "@ Ana", f"+ {(DUE - START.date()).days} days")
        late = await says(play, "+ 1 days")
        assert [text.split("\n")[:2] for text in late] == [
            [
                "The Ward 7 conversation: a promise is late.",
                f"We promised, by 25 January 2027: {ROOM}",
            ]
        ]
        assert "Nobody has said why yet." in late[0]
        assert await says(play, "@ Ben") == []
        heard = await says(play, "@ Lena")
        assert any("In 7 days this is due" in text for text in heard)
        assert any("nobody has said that it is done" in text for text in heard)
        # Whoever asks sees it, too: it is nobody's secret.
        for asks in ("> what was promised", "> my answers"):
            assert "Late. Days late: 1." in "".join(await says(play, "@ Ben", asks))
        assert await says(play, "@ Ana", "+ 5 days") == []


async def test_the_reason_reaches_whoever_heard_that_it_is_late_and_can_be_taken_back_before(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await _promises(play, rests_on=_mine)
        await says(play, "@ Ana", f"+ {(DUE - START.date()).days + 1} days")
        await _team_says(play, "in_hand", "The lock came late")
        assert await says(play, "+ 1 minutes") == []
        await _team_says(play, "in_hand", "The lock is broken")
        assert await says(play, "+ 14 minutes") == []
        (told,) = await says(play, "+ 2 minutes")
        assert "about what we promised you" in told
        assert "Why: The lock is broken" in told
        assert "It is now expected by 1 March 2027." in told
        assert "came late" not in told


async def test_what_is_kept_in_time_is_not_called_late(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await _promises(play, rests_on=_mine)
        await _team_says(play, "kept", "")
        assert await says(play, "@ Ana", "+ 30 days") == []


async def test_what_will_not_be_is_told_before_its_day(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await _promises(play, rests_on=_mine)
        await _team_says(play, "not_kept", "There is no money")
        (told,) = await says(play, "@ Ana", "+ 1 days")
        assert "Will not be, the team says." in told
        assert "There is no money" in told


async def test_a_bot_that_was_down_for_three_weeks_tells_it_once(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await _promises(play, rests_on=lambda db: ())
        play.stage.clock.jump_to(START + timedelta(days=50, hours=3))
        await play.stage.settle()
        late = [text for text in await says(play, "@ Ana", "+ 1 hours") if "is late" in text]
        assert len(late) == 1
        assert await counts(play, "SELECT COUNT(*) FROM promises WHERE late_told_at NOTNULL") >= 1
        assert not [text for text in await says(play, "+ 2 days") if "is late" in text]


async def test_who_closes_a_project_sees_what_was_promised_and_so_does_everyone_who_took_part(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await resident(play, "Ana")
        await _promises(play, rests_on=_mine)
        await _team_says(play, "kept", "")
        asked = await says(play, "@ Omar", "> /retire")
        assert "Kept, the team says." in asked[0]
        assert "Retire" in asked[1]
        await does(play, "> yes", "> /reopen")
        assert await says(play, "@ Ana", "+ 2 hours") == []
        await does(play, "@ Omar", "> /retire", "> yes", "+ 20 hours")
        (told,) = [text for text in await says(play, "@ Ana") if "closes" in text]
        assert f"Promised by 25 January 2027: {ROOM}" in told
