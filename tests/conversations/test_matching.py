"""Reading what people type in answer to a choice."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from conversations.questions.base import Option, Unclear, Understood
from conversations.questions.choice import NO, YES
from conversations.questions.matching import exact, labels, leading_number, match_option
from conversations.text import Text
from tests.support.ward7 import ward7

EN = Words()
CY = ward7().catalogues.words("cy")
PL, UR = ward7().catalogues.words("pl"), ward7().catalogues.words("ur")

FRUIT = (
    Option("jablko", Text("Jabłko")),
    Option("gruszka", Text("Gruszka 🍐"), (Text("Klapsa"), Text("🍐"))),
    Option("sliwka", Text("Śliwka")),
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1", (1, "")),
        (" 12 ", (12, "")),
        ("[12] yes", (12, "yes")),
        ("(3)", (3, "")),
        ("3.", (3, "")),
        ("3: late", (3, "late")),
        ("3!!", (3, "")),
        ("3 …", (3, "")),
        ("3 🙂", (3, "🙂")),
        ("3\nand more", (3, "and more")),
        ("3 but at night 1", (3, "but at night 1")),
        ("٣", (3, "")),
        ("۱۲ بجے", (12, "بجے")),
        ("३", (3, "")),
        ("999", (999, "")),
        ("1234", None),
        ("2.5", None),
        ("2,5", None),
        ("12:30", None),
        ("3/4", None),
        ("word 3", None),
        ("", None),
    ],
)
def test_a_number_at_the_beginning(said: str, expected: tuple[int, str] | None) -> None:
    assert leading_number(said) == expected


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("1", "jablko"),
        ("3", "sliwka"),
        ("٣", "sliwka"),
        ("Jabłko", "jablko"),
        ("JABLKO!", "jablko"),
        ("gruszka", "gruszka"),
        ("Klapsa", "gruszka"),
        ("śliwka", "sliwka"),
        ("śliwaka", "sliwka"),
        ("ślikwa", "sliwka"),
        ("jabl ko", "jablko"),
    ],
)
def test_one_option_is_meant(said: str, key: str) -> None:
    assert match_option(said, FRUIT, EN) == Understood((key,))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("gruszka, ale nie dziś", "gruszka"),
        ("3 bo słodka", "sliwka"),
        ("Śliwka!! zawsze", "sliwka"),
        ("2 🙂", "gruszka"),
    ],
)
def test_words_after_an_option_are_kept_whole(said: str, key: str) -> None:
    assert match_option(said, FRUIT, EN) == Understood((key,), (said,))


@pytest.mark.parametrize("said", ["0", "4", "banan", "🍐", "śliwkowa zupa", "no śliwka", "2.5"])
def test_no_option_is_meant(said: str) -> None:
    assert match_option(said, FRUIT, EN) == Unclear("unclear")


@pytest.mark.parametrize("said", ["", "   ", "\n"])
def test_nothing_was_said(said: str) -> None:
    assert match_option(said, FRUIT, EN) == Unclear("empty")


def test_the_longest_label_at_the_beginning_is_the_one_meant() -> None:
    options = (
        Option("now", Text("Not now")),
        Option("no", Text("Not")),
        Option("x", Text("Not n")),
    )
    assert match_option("not now please", options, EN) == Understood(("now",), ("not now please",))
    assert match_option("not today", options, EN) == Understood(("no",), ("not today",))
    assert match_option("nothing", options, EN) == Unclear("unclear")


@pytest.mark.parametrize(
    ("label", "slips", "strangers"),
    [
        ("bus", [], ["buss", "bs", "but"]),
        ("tram", ["trm", "tramm", "trma"], ["rmtt", "trampo"]),
        ("station", ["stattion", "staion", "statoin"], ["sttoin", "statttion"]),
        ("stations", ["stttions", "satiosn", "sations"], ["stttonz", "sttos"]),
    ],
)
def test_the_longer_the_label_the_more_slips_are_forgiven(
    label: str, slips: list[str], strangers: list[str]
) -> None:
    option = Option("x", Text(label))
    for slip in slips:
        assert match_option(slip, (option,), EN) == Understood(("x",)), slip
    for stranger in strangers:
        assert match_option(stranger, (option,), EN) == Unclear("unclear"), stranger


def test_two_options_equally_near_are_asked_about_and_the_nearer_is_taken() -> None:
    water = (Option("a", Text("Cater")), Option("b", Text("Later")), Option("c", Text("Zoo")))
    assert match_option("water", water, EN) == Unclear("near", ("a", "b"))
    days = (Option("mon", Text("Mondays!")), Option("sun", Text("Sundays!")))
    assert match_option("Nondays", days, EN) == Understood(("mon",))
    assert match_option("Sondays", days, EN) == Unclear("near", ("mon", "sun"))


def test_a_synonym_as_near_as_the_label_makes_no_doubt() -> None:
    option = Option("a", Text("Cater"), (Text("Later"),))
    assert match_option("water", (option,), EN) == Understood(("a",))


def test_the_nearest_of_an_options_names_counts() -> None:
    options = (
        Option("far", Text("evenings"), (Text("evenongs"),)),
        Option("near", Text("evenongz")),
    )
    assert match_option("evenonggs", options, EN) == Understood(("far",))


def test_an_option_is_known_by_label_synonym_and_key_in_the_language_and_without_emoji() -> None:
    assert labels(FRUIT[1], EN) == ("gruszka", "klapsa", "gruszka")
    assert exact("Gruszka", FRUIT, EN) == Understood(("gruszka",))
    assert exact("gruszka i", FRUIT, EN) is None
    assert exact("", FRUIT, EN) is None


@pytest.mark.parametrize(
    ("said", "key"), [("tak", "yes"), ("TAK.", "yes"), ("nie", "no"), ("yes", "yes"), ("no", "no")]
)
def test_polish_is_read_and_english_too(said: str, key: str) -> None:
    assert match_option(said, (YES, NO), PL) == Understood((key,))


def test_urdu_is_read_whatever_keyboard_typed_it() -> None:
    assert match_option(UR.plain(YES.label), (YES, NO), UR) == Understood(("yes",))
    option = Option("evening", Text("شام کی ملاقات"))
    assert match_option("شام كي ملاقات", (option,), UR) == Understood(("evening",))
    assert match_option("شام کی ملاقات اچھی ہے", (option,), UR).__class__ is Understood


@pytest.mark.parametrize("said", ["Ie", "ydw", "Oes!", "cewch", "yes"])
def test_welsh_says_yes_as_it_was_asked(said: str) -> None:
    assert match_option(said, (YES, NO), CY) == Understood(("yes",))


@pytest.mark.parametrize("said", ["Na", "nac ydw", "Nac oes."])
def test_and_no_too(said: str) -> None:
    assert match_option(said, (YES, NO), CY) == Understood(("no",))


def test_a_comma_in_an_author_s_synonym_is_part_of_it() -> None:
    options = (Option("a", Text("Often"), (Text("now, and then"),)), Option("b", Text("Never")))
    assert match_option("now", options, EN) == Unclear("unclear")
