"""Recordings made in the chat: heard at once, by the words they read, and gone with their maker."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.publishing import publish_for_rehearsal
from storage.sqlite import Connection
from tests.bot.test_recordings import CARD, FOLDER, NAMES, TO_THE_CARDS, playing, says, uploads
from tests.support.journey import Journey
from tests.support.playing import does, joins

LENAS = "Lena's"
#: Which text of the walk through the example is the card's, in English.
TO_THE_CARD = ("/record", "English", *["next"] * 6)


def heard(play: Journey) -> list[str]:
    """Return which recordings the bot sent to this chat, in order."""
    world = play.stage.world
    sent = [m for m in world.history(play.who) if "voice" in m and m["from"]["is_bot"]]
    return [NAMES.get(world.file_bytes(m["voice"]["file_id"]), LENAS) for m in sent]


async def lena_reads(play: Journey, *words: str) -> list[str]:
    """Let a lead join and read the first card aloud."""
    await joins(play, "Lena", "lead")
    return await says(play, "Lena", *TO_THE_CARD, "(voice)", *words)


async def count(play: Journey, table: str) -> int:
    return await play.stage.app.store.read(_count, table)


def _count(db: Connection, table: str) -> int:
    return int(db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


async def test_residents_hear_it_in_place_of_the_projects_own(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await lena_reads(play)
        await says(play, "Ana", *TO_THE_CARDS)
        assert heard(play)[-1] == LENAS
        # Telegram has had it since it was spoken: only the two from the folder were uploaded.
        assert uploads(play) == 2


async def test_what_telegram_does_not_know_any_more_is_uploaded_anew(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await lena_reads(play)
        play.stage.world.files.files.clear()
        await says(play, "Ana", *TO_THE_CARDS, "next", "back")
        assert heard(play)[-2:] == [LENAS, LENAS]
        assert uploads(play) == 3


async def test_removed_the_projects_own_is_heard_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        told = await lena_reads(play, "back", "remove it")
        assert "is heard again" in told[-2]
        await says(play, "Ana", *TO_THE_CARDS)
        assert heard(play)[-1] == CARD
        assert await count(play, "media") == 0


async def test_it_is_heard_with_the_words_it_reads_and_no_others(tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(FOLDER, changed)
    project = changed / "project.yaml"
    project.write_text(project.read_text("utf-8").replace("is taken down", "stays"), "utf-8")
    shutil.rmtree(changed / "recordings")
    async with playing(tmp_path) as play:
        await says(play, "Ana", *TO_THE_CARDS)
        await lena_reads(play)
        await publish_for_rehearsal(play.stage.app, changed)
        # Ana stays with the words she began with; whoever begins now reads others.
        await says(play, "Ana", "next", "back")
        assert heard(play)[-1] == LENAS
        await says(play, "Ben", "/start", "English", "with voice", *TO_THE_CARDS[2:])
        assert heard(play) == []


async def test_a_text_that_changed_meanwhile_is_shown_as_it_is_now(tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(FOLDER, changed)
    project = changed / "project.yaml"
    project.write_text(project.read_text("utf-8").replace("is taken down", "stays"), "utf-8")
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await says(play, "Lena", *TO_THE_CARD)
        await publish_for_rehearsal(play.stage.app, changed)
        told = await says(play, "Lena", "(voice)")
        assert "has changed meanwhile" in told[0]
        assert "The old wall stays." in told[1]
        assert await count(play, "recorded") == 0


async def test_a_voice_nobody_would_listen_to_for_so_long_is_not_taken(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await says(play, "Lena", *TO_THE_CARD)
        play.stage.world.send_file(play.who, "voice", b"OggS", seconds=241)
        await play.stage.settle()
        assert "longer than four minutes" in str(play.stage.world.history(play.who)[-1]["text"])
        assert await count(play, "recorded") == 0


async def test_who_is_no_longer_in_the_team_records_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await says(play, "Lena", *TO_THE_CARD)
        await play.stage.app.store.write(_dismiss)
        assert "for the team of the project" in (await says(play, "Lena", "(voice)"))[-1]
        assert await count(play, "recorded") == 0


def _dismiss(db: Connection) -> None:
    db.execute("UPDATE staff SET revoked_at = '2027-01-04T10:00:00+00:00'").close()


async def test_at_the_end_it_is_told_how_much_is_recorded(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        told = await lena_reads(play, *["next"] * 8)
        assert "Recorded: " in told[-1]
        assert "7" in told[-1]
        assert "15" in told[-1]


@pytest.mark.parametrize(
    "way",
    ["Delete everything", "Forget who I am"],
)
async def test_a_leads_voice_goes_with_them(way: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await lena_reads(play)
        assert await count(play, "recorded") == 1
        await does(play, "> /delete", f"> {way}", "> Yes, do it")
        assert await count(play, "recorded") == 0
        assert await count(play, "media") == 0
        await says(play, "Ana", *TO_THE_CARDS)
        assert heard(play)[-1] == CARD
