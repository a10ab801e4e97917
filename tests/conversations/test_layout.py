"""How buttons lie under a message."""

from __future__ import annotations

import pytest

from conversations.catalogue import Words
from conversations.flow import Ask
from conversations.layout import LABELS, LONGEST_LABEL, buttons, column, lay_out, rows_of
from conversations.questions.base import Choice, Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.own_words import OwnWords
from conversations.questions.scale import Scale
from conversations.text import Text
from tests.support.small import SAFE
from tests.support.ward7 import ward7

EN = Words()


def labels(ask: Ask, draft: tuple[str, ...] = (), *, first: bool = False) -> list[list[str]]:
    return [[c.label for c in row] for row in lay_out(ask, EN, draft, first=first).rows]


def choice_of(*texts: str) -> OneChoice:
    return OneChoice(Text("Which?"), tuple(Option(t, Text(t)) for t in texts))


def several_of(*texts: str) -> SeveralChoices:
    return SeveralChoices(Text("Which?"), tuple(Option(t, Text(t)) for t in texts))


def test_one_button_a_row_and_the_way_round_below() -> None:
    assert labels(Ask("x", choice_of("One", "Two"))) == [["One"], ["Two"], ["Back", "Skip", "More"]]


def test_before_the_first_there_is_no_back_and_what_is_needed_has_no_skip() -> None:
    ask = Ask("x", choice_of("One"), optional=False)
    assert labels(ask) == [["One"], ["Back", "More"]]
    assert labels(ask, first=True) == [["One"], ["More"]]


def test_a_story_offers_help_and_taking_part_the_whole_notice() -> None:
    story = Ask("day", OwnWords(Text("?"), story=True))
    assert labels(story) == [["Get help now"], ["Back", "Skip", "More"]]
    assert labels(Ask("x", OwnWords(Text("?")))) == [["Back", "Skip", "More"]]
    part = Ask("take_part", OneChoice(Text("?"), (YES, NO)), consent="take_part", optional=False)
    assert labels(part) == [["Yes"], ["No"], ["Full privacy notice"], ["Back", "More"]]
    contact = Ask("contact", OneChoice(Text("?"), (YES, NO)), consent="contact", optional=False)
    assert labels(contact) == [["Yes"], ["No"], ["Back", "More"]]


def test_a_label_of_24_letters_fits_and_of_25_is_numbered_in_the_text() -> None:
    assert LONGEST_LABEL == 24
    fits = lay_out(Ask("x", choice_of("x" * 24, "B")), EN)
    assert (fits.text, fits.rows[0][0].label) == ("Which?", "x" * 24)
    long = lay_out(Ask("x", choice_of("<b>" + "x" * 22, "B")), EN)
    assert long.text == f"Which?\n1. &lt;b&gt;{'x' * 22}\n2. B"
    assert [(c.label, c.value) for c in long.rows[0]] == [("1", "<b>" + "x" * 22), ("2", "B")]
    assert [c.label for c in long.rows[1]] == ["Back", "Skip", "More"]


def test_where_options_are_ticked_there_is_room_for_the_tick() -> None:
    fits, long = Ask("x", several_of("x" * 22, "B")), Ask("x", several_of("x" * 23, "B"))
    assert labels(fits)[:2] == [["x" * 22], ["B"]]
    assert labels(fits, ("x" * 22,))[0] == ["✓ " + "x" * 22]
    assert labels(long)[:2] == [["1", "2"], ["Done"]]
    assert labels(long, ("x" * 23,))[:2] == [["✓ 1", "2"], ["Done"]]
    text = lay_out(long, EN, ("x" * 23,)).text
    assert text == lay_out(long, EN).text
    assert text.endswith(f"\n1. {'x' * 23}\n2. B")


@pytest.mark.parametrize(
    ("points", "rows"), [(2, [2]), (5, [5]), (8, [8]), (9, [5, 4]), (10, [5, 5])]
)
def test_numbers_lie_side_by_side_in_even_rows_of_eight_at_most(
    points: int, rows: list[int]
) -> None:
    scale = Scale(Text("?"), points, Text("low"), Text("high"))
    found = rows_of(scale.choices(EN))
    assert [len(row) for row in found] == [*rows, 1]
    assert [c.value for row in found for c in row][:-1] == [str(n) for n in range(1, points + 1)]


def test_seventeen_numbers_are_three_rows() -> None:
    numbers = tuple(Choice(str(n), str(n)) for n in range(1, 18))
    assert [len(row) for row in rows_of(numbers)] == [6, 6, 5]
    assert rows_of(()) == ()


def test_a_scale_has_its_numbers_then_not_sure() -> None:
    assert labels(Ask("x", SAFE))[:2] == [["1", "2", "3", "4", "5"], ["Not sure"]]


def test_buttons_of_ours_speak_the_persons_language_and_fit() -> None:
    for language in ("en", "en-x-easyread", "cy", "pl", "ur"):
        words = ward7().catalogues.words(language)
        for button in buttons(words, *LABELS):
            assert 0 < len(button.label) <= LONGEST_LABEL
        assert column(words, *LABELS) == tuple((b,) for b in buttons(words, *LABELS))
    polish = {b.label for b in buttons(ward7().catalogues.words("pl"), *LABELS)}
    english = {b.label for b in buttons(EN, *LABELS)}
    assert polish & english <= {"Stop"}
