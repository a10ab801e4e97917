"""People under way when a project is published anew: who moves, who stays, and who is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.officers import moving_people
from bot.publishing import publish
from conversations.loader import load
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from storage import audit, participants
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, playing
from tests.support.projects import WARD_7
from tests.support.team import counts, says

CHANGED = "The questions were changed a little since. What you said is kept."
SAFE = "How safe do you, or the person you visit, feel on Ward 7 now?"
REVISIONS = "SELECT COUNT(DISTINCT revision) FROM runs WHERE status <> 'ended'"
#: One option more at a question that comes late.
MORE = ("      calls: {", "      bus: {text: A bus}\n      calls: {")
#: A scale that people have answered goes further.
WIDER = ("    points: 5\n    serves: nights", "    points: 7\n    serves: nights")

#: So far that one scale is answered, and so far that none is.
ANSWERED, OPENED = TALKS[:14], TALKS[:13]


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Journey]:
    async with playing(tmp_path) as play:
        yield play


async def publishes(play: Journey, edit: tuple[str, str], asked_by: str = "") -> None:
    """Publish the example with ``edit``, and have people move."""
    files = dict(take(WARD_7).files)
    assert edit[0] in files[PROJECT_FILE]
    files[PROJECT_FILE] = files[PROJECT_FILE].replace(*edit)
    app = play.stage.app
    await app.store.write(
        publish,
        load(Snapshot(files), bot=app.house.bot_words),
        play.stage.clock.now(),
        app.house.new_id,
        drafts_allowed=True,
        actor="test",
        move=True,
        asked_by=asked_by,
    )
    await play.stage.settle()


async def comes(play: Journey, name: str, says: tuple[str, ...]) -> None:
    await does(play, f"@ {name} en", *(f"> {words}" for words in says))


async def hears(play: Journey, name: str) -> list[str]:
    """Return what ``name`` was sent since they were last looked at."""
    await play.take(f"@ {name}")
    said = [str(message["text"]) for message in play.queue]
    play.queue.clear()
    return said


async def reasons(play: Journey) -> list[str]:
    entries = await play.stage.app.store.read(audit.of_project, "ward-7")
    return [entry.reason or "" for entry in entries if "moved" in entry.action]


async def test_the_open_question_comes_again_to_those_who_move(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)
    await publishes(play, MORE)
    said = await hears(play, "Ana")
    assert said[0] == CHANGED
    assert "Do you think what you say here will be used?" in said[1]
    await does(play, "> 4", "! answer measure.trust=4", "! answer measure.safe=3")
    # The button of the message before is no use any more, and gone.
    assert await counts(play, REVISIONS) == 1
    assert await reasons(play) == ["Moved over, with all they said: fewer than 5 people."]


async def test_who_stays_is_counted_by_why_and_never_named(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)
    await comes(play, "Ben", OPENED)
    await publishes(play, WIDER)
    assert await hears(play, "Ana") == []
    assert (await hears(play, "Ben"))[0] == CHANGED
    assert await counts(play, REVISIONS) == 2
    assert (await reasons(play))[0].split("\n") == [
        "Moved over, with all they said: fewer than 5 people.",
        "Stay on the revision they began with:",
        f"• They answered a question that is answered otherwise now ({SAFE}): fewer than 5 people",
    ]
    # Ana goes on with the scale she knows.
    said = await says(play, "@ Ana", "> 4", "> my answers")
    assert any("3 of 5" in text for text in said)


async def test_nobody_is_written_to_at_night(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)
    await play.stage.advance(timedelta(hours=11))
    await publishes(play, MORE)
    assert await hears(play, "Ana") == []
    await play.stage.advance(timedelta(hours=12))
    assert (await hears(play, "Ana"))[0] == CHANGED


async def test_who_has_chosen_other_hours_moves_without_a_word(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)

    def only_late(db: Connection) -> None:
        person = participants.find(db, play.who)
        assert person is not None
        participants.set_awake(db, person.id, (time(18), time(22)))

    await play.stage.app.store.write(only_late)
    await publishes(play, MORE)
    assert await hears(play, "Ana") == []
    assert await counts(play, REVISIONS) == 1
    assert CHANGED in await says(play, "> 4")


async def test_a_project_that_is_retired_asks_nobody_again(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)
    await play.stage.advance(timedelta(hours=11))
    await publishes(play, MORE)
    await play.take("$ retire")
    await play.stage.advance(timedelta(hours=13))
    assert CHANGED not in await hears(play, "Ana")
    assert await reasons(play) == []


async def test_the_silent_and_the_paused_are_left_in_peace(play: Journey) -> None:
    await comes(play, "Ana", (*ANSWERED, "pause"))
    await comes(play, "Ben", ANSWERED)
    await play.stage.advance(timedelta(days=8))
    await hears(play, "Ben")
    await publishes(play, MORE)
    for name, comes_back in (("Ana", "hello"), ("Ben", "4")):
        assert await hears(play, name) == []
        assert CHANGED in await says(play, f"> {comes_back}")
    assert await counts(play, REVISIONS) == 1


async def test_who_blocked_the_bot_moves_without_a_word(play: Journey) -> None:
    await comes(play, "Ana", (*ANSWERED, "(block)"))
    await publishes(play, MORE)
    assert await hears(play, "Ana") == []
    assert CHANGED in await says(play, "> (unblock)", "> /start")


async def test_a_move_does_not_put_off_what_time_takes_away(play: Journey) -> None:
    await comes(play, "Ana", ANSWERED)
    # The last reminder comes on the fourth day, and thirty later what was never sent goes.
    await play.stage.advance(timedelta(days=33))
    await publishes(play, MORE)
    await play.stage.advance(timedelta(days=3))
    await hears(play, "Ana")
    await play.take("! none measure.safe")


async def test_so_many_move_in_a_few_units_of_work(
    play: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_people, "AT_ONCE", 2)
    for name in ("Ana", "Ben", "Cem", "Dan", "Eva"):
        await comes(play, name, OPENED)
    await publishes(play, MORE)
    assert await counts(play, REVISIONS) == 1
    assert await reasons(play) == ["Moved over, with all they said: 5 people."]


async def test_who_asked_for_it_is_told_what_came_of_it(play: Journey) -> None:
    await does(play, "$ invite officer", "@ Olu en", "> /start {invite}", "> yes")

    def olu(db: Connection) -> str:
        person = participants.find(db, play.who)
        assert person is not None
        return person.id

    officer = await play.stage.app.store.read(olu)
    await publishes(play, MORE, officer)
    assert await hears(play, "Olu") == ["Nobody is under way on an earlier revision."]
    # Asked for twice, it happens once.
    await play.stage.advance(timedelta(hours=11))
    await publishes(play, WIDER, officer)
    await publishes(play, MORE, officer)
    await play.stage.advance(timedelta(hours=12))
    assert await hears(play, "Olu") == ["Nobody is under way on an earlier revision."]
