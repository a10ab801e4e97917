"""Decisions and promises kept: what a decision rests on, taken back, put right; past schemas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage import cards, decisions, participants, projects, promises, sorting, themes
from storage.decisions import Decision, No, Rests
from storage.migrate import migrate
from storage.promises import Promise, Word
from storage.sqlite import Connection, connect
from tests.storage.said import NOW, PROJECT, answers, person, project

MIGRATIONS = Path(decisions.__file__).parent / "migrations"


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(("ana", "ben", "lena"), start=1):
            person(db, name, chat)
        answers(db, "ana", [("day", "", "dark at night"), ("good", "", "the lamp")])
        answers(db, "ben", [("day", "", "it is light enough")])
        for theme in ("dark", "light"):
            themes.add(db, theme, PROJECT, theme.title(), "lena", NOW)
        for answer, theme in (("ana.day", "dark"), ("ana.good", "light"), ("ben.day", "light")):
            themes.put(db, f"{answer}-{theme}", answer, theme, "lena", NOW)
        yield db


def _decision(name: str = "d1", replaces: str | None = None) -> Decision:
    return Decision(
        name,
        PROJECT,
        "It is dark",
        "part",
        "Two lamps",
        "They are cheap",
        None,
        None,
        "en",
        NOW,
        "The council",
        date(2027, 1, 3),
        replaces=replaces,
    )


def _decide(db: Connection, name: str = "d1", replaces: str | None = None) -> None:
    decisions.add(
        db,
        _decision(name, replaces),
        "lena",
        Rests(("dark",), ("ana.day",)),
        (
            Promise(f"{name}-lamp", name, "A lamp", date(2027, 2, 1), "Olu", "It shines", "en"),
            Promise(f"{name}-door", name, "A door", date(2027, 1, 20), "Olu", "A key", "en"),
        ),
        against=Rests(("light",), ("ana.good", "ben.day")),
        noes=(No("Ten lamps", "There is no money"), No("A fence", "It is a park")),
        cards={"hours": 2},
    )


def test_a_decision_keeps_both_sides_its_noes_and_its_promises_in_order(db: Connection) -> None:
    _decide(db)
    made = decisions.get(db, "d1")
    assert made is not None
    assert (made.voices, made.decided_by, made.decided_on) == (2, "The council", date(2027, 1, 3))
    sides = [(one.theme, one.side, one.voices) for one in decisions.heard_themes(db, "d1")]
    assert sides == [("dark", "for", 1), ("light", "against", 2)]
    assert dict(decisions.answers(db, "d1")) == {
        "ana.day": "for",
        "ana.good": "against",
        "ben.day": "against",
    }
    assert [no.what for no in decisions.noes(db, "d1")] == ["Ten lamps", "A fence"]
    assert decisions.cards(db, "d1") == {"hours": 2}
    assert [one.what for one in promises.of_decision(db, "d1")] == ["A lamp", "A door"]


def test_erasing_a_person_leaves_how_many_voices_it_rested_on(db: Connection) -> None:
    _decide(db)
    participants.erase(db, "ben")
    made = decisions.get(db, "d1")
    assert made is not None
    assert made.voices == 2
    assert [one.voices for one in decisions.heard_themes(db, "d1")] == [1, 2]
    assert [answer for answer, _ in decisions.answers(db, "d1")] == ["ana.day", "ana.good"]
    assert decisions.contributors(db, "d1") == ("ana",)


def test_it_is_taken_back_with_all_of_it_until_people_hear_it(db: Connection) -> None:
    _decide(db)
    assert decisions.told_to(db, PROJECT, "ana") == ()
    assert decisions.take_back(db, "d1")
    assert decisions.get(db, "d1") is None
    assert promises.of_project(db, PROJECT) == ()
    _decide(db, "d2")
    assert decisions.goes_out(db, "d2", NOW)
    assert not decisions.goes_out(db, "d2", NOW + timedelta(days=1))
    assert not decisions.take_back(db, "d2")
    assert [one.id for one in decisions.told_to(db, PROJECT, "ana")] == ["d2"]


def test_from_a_theme_and_an_answer_to_what_came_of_it_and_on_to_what_put_it_right(
    db: Connection,
) -> None:
    _decide(db)
    _decide(db, "d2", replaces="d1")
    later = decisions.replaced_by(db, "d1")
    assert later is not None
    assert (later.id, decisions.replaced_by(db, "d2")) == ("d2", None)
    assert [one.id for one in decisions.of_answer(db, "ben.day")] == ["d1", "d2"]
    themes.add(db, "all", PROJECT, "All", "lena", NOW)
    sorting.merge(db, "dark", "all")
    assert [one.id for one in decisions.of_theme(db, "all")] == ["d1", "d2"]
    # What its teller changed since is found by what it says now.
    db.execute(
        "INSERT INTO answers SELECT 'anew', run, participant, project, node, status, value, words,"
        " language, serves, constraint_version, measure, promise, at, superseded_at, set_aside_at"
        " FROM answers WHERE id = 'ben.day'"
    ).close()
    assert [one.id for one in decisions.of_answer(db, "anew")] == ["d1", "d2"]


def test_what_the_team_says_of_a_promise_is_added_and_only_the_last_is_taken_back(
    db: Connection,
) -> None:
    _decide(db)
    first = Word("in_hand", "It is ordered", date(2027, 3, 1), "en", NOW)
    promises.say(db, "w1", "d1-lamp", first, "lena")
    promises.say(db, "w2", "d1-lamp", Word("kept", "", None, "en", NOW + timedelta(1)), "lena")
    assert [one.state for one in promises.said(db, "d1-lamp")] == ["in_hand", "kept"]
    assert not promises.unsay(db, "w1")
    assert promises.unsay(db, "w2")
    assert promises.last_word(db, "d1-lamp") == first
    promises.told_word(db, "w1", NOW)
    assert not promises.unsay(db, "w1")
    assert promises.project_of(db, "d1-lamp") == PROJECT
    assert promises.project_of(db, "nothing") is None


def test_which_version_of_a_card_each_had_been_shown_when_they_answered(db: Connection) -> None:
    for who, version, at in (
        ("ana", 1, NOW - timedelta(1)),
        ("ana", 2, NOW + timedelta(1)),
        ("ben", 2, NOW),
    ):
        db.execute(
            "INSERT INTO constraints_shown VALUES (?, ?, 'hours', ?, ?)",
            (who, PROJECT, version, at.isoformat()),
        ).close()
    # The card a question serves is the one its answer keeps.
    db.execute(
        "UPDATE answers SET serves = 'gates', constraint_version = 3 WHERE id = 'ben.day'"
    ).close()
    found = cards.shown(db, ("ana.day", "ana.good", "ben.day"))
    assert found == {"hours": {1: {"ana"}, 2: {"ben"}}, "gates": {3: {"ben"}}}
    assert cards.served(db, ("ana.day", "ben.day")) == {"gates"}


def test_decisions_and_promises_of_before_keep_what_they_were(
    database_path: Path, tmp_path: Path, key: bytes
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for file in sorted(MIGRATIONS.iterdir()):
        if file.name < "0017":
            shutil.copy(file, before / file.name)
    migrate(database_path, key, before, now=NOW)
    with closing(connect(database_path, key)) as db:
        projects.publish(db, PROJECT, "r1", "{}", NOW, drafts_allowed=False)
        db.executescript(_OLD)
    migrate(database_path, key, MIGRATIONS, now=NOW)
    with closing(connect(database_path, key)) as db:
        (made,) = decisions.of_project(db, PROJECT)
        (promise,) = promises.of_decision(db, "d1")
        heard = [(one.side, one.voices) for one in decisions.heard_themes(db, "d1")]
    assert (made.voices, made.decided_on, made.told_at) == (2, date(2027, 1, 4), NOW)
    assert heard == [("for", 1)]
    assert (promise.what, promise.language, promise.kind) == ("A lamp", "pl", "change")
    assert (promise.due_on, promise.responsible) == (date(2027, 2, 1), "Olu")


_AT = NOW.isoformat()
#: A decision on two people's answers, one of them under its theme, and its promise, as it was kept
#: before a decision could carry several.
_OLD = f"""
INSERT INTO participants (id, language, created_at)
    VALUES ('ana', 'pl', '{_AT}'), ('ben', 'pl', '{_AT}');
