"""Putting options in order, and agreeing or not with statements."""

from __future__ import annotations

import pytest

from conversations import engine
from conversations import events as happened
from conversations.catalogue import Words
from conversations.events import Event
from conversations.flow import Ask, End, Say, Script
from conversations.inputs import Input, Revisited, Said, Tapped
from conversations.questions.base import Drafted, Option, Reading, Unclear, Understood
from conversations.questions.ranking import Ranking
from conversations.questions.ticking import DONE
from conversations.render import Redrawn, Spoken, render
from conversations.run import Answer, Run
from conversations.statements import statements
from conversations.text import Text
from tests.support.small import START, WORDS
from tests.support.ward7 import ward7

EN = Words()
PL = ward7().catalogues.words("pl")
FIRST = Ranking(
    Text("What first?"),
    (
        Option("lamps", Text("Lamps & light")),
        Option("gates", Text("Gates")),
        Option("tea", Text("Tea")),
    ),
    top=2,
)
SCRIPT = Script("main", (Ask("first", FIRST), End("end", "done", Text("Bye"))))


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        ("3, 1", EN, Understood(("tea", "lamps"))),
        ("٣ ١", EN, Understood(("tea", "lamps"))),
        ("tea > gates", EN, Understood(("tea", "gates"))),
        ("gates, then tea", EN, Understood(("gates", "tea"))),
        ("tea then gates", EN, Understood(("tea", "gates"))),
        ("gates i tea", PL, Understood(("gates", "tea"))),
        ("gates", EN, Understood(("gates",))),
        ("gates, gates", EN, Understood(("gates",))),
        ("gates, because it is dark", EN, Understood(("gates",), ("gates, because it is dark",))),
        ("1 2 3", EN, Unclear("too_many")),
        ("1, 9", EN, Unclear("unclear")),
        ("who knows", EN, Unclear("unclear")),
        (" ", EN, Unclear("empty")),
    ],
)
def test_an_order_is_read(said: str, words: Words, expected: Reading) -> None:
    assert FIRST.read(said, words) == expected


def test_two_options_equally_near_are_asked_about() -> None:
    near = Ranking(Text("?"), (Option("a", Text("Room A")), Option("b", Text("Room B"))), 2)
    assert near.read("Room", EN) == Unclear("unclear")
    assert near.read("Room C", EN) == Unclear("near", ("a", "b"))


def test_an_order_is_tapped() -> None:
    assert FIRST.tap("tea", ()) == Drafted(("tea",))
    assert FIRST.tap("gates", ("tea",)) == Drafted(("tea", "gates"))
    assert FIRST.tap("tea", ("tea", "gates")) == Drafted(("gates",))
    assert FIRST.tap("lamps", ("tea", "gates")) == Unclear("too_many")
    assert FIRST.tap("nothing", ()) == Unclear("stale")
    assert FIRST.tap(DONE, ()) == Unclear("too_few")
    assert FIRST.tap(DONE, ("tea", "gates")) == Understood(("tea", "gates"))


def test_it_is_asked_and_shown_in_its_order() -> None:
    assert "up to \u20682\u2069. Then Done." in FIRST.ask(EN)
    assert "Tap what matters most, then Done." in Ranking(Text("?"), FIRST.options, 1).ask(EN)
    assert FIRST.show(Answer(("tea", "lamps")), EN) == "1. Tea, 2. Lamps &amp; light"
    assert "\u20682\u2069 are enough." in FIRST.refuse("too_many", EN)
    assert FIRST.refuse("too_few", EN) == ""


def talk(*given: Input | str) -> tuple[Run, tuple[Event, ...]]:
    run, events = engine.begin(SCRIPT, "r", "en", {}, START, WORDS)
    for one in given:
        told = Said(one) if isinstance(one, str) else one
        run, events = engine.resume(SCRIPT, run, told, START, WORDS)
    return run, events


def test_the_order_so_far_is_shown_below_the_question() -> None:
    run, events = talk(Tapped("tea", 1), Tapped("lamps", 1))
    (redrawn,) = render(SCRIPT, run, events, WORDS)
    assert isinstance(redrawn, Redrawn)
    assert redrawn.text.endswith("Your order: 1. Tea, 2. Lamps &amp; light")
    assert redrawn.rows[0][0].label == "✓ Lamps & light"
    run, events = talk(Tapped("tea", 1), "gates")
    assert run.answers["first"].value == ("tea", "gates")


def test_asked_again_the_order_is_shown_once() -> None:
    two = Script("main", (Ask("first", FIRST), Ask("more", FIRST), SCRIPT.nodes[-1]))
    run, _ = engine.begin(two, "r", "en", {}, START, WORDS)
    run, _ = engine.resume(two, run, Said("2, 1"), START, WORDS)
    run, events = engine.resume(two, run, Revisited("first"), START, WORDS)
    spoken = render(two, run, events, WORDS)[-1]
    assert isinstance(spoken, Spoken)
    assert spoken.text.count("2. Lamps") == 1


def test_what_was_typed_before_begins_the_order_again() -> None:
    run, _ = talk(Tapped("tea", 1), "not sure")
    assert (run.answers["first"].status, run.how) == ("unsure", "done")
    run, events = talk("2, 1", Revisited("first"), "tea", "what")
    assert run.answers["first"].value == ("tea",)
    assert isinstance(events[0], happened.WordsKept)
    run, events = talk(Tapped("tea", 1), "what is this")
    assert run.draft == ("tea",)


SAID = (("early", Text("Gates should open at six.")), ("warden", Text("A warden helps.")))


def test_statements_are_cards_one_after_the_other() -> None:
    nodes = statements("views", Text("Agree or not."), SAID, "hours", 3)
    assert isinstance(nodes[0], Say)
    assert [node.key for node in nodes] == ["views", "views.early", "views.warden"]
    script = Script("main", (*nodes, End("end", "done", Text("Bye"))))
    run, events = engine.begin(script, "r", "en", {}, START, WORDS)
    spoken = render(script, run, events, WORDS)[-1]
    assert isinstance(spoken, Spoken)
    assert spoken.text.endswith("Do you agree?\n<b>\u2068Gates should open at six.\u2069</b>")
    assert [row[0].label for row in spoken.rows[:3]] == ["Agree", "Disagree", "Pass"]
    for said in ("yes, but only in summer", "pass"):
        run, _ = engine.resume(script, run, Said(said), START, WORDS)
    assert run.answers["views.early"].value == ("agree",)
    assert run.answers["views.early"].words == ("yes, but only in summer",)
    assert run.answers["views.early"].constraint_version == 3
    assert run.answers["views.warden"].value == ("pass",)
