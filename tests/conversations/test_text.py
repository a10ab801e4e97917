from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from conversations.text import FSI, PDI, Html, Text, ascii_digits, clean, fold, insert


def test_a_text_without_words_is_false() -> None:
    assert Text("a")
    assert not Text("")


def test_what_is_inserted_is_escaped_and_cannot_turn_its_sentence() -> None:
    assert insert("<b>&") == f"{FSI}&lt;b&gt;&amp;{PDI}"
    assert insert(3) == f"{FSI}3{PDI}"
    assert insert(Html("<b>x</b>")) == "<b>x</b>"


def test_what_a_database_cannot_carry_is_taken_out() -> None:
    assert clean(" a\0b ") == "ab"
    assert clean("a\ud800b") == "a�b"
    assert clean("\ud83d\ude00") == "😀"
    assert clean(f"{FSI}3{PDI} of 5") == "3 of 5"
    assert clean("\u202eabc 👍🏽") == "\u202eabc 👍🏽"


@given(st.text(alphabet=st.characters()))
def test_what_was_cleaned_can_be_stored_and_stays_clean(said: str) -> None:
    cleaned = clean(said)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned
    assert "\0" not in cleaned


def test_words_are_compared_without_what_thumbs_leave_out() -> None:
    assert fold("  Być  SŁYSZANYM! ") == "byc slyszanym"
    assert fold("I don't agree…") == fold("i don’t agree")
    assert fold("Straße") == "strasse"
    assert fold("🙂") == ""
    assert fold("ﺍﻟﺴﻼﻡ") == fold("السلام")


@given(st.text())
def test_folding_twice_changes_nothing_more(said: str) -> None:
    assert fold(fold(said)) == fold(said)


def test_every_scripts_digits_are_digits() -> None:
    assert ascii_digits("٣ of ۵, ４²") == "3 of 5, 4²"


@given(st.text())
def test_what_is_inserted_can_be_read_back(said: str) -> None:
    assert html.unescape(insert(said))[1:-1] == html.unescape(html.escape(said, quote=False))
