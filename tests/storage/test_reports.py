"""Telling a decision: whose words it rests on, what they had been shown, and what they answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.run import Answer, Run
from storage import chains, decision_words, decisions, outcomes, participants, reports, runs, themes
from storage.decisions import Decision, No, Rests
from storage.promises import Promise
from storage.reports import Answers, Own
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, answers, person, project, supersede, voice

NAMES = ("ana", "ben", "cai", "dee", "lena")
MADE = Decision("d", PROJECT, "dark", "part", "a lamp", "one nurse", None, None, "en", NOW)


@pytest.fixture
def db(database_path: Path, key: bytes) -> Iterator[Connection]:
    with project(database_path, key) as db:
        for chat, name in enumerate(NAMES, start=1):
            person(db, name, chat)
        answers(db, "ana", [("day", "", "dark at night"), ("good", "", "the quiet")])
        answers(db, "ben", [("day", "", "nobody came")])
        answers(db, "cai", [("day", "", "")])
        voice(db, "cai", "day")
        yield db


def decide(db: Connection) -> None:
    rests = Rests(answers=("ana.day", "ben.day", "cai.day"))
    decisions.add(db, MADE, "lena", rests, against=Rests(answers=("ana.good",)))
    decisions.goes_out(db, "d", NOW)


def hears(db: Connection, who: str, said: str, words: str = "", status: str = "given") -> None:
    """Let someone be told of the decision and answer it, or only be told."""
    run = Run(f"report-{who}", "report:d", "en")
    runs.add(
        db,
        run,
        participant=who,
        project=PROJECT,
        revision="r1",
        now=NOW,
        wave="report",
        sent=True,
    )
    for node, value, told in (("answers", [said], []), ("why", [], [words])):
        if value if node == "answers" else words:
            db.execute(
                "INSERT INTO answers (id, run, participant, project, node, status, value, words,"
                " language, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'en', ?)",
                (
                    f"{who}.{node}",
                    run.id,
                    who,
                    PROJECT,
                    f"report.{node}",
                    status,
                    json.dumps(value if said else []),
                    json.dumps(told),
                    NOW.isoformat(),
                ),
            ).close()


def test_each_hears_their_own_words_on_both_sides_and_nobody_elses(db: Connection) -> None:
    decide(db)
    assert reports.own(db, "d", "ana") == (
        Own("for", "dark at night", aloud=False),
        Own("against", "the quiet", aloud=False),
    )
    assert reports.own(db, "d", "cai") == (Own("for", "", aloud=True),)
    assert reports.own(db, "d", "dee") == ()


def test_the_answers_are_counted_by_person_and_who_is_silent_too(db: Connection) -> None:
    decide(db)
    hears(db, "ana", "no", "too late")
    hears(db, "ben", "yes")
    hears(db, "cai", "", status="skipped")
    assert reports.answers_to(db, "d") == Answers(yes=1, partly=0, no=1, silent=1)
    assert reports.answers_to(db, "d").answered == 2
    supersede(db, "ana.answers")
    assert reports.answers_to(db, "d") == Answers(yes=1, partly=0, no=0, silent=2)


def test_what_one_person_answers_is_found_with_what_they_say_is_missing(db: Connection) -> None:
    decide(db)
    hears(db, "ana", "no", "too late")
    assert reports.answer_of(db, "d", "ana") == (Answer(("no",)), Answer((), ("too late",)))
    assert reports.answer_of(db, "d", "ben") == (None, None)


def test_who_is_erased_is_in_no_count_and_the_number_of_voices_stays(db: Connection) -> None:
    decide(db)
    hears(db, "ana", "no", "too late")
    hears(db, "ben", "yes")
    participants.erase(db, "ana")
    assert reports.own(db, "d", "ana") == ()
    assert reports.answers_to(db, "d") == Answers(yes=1, partly=0, no=0, silent=0)
    found = decisions.get(db, "d")
    assert found is not None
    assert found.voices == 3


def shows(db: Connection, who: str, version: int, minutes: int) -> None:
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    db.execute(
        "INSERT INTO constraints_shown VALUES (?, ?, 'lights', ?, ?)", (who, PROJECT, version, at)
    ).close()


def test_the_version_that_counts_is_the_one_they_had_been_shown_by_then(db: Connection) -> None:
    decide(db)
    assert reports.shown_then(db, "d", "ana", "lights") is None
    shows(db, "ana", 1, -5)
    shows(db, "ana", 2, 5)
    assert reports.shown_then(db, "d", "ana", "lights") == 1
    db.execute(
        "UPDATE answers SET serves = 'lights', constraint_version = 3 WHERE id = 'ana.day'"
    ).close()
    assert reports.shown_then(db, "d", "ana", "lights") == 3


def test_a_reading_after_a_report_is_none_of_after(db: Connection) -> None:
    decide(db)
    hears(db, "ana", "yes")
    db.execute("UPDATE answers SET measure = 'trust', value = '[\"4\"]' WHERE id = 'ana.answers'")
    waves = {row["wave"] for row in db.execute("SELECT wave FROM readings").fetchall()}
    assert waves == {"report"}
    assert outcomes.before(db, PROJECT, "ana") == {}


def test_others_under_a_theme_are_counted_without_the_one_who_asks(db: Connection) -> None:
    themes.add(db, "nights", PROJECT, "Nights", "lena", NOW)
    for answer in ("ana.day", "ben.day", "cai.day"):
        themes.put(db, f"t-{answer}", answer, "nights", "lena", NOW)
    day, good = chains.links(db, PROJECT, "ana")
    assert [(one.name, one.others) for one in day.grouped] == [("Nights", 2)]
    assert good.grouped == ()
    assert not chains.decided(db, PROJECT)


def test_a_decision_is_in_the_chain_once_people_hear_it_and_after_a_change(db: Connection) -> None:
    decisions.add(db, MADE, "lena", Rests(answers=("ana.day",)))
    assert [one.decisions for one in chains.links(db, PROJECT, "ana")] == [(), ()]
    decisions.goes_out(db, "d", NOW)
    supersede(db, "ana.day")
    db.execute(
        "INSERT INTO answers SELECT 'ana.day.2', run, participant, project, node, status, value,"
        " words, language, serves, constraint_version, measure, promise, at, NULL, NULL"
        " FROM answers WHERE id = 'ana.day'"
    ).close()
    found = {one.answer: one.decisions for one in chains.links(db, PROJECT, "ana")}
    assert found == {"ana.day.2": ("d",), "ana.good": ()}


def test_a_decision_for_everyone_is_in_the_list_of_who_was_told(db: Connection) -> None:
    decisions.add(db, replace(MADE, id="e"), "lena", Rests())
    decisions.goes_out(db, "e", NOW)
    assert chains.for_everyone(db, PROJECT, "ana") == ()
    db.execute(
        "INSERT INTO deliveries (id, project, decision, participant, state, due_at, made_at)"
        " VALUES ('v', ?, 'e', 'ana', 'begun', ?, ?)",
        (PROJECT, NOW.isoformat(), NOW.isoformat()),
    ).close()
    assert chains.for_everyone(db, PROJECT, "ana") == ("e",)


def test_a_decision_is_heard_in_a_language_it_was_put_into_whole(db: Connection) -> None:
    promise = Promise("p", "d", "a lamp", NOW.date(), "the keeper", "it burns", language="en")
    no = No("two lamps", "no money")
    decisions.add(db, MADE, "lena", Rests(), (promise,), noes=(no,))
    written = decision_words.as_written(db, MADE)
    parts = decision_words.parts_of(db, MADE)
    assert list(parts.values()) == [
        *("dark", "a lamp", "one nurse", "two lamps", "no money", "a lamp"),
        *("the keeper", "it burns"),
    ]
    half = {name: f"pl {words}" for name, words in parts.items() if name != "p.what"}
    decision_words.put(db, "d", "pl", half, NOW)
    assert decision_words.in_language(db, MADE, "pl") == written
    decision_words.put(db, "d", "pl", {name: f"pl {w}" for name, w in parts.items()}, NOW)
    said = decision_words.in_language(db, MADE, "pl")
    assert (said.decision.heard, said.decision.language) == ("pl dark", "pl")
    assert said.noes == (No("pl two lamps", "pl no money"),)
    assert (said.promises[0].what, said.promises[0].known_by) == ("pl a lamp", "pl it burns")
    assert decision_words.promise_in(db, promise, "pl") == said.promises[0]
    assert decision_words.languages(db, "d") == ("pl",)
    # A plainer way of writing is a language of its own, and falls back to what was written.
    assert decision_words.in_language(db, MADE, "en-x-easyread") == written
    decision_words.put(db, "d", "en-x-easyread", dict.fromkeys(parts, "plain"), NOW)
    assert decision_words.in_language(db, MADE, "en-x-easyread").decision.why == "plain"
    assert decision_words.in_language(db, MADE, "en") == written
