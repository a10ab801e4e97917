"""Recordings on their way to a phone: the right one, uploaded once, and never in the text's way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.demo.faults import Faults, Kind
from bot.demo.stage import staged
from bot.demo.world import World
from bot.publishing import publish_for_rehearsal
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.keep import START
from tests.support.playing import KEY, does
from tests.support.projects import PROJECTS

FOLDER = PROJECTS / "voice-prompts"
NAMES = {
    path.read_bytes(): path.relative_to(FOLDER / "recordings").as_posix()
    for path in (FOLDER / "recordings").rglob("*.og[ga]")
}

#: From the first message to the first power card, wanting to hear it all.
TO_THE_CARDS = ("/start", "English", "go on", "with voice", "I agree", "yes", "yes", "for myself")
CARD = "en/constraints.wall.what.ogg"


@asynccontextmanager
async def playing(folder: Path, faults: Faults | None = None) -> AsyncIterator[Journey]:
    """Publish the example with recordings, and yield someone who can talk with it."""
    clock = FrozenClock(START)
    world = World(token="123456:recordings-in-tests", clock=clock)
    async with staged(folder, world, clock, KEY, faults=faults) as stage:
        await publish_for_rehearsal(stage.app, FOLDER)
        yield Journey(stage, "voice-prompts", "test")


async def says(play: Journey, name: str, *words: str) -> list[str]:
    """Let someone say ``words`` and return the texts they got."""
    return await does(play, f"@ {name} en", *(f"> {each}" for each in words))


def heard(play: Journey) -> list[str]:
    """Return which recordings are in the chat, in order."""
    world = play.stage.world
    voices = [m["voice"] for m in world.history(play.who) if "voice" in m]
    return [NAMES[world.file_bytes(voice["file_id"])] for voice in voices]


def uploads(play: Journey) -> int:
    """Return how often a recording went to Telegram as bytes, and not by its id."""
    calls = [call for call in play.stage.world.calls if call.method == "sendVoice"]
    return sum(not isinstance(call.params["voice"], str) for call in calls)


async def fates(play: Journey) -> list[tuple[str, str | None]]:
    """Return what became of each recording that was to be sent."""
    return await play.stage.app.store.read(_fates)


def _fates(db: Connection) -> list[tuple[str, str | None]]:
    rows = db.execute("SELECT state, why FROM outbox WHERE body LIKE '%\"recording\"%' ORDER BY id")
    return [(row["state"], row["why"]) for row in rows.fetchall()]


def _spoil(db: Connection) -> None:
    db.execute("UPDATE recordings SET content = x''").close()


async def test_people_hear_what_they_read_in_the_language_they_read_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await says(play, "Ana", *TO_THE_CARDS)
        assert heard(play) == ["en/opening.voice.ogg", "en/opening.take_part.ogg", CARD]
        await says(play, "Ana", "next", "next", "nothing", "got it", "Polski")
        assert heard(play)[3:] == ["en/flow.when.text.oga", "pl/flow.when.text.ogg"]
        # The next message has no recording in Polish: they get its text, and nothing in English.
        await says(play, "Ana", "wieczorem")
        assert len(heard(play)) == 5


async def test_who_was_offered_it_and_did_not_ask_for_it_hears_the_offer_alone(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await says(play, "Ana", *(words for words in TO_THE_CARDS if words != "with voice"))
        await says(play, "Ana", "next", "back")
        assert heard(play) == ["en/opening.voice.ogg"]


async def test_the_offers_buttons_show_what_was_chosen_and_work_later_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await says(play, "Ana", "/start", "English", "go on", "[Text only]")
        await does(play, "= Do you want to hear them too?…✓ Text only")
        assert heard(play) == ["en/opening.voice.ogg"]
        await says(play, "Ana", "/more", "[With voice]", "/more")
        assert heard(play)[1:] == ["en/opening.take_part.ogg"]
        await says(play, "Ana", "[Text only]", "back")
        assert len(heard(play)) == 2


async def test_a_recording_is_uploaded_once_for_everybody(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await says(play, "Ana", *TO_THE_CARDS)
        assert uploads(play) == 3
        await says(play, "Ben", *TO_THE_CARDS)
        assert heard(play) == ["en/opening.voice.ogg", "en/opening.take_part.ogg", CARD]
        assert uploads(play) == 3


async def test_what_telegram_does_not_know_any_more_is_uploaded_anew(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await says(play, "Ana", *TO_THE_CARDS)
        play.stage.world.files.files.clear()
        told = await says(play, "Ana", "next", "back")
        assert "The old wall is taken down." in told[-1]
        assert uploads(play) == 4
        assert {state for state, _ in await fates(play)} == {"sent"}


async def test_a_recording_telegram_will_not_take_leaves_the_text(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.stage.app.store.write(_spoil)
        told = await says(play, "Ana", *TO_THE_CARDS)
        assert [text for text in told if "Before you start" in text]
        assert "The old wall is taken down." in told[-1]
        assert heard(play) == []
        assert [state for state, _ in await fates(play)] == ["failed"] * 3


@pytest.mark.parametrize(("kind", "arrived"), [("drop_after", 1), ("drop_before", 0), ("500", 0)])
async def test_a_recording_of_unknown_fate_is_never_sent_twice_and_its_text_comes(
    kind: Kind, arrived: int, tmp_path: Path
) -> None:
    faults = Faults()
    async with playing(tmp_path, faults) as play:
        await says(play, "Ana", *TO_THE_CARDS[:-1])
        faults.add("sendVoice", kind)
        told = await says(play, "Ana", TO_THE_CARDS[-1])
        assert "The old wall is taken down." in told[-1]
        await play.stage.advance(play.stage.clock.now() - START)
        assert heard(play).count(CARD) == arrived
        assert (await fates(play))[-1][0] == "unknown"


async def test_told_to_be_slower_it_comes_later_and_before_its_text(tmp_path: Path) -> None:
    faults = Faults()
    async with playing(tmp_path, faults) as play:
        await says(play, "Ana", *TO_THE_CARDS[:-1])
        faults.add("sendVoice", "429")
        await says(play, "Ana", TO_THE_CARDS[-1])
        last, text = play.stage.world.history(play.who)[-2:]
        assert NAMES[play.stage.world.file_bytes(last["voice"]["file_id"])] == CARD
        assert "The old wall is taken down." in text["text"]
