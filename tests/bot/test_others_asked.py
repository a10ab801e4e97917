"""What others asked is in nobody's own words and goes with who asked it; lateness is told."""

from __future__ import annotations

from pathlib import Path

from tests.support.journey import Journey, labels, plain
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import counts, says


async def _shown(play: Journey, asked: str = "Are pets welcome?", at: str = "all") -> None:
    """Let Ana ask and Lena show the answer to others, as ``asked``."""
    await joins(play, "Lena", "lead")
    await resident(play, "Ana")
    await does(play, "> ask the team", "> may my old dog Rex come?")
    place = "the whole project" if at == "all" else at
    await does(play, "@ Lena", "> [Read and answer]", "> Yes.", "> [Send this answer]")
    await does(play, "> [Add to “Others asked”]", f"> {asked}", "> use these words")
    await does(play, f"> {place}", "> show it to others")


async def test_who_deletes_everything_takes_what_others_read_along(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _shown(play)
        assert await counts(play, "SELECT COUNT(*) FROM others_asked_texts") == 1
        await does(play, "@ Ana", "> delete", "> [Delete everything]", "> [Yes, do it]")
        for table in ("questions", "others_asked", "others_asked_texts"):
            assert await counts(play, f"SELECT COUNT(*) FROM {table}") == 0


async def test_the_team_takes_it_out_and_an_old_button_says_so(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _shown(play)
        await resident(play, "Ben")
        said = await says(play, "> others asked")
        assert "Are pets welcome?" in said[0]
        assert "Rex" not in said[0]
        await does(play, "@ Lena", "> [Take it out]")
        said = await says(play, "@ Ben", "> 1")
        assert said == ["That is not shown to others any more."]
        assert "Nothing is here yet" in (await says(play, "> others asked"))[0]


async def test_at_its_card_it_stands_first_and_at_another_not_at_all(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _shown(play, at="Visiting times")
        await does(play, "@ Ben en", *(f"> {words}" for words in TALKS[:7]))
        said = await says(play, "> [Ask the team]")
        assert not any("Others asked" in text for text in said)
        await does(play, "> back", "> next", "> next")
        said = await says(play, "> [Ask the team]")
        assert any("1. Are pets welcome?" in text for text in said)


async def test_words_that_are_none_of_the_list_are_the_question(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await _shown(play)
        await resident(play, "Ben")
        await does(play, "> ask the team")
        assert "[My question" in f"{labels(play.stage.world.history(play.who)[-1])}".replace(
            "'", "["
        )
        said = await says(play, "> 2 of us would like to come, may we?")
        assert "Your question is with the team" in said[0]
        assert await counts(play, "SELECT COUNT(*) FROM questions") == 2


async def test_lateness_is_told_once_even_to_who_does_not_want_to_be_written_to(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> may my dog come?")
        told = [text for text in await says(play, "+ 20 days") if "We are late" in text]
        assert len([text for text in told if "On 4 January 2027 you asked" in text]) == 1
        said = await says(play, "@ Omar", "> /desk")
        assert any("1 of them is late" in text for text in said)
        await does(play, "> /questions")
        assert "This is late. They have been told so." in plain(
            play.stage.world.history(play.who)[-1]
        )


async def test_who_said_stop_is_not_told_and_the_team_is(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Omar", "officer")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> may my dog come?", "> stop")
        assert await does(play, "+ 9 days") == []
        said = await says(play, "@ Omar")
        assert any("late for its answer" in text for text in said)


async def test_an_answer_in_time_makes_nothing_late(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> may my dog come?")
        await does(play, "@ Lena", "> /questions", "> Yes.", "> send this answer", "+ 9 days")
        assert not any("late" in text for text in await says(play, "@ Ana"))


async def test_what_is_about_safety_is_seen_even_when_it_is_put_for_others(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "> ask the team", "> may he find me there?")
        await does(play, "@ Lena", "> [Read and answer]", "> No.", "> [Send this answer]")
        await does(play, "> [Add to “Others asked”]", "> someone's safety")
        said = "\n".join(await says(play, "> [Yes, pass it on]"))
        assert "Kept for Amina Shah" in said
        assert "No question waits for an answer." in said
        assert await counts(play, "SELECT COUNT(*) FROM concerns WHERE words LIKE '%find me%'") == 1
