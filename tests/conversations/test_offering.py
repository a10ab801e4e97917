"""Options for some people only, and the two answers that fit any question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from conversations import engine
from conversations import events as happened
from conversations.catalogue import Words
from conversations.conditions import Compare, Fact
from conversations.flow import Ask, End, Script, walk
from conversations.inputs import Input, Revisited, Said, Tapped
from conversations.listing import Progress, progress
from conversations.questions.base import Option, Setting, Unclear, Understood
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.number import Number
from conversations.questions.own_words import OwnWords
from conversations.questions.scale import Scale
from conversations.render import Marked, Spoken, render
from conversations.run import Answer, Run
from conversations.text import Text
from tests.support.small import START, WORDS

SITE = OneChoice(Text("Where?"), (Option("a", Text("Anfield")), Option("b", Text("Bootle"))))
WARD = OneChoice(
    Text("Which ward?"),
    (
        Option("a1", Text("Acorn"), when=Compare("site", "is", ("a",))),
        Option("b1", Text("Birch"), when=Compare("site", "is", ("b",))),
        Option("any", Text("Any other"), when=Fact("source", ("poster",))),
    ),
    unsure=True,
)
WHY = OwnWords(Text("Why there?"))
SCRIPT = Script(
    "main",
    (
        Ask("site", SITE, numbered=True),
        Ask("ward", WARD, numbered=True, rather_not=True, hint=Text("On <the> door")),
        Ask("why", WHY, numbered=True),
        End("end", "done", Text("Bye")),
    ),
    review=False,
)


def after(
    *given: Input | str, facts: dict[str, str] | None = None
) -> tuple[Run, tuple[happened.Event, ...]]:
    run, events = engine.begin(SCRIPT, "r", "en", facts or {}, START, WORDS)
    for n, one in enumerate(given, start=1):
        told = Said(one) if isinstance(one, str) else one
        run, events = engine.resume(SCRIPT, run, told, START + timedelta(minutes=n), WORDS)
    return run, events


def labels(said: object) -> list[str]:
    assert isinstance(said, Spoken)
    return [choice.label for row in said.rows for choice in row]


def test_only_what_is_offered_here_is_asked_and_read() -> None:
    run, events = after("Bootle")
    spoken = render(SCRIPT, run, events, WORDS)[-1]
    assert labels(spoken)[:3] == ["Birch", "Not sure", "I'd rather not say"]
    assert isinstance(spoken, Spoken)
    assert "On &lt;the&gt; door" in spoken.text
    run, _ = after("Bootle", "1")
    assert run.answers["ward"].value == ("b1",)
    run, events = after("Bootle", "Acorn")
    assert happened.InputRejected("unclear", "ward", ()) in events


def test_a_fact_offers_an_option_too() -> None:
    run, events = after("Bootle", facts={"source": "poster"})
    assert labels(render(SCRIPT, run, events, WORDS)[-1])[:2] == ["Birch", "Any other"]


def test_a_choice_no_longer_offered_falls_away_after_asking() -> None:
    run, events = after("Bootle", "Birch", Revisited("site"), "Anfield")
    assert happened.ChangeQuestioned("site", ("ward",), run.step) in events
    run, events = after("Bootle", "Birch", Revisited("site"), "Anfield", "yes")
    assert happened.AnswerSetAside("ward") in events
    assert (run.at, "ward" in run.answers, run.aside["ward"].value) == ("ward", False, ("b1",))


def test_turned_back_it_counts_again() -> None:
    changed = ("Bootle", "Birch", Revisited("site"), "Anfield", "yes")
    run, events = after(*changed, Revisited("site"), "Bootle")
    assert happened.AnswerRestored("ward") in events
    assert (run.at, run.answers["ward"].value, run.aside) == ("why", ("b1",), {})


def test_answered_anew_the_answer_set_aside_is_let_go() -> None:
    run, _ = after("Bootle", "Birch", Revisited("site"), "Anfield", "yes", "Acorn")
    assert (run.answers["ward"].value, run.aside) == (("a1",), {})


def test_not_sure_stays_whatever_is_offered() -> None:
    run, _ = after("Bootle", "not sure", Revisited("site"), "Anfield")
    assert run.answers["ward"].status == "unsure"
    assert run.at == "why"


def test_with_nothing_to_choose_it_is_not_asked() -> None:
    bare = OneChoice(WARD.text, WARD.options[:1])
    nodes = (SCRIPT.nodes[0], Ask("ward", bare, numbered=True), *SCRIPT.nodes[2:])
    answers = {"site": Answer(("b",)), "ward": Answer(("a1",))}
    way = walk(nodes, answers, {})
    assert [node.key for node in way.nodes] == ["site", "why", "end"]
    assert set(way.answers) == {"site"}


def test_how_many_questions_there_are_is_unsure_while_one_may_not_be_asked() -> None:
    run, _ = engine.begin(SCRIPT, "r", "en", {}, START, WORDS)
    assert progress(SCRIPT, run, "site") == Progress(1, None)
    run, _ = after("Bootle")
    assert progress(SCRIPT, run, "ward") == Progress(2, 3)


def test_several_choices_and_a_fixed_list_bind_alike() -> None:
    several = SeveralChoices(WARD.text, WARD.options)
    there = several.at(Setting({"site": Answer(("a",))}, {}))
    assert [option.key for option in there.options] == ["a1"]
    assert SITE.at(Setting({}, {})) is SITE
    assert WARD.depends == {"site"}
    assert (SITE.admits(Answer(("a",))), SITE.admits(Answer(("c",)))) == (True, False)
    assert (WHY.admits(Answer()), WHY.empty, WHY.depends) == (True, False, frozenset())


# ---------------------------------------------------------------- not sure, rather not say


def test_both_answers_are_tapped_typed_and_shown() -> None:
    run, events = after("Bootle", "I'd rather not say")
    assert run.answers["ward"] == replace(
        run.answers["ward"], value=("rather_not",), status="declined"
    )
    mark = next(o for o in render(SCRIPT, run, events, WORDS) if isinstance(o, Marked))
    assert mark.mark == "✓ I'd rather not say"
    run, _ = after("Bootle")
    run, events = after("Bootle", Tapped("rather_not", run.step))
    assert run.answers["ward"].status == "declined"


@pytest.mark.parametrize(
    ("said", "status"), [("not sure", "unsure"), ("i'd rather not say!", "declined")]
)
def test_they_are_understood_without_a_button_where_a_question_may_be_skipped(
    said: str, status: str
) -> None:
    run, _ = after("Bootle", "Birch", said)
    assert run.answers["why"].status == status
    needed = Ask("why", SITE, optional=False)
    assert needed.read(said, Words()) == SITE.read(said, Words())


def test_an_unsure_button_stands_under_any_kind() -> None:
    ask = Ask("why", WHY, unsure=True)
    assert [choice.label for choice in ask.choices(WORDS)] == ["Not sure"]
    assert ask.tap("unsure", ()) == Understood(("unsure",), (), "unsure")
    assert ask.show(Answer(("unsure",), status="unsure"), WORDS) == "Not sure"
    assert ask.show(Answer(words=("so",)), WORDS) == ""


def test_a_scale_may_begin_at_nought() -> None:
    scale = Scale(Text("How well?"), 11, Text("badly"), Text("well"), start=0)
    assert [c.label for c in scale.choices(WORDS)][:11] == [str(n) for n in range(11)]
    assert scale.read("7/10", WORDS) == Understood(("7",))
    assert scale.read("11", WORDS) == Unclear("range")
    assert scale.tap("0", ()) == Understood(("0",))
    assert scale.show(Answer(("0",)), WORDS) == "\u20680\u2069 of \u206810\u2069"


def test_a_typed_number_is_read_back() -> None:
    script = Script("main", (Ask("n", Number(Text("How many?"))), End("end", "done", Text("Bye"))))
    run, _ = engine.begin(script, "r", "en", {}, START, WORDS)
    run, events = engine.resume(script, run, Said("about 3"), START, WORDS)
    spoken = render(script, run, events, WORDS)[1]
    assert isinstance(spoken, Spoken)
    assert spoken.text == "Written down: 3. Not right? Type: back"


def test_a_number_that_does_not_fit_is_told_which_would() -> None:
    few = Number(Text("How many?"), least=Decimal(2))
    script = Script("main", (Ask("n", few), End("end", "done", Text("Bye"))))
    run, _ = engine.begin(script, "r", "en", {}, START, WORDS)
    run, events = engine.resume(script, run, Said("1"), START, WORDS)
    spoken = render(script, run, events, WORDS)[0]
    assert isinstance(spoken, Spoken)
    assert spoken.text == "I need \u20682\u2069 or more here."
