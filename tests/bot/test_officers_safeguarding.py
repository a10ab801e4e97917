"""What is marked as being about safety reaches a person, or nobody is told that it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.stage import Stage
from storage import audit
from storage.audit import Entry
from storage.sqlite import Connection
from tests.support.journey import Journey, plain
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import says


async def _marks(play: Journey, words: str) -> str:
    """Let the resident say it is about safety; return what they are told."""
    said = await says(play, "> get help now", "> [It is about safety]", f"> {words}")
    return said[2]


async def _log(stage: Stage) -> list[Entry]:
    def read(db: Connection) -> list[Entry]:
        return list(audit.of_project(db, "ward-7"))

    return await stage.app.store.read(read)


@pytest.mark.parametrize("gone", ["> (block)", "> stop"])
async def test_a_contact_out_of_reach_is_not_said_to_have_it(gone: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await does(play, gone)
        await joins(play, "Omar", "officer")
        await resident(play, "Ana")
        told = await _marks(play, "he hurts me")
        assert "has your words now" not in told
        assert "cannot be reached here at the moment. Please call" in told
        heard = await says(play, "@ Omar")
        assert len(heard) == 1
        assert heard[0].startswith("Something was marked as being about safety, and the ")
        assert "Please call them now" in heard[0]


async def test_where_no_contact_has_joined_the_officers_hear_it_without_words(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        assert "cannot be reached here" in await _marks(play, "he hurts me")
        heard = await says(play, "@ Omar")
        assert len(heard) == 1
        assert "no safeguarding contact has joined" in heard[0]
        assert "hurts" not in "".join(heard + await does(play, "@ Lena"))


async def test_the_peer_lead_is_told_the_truth_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        said = await says(play, "@ Lena", "> /new", "> someone's safety", "> yes")
        told = next(text for text in said if "0113 496 0107" in text)
        assert "cannot be reached here at the moment" in told
        assert "Passed on to" not in told
        assert "you are not alone with this" in told


async def test_a_voice_message_comes_with_the_concern(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        story = ["(voice)" if t == "a long and heavy day" else t for t in TALKS]
        await does(play, "@ Ana en", *(f"> {words}" for words in story))
        await does(play, "@ Lena", "> /new", *["> next"] * 3, "> someone's safety", "> yes")
        said = await says(play, "@ Amina", "> [Read it now]")
        assert "There are no words: it was sent as a file." in said[-1]
        assert "voice" in play.stage.world.history(play.who)[-2]


async def test_long_words_come_exactly_and_whole(tmp_path: Path) -> None:
    words = "he said: " * 440 + "<b>tomorrow</b>"
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await _marks(play, words)
        await does(play, "@ Amina", "> [Read it now]")
        shown = "".join(plain(m) for m in play.stage.world.history(play.who)[-2:])
        assert shown.count("said:") == 440
        assert "<b>tomorrow</b>" in shown


async def test_every_note_is_kept_and_shown(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await _marks(play, "he hurts me")
        await does(
            play, "@ Amina", "> [Read it now]", "> [Note what was done]", "> Called the ward."
        )
        await does(play, "> [Note what was done]", "> They called back.")
        said = await says(play, "> [Read it now]")
        assert "Noted so far: Called the ward.\nThey called back." in said[-1]
        assert "Seen on 4 January 2027 by safeguarding contact 1." in said[-1]


async def test_more_than_a_handful_are_not_hidden(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        for n in range(7):
            await _marks(play, f"number {n} of seven")
        said = await says(play, "@ Amina", "> /concerns")
        assert said[-1].startswith("2 more wait.")
        assert "number 0 of seven" in said[-6]
        assert "number 4 of seven" in said[-2]


async def test_a_pseudonym_is_lifted_for_a_reason_that_stays(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await _marks(play, "he hurts me")
        ana = play.people["Ana"]
        said = await says(play, "@ Amina", "> [Read it now]", "> [Find out who it is]", "> hm")
        assert said[-1].startswith("Please write a few words more")
        assert str(ana) not in "".join(said)
        assert not [e for e in await _log(play.stage) if "pseudonym" in e.action]
        said = await says(play, "> she may be in danger at home")
        assert f"tg://user?id={ana}" in said[-1]
        lifted = [e for e in await _log(play.stage) if e.action == "lifted a pseudonym"]
        assert [e.reason for e in lifted] == ["she may be in danger at home"]
        assert "hurts" not in repr(lifted)


async def test_who_asked_to_be_forgotten_is_found_by_nobody(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await _marks(play, "he hurts me")
        await does(play, "> delete", "> [Forget who I am]", "> [Yes, do it]")
        said = await says(play, "@ Amina", "> [Read it now]", "> [Find out who it is]")
        said = await says(play, "> she may be in danger at home")
        assert said[-1].startswith("We no longer know: the person asked to be forgotten.")
        assert str(play.people["Ana"]) not in "".join(said)


async def test_an_administrator_is_no_safeguarding_contact(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Ada", "admin")
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await _marks(play, "he hurts me")
        said = await says(play, "@ Ada", "> /concerns")
        assert said[-1].startswith("This is for the team")
        assert "hurts" not in "".join(said)


async def test_before_deleting_people_hear_that_a_recording_behind_a_concern_goes(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        told = [f"> {words}" for words in TALKS]
        told[told.index("> a long and heavy day")] = "> (voice) a heavy day"
        await does(play, "@ Ana en", *told, "@ Lena", "> /find heavy", "> [Someone's safety]")
        await does(play, "> yes, pass it on")
        said = "\n".join(await says(play, "@ Ana", "> delete"))
        assert "One thing stays" in said
        assert "Only its words stay: a recording or a photo is deleted, too." in said
        await does(play, "> [Delete everything]", "> [Yes, do it]")

        def left(db: Connection) -> tuple[int, ...]:
            return tuple(
                int(db.execute(f"SELECT COUNT(*) FROM {kept}").fetchone()[0])
                for kept in ("media", "concerns WHERE words LIKE '%heavy day%'")
            )

        assert await play.stage.app.store.read(left) == (0, 1)
