"""Helping others take part: whose answers they are, who is told, what is left, nobody twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.exports.tables import gather
from storage import audit, helped, participants
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, joins, playing, writes
from tests.support.projects import PROJECTS
from tests.support.team import counts, leaves, says

PROJECT = PROJECTS / "own-words"

#: Up to the question of the project, as somebody says it aloud.
_OPENING = (
    "> go on",
    "> I agree",
    "> yes",
    "> yes",
    "> for myself",
    "> next",
    "> next",
    "> opening hours",
)


#: An officer records what was decided on the theme "Evenings", and lets people know.
_DECISION = (
    "> /decide",
    "> Evenings",
    "> done",
    "> People want evenings",
    "> This will be done",
    "> We open until seven on Fridays.",
    "> There is money for no more.",
    "> none of them",
    "> The library team",
    "> today",
    "> no promise",
    "> save and tell them",
)


async def _helps(play: Journey, *said: str, how: str = "Face to face", code: str = "") -> list[str]:
    """Let whoever acts help someone new up to the project's question, who then says ``said``."""
    first = await does(play, "> /helping")
    if "How do you talk" not in first[-1]:
        await does(play, "> Someone new")
    await does(play, f"> {how}")
    if how == "From a paper form":
        await does(play, f"> {code or 'No code on it'}")
    await does(play, "> English")
    if how == "From a paper form":
        await does(play, "> skip")
    return await says(play, *_OPENING, *said)


async def _told(play: Journey, query: str, *args: object) -> list[tuple[object, ...]]:
    def rows(db: Connection) -> list[tuple[object, ...]]:
        return [tuple(row) for row in db.execute(query, args).fetchall()]

    return await play.stage.app.store.read(rows)


async def _whose(play: Journey) -> list[str]:
    """Return the ids of all who were helped, in their order."""
    return [str(row[0]) for row in await _told(play, "SELECT participant FROM helped ORDER BY at")]


async def _tables_with(play: Journey, person: str) -> set[str]:
    """Return every table that still names ``person`` in any column."""

    def look(db: Connection) -> set[str]:
        tables = [
            str(row[0])
            for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        ]
        return {
            table
            for table in tables
            if any(person in map(str, tuple(row)) for row in db.execute(f"SELECT * FROM {table}"))
        }

    return await play.stage.app.store.read(look)


