"""What shows people that an answer was taken: a mark on the question, a sentence for words."""

from __future__ import annotations

from conversations.catalogue import Words
from conversations.flow import Ask
from conversations.questions.card import Card
from conversations.questions.day import Day
from conversations.questions.number import Number
from conversations.questions.place import Place
from conversations.run import Answer
from conversations.text import Html

#: What was typed to these may have been read wrongly, and the person should see how it was read.
READ_BACK = (Day, Number, Place)


def mark(ask: Ask, answer: Answer, words: Words) -> str:
    """Return what the question's own message shows afterwards: the choice, not the words again."""
    if answer.status == "skipped":
        return "– " + words.t("Skipped")
    value = ask.show(answer, words)
    return f"✓ {value}" if value else "✓"


def written_down(ask: Ask, answer: Answer, words: Words) -> str:
    """Return the sentence that says words were kept; taps and cards need none."""
    if isinstance(ask.question, Card):
        return _with_card(answer, words) if answer.words else ""
    if answer.value and answer.status == "given" and isinstance(ask.question, READ_BACK):
        return words.t(
            "Written down: {value}. Not right? Type: back",
            value=Html(ask.show(answer, words)),
        )
    if answer.words and answer.value and ask.show(answer, words):
        return words.t(
            "Written down: {value}. Your own words stand beside it. Both count.",
            value=Html(ask.show(answer, words)),
        )
    if answer.words and not ask.question.telling:
        return words.t("Written down, in your words.")
    return words.t("Written down.") if answer.words or answer.media else ""


def _with_card(answer: Answer, words: Words) -> str:
    if answer.words[-1].rstrip().endswith(("?", "؟")):
        return words.t(
            "Written down, with this card. Do you want an answer from a person? Type: ask the team"
        )
    return words.t("Written down, with this card.")
