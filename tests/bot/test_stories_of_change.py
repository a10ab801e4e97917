"""Stories of change: read a few at a time, chosen with a reason, gone with their teller."""

from __future__ import annotations

from pathlib import Path

from bot.exports.tables import gather
from storage import participants, significance
from storage.significance import Chosen
from storage.sqlite import Connection
from tests.bot.test_waves import TALKS, park
from tests.support.journey import Journey
from tests.support.playing import does, joins
from tests.support.team import counts, says

#: What each says of what nobody planned, and how it may be used.
TOLD = {
    "Ana": ("children play outside again", "good", "in public too"),
    "Ben": ("dogs run everywhere", "bad", "in the report"),
    "Cai": ("I lost my bench", "bad", "only to read and learn"),
    "Dee": ("my secret", "bad", "not at all"),
}
SCHEDULE = "{from: sent, after: [2 weeks, 3 months]}"


async def told(play: Journey) -> None:
    """Let everyone send answers, be asked again, and tell of what nobody planned."""
    for name in TOLD:
        await does(play, f"@ {name} en", *(f"> {words}" for words in TALKS))
    await does(play, "+ 15 days")
    for name, (story, tone, use) in TOLD.items():
        said = ("4", story, tone, "people", use)
        await does(play, f"@ {name}", *(f"> {words}" for words in said))


async def opens(play: Journey, name: str) -> list[str]:
    """Let a peer open the page, and return what it says."""
    await does(play, f"@ {name}")
    return await says(play, "> /stories")


async def chosen(play: Journey, *uses: str) -> list[Chosen]:
    found = await play.stage.app.store.read(significance.chosen, play.project, uses)
    return list(found)


async def test_two_peers_choose_differently_and_both_reasons_stay(tmp_path: Path) -> None:
    async with park(tmp_path, SCHEDULE) as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Max", "lead")
        await told(play)
        said = await opens(play, "Lena")
        assert "Asked again, time 1" in said[0]
        assert [one.count("“") for one in said[1:4]] == [1, 1, 1]
        assert "Story 3" in said[3]
        assert not any("my secret" in one for one in said)
        assert "Which of these changes matters most?" in said[4]
        said = await says(play, "> 3", "> the bench was all he had")
        assert "Why does this change matter most?" in said[0]
        assert "Kept, with why: the bench was all he had\nYou have read all" in said[1]
        said = await says(play, "> go on")
        assert "You chose:" in said[0]
        assert "I lost my bench" in said[0]

        await does(play, "@ Max", "> /stories", "> [1]", "> children again")
        said = await says(play, "> [Go on]")
        assert "Somebody else chose:" in said[-1]
        assert "Why: the bench was all he had" in said[-1]
        assert "Why: children again" in said[-1]

        # What leaves is as far as its teller allows.
        (one,) = await chosen(play, "report", "public")
        assert (one.words, one.wave, one.tone, one.about, one.told) == (
            "children play outside again",
            "after-1",
            "good",
            "people",
            3,
        )
        assert one.whys == (("children again", "en"),)
        assert len(await chosen(play, "reading", "public")) == 2
        tables = await play.stage.app.store.read(gather, play.stage.app.house, play.project)
        rows = {row["why"]: row for row in tables.tables["stories_chosen"]}
        assert set(rows) == {"children again", "(withheld: its teller allowed reading only)"}
        assert rows["children again"]["among"].count(";") == 2

        # Whoever chose can go, and the reason stays.
        await play.stage.app.store.write(_erase, play.who)
        assert [one.whys for one in await chosen(play, "public")] == [(("children again", "en"),)]


def _erase(db: Connection, chat: int) -> None:
    person = participants.find(db, chat)
    assert person is not None
    participants.erase(db, person.id)


async def test_what_was_chosen_is_read_again_beside_what_comes_later_and_undone(
    tmp_path: Path,
) -> None:
    async with park(tmp_path, SCHEDULE) as play:
        await joins(play, "Lena", "lead")
        await told(play)
        await does(play, "@ Lena", "> /stories", "> 2", "> loud and dangerous")
        await does(play, "@ Eve en", *(f"> {words}" for words in TALKS))
        await does(play, "+ 15 days")
        await does(play, *(f"> {words}" for words in ("4", "a choir", "good", "people")))
        await does(play, "> in public too")
        said = await opens(play, "Lena")
        assert ["dogs run" in said[1], "a choir" in said[2], len(said)] == [True, True, 4]
        await does(play, "> 2", "> it brings people together")
        assert [one.words for one in await chosen(play, "report", "public")] == ["a choir"]
        said = await says(play, "> undo")
        assert "a choir" in said[1] + said[2]
        assert [one.words for one in await chosen(play, "report", "public")] == [
            "dogs run everywhere"
        ]


async def test_a_choice_needs_a_reason_and_can_be_left(tmp_path: Path) -> None:
    async with park(tmp_path, SCHEDULE) as play:
        await joins(play, "Lena", "lead")
        assert "No stories of change yet" in (await says(play, "> /stories"))[0]
        await told(play)
        await does(play, "@ Lena", "> /stories")
        assert "Please tap one of the buttons" in (await says(play, "> hm"))[0]
        said = await says(play, "> 1", "> (photo)")
        assert "Please write why" in said[-1]
        said = await says(play, "> back")
        assert "Which of these changes matters most?" in said[-1]
        said = await says(play, "> later")
        assert "They wait for you under /stories" in said[-1]
        assert await chosen(play, "reading", "report", "public") == []


async def test_whoever_takes_their_story_back_takes_what_was_chosen_with_it(
    tmp_path: Path,
) -> None:
    async with park(tmp_path, SCHEDULE) as play:
        await joins(play, "Lena", "lead")
        await told(play)
        await does(play, "@ Lena", "> /stories", "> 1", "> children again")
        assert len(await chosen(play, "public")) == 1
        await does(play, "@ Ana", "> /uses", "> not at all")
        assert await chosen(play, "public") == []
        assert "took this back" in str(await _lenas(play))
        await does(play, "@ Ben", "> delete", "> [Delete everything]", "> [Yes, do it]")
        said = await opens(play, "Lena")
        assert "There is one story so far" in said[-1]

        # Of those read together, the one whose teller deleted everything is gone from the rows.
        assert await counts(play, "SELECT COUNT(*) FROM story_choices_among") == 2


async def _lenas(play: Journey) -> list[str]:
    await does(play, "@ Lena")
    return [str(m.get("text")) for m in play.stage.world.history(play.who)]


async def test_a_peer_lead_reads_the_stories_of_their_own_people(tmp_path: Path) -> None:
    async with park(tmp_path, SCHEDULE) as play:
        await does(play, "$ invite lead Lena", "@ Lena en", "> /start {invite}", "> yes")
        await told(play)
        assert "No stories of change yet" in (await opens(play, "Lena"))[0]
