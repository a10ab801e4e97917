"""Hint words are found as whole words in any script, and their false friends are not."""

from __future__ import annotations

import pytest

from conversations.hints import hint_words, hinted

LISTED = "hits me, hurt; kill myself\nbije mnie، مارتا ہے"


@pytest.mark.parametrize(
    "said",
    [
        "He HITS me!",
        "it hurt",
        "I could just … kill myself.",
        "on bije mnie",
        "وہ مجھے مارتا ہے",
        "وہ مجھے مارتا   ہے!",
        "he hits\nme",
    ],
)
def test_words_and_phrases_are_found_however_they_are_written(said: str) -> None:
    assert hinted(said, hint_words(LISTED))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "the bus hits mediocre speeds",
        "unhurt, thank you",
        "Hurtigruten",
        "he hits the ball to me",
        "kill my selfie",
        "zabije mniejszy",
        "وہ مارتا ہےں",
        "\U0001f600" * 100,
    ],
)
def test_false_friends_are_not(said: str) -> None:
    assert not hinted(said, hint_words(LISTED))


def test_a_script_without_spaces_is_looked_through() -> None:
    assert hinted("他昨天打我了", hint_words("打我"))
    assert hinted("เขาตีฉันทุกคืน", hint_words("ตีฉัน"))
    assert not hinted("他昨天打球了", hint_words("打我"))


def test_a_list_of_nothing_finds_nothing() -> None:
    assert hint_words(" , ;\n،…") == ()
    assert not hinted("anything at all", ())
    assert hint_words("Hurt, hurt, HURT") == ("hurt",)
