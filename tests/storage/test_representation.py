"""How many are in each category: of whoever sent their answers, and why the others are in none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.exports.equality import counted
from bot.missing.gathering import gather
from conversations.catalogue import Words
from conversations.population import Group
from conversations.representation import DECLINED, ELSEWHERE, NOT_ASKED, UNANSWERED
from storage import participants, projects, representation
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, project
from tests.support.projects import loaded
from tests.support.seeded import take_part

LANGUAGE, WARD, AGE, _ = loaded("who-is-missing").project.population


def come(db: Connection, *groups: str, now: datetime = NOW) -> None:
    for of in groups:
        take_part(db, PROJECT, of, now)


def test_everyone_who_sent_is_counted_once_in_every_group(tmp_path: Path, key: bytes) -> None:
    with project(tmp_path / "tellback.db", key) as db:
        come(db, "3 en ward=north equality.age_band=16-24", "2 ur ward=0", "1 cy", "4 ur joined")
        assert representation.answered(db, PROJECT, LANGUAGE) == {
            "en": 3,
            "ur": 2,
            "pl": 0,
            "ro": 0,
            "cy": 1,
        }
        assert representation.joined(db, PROJECT, LANGUAGE) == {"en": 0, "ur": 4, "pl": 0, "ro": 0}
        ward = representation.answered(db, PROJECT, WARD)
        assert ward == {
            "north": 3,
            "south": 0,
            "east": 0,
            DECLINED: 2,
            UNANSWERED: 0,
            NOT_ASKED: 1,
        }
        age = representation.answered(db, PROJECT, AGE)
        assert (age["16-24"], age[NOT_ASKED], sum(age.values())) == (3, 3, 6)


def test_easy_read_is_the_language_it_is_written_in(tmp_path: Path, key: bytes) -> None:
    with project(tmp_path / "tellback.db", key) as db:
        come(db, "2 en-x-easyread", "1 en")
        assert representation.answered(db, PROJECT, LANGUAGE)["en"] == 3


def test_a_town_is_known_however_it_is_typed(tmp_path: Path, key: bytes) -> None:
    towns = Group("home", "area", {"Northvale": 10, "Elsham": 5})
    with project(tmp_path / "tellback.db", key) as db:
        come(db, "2 en home=northvale", "1 en home=Leeds")
        counts = representation.answered(db, PROJECT, towns)
        assert (counts["Northvale"], counts["Elsham"], counts[ELSEWHERE]) == (2, 0, 1)


def test_an_option_that_is_gone_is_no_answer(tmp_path: Path, key: bytes) -> None:
    with project(tmp_path / "tellback.db", key) as db:
        come(db, "2 en ward=harbour")
        assert representation.answered(db, PROJECT, WARD)[UNANSWERED] == 2


def test_an_export_says_what_the_picture_says(tmp_path: Path, key: bytes) -> None:
    compared = loaded("who-is-missing")
    slug = compared.project.slug
    with project(tmp_path / "tellback.db", key) as db:
        projects.publish(db, slug, "r2", "{}", NOW, drafts_allowed=False)
        assert {row["people"] for row in counted(db, compared)[:7]} == {"hidden"}
        take_part(db, slug, "16 en equality.disability=no", NOW)
        take_part(db, slug, "8 en equality.disability=yes", NOW)
        said = {
            row["said"]: row["people"]
            for row in counted(db, compared)
            if row["question"] == "disability"
        }
        assert said == {
            "yes": "hidden",
            "no": "15 to 19",
            "declined": "fewer than 5",
            "unanswered": "fewer than 5",
            "not_asked": "fewer than 5",
        }


def test_what_was_shown_stays_until_so_many_have_changed_it(tmp_path: Path, key: bytes) -> None:
    compared = loaded("who-is-missing")
    slug = compared.project.slug
    with project(tmp_path / "tellback.db", key) as db:
        projects.publish(db, slug, "r2", "{}", NOW, drafts_allowed=False)

        def shown() -> tuple[int, ...]:
            found = gather(db, compared, Words(), NOW).sections[0]
            return tuple(row.cell.low for row in found.rows)

        assert shown() == ()
        take_part(db, slug, "14 en", NOW)
        take_part(db, slug, "9 ur", NOW)
        first = shown()
        assert first == (10, 5, 0, 0)
        # The fifteenth would be made out by whoever knows that one person came.
        take_part(db, slug, "4 en", NOW)
        assert shown() == first
        take_part(db, slug, "1 en", NOW)
        assert shown() == (15, 5, 0, 0)
        # Erased, too, one by one nobody shows.
        gone = db.execute("SELECT participant FROM memberships LIMIT 1").fetchone()[0]
        participants.erase(db, gone)
        assert shown() == (15, 5, 0, 0)