INSERT INTO runs (id, participant, project, revision, script, state, status, step, started_at,
                  touched_at, sent_at)
    SELECT 'run-' || id, id, '{PROJECT}', 'r1', 'main', '{{}}', 'ended', 1, '{_AT}', '{_AT}',
           '{_AT}' FROM participants;
INSERT INTO answers (id, run, participant, project, node, status, value, words, language, at)
    SELECT id || '.day', 'run-' || id, id, '{PROJECT}', 'day', 'given', '[]', '["dark"]', 'pl',
           '{_AT}' FROM participants;
INSERT INTO themes (id, project, name, made_at) VALUES ('t', '{PROJECT}', 'Dark', '{_AT}');
INSERT INTO themings (id, answer, theme, at) VALUES ('g', 'ana.day', 't', '{_AT}');
INSERT INTO decisions (id, project, heard, verdict, decided, why, language, made_at, told_at)
    VALUES ('d1', '{PROJECT}', 'dark', 'will', 'A lamp', 'yes', 'pl', '{_AT}', '{_AT}');
INSERT INTO decision_themes (decision, theme) VALUES ('d1', 't');
INSERT INTO decision_answers (decision, answer) VALUES ('d1', 'ana.day'), ('d1', 'ben.day');
INSERT INTO promises (id, decision, project, what, due_on, responsible, made_at)
    VALUES ('p', 'd1', '{PROJECT}', 'A lamp', '2027-02-01', 'Olu', '{_AT}');
"""
