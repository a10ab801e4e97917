"""A prompt on its way: how it ends for whom, whatever comes between, and who waits for what."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.clock import new_id
from bot.demo.faults import Faults
from bot.exports.tables import gather
from bot.leads.prompt_times import following
from bot.outreach.contact import held_back, leave
from storage import outreach, participants, runs
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing, resident, writes

WORDS = "Could you come on Saturday?"


async def _queued(play: Journey) -> None:
    """Let Lena send the prompt, and stop when it is queued: no request has left yet."""
    await does(play, "@ Lena", *writes(WORDS))
    play.stage.world.say(play.who, "send")
    await play.stage.app.poller.poll(wait_seconds=0)
    await play.stage.app.sender.flush()
    await play.stage.app.tick()


async def _states(play: Journey) -> dict[str, int]:
    return await play.stage.app.store.read(_all_states)


def _all_states(db: Connection) -> dict[str, int]:
    prompt = db.execute("SELECT id FROM prompts ORDER BY made_at DESC, id").fetchone()[0]
    return outreach.prompt_states(db, prompt)


def _heard(play: Journey, user: int) -> int:
    """Return how often someone was sent the prompt."""
    return sum(WORDS in str(m.get("text")) for m in play.stage.world.history(user))


async def _taps(play: Journey, label: str) -> None:
    """Let Lena tap a button under her prompt, before anything more is sent."""
    for message in reversed(play.stage.world.history(play.who)):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    play.stage.world.tap(play.who, message["message_id"], button["callback_data"])
                    await play.stage.app.poller.poll(wait_seconds=0)
                    return
    raise AssertionError(label)


async def test_cancelled_while_it_is_being_sent(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await _queued(play)
        assert await _states(play) == {"queued": 1}
        await _taps(play, "Cancel the rest")
        await does(play, "+ 3 days")
        assert await _states(play) == {"cancelled": 1}
        assert _heard(play, ana) == 0
        # Nobody is left before a question they never saw.
        assert await play.stage.app.store.read(_open_runs) == 0


async def test_cancelled_while_some_of_it_is_on_its_way(tmp_path: Path) -> None:
    """What has left is not called back or sent again, what was refused for now never goes."""
    faults = Faults()
    async with playing(tmp_path, faults=faults) as play:
        await joins(play, "Lena", "lead")
        people = []
        for name in ("Ana", "Ben", "Cem"):
            await resident(play, name)
            people.append(play.who)
        await _queued(play)
        # One arrives and nobody can know it; Telegram asks to wait with the others.
        faults.add("sendMessage", "drop_after")
        faults.add("sendMessage", "429", times=2, retry_after=60)
        await play.stage.app.sender.flush()
        assert await _states(play) == {"unknown": 1, "queued": 2}
        await _taps(play, "Cancel the rest")
        assert await _states(play) == {"unknown": 1, "cancelled": 2}
        await does(play, "+ 3 days")
        assert await _states(play) == {"unknown": 1, "cancelled": 2}
        assert sorted(_heard(play, one) for one in people) == [0, 0, 1]


def _open_runs(db: Connection) -> int:
    return int(db.execute("SELECT COUNT(*) FROM runs WHERE status <> 'ended'").fetchone()[0])


async def test_paused_while_it_is_being_sent_and_carried_on(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await _queued(play)
        await _taps(play, "Pause sending")
        await does(play, "+ 3 days")
        assert _heard(play, ana) == 0
        await does(play, "> [Carry on]")
        assert _heard(play, ana) == 1
        assert await _states(play) == {"sent": 1}


async def test_blocked_in_between(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        for name in ("Ana", "Ben"):
            await resident(play, name)
        ben = play.who
        await does(play, "@ Ana", "> (block)")
        await _queued(play)
        play.stage.world.people[ben].blocked = True
        await does(play, "+ 3 days")
        assert await _states(play) == {"unreachable": 1}
        assert _heard(play, ben) == 0


@pytest.mark.parametrize("queued", [True, False])
async def test_who_no_longer_wants_to_be_written_to_is_not(queued: bool, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        if queued:
            await _queued(play)
        else:
            await does(play, "@ Lena", *writes(WORDS), "+ 11 hours", "> send")
            assert await _states(play) == {"quiet hours": 1}
        play.stage.world.say(ana, "/hours")
        play.stage.world.say(ana, "do not write to me")
        await play.stage.app.poller.poll(wait_seconds=0)
        await does(play, "@ Ana", "+ 3 days")
        assert await _states(play) == {"no consent": 1}
        assert _heard(play, ana) == 0
        said = await does(play, "> /hours", "> [You may write]")
        assert "We may write to you" in "\n".join(said)
        await does(play, "@ Lena", *writes(WORDS), "> send", "+ 12 hours")
        assert _heard(play, ana) == 1


async def test_a_voice_goes_before_the_words(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await does(play, "@ Lena", "> /prompt", "> (voice)", f"> {WORDS}", "> yes or no")
        await does(play, "> 1", "> All who agreed", "> send")
        voice, words = play.stage.world.history(ana)[-2:]
        assert "voice" in voice
        assert WORDS in words["text"]


async def test_who_left_the_team_writes_to_nobody_any_more(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await does(play, "@ Lena", *writes(WORDS), "> send it later", "> tomorrow 10", "> send")
        await play.stage.app.store.write(_revoke)
        await does(play, "+ 3 days")
        assert _heard(play, ana) == 0


def _revoke(db: Connection) -> None:
    db.execute("UPDATE staff SET revoked_at = '2027-01-04T12:00:00Z'")


async def test_with_enough_people_the_number_is_told_and_has_to_be_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "@ Ana en", "> /start")
        await play.stage.app.store.write(_many, 7)
        said = "\n".join(await does(play, "@ Lena", *writes(WORDS)))
        assert "1. \u2068All who agreed\u2069: \u20687\u2069 people" in said
        assert "Sending takes less than a minute." in said
        assert "type the number: \u20687\u2069" in said
        assert "Nothing has been sent." in "\n".join(await does(play, "> 8"))
        assert "going out now: 7" in "\n".join(await does(play, "> 7"))


def _many(db: Connection, people: int) -> None:
    now = datetime(2026, 12, 1, 12, tzinfo=UTC)
    revision = db.execute("SELECT revision FROM projects").fetchone()[0]
    for at in range(people):
        person = participants.add(db, new_id(), 8_000_000_000 + at, "en", now)
        participants.join(db, person.id, "ward-7", f"Wren {at}", "library", now)
        participants.record_consent(
            db,
            person.id,
            "ward-7",
            "contact",
            given=True,
            notice_version=1,
            revision=revision,
            language="en",
            now=now,
        )


async def test_those_held_back_all_at_once_are_those_held_back_one_by_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await resident(play, "Ben")
        await does(play, "@ Cem en", "> /start", "> English", "> go on", "> I agree", "> yes")
        await does(play, "> yes")
        for _ in range(2):
            await does(play, "@ Lena", *writes(WORDS), "> send", "@ Ana", "> skip", "@ Ben")
        await play.stage.app.store.write(_keeps_late_hours)
        for hour in (0, 11):
            await does(play, f"+ {hour} hours")
            one_by_one, together = await play.stage.app.store.read(_held, play.stage.clock.now())
            assert one_by_one == together
            assert one_by_one


def _keeps_late_hours(db: Connection) -> None:
    person = db.execute("SELECT participant FROM memberships ORDER BY joined_at").fetchone()[0]
    participants.set_awake(db, person, (time(18), time(23)))


def _held(db: Connection, now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    among = [one.participant for one in outreach.audience(db, "ward-7")]
    one_by_one: dict[str, int] = {}
    for participant in among:
        person = participants.get(db, participant)
        assert person is not None
        found = leave(db, person, "ward-7", "Europe/London", now, "prompt")
        if found.until is not None:
            one_by_one[found.why] = one_by_one.get(found.why, 0) + 1
    return one_by_one, dict(held_back(db, among, "Europe/London", now))


def test_every_month_keeps_to_its_day_as_far_as_there_is_one() -> None:
    first = datetime(2027, 1, 31, 9, tzinfo=UTC)
    days = []
    for times in range(1, 5):
        then = following(first, "month", "2027-05-30", times, "Europe/London")
        days.append(then.astimezone(UTC).isoformat() if then else None)
    assert days == [
        "2027-02-28T09:00:00+00:00",
        # Nine o'clock there, also in summer.
        "2027-03-31T08:00:00+00:00",
        "2027-04-30T08:00:00+00:00",
        None,
    ]


@pytest.mark.parametrize("down_for", [timedelta(days=1), timedelta(days=20)])
async def test_what_was_missed_while_the_bot_was_down_comes_once(
    down_for: timedelta, tmp_path: Path
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        ana = play.who
        await does(play, "@ Lena", *writes(WORDS), "> repeat it", "> every week")
        await does(play, "> tomorrow 10", "> 30 April", "> send")
        play.stage.clock.jump_to(play.stage.clock.now() + timedelta(days=1) + down_for)
        await play.stage.settle()
        assert _heard(play, ana) == 1
        assert await play.stage.app.store.read(runs.open_of, "") == ()


async def test_what_was_answered_leaves_with_its_question_and_options(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /prompt", "> Which day?", "> one of several")
        await does(play, "> Saturday\\nSunday", "> 1", "> All who agreed", "> send")
        await does(play, "@ Ana", "> Sunday")
        app = play.stage.app
        found = (await app.store.read(gather, app.house, "ward-7")).tables
        (prompt,) = found["prompts"]
        key = f"prompt:{prompt['id']}"
        assert (prompt["kind"], prompt["people"]) == ("choice", 1)
        assert [row["value"] for row in found["answers"] if row["question"] == key] == ["2"]
        (worded,) = (row for row in found["dictionary"] if row["column"] == f"question {key}")
        assert "Which day?" in worded["meaning"]
        assert worded["options"].startswith("1 = Saturday; 2 = Sunday")
