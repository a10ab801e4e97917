"""A project as an XLSForm: what its tools accept, and what leads to the same questions."""

from __future__ import annotations

import importlib
import io
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest

from bot.cli import main
from bot.exports.xlsform.names import places
from bot.exports.xlsform.opening import OPENING
from bot.exports.xlsform.workbook import write
from conversations.catalogue import read_folder
from conversations.flow import Ask, path
from conversations.loader import Loaded, load
from conversations.problems import ProjectRefused
from conversations.questions.ages import Ages
from conversations.questions.base import Setting
from conversations.questions.card import Card
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.day import Day
from conversations.questions.number import Number
from conversations.questions.ranking import Ranking
from conversations.questions.review import Review
from conversations.questions.scale import Scale
from conversations.run import Answer
from conversations.snapshot import PROJECT_FILE, Snapshot, take
from tests.rules.tree import ROOT
from tests.support import forms
from tests.support.generated import generated
from tests.support.projects import PROJECTS, WARD_7

#: The whole example of the project format: every key and every kind.
DOC = (ROOT / "docs" / "project-format.md").read_text("utf-8")

EN, PL, UR = "label::English (en)", "label::Polski (pl)", "label::اردو (ur)"


@cache
def bot_words() -> dict[str, GNUTranslations]:
    return read_folder(ROOT / "locales")


@cache
def project(name: str) -> Loaded:
    if name.startswith("generated"):
        return generated(int(name.partition("-")[2])).loaded
    if name == "documented":
        snapshot = Snapshot({PROJECT_FILE: DOC.split("```yaml\n")[1].split("```")[0]})
    else:
        snapshot = take(WARD_7 if name == "ward-7" else PROJECTS / name)
    return load(snapshot, published=date(2027, 1, 4), bot=bot_words())


def _clean() -> Iterator[str]:
    """Yield the projects that a check lets through."""
    for name in ("ward-7", "documented", *sorted(folder.name for folder in PROJECTS.iterdir())):
        try:
            project(name)
        except ProjectRefused:
            continue
        yield name


CLEAN = tuple(_clean())

#: Projects that chance wrote: with a repeat that begins with another, and branches in branches.
GENERATED = tuple(f"generated-{seed}" for seed in (5, 12, 42, 73, 88))


@cache
def form(name: str) -> forms.Form:
    return forms.read(write(project(name))[0])


@pytest.mark.parametrize("name", CLEAN + GENERATED)
def test_the_tools_of_odk_and_kobo_accept_it(name: str) -> None:
    pytest.importorskip("pyxform")
    convert = importlib.import_module("pyxform.xls2xform").convert
    content = io.BytesIO(write(project(name))[0])
    made = convert(xlsform=content, validate=False, file_type=".xlsx")
    assert f'id="{project(name).project.slug}"' in made.xform


@pytest.mark.parametrize("name", CLEAN + GENERATED)
def test_names_are_unique_and_every_reference_is_to_one(name: str) -> None:
    names = [row["name"] for row in form(name).survey if "name" in row]
    assert len(names) == len(set(names))
    for row in form(name).survey:
        said = " ".join(row.get(c, "") for c in ("relevant", "choice_filter", "repeat_count"))
        assert set(forms._REFERENCE.findall(said)) <= set(names), row


#: What was told in another project cannot be known to a form, so it is never asked about.
NEVER_ASKED = frozenset({"equality.reuse"})


def put(name: str) -> dict[str, Ask]:
    """Return the questions a form puts, by their names there."""
    found = places(project(name).project.script.nodes)
    return {
        place.name: place.ask
        for key, place in found.items()
        if key not in OPENING | NEVER_ASKED
        and not place.another
        and not isinstance(place.ask.question, Card | Review)
        and all(round_.number == 1 for round_ in place.rounds)
    }


@pytest.mark.parametrize("name", CLEAN)
def test_every_question_is_in_it_under_its_key(name: str) -> None:
    in_the_form = {row["name"] for row in form(name).survey if "name" in row}
    assert put(name).keys() <= in_the_form
    assert {"take_part", "age", "contact", "language"} <= in_the_form


def answer(ask: Ask, chance: random.Random) -> Answer:
    """Return some answer to ``ask``, or that it was skipped."""
    question = ask.question
    if ask.optional and chance.random() < 0.2:
        return Answer(status="skipped")
    if isinstance(question, OneChoice | Ages):
        key = chance.choice(question.all_options).key
        return Answer((key,), status="unsure" if key == "unsure" else "given")
    if isinstance(question, Scale):
        if chance.random() < 0.1:
            return Answer(status="unsure")
        return Answer((str(chance.randint(question.start, question.top)),))
    if isinstance(question, SeveralChoices):
        return Answer(tuple(o.key for o in chance.sample(question.options, 1)))
    if isinstance(question, Ranking):
        chosen = chance.sample(question.options, min(question.top, len(question.options)))
        return Answer(tuple(option.key for option in chosen))
    if isinstance(question, Number):
        low, high = int(question.least or 0), int(question.most or 20)
        return Answer((str(chance.randint(low, high)),))
    if isinstance(question, Day):
        day = f"{chance.randint(2015, 2026)}-0{chance.randint(1, 9)}-11"
        return Answer((day[: {"day": 10, "month": 7, "year": 4}[question.exact]],))
    return Answer((), ("words",))


