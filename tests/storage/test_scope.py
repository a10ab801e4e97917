"""Who may see whose words: one view says so, and every query of the team goes by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import outreach, participants, projects, questions, reviews, scope, staff
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    """Ana came by Lena, Ben by Leo, Cleo by a poster; Omar is an officer."""
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "cleo", "lena", "leo", "omar"), start=1):
            person(db, name, chat)
        staff.give(db, "post-lena", "lena", PROJECT, "lead", NOW)
        staff.give(db, "post-leo", "leo", PROJECT, "lead", NOW + timedelta(minutes=1))
        staff.give(db, "post-omar", "omar", PROJECT, "officer", NOW)
        scope.set_lead(db, "ana", PROJECT, "lena")
        scope.set_lead(db, "ben", PROJECT, "leo")
        for name in ("ana", "ben", "cleo"):
            answers(db, name, [("day", "", f"the words of {name}")])
            questions.add(db, f"q-{name}", PROJECT, name, None, "Why?", "en", NOW)
            _agree(db, name)
        yield db


def _agree(db: Connection, name: str) -> None:
    participants.record_consent(
        db,
        name,
        PROJECT,
        "contact",
        given=True,
        notice_version=1,
        revision="r1",
        language="en",
        now=NOW,
    )


def _seen(db: Connection, reader: str) -> set[str]:
    """Return whom a reader sees, the same by every way there is."""
    told = {one.participant for one in reviews.unread(db, PROJECT, reader, at_most=50)}
    one_by_one = {name for name in ("ana", "ben", "cleo") if reviews.get(db, f"{name}.day", reader)}
    asked = {one.participant for one in questions.unanswered(db, PROJECT, reader)}
    opened = {name for name in ("ana", "ben", "cleo") if questions.get(db, f"q-{name}", reader)}
    written = {one.participant for one in outreach_to(db, reader)}
    assert told == one_by_one == asked == opened == written
    assert reviews.unread_count(db, PROJECT, reader) == len(told)
    everyone = ("ana", "ben", "cleo", "lena", "leo", "omar")
    assert {name for name in everyone if scope.sees(db, reader, name, PROJECT)} & {
        "ana",
        "ben",
        "cleo",
    } == told
    return told


def outreach_to(db: Connection, reader: str) -> tuple[outreach.Reachable, ...]:
    return outreach.audience(db, PROJECT, of=reader)


def test_a_peer_lead_sees_their_own_people_and_officers_everyone(db: Connection) -> None:
    assert _seen(db, "lena") == {"ana"}
    assert _seen(db, "leo") == {"ben"}
    assert _seen(db, "omar") == {"ana", "ben", "cleo"}
    assert _seen(db, "ana") == _seen(db, "cleo") == set()


def test_an_officer_widens_it_and_takes_it_back(db: Connection) -> None:
    assert scope.widen(db, "lena", PROJECT, "all")
    assert not scope.widen(db, "lena", PROJECT, "all")
    assert _seen(db, "lena") == {"ana", "ben", "cleo"}
    assert scope.widen(db, "lena", PROJECT, "own")
    assert _seen(db, "lena") == {"ana"}


def test_a_post_in_another_project_shows_nothing_here(db: Connection) -> None:
    projects.publish(db, "other", "r2", "{}", NOW, drafts_allowed=False)
    person(db, "olga", 9)
    staff.give(db, "post-olga", "olga", "other", "officer", NOW)
    assert _seen(db, "olga") == set()


@pytest.mark.parametrize("role", ["safeguarding"])
def test_a_safeguarding_contact_reads_concerns_only(db: Connection, role: staff.Role) -> None:
    person(db, "amina", 9)
    staff.give(db, "post-amina", "amina", PROJECT, role, NOW)
    assert _seen(db, "amina") == set()


def test_whoever_leaves_the_team_sees_nothing_more(db: Connection) -> None:
    staff.revoke(db, "lena", PROJECT, "lead", NOW)
    assert _seen(db, "lena") == set()


def test_not_this_peer_moves_someone_to_the_one_with_the_fewest_people(db: Connection) -> None:
    assert scope.keep_apart(db, "ana", PROJECT, "lena", "resident", NOW)
    assert not scope.keep_apart(db, "ana", PROJECT, "lena", "resident", NOW)
    assert _seen(db, "lena") == set()
    assert _seen(db, "leo") == {"ana", "ben"}
    assert scope.readers(db, "ana", PROJECT, "lead") == ("leo",)


def test_not_this_peer_holds_for_one_who_sees_everyone(db: Connection) -> None:
    scope.widen(db, "leo", PROJECT, "all")
    scope.keep_apart(db, "ana", PROJECT, "leo", "resident", NOW)
    assert _seen(db, "leo") == {"ben", "cleo"}
    assert scope.lead_of(db, "ana", PROJECT) == "lena"


def test_where_no_other_peer_lead_is_left_officers_read_on(db: Connection) -> None:
    scope.keep_apart(db, "ana", PROJECT, "lena", "resident", NOW)
    scope.keep_apart(db, "ana", PROJECT, "leo", "resident", NOW)
    assert scope.lead_of(db, "ana", PROJECT) is None
    assert scope.readers(db, "ana", PROJECT, "lead") == ()
    assert scope.readers(db, "ana", PROJECT, "officer") == ("omar",)


def test_a_hand_over_can_be_taken_back_but_not_a_residents_wish(db: Connection) -> None:
    scope.keep_apart(db, "ana", PROJECT, "lena", "staff", NOW)
    assert _seen(db, "lena") == set()
    assert scope.together_again(db, "ana", PROJECT, "lena")
    assert _seen(db, "lena") == {"ana"}
    assert _seen(db, "leo") == {"ben"}
    scope.keep_apart(db, "ana", PROJECT, "lena", "resident", NOW)
    assert not scope.together_again(db, "ana", PROJECT, "lena")
    assert _seen(db, "lena") == set()


def test_erasing_a_peer_lead_leaves_their_people_to_officers(db: Connection) -> None:
    link = scope.lead_link_for(db, PROJECT, "lena", "pl", "code1", NOW)
    assert scope.lead_link(db, link.code) == link
    assert scope.lead_link_for(db, PROJECT, "lena", "pl", "code2", NOW) == link
    participants.erase(db, "lena")
    assert scope.lead_link(db, link.code) is None
    assert scope.lead_of(db, "ana", PROJECT) is None
    assert _seen(db, "omar") == {"ana", "ben", "cleo"}


def test_officers_are_told_how_many_came_by_each_and_leads_who_theirs_are(db: Connection) -> None:
    lena, leo = scope.leads(db, PROJECT)
    assert (lena.participant, lena.number, lena.people, lena.sees) == ("lena", 1, 1, "own")
    assert (leo.participant, leo.number) == ("leo", 2)
    (own,) = scope.own_people(db, "lena", PROJECT)
    assert (own.pseudonym, own.sent, own.ended) == ("ana 1", True, False)
