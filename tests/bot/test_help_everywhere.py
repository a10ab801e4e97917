"""“Get help now” answers at once wherever someone is, and what they were doing waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.registry import make_house
from storage import participants, tasks
from storage.sqlite import Connection
from tests.support.playing import does, joins, playing, resident
from tests.support.team import says

NUMBERS = ("999", "0113 496 0107", "0113 496 0100", "Nobody watches this chat all the time.")


async def test_in_the_middle_of_every_short_dialogue_and_it_waits(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        store, chat, now = play.stage.app.store, play.who, play.stage.clock.now()

        def begin(db: Connection, name: str) -> None:
            person = participants.find(db, chat)
            assert person is not None
            tasks.put(db, person.id, name, "words", {}, now)

        def doing(db: Connection) -> str:
            person = participants.find(db, chat)
            task = tasks.current(db, person.id) if person else None
            return task.name if task else ""

        for name in make_house().rooms.tasks:
            for typed in ("> get help now", "> /safe"):
                await store.write(begin, name)
                said = await says(play, typed)
                assert len(said) == 1, name
                assert all(number in said[0] for number in NUMBERS), name
                assert await store.read(doing) == name


@pytest.mark.parametrize("role", ["lead", "officer", "safeguarding"])
async def test_for_the_team_who_are_in_no_conversation(role: str, tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", role)
        for typed in ("> get help now", "> /safe"):
            said = await says(play, typed)
            assert all(number in said[-1] for number in NUMBERS)


async def test_in_the_language_of_who_asks(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Zofia pl", "> /start", "> Polski")
        said = await says(play, "> pomoc teraz")
        assert "999" in said[-1]
        assert "Rozmowa z zespołem" in said[-1]


async def test_a_message_is_marked_by_replying_to_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        said = await says(play, "> reply: a long and heavy => about safety")
        assert said[-1].startswith("“a long and heavy day”\nIs this about someone's safety?")
        said = await says(play, "> yes")
        assert said[0].startswith("Thank you for telling us.")
        said = await says(play, "@ Amina", "> [Read it now]")
        assert "marked by the person" in said[-1]
        assert "“a long and heavy day”" in said[-1]


async def test_what_is_chosen_by_number_may_not_be_sent_yet_and_a_no_passes_nothing_on(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> is my son safe there?")
        said = await says(play, "> my answers", "> [It is about safety]")
        assert "1. “is my son safe there?”" in said[-1]
        await does(play, "> 1", "> no")
        assert await says(play, "@ Amina") == []
        await does(play, "@ Ana", "> about safety", "> [1]", "> [Yes, pass it on]")
        said = await says(play, "@ Amina", "> [Read it now]")
        assert "“is my son safe there?”" in said[-1]


async def test_who_types_what_is_wrong_instead_of_a_number_is_heard(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await resident(play, "Ana")
        said = await says(play, "> about safety", "> he hits me at night")
        assert said[-1].startswith("“he hits me at night”\nIs this about someone's safety?")
        await does(play, "> yes")
        assert "he hits me at night" in (await says(play, "@ Amina", "> [Read it now]"))[-1]


async def test_a_peer_lead_passes_a_question_on(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> is my son safe there?")
        said = await says(play, "@ Lena", "> /questions", "> someone's safety", "> yes")
        assert any("Passed on to" in text for text in said)
        # It waits for its answer all the same.
        assert "is my son safe there?" in said[-1]
        assert "is my son safe" in (await says(play, "@ Amina", "> [Read it now]"))[-1]


TOLD = "Nobody has been told of what you just sent."


async def test_what_is_written_soon_after_may_be_what_is_wrong(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", "> /start", "> English")
        for typed, told in (("> no", False), ("> he hurts me", True), ("> (voice)", True)):
            await does(play, "> get help now")
            said = await says(play, typed)
            assert any(TOLD in one for one in said) is told, typed
        await does(play, "> get help now", "+ 1 hour")
        assert not any(TOLD in one for one in await says(play, "> what is this about"))
