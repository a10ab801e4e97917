"""The figures as they are counted from what is stored, and the pages that show them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.counting.gathering import figures
from bot.exports.tables import gather
from bot.registry import make_house
from conversations.loader import Loaded
from conversations.outcomes import Change, Figures, MeasureFigures, Outcome, Reach
from conversations.run import Run
from storage import checkbacks, decisions, outreach, promises, runs
from storage.decisions import Decision, Rests
from storage.promises import Promise, Word
from storage.sqlite import Connection
from tests.support import seeded
from tests.support.journey import Journey, labels
from tests.support.playing import does, joins, playing, resident
from tests.support.projects import PROJECTS

NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)


async def counted(play: Journey) -> Figures:
    return await play.stage.app.store.read(_figures, play.project)


def _figures(db: Connection, project: str) -> Figures:
    return figures(db, _loaded(db, project))


def _loaded(db: Connection, project: str) -> Loaded:
    found = make_house().project(db, project)
    assert found is not None
    return found


def of(found: Figures, measure: str) -> MeasureFigures:
    return next(one for one in found.measures if one.measure == measure)


def latest(found: Figures, measure: str = "safe") -> Outcome:
    outcome = of(found, measure).latest()
    assert outcome is not None
    return outcome


async def people(play: Journey, *lines: str) -> None:
    for line in lines:
        await play.take(f"$ people {line}")


async def test_each_wave_is_set_beside_what_the_same_people_said_before(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await people(
            play,
            "6 en measure.safe=2 again measure.safe=4 again measure.safe=2",
            "3 pl measure.safe=4 again measure.safe=1 again",
            "2 ur measure.safe=3 again again measure.safe=5",
            # Said nothing before: no part of any change.
            "4 en again measure.safe=5",
            "5 en measure.safe=3 waits",
            "1 en measure.safe=3 joined",
        )
        found = of(await counted(play), "safe")
    first, second = found.outcomes
    assert (first.wave, first.change) == ("after-1", Change(6, 0, 3, 2, waiting=5))
    # Whoever has no part in a time (it is another decision's) is not missing from it.
    assert (second.wave, second.change) == ("after-2", Change(2, 6, 0, 3, waiting=5))
    assert found.reach == (
        Reach("before", 21, 20, 16, 11),
        Reach("after-1", 15, 15, 13, 9),
        Reach("after-2", 11, 11, 8, 8),
    )
    assert first.mean is not None
    assert first.mean.change == pytest.approx((6 * 2 - 3 * 3) / 9)
    assert first.mean.why == "few"
    # Two are missing, who said 3 of 5: two points down, or two up.
    assert first.mean.bounds.low == pytest.approx((3 - 4) / 11)
    assert first.mean.bounds.high == pytest.approx((3 + 4) / 11)
    assert first.odds is not None
    assert first.odds.share == pytest.approx(6 / 9)


async def test_a_number_given_right_after_a_decision_is_no_after(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await people(play, "6 en measure.trust=2", "6 en measure.trust=2 again measure.trust=4")
        await play.stage.app.store.write(_told, play.project)
        found = of(await counted(play), "trust")
    report, after = found.outcomes
    assert (report.wave, report.change) == ("report", Change(1, 0, 0, 0, waiting=11))
    assert (after.wave, after.change) == ("after-1", Change(6, 0, 0, 0, waiting=6))
    assert found.latest() == after


def _told(db: Connection, project: str) -> None:
    """Let one person hear of a decision, and say a number in the run of that report."""
    who = _first(db, "SELECT participant FROM runs ORDER BY id")
    revision = _first(db, "SELECT revision FROM runs")
    decisions.add(
        db, Decision("d", project, "", "will", "", "", None, None, "en", NOW), who, Rests()
    )
    outreach.add_delivery(db, "y", project, who, NOW, decision="d")
    run = Run("r", "report:d", "en")
    runs.add(
        db,
        run,
        participant=who,
        project=project,
        revision=revision,
        now=NOW,
        wave="report",
        sent=True,
    )
    outreach.sent_as(db, "y", "r", None)
    seeded.answer(db, project, who, "r", "measure.trust", "5", NOW)


def _first(db: Connection, query: str) -> str:
    return str(db.execute(query).fetchone()[0])


async def test_whoever_could_not_be_reached_is_missing_and_counted_as_such(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await people(
            play,
            "5 en measure.safe=3 again measure.safe=4",
            "4 en measure.safe=3 again",
            "3 en measure.safe=3 again measure.safe=away",
            "2 en measure.safe=3 waits",
        )
        await play.stage.app.store.write(_cancel_one)
        found = await counted(play)
        (detailed,) = await play.stage.app.store.read(checkbacks.dispositions, play.project)
    (disposition,) = found.dispositions
    assert disposition.counts == {
        "answered": 5,
        "moved_on": 3,
        "silent": 4,
        "not_reached": 1,
        "waiting": 1,
    }
    # The same people, told in more detail elsewhere.
    assert (detailed.waiting, detailed.answered, detailed.moved_on) == (1, 8, 3)
    assert (detailed.silent, detailed.everyone) == (4, 14)
    assert latest(found).change == Change(5, 0, 0, 8, waiting=1)
    assert of(found, "safe").reach[1] == Reach("after-1", 13, 12, 5, 5)


def _cancel_one(db: Connection) -> None:
    db.execute(
        "UPDATE checkbacks SET state = 'cancelled' WHERE id ="
        " (SELECT MIN(id) FROM checkbacks WHERE state = 'waiting')"
    ).close()


async def test_peoples_verdicts_stand_beside_the_teams_own_word(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await play.stage.app.store.write(_promised, play.project)
        await people(
            play,
            "7 en again promise=better again promise=worse",
            "6 en again promise=cant_tell again promise=not_me",
            "5 en again promise=same again",
        )
        (promise,) = (await counted(play)).promises
        first, second = promise.waves
        assert dict(first.counts) == {
            "better": 7,
            "same": 5,
            "worse": 0,
            "cant_tell": 6,
            "not_me": 0,
        }
        assert (first.asked, first.said, second.said) == (18, 18, 13)
        assert promise.team is not None
        assert (promise.team.state, promise.team.said_on) == ("kept", date(2027, 1, 20))
        said = (await does(play, "@ Lena", "> /outcomes", "> What we promised"))[-1]
    assert "The team says: it is kept." in said
    assert "worse\u2069: \u20687\u2069" in said
    assert said.index("The team says") < said.index("What people say of it")


def _promised(db: Connection, project: str) -> None:
    by = _first(db, "SELECT participant FROM staff")
    promise = Promise("p", "d", "The room is open daily", date(2027, 1, 10), "The manager")
    decision = Decision("d", project, "", "will", "", "", None, None, "en", NOW)
    decisions.add(db, decision, by, Rests(), (promise,))
    promises.say(db, "w", "p", Word("kept", "", None, "en", NOW), by)


async def test_whoever_is_erased_is_in_no_figure(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await play.stage.app.store.write(_promised, play.project)
        await people(
            play, "5 en measure.safe=3 measure.trust=3 again measure.safe=4 promise=better"
        )
        before = await counted(play)
        await resident(play, "Ana")
        await play.stage.app.store.write(_ask_again, play.project)
        assert latest(with_ana := await counted(play)).change.paired == 6
        assert with_ana != before
        await does(play, "@ Ana", "> delete", "> Delete everything", "> yes")
        after = await counted(play)
    assert after == before


def _ask_again(db: Connection, project: str) -> None:
    """Let the one who joined last say more when they are asked again."""
    who = _first(db, "SELECT participant FROM runs ORDER BY rowid DESC")
    said = ["measure.safe=5", "measure.trust=5", "promise=worse"]
    seeded.ask_again(db, project, who, "after-1", said, "en", NOW)


async def test_the_figures_leave_as_tables_without_small_numbers(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await play.stage.app.store.write(_promised, play.project)
        await people(
            play,
            "23 en measure.safe=3 again measure.safe=4 promise=better",
            "11 en measure.safe=3 again measure.safe=3 promise=same",
            "2 en measure.safe=3 again measure.safe=1 promise=worse",
            "38 en measure.safe=3 again",
            "6 en measure.safe=3 again again measure.safe=4",
        )
        stage = play.stage
        tables = (await stage.app.store.read(gather, stage.app.house, play.project)).tables
    before, first, second = (row for row in tables["outcomes"] if row["measure"] == "safe")
    assert (before["wave"], before["paired"], before["better"]) == ("before", "42", None)
    assert (first["better"], first["same"], first["worse"]) == ("23", "9 to 13", "fewer than 5")
    assert (first["missing"], first["waiting"]) == ("44", "fewer than 5")
    assert (first["mean_change"], first["claim"]) == (0.528, "better")
    assert first["claim_for_everyone"] == ""
    assert first["low"] < 0.528 < first["high"]
    assert first["method"].startswith("bootstrap BCa, 95%, 9999 resamples, seed ")
    assert first["if_missing_bad"] == pytest.approx((19 - 2 * 44) / 80, abs=0.001)
    assert (second["no_interval"], second["claim"], second["better"]) == ("few", "too_few", None)
    (promise,) = tables["promise_outcomes"]
    assert (promise["team_says"], promise["said"], promise["worse"]) == (
        "kept",
        "36",
        "fewer than 5",
    )
    assert (promise["better"], promise["same"]) == ("23", "5 to 13")
    trust = [row for row in tables["outcomes"] if row["measure"] == "trust"]
    assert [row["wave"] for row in trust] == ["before", "after-1", "after-2"]
    assert trust[1]["claim"] == "nobody"


async def test_a_promise_that_nobody_was_asked_about_has_a_row_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await play.stage.app.store.write(_promised, play.project)
        stage = play.stage
        tables = (await stage.app.store.read(gather, stage.app.house, play.project)).tables
    (promise,) = tables["promise_outcomes"]
    assert (promise["wave"], promise["team_says"], promise["said"]) == ("", "kept", None)


async def test_groups_of_people_come_from_what_they_said_beside_the_measure(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, project=compared(tmp_path)) as play:
        await people(
            play,
            "14 en ward=north equality.age_band=16-24 measure.safe=2 again measure.safe=4",
            "6 ur ward=north equality.age_band=16-24 measure.safe=2 again measure.safe=2",
            "6 en ward=south equality.age_band=16-24 measure.safe=3 again measure.safe=5",
            "14 ur ward=south equality.age_band=16-24 measure.safe=3 again measure.safe=3",
            "7 en ward=south equality.age_band=25-34 measure.safe=4 again",
        )
        groups = latest(await counted(play)).subgroups
        await joins(play, "Lena", "lead")
        said = "\n".join(await does(play, "> /outcomes", "> More on 1"))
    found = {(one.group, one.category): one.change for one in groups}
    assert found[("language", "en")] == Change(20, 0, 0, 7)
    assert found[("ward", "south")] == Change(6, 14, 0, 7)
    # What people say about themselves stands beside nothing else they said.
    assert not any(group.startswith("equality") for group, _ in found)
    assert "Which side of the park do you live on?" in said
    shown = said.replace("\u2068", "").replace("\u2069", "")
    assert "The north side: better 10 to 14, the same 5 to 9, worse fewer than 5" in shown
    assert "The south side: better 5 to 9, the same 10 to 14, worse fewer than 5" in shown
    assert "The east side: not shown, so that nobody can be made out" in shown


def compared(folder: Path) -> Path:
    """Return a project that compares people with who lives there, and measures something."""
    made = folder / "measured"
    made.mkdir()
    for file in (PROJECTS / "who-is-missing").iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "project.yaml":
            text = text.replace("project: who-is-missing", "project: measured").replace(
                "flow:\n  - explain: all\n",
                "measures:\n  safe: {ask: How safe is it here, low: not at all, high: very,"
                " serves: hours}\nflow:\n  - explain: all\n  - measure: safe\n",
            )
        (made / file.name).write_text(text, encoding="utf-8")
    return made


async def test_a_project_that_measures_nothing_says_so(tmp_path: Path) -> None:
    async with playing(tmp_path, project=PROJECTS / "who-is-missing") as play:
        await joins(play, "Lena", "lead")
        said = await does(play, "> /outcomes", "> what we promised", "> who was asked")
        assert "This project asks nothing both before and after." in said[1]
        assert said[-2:] == ["Nothing has been promised yet.", "Nobody has been asked again yet."]
        await does(play, "> to the desk", "@ Ana en", "> /start", "> English")
        assert "Nobody has been asked again yet" in (await does(play, "> what got better"))[0]


async def test_what_is_no_page_is_heard_as_anything_else(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await joins(play, "Lena", "lead")
        await does(play, "> /outcomes")
        assert "Nothing new to read" in "\n".join(await does(play, "> [To the desk]"))
        await does(play, "> /outcomes")
        assert "Did it get better" not in "\n".join(await does(play, "> something else"))


async def test_from_what_happened_to_mine_one_sees_if_it_got_better_for_everyone(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        await resident(play, "Ana")
        await does(play, "> what happened to mine")
        assert not offers(play, "Did it get better?")
        await people(play, "23 en measure.safe=3 again measure.safe=4")
        await does(play, "@ Ana", "> what happened to mine")
        assert offers(play, "Did it get better?")
        said = "\n".join(await does(play, "> [Did it get better?]"))
    assert "23\u2069 people who answered both times" in said


def offers(play: Journey, label: str) -> bool:
    return label in labels(play.stage.world.history(play.who)[-1])


async def test_whoever_a_time_was_not_meant_for_is_not_missing_from_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await people(
            play,
            "6 en measure.safe=3 again measure.safe=4 again measure.safe=5",
            "9 en measure.safe=3 again measure.safe=4",
            "7 en measure.safe=3",
        )
        first, second = of(await counted(play), "safe").outcomes
    assert first.change == Change(15, 0, 0, 0, waiting=7)
    assert second.change == Change(6, 0, 0, 0, waiting=16)