async def test_what_is_said_for_someone_is_theirs_and_their_helper_is_none_of_it(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> (voice) too early")
        (person,) = await _whose(play)
        owners = await _told(play, "SELECT DISTINCT participant FROM media")
        assert owners == [(person,)]
        assert await _told(play, "SELECT DISTINCT participant FROM answers") == [(person,)]
        assert await counts(play, "SELECT COUNT(*) FROM addresses") == 1
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 1


async def test_their_consent_is_kept_with_who_was_there_and_how(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, how="By phone")
        lena = (await _told(play, "SELECT participant FROM staff"))[0][0]
        kept = await _told(play, "SELECT scope, given, how, witness FROM consents ORDER BY scope")
        assert kept == [("contact", 1, "phone", lena), ("take_part", 1, "phone", lena)]


async def test_without_consent_nothing_is_kept(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /helping", "> By phone", "> English", "> go on")
        (person,) = await _whose(play)
        await does(play, "> no thanks")
        assert await _tables_with(play, person) == set()
        assert await counts(play, "SELECT COUNT(*) FROM participants") == 1


async def test_several_are_helped_side_by_side_by_the_buttons_of_each(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play)
        await does(play, "> /desk")
        await _helps(play, "> the second speaks", "> [Send]")
        await does(play, "> /helping", "> 1", "> the first speaks", "> [Send]")
        said = await _told(
            play,
            "SELECT a.words FROM current_answers AS a JOIN helped AS h USING (participant)"
            " WHERE a.node = 'anything' ORDER BY h.at",
        )
        assert [words for (words,) in said] == ['["the first speaks"]', '["the second speaks"]']


async def test_a_helpers_own_answers_and_dialogues_stay_theirs(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> for Ann")
        await does(play, "> /prompt")
        # What Lena types belongs to her prompt: nobody is spoken for while she does her own work.
        assert await counts(play, "SELECT COUNT(*) FROM speaking_for") == 0
        await does(play, "> Come on Saturday?", "> back", "> back")
        words = await _told(play, "SELECT words FROM answers WHERE node = 'anything'")
        assert words == [('["for Ann"]',)]


async def test_a_message_edited_in_the_helpers_chat_corrects_the_persons_answer(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> shut at sx", "> pause")
        await does(play, "> edit: shut at sx => shut at six")
        words = await _told(
            play,
            "SELECT words FROM answers WHERE node = 'anything' AND superseded_at IS NULL",
        )
        assert words == [('["shut at six"]',)]


async def test_stop_is_theirs_and_not_their_helpers_and_can_be_taken_back(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> stop")
        stopped = "SELECT COUNT(*) FROM participants WHERE stopped_at IS NOT NULL"
        assert await counts(play, stopped) == 1
        assert "Nothing new to read." in "\n".join(await says(play, "> /desk"))
        await does(play, "> /helping", "> 1", "> after all", "> [Send]")
        assert await counts(play, stopped) == 0
        assert await counts(play, "SELECT COUNT(*) FROM runs WHERE sent_at IS NOT NULL") == 1


async def test_a_decision_is_told_through_the_helper_and_their_verdict_kept(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> shut at six", "> [Send]")
        await does(play, "> /new", "> [New theme]", "> Evenings")
        await joins(play, "Oliver", "officer")
        await does(play, *_DECISION)
        await play.stage.advance(timedelta(days=1))
        heard = "\n".join(await says(play, "@ Lena"))
        assert "You told us: “shut at six”" in heard
        await does(play, "> [Partly]")
        kept = await _told(
            play, "SELECT participant, value FROM current_answers WHERE script LIKE 'report:%'"
        )
        assert kept == [((await _whose(play))[0], '["partly"]')]


async def test_hours_later_what_a_helper_types_is_their_own_again(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play)
        said = await says(play, "+ 3 hours", "> what is new?")
        assert "Set aside. You speak for yourself again. To go on: /helping" in said
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'anything'") == 0


async def test_a_form_typed_in_twice_is_one_person(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, how="From a paper form", code="ABC-7")
        await does(play, "> /helping", "> Someone new", "> From a paper form")
        assert "We go on there" in "\n".join(await says(play, "> abc 7"))
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 1
        # Another helper who gets the rest of the pages is told, and nobody is counted twice.
        await joins(play, "Leo", "lead")
        await does(play, "> /helping", "> From a paper form")
        assert "would count twice" in "\n".join(await says(play, "> abc7"))


async def test_what_is_asked_later_goes_to_the_helper_and_the_answer_to_the_person(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> shut at six", "> [Send]")
        await joins(play, "Oliver", "officer")
        await does(play, *writes("Would seven do?"), "> send")
        await play.stage.advance(timedelta(days=2))
        heard = "\n".join(await says(play, "@ Lena"))
        assert "Please tell " in heard
        assert "To write down what they say: /helping" in heard
        assert "Would seven do?" in heard
        await does(play, "> /helping", "> 1", "> seven would do")
        said = await _told(
            play,
            "SELECT a.participant, a.words FROM current_answers AS a WHERE a.script <> 'main'",
        )
        assert said == [((await _whose(play))[0], '["seven would do"]')]


async def test_it_is_marked_as_helped_in_exports_until_they_answer_themselves(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> shut at six", "> [Send]", how="From a paper form", code="abc7")
        await _comes_online(play, "Ana", "abc7")
        await does(play, "@ Ana", "> change", "> 2", "> shut at seven")
        tables = await play.stage.app.store.read(gather, play.stage.app.house, "own-words")
        marked = {row["question"]: row["helped"] for row in tables.tables["answers"]}
        assert marked["anything"] is None
        assert marked["whom"] == "paper"
        assert [row["helped"] for row in tables.tables["people"]] == ["paper"]


async def _comes_online(play: Journey, name: str, code: str, *said: str) -> None:
    await does(play, f"@ {name} en", *said, f"> /start {code}", "> yes")
    await does(play, "@ Lena", "> [Yes, I asked them]", f"@ {name}")


async def test_coming_online_hands_all_over_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> (voice) early", "> [Send]", how="From a paper form", code="abc7")
        (before,) = await _whose(play)
        await _comes_online(play, "Ana", "abc7")
        assert await _tables_with(play, before) == set()
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 1
        assert await counts(play, "SELECT COUNT(*) FROM media") == 1
        # Messages of the helper's chat must not be taken for hers.
        assert await counts(play, "SELECT COUNT(*) FROM answer_messages") == 0
        said = await says(play, "> delete", "> Delete everything", "> Yes, do it")
        assert "deleted" in said[-1]
        assert await counts(play, "SELECT COUNT(*) FROM helped") == 0
        assert await counts(play, "SELECT COUNT(*) FROM answers") == 0


async def test_who_began_alone_chooses_and_counts_once(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]", how="From a paper form", code="abc7")
        alone = ("> /start", "> English", *_OPENING, "> written")
        await _comes_online(play, "Ana", "abc7", *alone)
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 2
        await does(play, "> [What I wrote myself]")
        words = await _told(play, "SELECT words FROM answers WHERE node = 'anything'")
        assert words == [('["written"]',)]
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 1
        assert await counts(play, "SELECT COUNT(*) FROM helped") == 0


async def test_who_refused_to_be_written_to_by_themselves_is_not_written_to(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]", how="From a paper form", code="abc7")
        opening = ("> go on", "> I agree", "> yes", "> no", *_OPENING[4:])
        await _comes_online(play, "Ana", "abc7", "> /start", "> English", *opening, "> written")
        await does(play, "> [What was written down]")
        who = play.who

        def agreed(db: Connection) -> frozenset[str]:
            person = participants.find(db, who)
            assert person is not None
            return participants.agreed(db, person.id, "own-words")

        assert await play.stage.app.store.read(agreed) == {"take_part"}


async def test_a_helper_cannot_claim_whom_they_helped(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]", how="From a paper form", code="abc7")
        said = await says(play, "> /start me_ABC7")
        assert said == ["This code is for the person you helped. Give it to them."]
        assert await counts(play, "SELECT COUNT(*) FROM claims") == 0


async def test_who_has_no_phone_can_have_all_deleted_and_it_is_on_the_log(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Oliver", "officer")
        await joins(play, "Lena", "lead")
        await _helps(play, "> (voice) told", "> [Send]")
        (person,) = await _whose(play)
        await does(play, "+ 3 days", "> /helping", "> 1", "> delete")
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'anything'") == 1
        await does(play, "> [Yes, they want that]")
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'anything'") == 1
        await does(play, "@ Oliver", "> [Delete all of it]")
        assert await _tables_with(play, person) == set()
        assert "is deleted" in "\n".join(await says(play, "@ Lena"))
        log = await play.stage.app.store.read(audit.of_project, "own-words")
        actions = [entry.action for entry in log]
        assert actions[-2:] == [
            "asked to delete everything for someone",
            "deleted everything for someone",
        ]


async def test_an_officer_may_say_that_it_is_not_to_be_deleted(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Oliver", "officer")
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]")
        await does(play, "> /helping", "> 1", "> delete", "> [Yes, they want that]")
        await does(play, "@ Oliver", "> [Do not delete it]")
        assert "did not confirm" in "\n".join(await says(play, "@ Lena"))
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'anything'") == 1
        waiting = await play.stage.app.store.read(helped.to_erase, "own-words")
        assert waiting == ()


async def test_who_rings_the_team_is_found_by_their_code(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]", how="From a paper form", code="abc7")
        await joins(play, "Oliver", "officer")
        assert "send their code" in "\n".join(await says(play, "> /deletefor nobody"))
        assert await counts(play, "SELECT COUNT(*) FROM helped") == 1
        await does(play, "> /deletefor abc-7", "> [Delete all of it]")
        assert await counts(play, "SELECT COUNT(*) FROM helped") == 0
        assert await counts(play, "SELECT COUNT(*) FROM memberships") == 0


async def test_whoever_has_left_the_team_is_told_nothing_more(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await _helps(play, "> told", "> [Send]")
        (person,) = await _whose(play)
        found = await play.stage.app.store.read(participants.get, person)
        assert found is not None
        assert found.chat_id == play.who
        await leaves(play, "lead")
        found = await play.stage.app.store.read(participants.get, person)
        assert found is not None
        assert (found.chat_id, found.reachable) == (None, False)


@pytest.mark.parametrize("sent", [False, True])
async def test_what_was_said_beside_the_questions_is_read_once_it_was_sent(
    tmp_path: Path, *, sent: bool
) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "@ Ana en", "> /start", "> English", *_OPENING)
        await does(play, "> an answer", "> the dog is missing", *(["> [Send]"] if sent else []))
        heard = "\n".join(await says(play, "@ Lena", "> /beside"))
        assert ("the dog is missing" in heard) == sent
        if sent:
            assert "Nothing more" in "\n".join(await says(play, "> next"))


async def test_what_was_said_beside_the_questions_can_be_about_safety(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECT) as play:
        await joins(play, "Lena", "lead")
        await does(play, "@ Ana en", "> /start", "> English", *_OPENING)
        await does(play, "> an answer", "> I am afraid", "> [Send]")
        await does(play, "@ Lena", "> /beside", "> [Someone's safety]")
        assert await _told(play, "SELECT words FROM concerns") == [("I am afraid",)]