def typed(ask: Ask, said: Answer) -> str:
    """Return ``said`` as a form keeps it: a ranking has all options, a month its first day."""
    if said.status == "skipped":
        return ""
    if isinstance(ask.question, Ranking):
        others = [o.key for o in ask.question.options if o.key not in said.value]
        return " ".join((*said.value, *others))
    if isinstance(ask.question, Scale) and said.status == "unsure":
        return "unsure"
    if isinstance(ask.question, Day):
        return f"{said.value[0]}-01-01"[:10]
    return " ".join(said.value or said.words)


def walked(name: str, chance: random.Random) -> dict[str, Answer]:
    """Go through the conversation, and return what was said to each question on the way."""
    nodes = project(name).project.script.nodes
    answers: dict[str, Answer] = {
        "language": Answer(("en",)),
        "take_part": Answer(("yes",)),
        "age": Answer(("yes",)),
    }
    facts = {"language": "en", "source": "poster"}
    while True:
        way = path(nodes, answers, facts)
        ask = next((n for n in way if isinstance(n, Ask) and n.key not in answers), None)
        if ask is None:
            return answers
        answers[ask.key] = answer(ask.at(Setting(answers, facts)), chance)


def filled_in(name: str, said: dict[str, str]) -> set[str]:
    """Fill in the form with ``said``, and return the names of the rows that were shown."""
    shown: set[str] = set()
    filled, groups = {"Form.source": "poster"}, [True]
    for row in form(name).survey:
        relevant = groups[-1] and forms.holds(row.get("relevant") or "true()", filled)
        if row["type"].startswith("begin"):
            groups.append(relevant)
        elif row["type"].startswith("end"):
            groups.pop()
        elif relevant and "name" in row:
            shown.add(row["name"])
            filled.setdefault(row["name"], said.get(row["name"], ""))
    return shown


@pytest.mark.parametrize("name", CLEAN + GENERATED)
def test_the_same_answers_lead_to_the_same_questions(name: str) -> None:
    found, asks = places(project(name).project.script.nodes), put(name)
    for seed in range(12):
        answers = walked(name, random.Random(seed))
        # Rounds after the first are asked by the number given for them: the first is compared.
        first = {
            key: found[key].name
            for key in answers
            if all(one.number == 1 for one in found[key].rounds) and not found[key].another
        }
        said = {
            place: typed(found[key].ask, answers[key])
            for key, place in first.items()
            if place in asks or key in ("language", "take_part", "age")
        }
        shown = filled_in(name, said)
        assert shown & asks.keys() == set(first.values()) & asks.keys(), (seed, said)


def test_every_answer_that_fits_in_a_chat_fits_in_the_form() -> None:
    rows = form("documented")
    fits = [
        ("visits", "0", True), ("visits", "2.5", True), ("visits", "2.55", False),
        ("visits", "169", False), ("what_for", "play", True), ("what_for", "play rest", True),
        ("what_for", "play rest walk", False), ("what_for", "none", True),
        ("what_for", "none play", False), ("children.child_age", "17", True),
        ("children.child_age", "18", False), ("children.count", "3", True),
        ("children.count", "4", False), ("children.count", "0", False),
    ]  # fmt: skip
    for name, said, fitting in fits:
        assert forms.holds(rows.row(name)["constraint"], {}, said) is fitting, (name, said)


def test_a_day_is_bounded_as_it_is_asked() -> None:
    assert form("documented").row("last_time")["constraint"] == (
        ". >= today() - 365 and . <= today()"
    )
    bounded = form("compared").row("first_time")
    assert bounded["appearance"] == "year"
    assert bounded["constraint"] == ". <= today()"


def test_consent_comes_first_and_everything_hangs_on_it() -> None:
    rows = form("ward-7").survey
    names = [row.get("name") for row in rows]
    agreed = names.index("Form.agreed")
    assert names[:agreed] == [
        "Form.source", "Form.hello", "Form.code", "language", "Form.limits", "Form.help",
        "take_part", "Form.declined", "age", "Form.young",
    ]  # fmt: skip
    assert rows[-1] == {"type": "end_group"}
    assert rows[agreed]["relevant"] == "${take_part} = 'yes' and ${age} = 'yes'"
    assert not filled_in("ward-7", {"take_part": "no"}) & put("ward-7").keys()
    young = filled_in("ward-7", {"take_part": "yes", "age": "no"})
    assert "Form.young" in young
    assert not young & put("ward-7").keys()
    limits = form("ward-7").row("Form.limits")[EN]
    assert "Amina Shah, safeguarding lead" in limits
    assert "999" in limits


