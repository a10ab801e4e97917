"""Options: whoever types what is on a button has to be understood."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.catalogue import Words
from conversations.checks.parts import Parts
from conversations.flow import Ask, every
from conversations.problems import Problem, listed, problem_at
from conversations.questions.base import Option, Question, Unclear, Understood


def check_options(parts: Parts) -> Iterator[Problem]:
    """Find labels and synonyms that would be read as another option, or as none, when typed."""
    for node in every(parts.draft.project.script.nodes):
        if isinstance(node, Ask):
            for option in getattr(node.question, "all_options", ()):
                yield from _typed(parts, node.question, option)


def _typed(parts: Parts, question: Question, option: Option) -> Iterator[Problem]:
    for text in (option.label, *option.also):
        written = parts.draft.written.get(getattr(text, "context", ""))
        if written is None or not text:
            continue
        for words, place in parts.said(written):
            said = words.plain(text)
            wrong = _wrongly_read(question, option, said, words)
            if wrong:
                yield problem_at(place, "misread", f"Whoever types “{said}” {wrong}")


def _wrongly_read(question: Question, option: Option, said: str, words: Words) -> str:
    reading = question.read(said, words)
    if isinstance(reading, Understood):
        others = [key for key in reading.value if key != option.key]
        if others:
            return (
                f"is taken to mean {listed(others)}. Give each option words of its own, and do "
                "not begin with a number."
            )
        if reading.value:
            return ""
    elif isinstance(reading, Unclear) and reading.reason == "too_few":
        return ""
    return "is not understood: there are no letters in it. Use words."
