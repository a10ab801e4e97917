"""What people said about themselves: kept apart, counted only where they agree, erased whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations.equality.apart import TELL, USE, node
from conversations.equality.asking import put
from conversations.equality.block import block
from conversations.run import Answer, AnswerStatus, Run
from storage import equality, participants, projects, runs
from storage.sqlite import Connection
from tests.storage.said import NOW, PROJECT, person, project

BLOCK = block("england-1")
OTHER = "other"


def tell(
    db: Connection,
    who: str,
    question: str,
    *value: str,
    run: str | None = None,
    words: tuple[str, ...] = (),
    status: AnswerStatus = "given",
    where: str = PROJECT,
) -> None:
    made = iter(f"{who}.{question}.{run}.{n}" for n in range(9))
    ids = {row["id"] for row in db.execute("SELECT id FROM equality_answers").fetchall()}
    equality.record(
        db,
        put(BLOCK, BLOCK.by_key[question]),
        Answer(value, words, status=status),
        participant=who,
        run=run or f"run-{who}",
        project=where,
        now=NOW,
        new_id=lambda: next(one for one in made if one not in ids),
    )


def talks(
    db: Connection, who: str, *, sent: bool = True, where: str = PROJECT, agrees: str | None = TELL
) -> None:
    """Let someone have a run in a project, and agree there to ``agrees``."""
    run = Run(f"run-{who}" if where == PROJECT else f"{where}-{who}", "main", "en")
    runs.add(db, run, participant=who, project=where, revision="r1", now=NOW, sent=sent)
    if agrees:
        consent(db, who, agrees, where=where)


def consent(
    db: Connection, who: str, scope: str, *, given: bool = True, where: str = PROJECT
) -> None:
    participants.record_consent(
        db,
        who,
        where,
        scope,
        given=given,
        notice_version=1,
        revision="r1",
        language="en",
        now=NOW,
    )


def said(db: Connection, who: str) -> dict[str, tuple[str, ...]]:
    return {told.question: told.answer.value for told in equality.current(db, who)}


def counted(db: Connection, where: str = PROJECT) -> dict[tuple[str, str], int]:
    return {(c.question, c.value): c.people for c in equality.counts(db, where)}


def test_the_last_word_counts_wherever_it_was_said(database_path: Path, key: bytes) -> None:
    with project(database_path, key) as db:
        ana = person(db, "ana", 1)
        projects.publish(db, OTHER, "r1", "{}", NOW, drafts_allowed=False)
        talks(db, ana)
        talks(db, ana, where=OTHER)
        tell(db, ana, "ethnic_group", "asian")
        tell(db, ana, "ethnic_asian", "indian")
        tell(db, ana, "ethnic_group", "white", run="other-ana", where=OTHER)
        # What followed from the word given elsewhere does not follow from this one.
        assert said(db, ana) == {"ethnic_group": ("white",)}
        # Nothing is overwritten: it stands beside, with the moment it was replaced.
        (kept,) = db.execute("SELECT COUNT(*) FROM equality_answers").fetchone()
        assert kept == 3


def test_a_skip_takes_back_what_was_said_here_and_nothing_said_elsewhere(
    database_path: Path, key: bytes
) -> None:
    with project(database_path, key) as db:
        ana = person(db, "ana", 1)
        projects.publish(db, OTHER, "r1", "{}", NOW, drafts_allowed=False)
        talks(db, ana)
        talks(db, ana, where=OTHER)
        tell(db, ana, "religion", "sikh")
        tell(db, ana, "religion", run="other-ana", status="skipped", where=OTHER)
        assert said(db, ana) == {"religion": ("sikh",)}
        tell(db, ana, "religion", status="skipped")
        assert [told.answer.status for told in equality.current(db, ana)] == ["skipped"]


def test_what_is_set_aside_counts_again_when_the_way_turns_back(
    database_path: Path, key: bytes
) -> None:
    with project(database_path, key) as db:
        ana = person(db, "ana", 1)
        talks(db, ana)
        tell(db, ana, "ethnic_asian", "indian")
        equality.set_aside(db, "run-ana", node("ethnic_asian"), NOW)
        assert said(db, ana) == {}
        assert counted(db) == {}
        equality.restore(db, "run-ana", node("ethnic_asian"))
        assert said(db, ana) == {"ethnic_asian": ("indian",)}


def test_only_those_are_counted_who_sent_and_agree_now(database_path: Path, key: bytes) -> None:
    with project(database_path, key) as db:
        for chat, who in enumerate(("ana", "ben", "cai", "dee")):
            person(db, who, chat)
            talks(db, who, sent=who != "ben", agrees=None if who == "cai" else TELL)
            tell(db, who, "religion", "none")
        assert counted(db) == {("religion", "none"): 2}
        consent(db, "dee", TELL, given=False)
        assert counted(db) == {("religion", "none"): 1}
        consent(db, "dee", TELL)
        assert counted(db) == {("religion", "none"): 2}


def test_another_project_counts_it_only_by_leave_of_its_own(
    database_path: Path, key: bytes
) -> None:
    with project(database_path, key) as db:
        ana = person(db, "ana", 1)
        projects.publish(db, OTHER, "r1", "{}", NOW, drafts_allowed=False)
        talks(db, ana)
        tell(db, ana, "religion", "none")
        talks(db, ana, where=OTHER, agrees=TELL)
        tell(db, ana, "sex", "female", run="other-ana", where=OTHER)
        assert counted(db, OTHER) == {("sex", "female"): 1}
        consent(db, ana, USE, where=OTHER)
        assert counted(db, OTHER) == {("religion", "none"): 1, ("sex", "female"): 1}
        # The first project was told of her religion only, and may use no more than that.
        assert counted(db) == {("religion", "none"): 1}


def test_erasing_it_leaves_nothing_in_the_runs_and_touches_none_of_them(
    database_path: Path, key: bytes
) -> None:
    with project(database_path, key) as db:
        ana, ben = person(db, "ana", 1), person(db, "ben", 2)
        talks(db, ben)
        tell(db, ben, "religion", "none")
        inside = {node("religion"): Answer(("sikh",), ("my own way",)), "light": Answer(("no",))}
        answers = {"equality": Answer(("yes",)), **inside}
        run = Run("run-ana", "main", "en", at="review", answers=answers)
        runs.add(db, run, participant=ana, project=PROJECT, revision="r1", now=NOW)
        tell(db, ana, "religion", "sikh", words=("my own way",))
        assert equality.erase(db, ana)
        assert said(db, ana) == {}
        assert said(db, ben) == {"religion": ("none",)}
        held = runs.get(db, "run-ana")
        assert held is not None
        assert held.touched_at == NOW
        assert set(held.run.answers) == {"light", "equality"}
        (state,) = db.execute("SELECT state FROM runs WHERE id = 'run-ana'").fetchone()
        assert "my own way" not in state
        assert not equality.erase(db, ana)


@pytest.mark.parametrize("how", ["person", "run"])
def test_it_goes_with_the_person_and_with_an_unsent_run(
    how: str, database_path: Path, key: bytes
) -> None:
    with project(database_path, key) as db:
        ana = person(db, "ana", 1)
        talks(db, ana, sent=False)
        tell(db, ana, "religion", words=("my own way",))
        if how == "person":
            participants.erase(db, ana)
        else:
            # As with all that was never sent, after a while.
            runs.drop(db, "run-ana")
        (left,) = db.execute("SELECT COUNT(*) FROM equality_answers").fetchone()
        assert left == 0
