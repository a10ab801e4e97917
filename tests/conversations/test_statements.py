"""Statements of one's own, and those of others: who is shown them, and what goes with them."""

from __future__ import annotations

from conversations import engine
from conversations.catalogue import N_
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Script, every
from conversations.inputs import Input, Said, Skipped, Tapped
from conversations.listing import lines
from conversations.run import Run
from conversations.statements import (
    OTHERS,
    POLICY,
    Other,
    TakenBack,
    statements,
    steps_with_own,
    with_others,
)
from conversations.text import Text
from tests.support.small import OFTEN, START, WORDS

INTRO = Text("People said:")
OWN = Script(
    "main",
    (
        Ask("often", OFTEN),
        Branch(
            "often?",
            Compare("often", "is", ("often",)),
            statements(
                "views", Text("People said:"), [("early", Text("Open early"))], "h", 2, POLICY
            ),
            statements("rest", INTRO, [("late", Text("Open late"))], "h", 1),
        ),
        End("end", "done", Text("Thank you")),
    ),
)
BUS = Other("s1", "A bus at night", "en")
LAWKA = Other("s2", "Więcej ławek", "pl")


def _with(*others: Other, at: str | None = None) -> Script:
    return with_others(OWN, {"views": others}, "en", at)


def _went(script: Script, *inputs: Input) -> Run:
    run, _ = engine.begin(script, "run", "en", {f"{OTHERS}views": "s1"}, START, WORDS)
    for one in inputs:
        run, _ = engine.resume(script, run, one, START, WORDS)
    return run


def _asked(script: Script, key: str) -> str:
    ask = script.find(key)
    assert ask is not None
    return ask.text(WORDS)


def test_only_steps_that_say_so_take_a_statement_of_ones_own() -> None:
    assert steps_with_own(OWN) == ("views",)
    own = OWN.find("views.own")
    assert own is not None
    assert own.serves == "h"
    assert WORDS.say(POLICY) in own.text(WORDS)
    assert OWN.find("rest.own") is None


def test_others_statements_stand_before_ones_own_and_about_the_same() -> None:
    script = _with(BUS, LAWKA)
    keys = [node.key for node in every(script.nodes) if isinstance(node, Ask)]
    assert keys[1:] == ["views.early", "views.other.s1", "views.other.s2", "views.own", "rest.late"]
    first = script.find("views.other.s1")
    assert first is not None
    assert (first.serves, first.constraint_version) == ("h", 2)
    assert "A bus at night" in _asked(script, "views.other.s1")
    assert "Polski" in _asked(script, "views.other.s2")


def test_a_vote_on_another_statement_is_an_answer_like_any() -> None:
    script = _with(BUS)
    run = _went(script, Said("often"), Said("agree"), Said("disagree"), Skipped())
    assert run.status == "ended"
    assert run.answers["views.other.s1"].value == ("disagree",)
    assert any(line.asked == "A bus at night" for line in lines(script, run, WORDS))


def test_taken_back_before_it_is_asked_it_is_passed_over() -> None:
    run = _went(_with(Other("s1", None, "")), Said("often"), Said("agree"))
    assert run.at == "views.own"


def test_taken_back_while_it_is_the_open_question_people_go_on_whatever_they_do() -> None:
    before = _went(_with(BUS), Said("often"), Said("agree"))
    assert before.at == "views.other.s1"
    gone = _with(Other("s1", None, ""), at=before.at)
    assert "not shown any more" in _asked(gone, "views.other.s1")
    for said, words in (
        (Tapped("agree", before.step), ()),
        (Said("agree"), ()),
        (Said("it is far"), ("it is far",)),
    ):
        after, _ = engine.resume(gone, before, said, START, WORDS)
        assert after.at == "views.own"
        assert after.answers["views.other.s1"].words == words


def test_a_vote_goes_with_the_statement_and_comes_back_with_it() -> None:
    run = _went(_with(BUS), Said("often"), Said("agree"), Said("disagree"))
    gone = _with(Other("s1", None, ""), at=run.at)
    assert not any("bus" in line.asked for line in lines(gone, run, WORDS))
    after, _ = engine.resume(gone, run, Skipped(), START, WORDS)
    assert after.status == "ended"
    assert any("bus" in line.asked for line in lines(_with(BUS), after, WORDS))


def test_what_became_of_the_question_is_all_there_is_to_say() -> None:
    taken_back = TakenBack(N_("Gone"), ())
    run = _went(_with(BUS), Said("often"), Said("agree"), Said("disagree"))
    assert taken_back.show(run.answers["views.other.s1"], WORDS) == "not shown any more"
