"""Numbers and ages: typed, tapped, refused, shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conversations.catalogue import Words
from conversations.events import Reason
from conversations.questions.ages import Ages
from conversations.questions.base import Choice, Reading, Unclear, Understood
from conversations.questions.number import Number, canonical
from conversations.run import Answer
from conversations.text import Text
from tests.support.ward7 import ward7

EN = Words()
PL, UR = ward7().catalogues.words("pl"), ward7().catalogues.words("ur")
HOURS = Number(Text("How long?"), Decimal(0), Decimal(2000), decimals=1, unit=Text("hours"))
WHOLE = Number(Text("How many?"))


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        ("3", EN, Understood(("3",))),
        ("٣", UR, Understood(("3",))),
        ("۱۲", UR, Understood(("12",))),
        ("3.50", EN, Understood(("3.5",))),
        ("3,5", PL, Understood(("3.5",))),
        ("٣٫٥", UR, Understood(("3.5",))),
        ("1,200", EN, Understood(("1200",))),
        ("1,200", PL, Understood(("1.2",))),
        ("1 200", PL, Understood(("1200",))),
        ("1,200.5", EN, Understood(("1200.5",))),
        ("1.200,5", PL, Understood(("1200.5",))),
        ("1,000,200", EN, Unclear("outside")),
        ("1,2,3", EN, Unclear("number")),
        ("1,2.3,4", EN, Unclear("number")),
        ("3 hours", EN, Understood(("3",))),
        ("about 3, I think", EN, Understood(("3",), ("about 3, I think",))),
        ("3 or 4", EN, Unclear("number")),
        ("-1", EN, Unclear("outside")),
        ("\u22121", EN, Unclear("outside")),
        ("2001", EN, Unclear("outside")),
        ("2.55", EN, Unclear("whole")),
        ("9" * 40, EN, Unclear("number")),
        ("twice", EN, Understood(("2",), ("twice",))),
        ("dwie", PL, Understood(("2",), ("dwie",))),
        ("two", PL, Understood(("2",), ("two",))),
        ("تین", UR, Understood(("3",), ("تین",))),
        ("one of the nurses said", EN, Unclear("number")),
        ("it depends", EN, Unclear("number")),
        ("?", EN, Unclear("number")),
        (" ", EN, Unclear("empty")),
    ],
)
def test_a_number_is_read(said: str, words: Words, expected: Reading) -> None:
    assert HOURS.read(said, words) == expected


def test_a_number_is_asked_and_shown_in_its_language() -> None:
    assert "Type a number: \u2068hours\u2069." in HOURS.ask(EN)
    assert WHOLE.ask(EN) == "How many?\nType a number."
    assert HOURS.show(Answer(("1200.5",)), EN) == "\u20681,200.5\u2069 (\u2068hours\u2069)"
    assert WHOLE.show(Answer(("1200",)), PL) == "1\u00a0200"
    assert HOURS.choices(EN) == ()
    assert HOURS.tap("3", ()) == Unclear("stale")


def test_a_few_numbers_get_buttons() -> None:
    few = Number(Text("How many?"), Decimal(1), Decimal(3))
    assert few.ask(EN) == "How many?"
    assert few.choices(EN) == (Choice("1", "1"), Choice("2", "2"), Choice("3", "3"))
    assert few.tap("3", ()) == Understood(("3",))
    assert few.tap("4", ()) == Unclear("stale")
    assert Number(Text("How many?"), Decimal(0), Decimal(11)).choices(EN) == ()


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        (HOURS, "outside", "from \u20680\u2069 to \u20682,000\u2069"),
        (Number(Text("?"), least=Decimal(2)), "outside", "\u20682\u2069 or more"),
        (Number(Text("?"), most=Decimal("2.5")), "outside", "\u20682.5\u2069 or less"),
        (
            Number(Text("?"), most=Decimal(2), wrong=Text("Two & no more.")),
            "outside",
            "Two &amp; no more.",
        ),
        (HOURS, "whole", "\u20681\u2069 digit after the point"),
        (WHOLE, "whole", "a whole number here"),
    ],
)
def test_what_does_not_fit_is_said_in_its_own_words(
    question: Number, reason: Reason, said: str
) -> None:
    assert said in question.refuse(reason, EN)


def test_the_usual_words_do_for_everything_else() -> None:
    assert HOURS.refuse("number", EN) == ""


@pytest.mark.parametrize(
    ("number", "stored"),
    [("3.50", "3.5"), ("-0.0", "0"), ("-0.5", "-0.5"), ("100", "100"), ("1E+3", "1000")],
)
def test_a_number_is_stored_in_one_way_only(number: str, stored: str) -> None:
    assert canonical(Decimal(number)) == stored


AGES = Ages(Text("How old are you?"), (16, 25, 65))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("16", Understood(("16-24",))),
        ("24", Understood(("16-24",))),
        ("٢٥", Understood(("25-64",))),
        ("99", Understood(("65+",))),
        ("2", Understood(("25-64",))),
        ("65 or over", Understood(("65+",))),
        ("16 to 24", Understood(("16-24",))),
        ("15", Unclear("unclear")),
        ("old enough", Unclear("unclear")),
    ],
)
def test_an_age_is_read_as_its_band(said: str, expected: Reading) -> None:
    assert AGES.read(said, EN) == expected


def test_ages_are_asked_tapped_and_shown() -> None:
    assert AGES.ask(EN) == "How old are you?"
    assert [c.label for c in AGES.choices(EN)] == ["16 to 24", "25 to 64", "65 or over"]
    assert AGES.tap("65+", ()) == Understood(("65+",))
    assert AGES.tap("65", ()) == Unclear("stale")
    assert AGES.show(Answer(("16-24",)), EN) == "\u206816\u2069 to \u206824\u2069"
