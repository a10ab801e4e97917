"""What others are shown is accepted first, by who may see its writer, and goes when they say so."""

from __future__ import annotations

import json
from pathlib import Path

from bot.exports.tables import gather
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, forges, joins, playing
from tests.support.projects import PROJECTS
from tests.support.team import counts, says

OF_OWN = PROJECTS / "statements-of-own"

#: Up to the first statement of the project.
_BEGINS = (
    "/start",
    "English",
    "go on",
    "I agree",
    "yes",
    "no",
    "for myself",
    "next",
    "opening hours",
)

_SHOWN = "SELECT COUNT(*) FROM shown_contributions"


async def _writes(play: Journey, name: str, sentence: str) -> None:
    """Let someone write a sentence for others, and send it."""
    await does(play, f"@ {name} en", *(f"> {words}" for words in _BEGINS))
    await does(play, "> agree", "> agree")
    if "Do you agree?" in str(play.stage.world.history(play.who)[-1].get("text")):
        await does(play, "> disagree")
    await does(play, f"> {sentence}", "> send")


async def _accepted(play: Journey) -> None:
    await joins(play, "Lena", "lead")
    await _writes(play, "Ana", "More benches")
    await does(play, "@ Lena", "> /moderate", "> show it as it is")


async def test_nothing_is_shown_to_others_before_it_was_accepted(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Lena", "lead")
        await _writes(play, "Ana", "More benches")
        await does(play, "@ Ben en", *(f"> {words}" for words in _BEGINS), "> agree")
        said = await says(play, "> agree")
        assert "Is something missing?" in said[0]
        await does(play, "@ Lena", "> /moderate", "> show it as it is")
        # Ben began before: what he is asked was fixed then.
        said = await says(play, "@ Ben", "> back", "> agree")
        assert not any("More benches" in text for text in said)


async def test_its_words_stand_in_nobody_elses_conversation(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        await _writes(play, "Ben", "More trees")
        await does(play, "@ Ana", "> delete", "> [Delete everything]", "> [Yes, do it]")
        assert await counts(play, "SELECT COUNT(*) FROM contributions") == 1
        assert await counts(play, "SELECT COUNT(*) FROM moderations") == 0
        states = await play.stage.app.store.read(_states)
        assert "More benches" not in states
        said = await says(play, "@ Ben", "> my answers")
        assert not any("More benches" in text for text in said)


def _states(db: Connection) -> str:
    return "\n".join(str(row[0]) for row in db.execute("SELECT state FROM runs").fetchall())


async def test_changed_by_its_writer_it_waits_to_be_looked_at_again(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        assert await counts(play, _SHOWN) == 1
        await does(play, "@ Ana", "> change", "> 4", "> More benches, and tables", "> send")
        assert await counts(play, _SHOWN) == 0
        said = await says(play, "@ Lena", "> /moderate")
        assert any("More benches, and tables" in text for text in said)


async def test_taken_back_and_put_back_and_undone_by_the_team(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        await does(play, "@ Ana", "> [Take my sentence back]")
        assert await counts(play, _SHOWN) == 0
        await does(play, "> [Undo]")
        assert await counts(play, _SHOWN) == 1
        await does(play, "@ Lena", "> [Undo]")
        assert await counts(play, _SHOWN) == 0
        said = await says(play, "@ Ana")
        assert any("takes another look" in text for text in said)


async def test_who_may_not_see_its_writer_decides_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Lena", "lead")
        await _writes(play, "Ana", "More benches")
        await does(play, "$ invite lead Leo", "@ Leo en", "> /start {invite}", "> yes")
        written = await play.stage.app.store.read(_first_id)
        for person in ("@ Leo", "@ Mallory en"):
            await does(play, person, "> /start")
            for what in ("yes", "change", "no", "shows", "send", "show", "undo", "later"):
                forges(play, play.who, f"mod:{written}:{what}")
                await play.stage.settle()
            await does(play, "> More fences", "> back")
            said = "\n".join(str(m.get("text")) for m in play.stage.world.history(play.who))
            assert "More benches" not in said
        forges(play, play.who, f"own:{written}:out")
        await play.stage.settle()
        assert await counts(play, "SELECT COUNT(*) FROM moderations") == 0
        assert await counts(play, "SELECT COUNT(*) FROM current_contributions") == 1


def _first_id(db: Connection) -> str:
    return str(db.execute("SELECT id FROM contributions").fetchone()[0])


async def test_two_decide_at_once_and_the_first_one_counts(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Lena", "lead")
        await joins(play, "Omar", "officer")
        await _writes(play, "Ana", "More benches")
        await does(play, "@ Omar", "> /moderate")
        await does(play, "@ Lena", "> /moderate", "> show it as it is")
        said = await says(play, "@ Omar", "> do not use it")
        assert said == ["Somebody else has just dealt with it."]


async def test_too_long_for_a_card_it_can_only_be_shown_shortened(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Lena", "lead")
        await _writes(play, "Ana", "benches " * 40)
        said = await says(play, "@ Lena", "> /moderate")
        assert any("too long for others" in text for text in said)
        said = await says(play, "> show it as it is")
        assert said == ["Please tap one of the buttons, or type: back"]
        said = await says(play, "> show it changed", f"> {'seats ' * 40}")
        assert "at most 200 letters" in said[-1]


async def test_in_an_export_votes_are_counted_and_go_with_the_statement(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        await _writes(play, "Ben", "More trees")
        house = play.stage.app.house
        tables = (await play.stage.app.store.read(gather, house, play.project)).tables
        mine = next(row for row in tables["statements"] if row["by"] == "resident")
        assert mine["words"] == "More benches"
        assert mine["disagree"] == "fewer than 5"
        votes = [row for row in tables["answers"] if row["question"] == mine["question"]]
        assert [row["value"] for row in votes] == ["disagree"]
        await does(play, "@ Ana", "> [Take my sentence back]")
        tables = (await play.stage.app.store.read(gather, house, play.project)).tables
        assert {row["by"] for row in tables["statements"]} == {"project"}
        assert not [row for row in tables["answers"] if row["question"] == mine["question"]]


async def test_a_reason_of_ones_own_needs_words(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Lena", "lead")
        await _writes(play, "Ana", "More benches")
        await does(play, "@ Lena", "> /moderate", "> do not use it", "> another reason")
        await does(play, "> The park has no room for them.")
        told = (await says(play, "@ Ana"))[-1]
        assert "The team says: “The park has no room for them.”" in told
        assert "Why:" not in told
        kept = await play.stage.app.store.read(_verdict)
        assert kept == ["refused", None, "other"]


def _verdict(db: Connection) -> object:
    row = db.execute("SELECT verdict, words, reason FROM moderations").fetchone()
    return json.loads(json.dumps(list(row)))


async def test_a_vote_goes_along_to_a_newer_revision(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        await does(play, "@ Ben en", *(f"> {words}" for words in _BEGINS))
        await does(play, "> agree", "> agree", "> disagree")
        await does(play, "$ revise minutes: 3 => minutes: 4")
        said = await says(play, "@ Ben", "> skip")
        assert any("More benches" in text and "Disagree" in text for text in said)
        moved = "SELECT COUNT(DISTINCT revision) FROM runs WHERE status <> 'ended'"
        live = "SELECT COUNT(*) FROM runs AS r JOIN projects AS p ON p.revision = r.revision"
        assert await counts(play, moved) == 1
        assert await counts(play, live) == 1


async def test_a_sentence_about_safety_is_passed_on_and_still_to_be_decided_on(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await joins(play, "Sara", "safeguarding")
        await joins(play, "Lena", "lead")
        await _writes(play, "Ana", "My brother locks me in")
        await does(play, "@ Lena", "> /moderate", "> [Someone's safety]")
        kept = "\n".join(await says(play, "> no"))
        assert "They would like others to agree or disagree" in kept
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 0
        said = "\n".join(await says(play, "> someone's safety", "> yes, pass it on"))
        assert "Passed on to Amina Shah." in said
        assert "Do not say that it stays secret" in said
        assert "They would like others to agree or disagree" in said
        assert await counts(play, _SHOWN) == 0
        heard = "\n".join(await says(play, "@ Sara", "> /concerns"))
        assert "My brother locks me in" in heard
        again = "\n".join(await says(play, "@ Lena", "> [Someone's safety]", "> yes"))
        assert "That was passed on already." in again
        assert await counts(play, "SELECT COUNT(*) FROM concerns") == 1
        said = "\n".join(
            await says(play, "> do not use it", "> another reason", "> Others read it")
        )
        assert "Others do not see it." in said


async def test_before_deleting_people_hear_that_what_others_read_goes_too(tmp_path: Path) -> None:
    async with playing(tmp_path, project=OF_OWN) as play:
        await _accepted(play)
        said = "\n".join(await says(play, "@ Ana", "> delete"))
        assert "what others read of yours goes, too" in said
        await does(play, "> [Delete everything]", "> [Yes, do it]")
        assert await counts(play, _SHOWN) == 0
        await _writes(play, "Ben", "Fewer dogs")
        assert "goes, too" not in "\n".join(await says(play, "> delete"))