def test_a_card_says_in_words_what_is_fixed_open_and_shared() -> None:
    heads = {
        key: form("ward-7").row(f"card.{key}")[EN].splitlines()[0]
        for key in ("building", "visiting", "nights")
    }
    assert heads == {
        "building": "Decided · If the ward moves",
        "visiting": "Open: you can change this · Visiting times",
        "nights": "Shared: decided together with you · Staff at night",
    }
    assert "5 March 2027" in form("ward-7").row("card.visiting")[EN]


def test_each_kind_is_put_as_one() -> None:
    kinds = {
        "often": "select_one", "what_for": "select_multiple", "light": "select_one",
        "visits": "decimal", "last_time": "date", "age_band": "select_one",
        "lamps": "select_one", "first": "rank", "views.early": "select_one",
        "by_day.way_here": "text", "children.child_age": "integer", "visit": "text",
        "visit.voice": "audio", "visit.photo": "image", "measure.safe": "select_one",
    }  # fmt: skip
    rows = form("documented")
    assert {name: rows.row(name)["type"].split()[0] for name in kinds} == kinds
    assert rows.row("children")["repeat_count"] == "${children.count}"
    assert rows.row("often")["required"] == "yes"
    assert rows.row("visits")["hint::English (en)"] == "A guess is fine. Counted in: hours."
    said = "constraint_message::English (en)"
    assert rows.row("visits")[said] == "A week has 168 hours. How many of them were you here?"
    assert rows.options("light")["1"][EN] == "1 · much too dark"
    assert list(rows.options("age_band")) == ["16-24", "25-44", "45-64", "65+", "rather_not"]
    assert list(rows.options("visit.use")) == ["reading", "report", "public", "never"]


def test_every_language_has_its_column() -> None:
    rows = form("ward-7")
    assert rows.row("weekends")[PL].startswith("Jak często trudno")
    assert rows.options("weekends")["never"][PL] == "Nigdy"
    assert rows.options("weekends")["never"][UR] == "کبھی نہیں"
    assert rows.settings[0]["default_language"] == "English (en)"


def test_nobody_gets_half_a_question_in_another_language() -> None:
    rows = form("part-translated")
    languages = [column for column in rows.row("when") if column.startswith("label::")]
    other = next(column for column in languages if column != EN)
    # One of its options has no translation, so all of it is as the author wrote it.
    assert rows.row("when")[other] == "When do you come?"
    assert {row[other] for row in rows.options("when").values()} == {
        "By day", "In the evening", "At night",
    }  # fmt: skip
    assert any("not translated: when" in row["what"] for row in rows.lacks)


def test_options_for_some_are_filtered_and_the_question_goes_with_the_last() -> None:
    rows = form("offered-to-some")
    assert rows.row("gate")["choice_filter"] == "park = ${park}"
    assert {key: row["park"] for key, row in rows.options("gate").items()} == {
        "mill": "north", "hill": "north", "canal": "south", "quay": "south",
    }  # fmt: skip
    rows = form("documented")
    assert rows.options("often")["too_often"]["whom"] == "other"
    assert rows.options("often")["never"]["whom"] == "always"
    assert rows.row("often")["choice_filter"] == "whom = ${whom} or whom = 'always'"


def test_what_a_form_cannot_do_stands_in_it() -> None:
    lacks = {(row["where"], row["what"]) for row in form("documented").lacks}
    assert ("first", "All options are put in order here; the first 2 are the answer.") in lacks
    assert any(where == "last_time" and "come" in what for where, what in lacks)
    assert any("ask the team" in what for _, what in lacks)


def test_the_command_writes_it_and_says_what_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLBACK_DATA", str(tmp_path / "data"))
    out = tmp_path / "ward-7.xlsx"
    command = ["project", "export-form", str(WARD_7), "--out", str(out)]
    assert main([*command, "--from", "2027-01-04"]) == 0
    said = capsys.readouterr().out
    assert "It cannot do" not in said
    assert "keep: Typed only" in said
    assert "5 March 2027" in forms.read(out.read_bytes()).row("card.visiting")[EN]
    assert main(command) == 0
    assert "count from today" in capsys.readouterr().out
    assert main([*command[:-1], str(tmp_path / "ward-7.ods")]) == 1
    assert "should end in .xlsx" in capsys.readouterr().err
    assert main(command[:-2]) == 1
    assert "--out" in capsys.readouterr().err
