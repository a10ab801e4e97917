"""Hint words bring a message to a human sooner, and nothing more; nobody sees which they were."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.support.journey import Journey
from tests.support.playing import does, joins, playing
from tests.support.projects import PROJECTS
from tests.support.team import counts, says

HINTS = PROJECTS / "hint-words"
SOON = "Something new may be worth reading soon."

#: Everything up to the story; then its words, what it is about, its use, and Send.
BEGINS = ("/start", "English", "go on", "I agree", "yes", "yes", "for myself", "next", "next")


async def _tells(play: Journey, name: str, story: str, use: str = "in the report") -> list[str]:
    await does(play, f"@ {name} en", *(f"> {words}" for words in BEGINS))
    await does(play, "> opening hours")
    return await says(play, f"> {story}", "> people", f"> {use}", "> send")


async def test_what_holds_one_is_read_first_and_a_contact_may_look(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with playing(tmp_path, project=HINTS) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        await _tells(play, "Ana", "the swings are nice")
        told = await _tells(play, "Bea", "my uncle hits me there")
        # Who said it is told nothing of it.
        assert not [text for text in told if "safety" in text.casefold()]
        said = await says(play, "@ Lena", "> /new")
        assert "my uncle hits me there" in said[-1]
        said = await says(play, "@ Amina")
        assert [text for text in said if text.startswith(SOON)] == [said[-1]]
        assert "hits" not in said[-1]
        said = await says(play, "> [Read it now]")
        assert "“my uncle hits me there”" in said[-1]
        said = await says(play, "> someone's safety", "> [Read it now]")
        assert "marked by a safeguarding contact" in said[-1]
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1
        ours = [one for one in caplog.records if one.name.startswith(("bot", "storage"))]
        assert ours
        assert not [one for one in ours if "hits" in one.getMessage()]


@pytest.mark.parametrize(
    ("story", "use"),
    [
        ("a white mouse, unhurt", "in the report"),
        ("my uncle hits me there", "not at all"),
    ],
)
async def test_false_friends_and_what_may_not_be_used_tell_nobody(
    story: str, use: str, tmp_path: Path
) -> None:
    async with playing(tmp_path, project=HINTS) as play:
        await joins(play, "Amina", "safeguarding")
        await _tells(play, "Ana", story, use)
        assert await says(play, "@ Amina") == []
        assert await counts(play, "SELECT COUNT(*) FROM hinted") == 0


async def test_what_is_changed_after_it_was_sent_and_what_is_asked_are_looked_through(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=HINTS) as play:
        await joins(play, "Amina", "safeguarding")
        await _tells(play, "Ana", "the swings are nice")
        await does(play, "> edit: the swings are nice => he hits me by the swings")
        said = await says(play, "@ Amina")
        assert len([text for text in said if text.startswith(SOON)]) == 1
        await does(play, "@ Ana", "> ask the team", "> may I come? I am scared of him")
        said = await says(play, "@ Amina", "> [Read it now]")
        assert "I am scared of him" in said[-1]
        said = await says(play, "> not about safety")
        assert said[-1].startswith("All right.")
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 0


async def test_words_of_another_language_are_false_friends(tmp_path: Path) -> None:
    async with playing(tmp_path, project=HINTS) as play:
        await joins(play, "Amina", "safeguarding")
        await does(play, "@ Zara ur", "> /start", "> اردو")
        await does(play, "> ask the team", "> the word hurt, in a song")
        assert await says(play, "@ Amina") == []
        await does(play, "@ Zara", "> ask the team", "> وہ مجھے مارتا ہے")
        assert (await says(play, "@ Amina"))[-1].startswith(SOON)


async def test_it_goes_with_who_said_it(tmp_path: Path) -> None:
    async with playing(tmp_path, project=HINTS) as play:
        await joins(play, "Amina", "safeguarding")
        await _tells(play, "Ana", "he hits me")
        await does(play, "> delete", "> [Delete everything]", "> [Yes, do it]")
        assert await counts(play, "SELECT COUNT(*) FROM hinted") == 0
        (said,) = await says(play, "@ Amina", "> [Read it now]")
        assert said.startswith(SOON)
        assert "no longer works" in play.note()
