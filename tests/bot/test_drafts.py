"""Documents from officers on the way: what they are sent in the middle of, and what goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.authors.unpacking import MOST_PACKED
from bot.officers import handing_in
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, joins, playing
from tests.support.sendable import sendable
from tests.support.team import counts, says

SEND = "> (document smallest.yaml)"
FILES = "SELECT COUNT(*) FROM media"
ANSWERS = "SELECT COUNT(*) FROM answers"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Journey]:
    async with playing(tmp_path) as play:
        await joins(play, "Olu", "officer")
        yield play


async def sends(play: Journey, content: bytes, name: str = "x") -> list[str]:
    """Let whoever acts send a document, and return what the bot says to it."""
    play.stage.world.send_file(play.who, "document", content, filename=name)
    await play.stage.settle()
    play.collect()
    said = [str(message.get("text", "")) for message in play.queue]
    play.queue.clear()
    return said


async def test_nothing_of_a_document_stays_but_the_draft(play: Journey) -> None:
    await does(play, SEND)
    assert await counts(play, FILES) == 0
    assert await counts(play, "SELECT COUNT(*) FROM drafts") == 1
    assert await counts(play, "SELECT COUNT(*) FROM handed_in") == 0


async def test_in_a_conversation_of_their_own_a_document_may_be_an_answer(play: Journey) -> None:
    link = "/start {link}"
    story = TALKS[: TALKS.index("a long and heavy day")]
    await does(play, "$ link poster", f"> {link}", *(f"> {words}" for words in story[1:]))
    said = await sends(play, sendable("notes.pdf"))
    assert said[0].startswith("Added to what you said before.")
    assert await counts(play, FILES) == 1
    # A project is told from an answer by what is in it, and the question stays open.
    said = await sends(play, sendable("smallest.yaml"))
    assert "kept as a draft" in said[-1]
    assert await counts(play, FILES) == 1


async def test_a_file_that_is_too_large_is_not_fetched(play: Journey) -> None:
    said = await sends(play, b"#" * (MOST_PACKED + 1))
    assert said[0].startswith("This file is larger than")
    assert await counts(play, FILES) == 0


async def test_a_file_sent_in_a_rehearsal_takes_the_place_of_the_draft(play: Journey) -> None:
    await does(play, SEND, "> [Try it here]", "> English")
    said = await sends(play, sendable("notes.pdf"))
    assert said[0].startswith("Rehearsal")
    said = await says(play, "> (document smallest.yaml, minutes: 3 => minutes: 4)")
    assert "kept as a draft" in said[-1]
    assert await counts(play, "SELECT COUNT(*) FROM rehearsals") == 0
    assert await counts(play, FILES) == 0
    assert await counts(play, ANSWERS) == 0


async def test_a_rehearsal_is_left_for_the_team_s_own_commands_and_gone_on_with(
    play: Journey,
) -> None:
    await does(play, SEND, "> [Try it here]", "> English")
    assert "Nothing new to read." in (await says(play, "> /desk"))[0]
    # An old button of the rehearsal still works, for it is the open question.
    assert (await does(play, "> [Go on]"))[0].startswith("Rehearsal")
    await does(play, "> /drafts", "> throw it away")
    said = await does(play, "> [I agree, go on]")
    assert said == []
    assert "from earlier" in play.note()


async def test_only_an_officer_of_that_very_project_is_offered_to_publish_it(
    play: Journey,
) -> None:
    await does(play, "> (document published-anew.yaml)")
    said = await says(play, "> publish")
    assert said == ["Please tap a button, or type what stands on it. Or type: back"]


async def test_a_file_that_breaks_the_reading_of_files_is_answered(
    play: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(content: bytes, name: str) -> None:
        raise RecursionError

    monkeypatch.setattr(handing_in, "take_in", breaks)
    said = await sends(play, b"anything")
    assert "This file cannot be read." in said[1]
    assert (await says(play, "> /desk"))[0]
