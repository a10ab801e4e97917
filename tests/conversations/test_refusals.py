"""What people are told when something could not be used."""

from __future__ import annotations

from typing import get_args

import pytest

from conversations.catalogue import Words
from conversations.events import InputRejected, Reason
from conversations.refusals import sentence, toast
from tests.support.ward7 import ward7

REASONS: tuple[Reason, ...] = get_args(Reason)
SPOKEN = tuple(reason for reason in REASONS if reason != "stale")


def test_a_late_tap_is_a_note_over_the_chat_and_nothing_else_is() -> None:
    assert toast(InputRejected("stale"), Words()) == (
        "That question is already behind us. To change an answer, type: change"
    )
    assert [r for r in REASONS if toast(InputRejected(r), Words())] == ["stale"]


@pytest.mark.parametrize("language", ["en", "cy", "pl", "ur"])
def test_every_refusal_has_a_sentence_of_its_own_short_and_translated(language: str) -> None:
    words = ward7().catalogues.words(language)
    said = [sentence(InputRejected(reason), words) for reason in SPOKEN]
    assert len(set(said)) == len(SPOKEN)
    assert all(len(one) <= 300 for one in said)
    english = {sentence(InputRejected(reason), Words()) for reason in SPOKEN}
    assert english.isdisjoint(said) == (language != "en")


@pytest.mark.parametrize(
    ("reason", "means"),
    [
        ("unclear", "did not quite get that"),
        ("still_unclear", "type: stop"),
        ("near", "Which of these"),
        ("range", "not on the scale"),
        ("too_few", "at least one more"),
        ("too_many", "choose fewer"),
        ("words_only", "I have kept it"),
        ("needed", "need an answer"),
        ("first", "the first question"),
        ("over", "tap My answers"),
        ("late", "What you just sent is kept"),
        ("stopped", "send /start"),
        ("edited", "no answer has changed"),
        ("empty", "without words"),
    ],
)
def test_it_says_what_happened_or_what_to_do(reason: Reason, means: str) -> None:
    assert means in sentence(InputRejected(reason), Words())


def test_nobody_is_told_their_words_are_kept_where_they_are_not() -> None:
    for reason in ("over", "first", "needed", "empty", "stopped", "range"):
        assert "kept" not in sentence(InputRejected(reason), Words())
