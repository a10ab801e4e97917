"""What people say about themselves: seen by nobody, counted coarsely, and gone when they say so."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from bot.exports.bundle import written
from bot.exports.equality import stepped
from bot.exports.tables import gather
from storage import equality, participants
from storage.sqlite import Connection
from tests.support.journey import Journey
from tests.support.playing import does, forges, joins, playing
from tests.support.projects import PROJECTS
from tests.support.searching import found
from tests.support.team import counts, says

PARK = PROJECTS / "equality"

#: Up to the offer of the questions, and through them.
BEFORE = (
    *("/start", "English", "go on", "I agree", "yes", "yes", "for myself", "next"),
    *("opening hours", "no it is pitch dark"),
)
TELLS = ("yes, ask me", "67", "Asian", "Kashmiri from Mirpur", "yes, my back", "a lot", "Druze")

WORDS = ("Kashmiri from Mirpur", "my back", "Druze")


async def tells(play: Journey, name: str, *, sent: bool = True) -> None:
    send = ("send",) if sent else ()
    await does(play, f"@ {name} en", *(f"> {said}" for said in (*BEFORE, *TELLS, *send)))


async def exported(play: Journey) -> dict[str, bytes]:
    tables = await play.stage.app.store.read(gather, play.stage.app.house, play.project)
    return written(tables, ("csv", "json"), play.stage.clock.now())


async def test_neither_leads_nor_officers_ever_see_any_of_it(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PARK) as play:
        await tells(play, "Ana")
        for role in ("lead", "officer"):
            await joins(play, role.title(), role)
            await does(play, "> /desk", "> /new", "> /themes", "> /outcomes")
            seen = "\n".join(str(m) for m in play.stage.world.history(play.who))
            # That there is something to read shows that they look at the right place.
            assert "pitch dark" in seen
            for words in (*WORDS, "65 to 74", "Asian"):
                assert words not in seen


async def test_an_export_holds_how_many_and_neither_words_nor_who(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PARK) as play:
        await tells(play, "Ana")
        content = await exported(play)
    everything = b"".join(content.values())
    for words in WORDS:
        assert words.encode() not in everything
    answers = list(csv.DictReader(io.StringIO(content["answers.csv"].decode("utf-8-sig"))))
    assert "light" in {row["question"] for row in answers}
    assert not [row for row in answers if row["question"].startswith("equality")]
    table = json.loads(content["equality.json"])["equality"]
    assert {row["people"] for row in table} == {"fewer than 5"}
    said = {(row["question"], row["said"]) for row in table}
    assert {("religion", "own_words"), ("religion", "rather_not"), ("age_band", "75+")} <= said


def test_counts_go_in_steps_so_that_one_more_person_seldom_shows() -> None:
    assert [stepped(people, 5) for people in (0, 1, 4)] == ["fewer than 5"] * 3
    assert [stepped(people, 5) for people in (5, 9, 10)] == ["5 to 9", "5 to 9", "10 to 14"]
    assert stepped(23, 10) == "20 to 29"


def _tell_for_many(db: Connection) -> None:
    """Let five more people have said and sent what Ana did."""
    tables = ("participants", "runs", "consents", "equality_answers")
    for table in tables:
        rows = [dict(row) for row in db.execute(f"SELECT * FROM {table}").fetchall()]
        whose = "id" if table == "participants" else "participant"
        for row in rows:
            for n in range(5):
                copied = {**row, whose: f"{row[whose]}-{n}", "seq": None}
                for key in {"id", "run"} & set(row) - {whose}:
                    copied[key] = f"{row[key]}-{n}"
                copied = {key: value for key, value in copied.items() if key in row}
                names = ", ".join(copied)
                marks = ", ".join("?" * len(copied))
                db.execute(
                    f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(copied.values())
                ).close()


async def test_what_enough_people_say_is_counted_and_the_rest_is_not(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PARK) as play:
        await tells(play, "Ana")
        await play.stage.app.store.write(_tell_for_many)
        content = await exported(play)
    rows = list(csv.DictReader(io.StringIO(content["equality.csv"].decode("utf-8-sig"))))
    said = {(row["question"], row["said"]): row["people"] for row in rows}
    assert said["age_band", "65-74"] == "5 to 9"
    assert said["ethnic_asian", "own_words"] == "5 to 9"
    assert said["disability_impact", "a_lot"] == "5 to 9"
    assert said["ethnic_asian", "indian"] == "fewer than 5"


async def test_taken_back_from_a_project_it_is_counted_no_more(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PARK) as play:
        await tells(play, "Ana")

        def people(db: Connection) -> int:
            return sum(count.people for count in equality.counts(db, play.project))

        assert await play.stage.app.store.read(people) == 6
        await does(play, "> my details", "> where it is counted", "> 1")
        assert await play.stage.app.store.read(people) == 0
        assert "Kashmiri" in "".join(await does(play, "> my details"))


async def test_deleted_nothing_of_it_is_left_in_the_database(tmp_path: Path) -> None:
    """On an unkeyed file, since in an encrypted one nothing can be found anyway."""
    async with playing(tmp_path, key=None, project=PARK) as play:
        await tells(play, "Ana")
        await does(play, "> my details", "> back", "> edit: Druze => Druze, from Haifa")
        await play.stage.app.store.checkpoint()
        assert found(tmp_path, WORDS) == "True True True"
        await does(play, "> my details", "> delete all of this", "> yes, delete it")
        await play.stage.app.store.checkpoint()
        assert found(tmp_path, (*WORDS, "Haifa")) == "False False False False"
        # What they answered otherwise is still there.
        assert await counts(play, "SELECT COUNT(*) FROM answers WHERE node = 'light'") == 1
        assert "Is it light enough" in "".join(await says(play, "> my answers"))


@pytest.mark.parametrize(
    "leaves",
    [
        ("> stop",),
        ("> delete", "> [Forget who I am]", "> [Yes, do it]"),
        ("> delete", "> [Delete everything]", "> [Yes, do it]"),
    ],
    ids=["stop", "forgotten", "deleted"],
)
async def test_it_goes_with_whoever_stops_or_leaves(
    leaves: tuple[str, ...], tmp_path: Path
) -> None:
    async with playing(tmp_path, key=None, project=PARK) as play:
        await tells(play, "Ana")
        await does(play, *leaves)
        await play.stage.app.store.checkpoint()
        assert found(tmp_path, WORDS) == "False False False"
        assert await counts(play, "SELECT COUNT(*) FROM equality_answers") == 0


async def test_words_that_are_no_answer_go_with_it_and_so_does_a_file(tmp_path: Path) -> None:
    async with playing(tmp_path, key=None, project=PARK) as play:
        await does(play, "@ Ana en", *(f"> {said}" for said in BEFORE))
        await does(play, "> yes but only because my imam says so", "> yes", "> (photo)")
        assert await counts(play, "SELECT COUNT(*) FROM media") == 1
        await does(play, "> 67", "> my details", "> delete all of this", "> yes")
        await play.stage.app.store.checkpoint()
        assert found(tmp_path, ("my imam",)) == "False"
        assert await counts(play, "SELECT COUNT(*) FROM media") == 0
        assert await counts(play, "SELECT COUNT(*) FROM kept_words") == 0


async def test_nobody_reaches_someone_elses_with_a_forged_button(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PARK) as play:
        await tells(play, "Ana")

        def told(db: Connection) -> list[str]:
            ana = participants.find(db, play.people["Ana"])
            assert ana is not None
            return [one.question for one in equality.current(db, ana.id)]

        before = await play.stage.app.store.read(told)
        await does(play, "@ Mallory en", "> /start", "> my details")
        for data in ("about:change:religion", "about:count:equality", "about:yes", "about"):
            forges(play, play.who, data)
            await play.stage.settle()
        seen = "\n".join(str(m) for m in play.stage.world.history(play.who))
        assert not [words for words in WORDS if words in seen]
        assert await play.stage.app.store.read(told) == before
