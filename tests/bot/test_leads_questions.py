"""Questions for the team reach somebody, and what the answerer is told of the answer is true."""

from __future__ import annotations

from pathlib import Path

from tests.support.journey import Journey, labels, plain
from tests.support.playing import does, joins, playing, resident
from tests.support.team import leaves, says


async def _asks(play: Journey, name: str, question: str) -> list[str]:
    if name not in play.people:
        await resident(play, name)
    return await does(play, f"@ {name}", "> ask the team", f"> {question}")


async def test_an_answer_is_sent_by_typing_what_the_button_says(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", "may my dog come?")
        said = await says(play, "@ Lena", "> [Read and answer]", "> Yes it may", "> Yes, it may.")
        assert "“Yes, it may.”" in said[-1]
        said = await says(play, "> send this answer")
        assert "has your answer" in said[0]
        said = await says(play, "@ Ana")
        assert said == ["You asked: “may my dog come?”\nThe team answers: “Yes, it may.”"]


async def test_who_asked_and_said_stop_is_left_alone_and_the_team_is_told(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", "may my dog come?")
        await does(play, "> stop")
        said = await says(play, "@ Lena", "> /questions", "> Yes", "> [Send this answer]")
        assert any("gets no more messages from us" in text for text in said)
        assert not any("has your answer" in text for text in said)
        assert await does(play, "@ Ana") == []


async def test_a_long_question_is_read_whole_and_quoted_short(tmp_path: Path) -> None:
    question = "why " * 900 + "then?"
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", question)
        said = await says(play, "@ Lena", "> [Read and answer]")
        assert "".join(said).count("why ") == 900
        assert "then?" in said[-1]
        await does(play, "> Because.", "> [Send this answer]")
        told = (await says(play, "@ Ana"))[-1]
        assert "why…" in told.replace(" …", "…")
        assert len(told) < 500


async def test_no_question_hides_behind_a_hard_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", "a hard one?")
        await does(play, "@ Lena", "> [Read and answer]")
        assert labels(play.stage.world.history(play.who)[-1]) == ["Someone's safety"]
        await _asks(play, "Ben", "an easy one?")
        await does(play, "@ Lena", "> /questions")
        assert "a hard one?" in plain(play.stage.world.history(play.who)[-1])
        await does(play, "> [Another question]")
        assert "an easy one?" in plain(play.stage.world.history(play.who)[-1])
        await does(play, "> [Another question]")
        assert "a hard one?" in plain(play.stage.world.history(play.who)[-1])


async def test_without_a_peer_lead_the_officers_hear_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await _asks(play, "Ana", "may my dog come?")
        assert "A resident asks the team something." in await says(play, "@ Omar")
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", "and my cat?")
        assert await does(play, "@ Omar") == []
        assert "A resident asks the team something." in await says(play, "@ Lena")


async def test_who_left_the_team_answers_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _asks(play, "Ana", "may my dog come?")
        await does(play, "@ Lena", "> [Read and answer]", "> Yes")
        await leaves(play, "lead")
        said = await says(play, "> send this answer")
        assert len(said) == 1
        assert said[0].startswith("This is for the team of the project.")
        assert await does(play, "@ Ana") == []


async def test_two_who_answer_at_once_send_one_answer(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Leo", "lead")
        await _asks(play, "Ana", "may my dog come?")
        await does(play, "@ Lena", "> [Read and answer]", "> Yes")
        await does(play, "@ Leo", "> [Read and answer]", "> No", "> [Send this answer]")
        await play.take("@ Lena")
        play.queue.clear()
        await does(play, "> [Send this answer]")
        await play.take("~ has been answered")
        assert [text for text in await says(play, "@ Ana") if "Yes" in text] == []
