"""A peer lead reads what is new: whole, one at a time, by button or by what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.leads.telling import parts
from tests.support.journey import Journey, labels, plain
from tests.support.playing import TALKS, does, joins, playing, resident
from tests.support.team import counts, leaves, says

STORY = "a long and heavy day"


def _rows(play: Journey) -> tuple[str, list[str]]:
    """Return the text of the newest message in the chat, and its buttons."""
    message = play.stage.world.history(play.who)[-1]
    return plain(message), labels(message)


async def _tells(play: Journey, name: str, story: str) -> None:
    """Let a resident send their answers with another story."""
    await does(play, f"@ {name} en", *(f"> {story if t == STORY else t}" for t in TALKS))


async def _reads_on_to(play: Journey, words: str) -> None:
    for _ in range(10):
        if any(words in plain(m) for m in play.stage.world.history(play.who)[-3:]):
            return
        await does(play, "> next")
    raise AssertionError(f"{words!r} never came")


@pytest.mark.parametrize(
    "words",
    ["", "short", "two words " * 700, "x" * 7000, "\U0001f600" * 4096, "a\n" * 3500],
    ids=["none", "short", "long", "no spaces", "emoji", "lines"],
)
def test_long_words_are_cut_to_fit_and_nothing_falls_out(words: str) -> None:
    cut = parts(words)
    assert "".join(cut) == words
    assert all(part and len(part.encode("utf-16-le")) <= 6000 for part in cut)
    if " " in words:
        assert all(part.endswith(" ") for part in cut[:-1])


async def test_a_long_story_is_read_to_its_last_word(tmp_path: Path) -> None:
    story = "\U0001f600" * 1500 + " and then she came home"
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await _tells(play, "Ana", story)
        await does(play, "@ Lena", "> /new")
        await _reads_on_to(play, "then she came home")
        said = "".join(plain(m) for m in play.stage.world.history(play.who)[-3:])
        assert said.count("\U0001f600") == 1500
        assert "Next" in _rows(play)[1]


async def test_what_is_typed_means_what_stands_there(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await resident(play, "Ben")
        await does(play, "@ Lena", "> /new")
        for name in ("Nights", "Visits", "Food", "Doors", "Noise", "Staff", "Family"):
            await does(play, "> [New theme]", f"> {name}")
        assert _rows(play)[1] == [
            *("Family", "Staff", "Noise", "Doors", "Food", "Visits"),
            *("More themes", "New theme", "Worth quoting", "Ask them back", "Needs the team"),
            "Someone's safety",
            *("What they said before", "I know this person", "Skip", "Next"),
            *("That was a hard one", "Undo the last thing"),
        ]
        said = await says(play, "> 12")
        assert said[-1].startswith("Is this about someone's safety?")
        said = await says(play, "> no", "> 8")
        assert said[-1].startswith("What is the new theme called?")
        await does(play, "> back", "> 7")
        assert _rows(play)[1][5:8] == ["Visits", "Nights", "New theme"]
        # Behind "More themes", and understood all the same.
        assert (await says(play, "> [Undo]", "> nights"))[-2].startswith("Themed Nights")


async def test_another_theme_goes_on_the_answer_it_was_asked_for(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new", "> new theme", "> Nights", "> [Another theme]")
        assert "3 but at night" in _rows(play)[0]
        await does(play, "> new theme", "> Staff")
        assert (
            await counts(
                play,
                "SELECT COUNT(*) FROM themings AS g JOIN answers AS a ON a.id = g.answer"
                " WHERE a.node = 'measure.safe'",
            )
            == 2
        )
        assert "Themes: " not in _rows(play)[0]


async def test_a_theme_is_put_once_and_its_name_is_tidied(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new", "> [New theme]", "> At\\n night  too", "> [New theme]")
        said = await says(play, "> at night TOO")
        assert said[0].startswith("Themed At night too")
        assert await counts(play, "SELECT COUNT(*) FROM themes") == 1
        said = await says(play, "> [Another theme]", "> at night too")
        assert said[-1] == "That theme is on it already."
        assert (await says(play, "> [New theme]", "> " + "x" * 41))[-1].startswith("A theme's name")


async def test_who_reads_is_told_that_it_was_changed_meanwhile(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new")
        await does(play, "@ Ana", "> edit: 3 but at night => 3 but worse at night")
        said = await says(play, "@ Lena", "> new theme")
        assert said[0].startswith("This was changed or taken back by the person")
        assert "bus stops at six" in said[1]


async def test_two_taps_pass_one_concern_on(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new", "> [Someone's safety]")
        message = play.stage.world.history(play.who)[-1]
        data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for _ in range(2):
            play.tapped = play.stage.world.tap(play.who, message["message_id"], data)
        await play.stage.settle()
        await play.take("~ passed on already")
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1
        assert len(await says(play, "@ Amina")) == 1


async def test_a_yes_may_be_typed_and_a_no_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Amina", "safeguarding")
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        said = await says(play, "@ Lena", "> /new", "> someone's safety", "> perhaps")
        assert said[-1].startswith("Please tap Yes or No.")
        await does(play, "> no")
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 0
        said = await says(play, "> someone's safety", "> yes")
        assert said[1].startswith("Passed on to")
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1


async def test_an_answer_is_read_by_nobody_who_left_the_team(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await does(play, "@ Lena", "> /new")
        await leaves(play, "lead")
        said = await says(play, "> next")
        assert len(said) == 1
        assert said[0].startswith("This is for the team of the project.")
        assert await counts(play, "SELECT COUNT(*) FROM reviews") == 0


async def test_what_is_under_a_theme_can_be_read(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await resident(play, "Ana")
        await _tells(play, "Ben", "(voice) listen to this")
        await does(play, "@ Lena", "> /new", "> new theme", "> Nights")
        await does(play, *["> nights"] * 7, "> /themes")
        said = await says(play, "> 7")
        assert said == ["Please type the number of a theme. Or type: back"]
        said = await says(play, "> 1")
        assert said[0] == "Nights: fewer than 5 people"
        ways = ["Rename", "Merge into another", "Split"]
        assert _rows(play)[1] == ["More", *ways, "To the desk"]
        said += await says(play, "> [More]", "> [More]")
        assert _rows(play)[1] == [*ways, "To the desk"]
        for words in ("3 but at night", "bus stops at six", "heavy day", "listen to this"):
            assert words in "\n".join(said)


async def test_the_desk_is_opened_by_number_and_hides_no_answer(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        said = await says(play, "> /desk", "> 2")
        assert said[-1].startswith("No question waits for an answer.")
        assert (await says(play, "> /desk", "> read new"))[-1].startswith("Nothing new to read.")
        # A peer lead may be a resident too: what is no door goes to the open question.
        await does(play, "$ link door", "> /start {link}", "> English", "> go on", "> I agree")
        await does(play, "> /desk", "> yes")
        assert "May we write to you again" in _rows(play)[0]


async def test_who_keeps_people_safe_too_finds_the_door_on_the_desk(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /desk", "> [More]")
        assert "Someone's safety" not in _rows(play)[1]
        await joins(play, "Lena", "safeguarding")
        await does(play, "> /desk", "> [More]")
        assert "Someone's safety" in _rows(play)[1]
        assert (await says(play, "> [Someone's safety]"))[-1].startswith("Nothing waits.")
