"""What stands on a button can be typed; an open question keeps what it offers."""

from __future__ import annotations

from pathlib import Path

from bot.visit import Visit, column, tap
from storage import participants
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import counts, says


async def _is_told(play: Journey, label: str) -> None:
    """Let a notice with one button, which leads to help, come in for whoever acts now."""

    def tell(db: Connection) -> None:
        person = participants.find(db, play.who)
        assert person is not None
        visit = Visit(db, play.stage.app.house, play.stage.clock.now(), person)
        visit.say("Something came in.", column([tap(label, "do", "safe")]), kind="notice")

    await play.stage.app.store.write(tell)
    await play.stage.settle()
    play.collect()
    play.queue.clear()


async def _asked_how_often(play: Journey) -> None:
    """Let Ana come to a question whose buttons are: Never, Now and then, Often …"""
    await does(play, "@ Ana en", *(f"> {words}" for words in TALKS[: TALKS.index("often")]))


async def test_a_notice_can_be_answered_by_its_label_while_a_question_is_open(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await _asked_how_often(play)
        await _is_told(play, "Look at it")
        said = await says(play, "> look at it")
        assert said[0].startswith("Nobody watches this chat all the time.")
        # The question is as open as before.
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'weekends'") == 0
        await does(play, "> often")
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'weekends'") == 1


async def test_what_the_open_question_offers_answers_it_whatever_came_in_since(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await _asked_how_often(play)
        await _is_told(play, "Often")
        await does(play, "> Often")
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'weekends'") == 1


async def test_a_button_from_before_the_open_question_is_only_there_to_be_tapped(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await does(play, "@ Ana en", *(f"> {words}" for words in TALKS[: TALKS.index("often")]))
        await _is_told(play, "The bus stops early")
        await does(play, "> often")
        said = await says(play, "> The bus stops early")
        assert not any("Nobody watches this chat" in text for text in said)
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE words LIKE '%bus stops%'")


async def test_what_came_in_before_the_question_was_put_again_can_be_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asked_how_often(play)
        await does(play, "> ask the team", "> May my dog come?")
        await does(play, "@ Lena", "> /questions", "> Yes, on a lead.", "> send this answer")
        assert (await says(play, "@ Ana", "+ 1 day", "> thank you"))[-1].endswith(
            "The team will hear it."
        )
        await does(play, "> often")
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'weekends'") == 1


async def test_a_door_is_opened_by_its_name_where_nothing_else_is_open(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        said = await says(play, "> promises", "> who is missing")
        assert not any(text.startswith("The Ward 7 conversation") for text in said)


async def test_a_notice_can_be_answered_by_its_label_while_something_is_written(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /prompt", "@ Ana", "> ask the team", "> May my dog come?")
        said = await says(play, "@ Lena", "> Read and answer")
        assert "May my dog come?" in said[-1]


async def test_what_would_be_shown_over_the_chat_is_said_to_whoever_types(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /desk")
        await _is_told(play, "What now?")
        await play.stage.app.store.write(_make_stale)
        said = await says(play, "> what now?")
        assert said == ["That button is from earlier and no longer works."]


def _make_stale(db: Connection) -> None:
    db.execute("UPDATE outbox SET body = replace(body, 'do:safe', 'digest:never')")


async def test_one_of_our_words_can_be_the_name_of_a_theme_and_looked_for(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        said = await says(play, "@ Lena", "> /new", "> new theme", "> Hours")
        assert said[-2].startswith("Themed Hours")
        assert (await says(play, "> /find", "> privacy"))[-1].startswith("Nothing found.")
        # What must always work does.
        assert (await says(play, "> /find", "> get help now"))[-1].startswith("Nobody watches")
        await does(play, "> /new", "> new theme", "> back")
        assert await counts(play, "SELECT COUNT(*) FROM themes") == 1
