"""The two answers that fit any question: not being sure, and rather not saying."""

from __future__ import annotations

from conversations.catalogue import N_, Words
from conversations.questions.base import Option, Understood
from conversations.questions.matching import exact
from conversations.run import Answer

#: "Not sure" is an answer, with a button where an author asks for it.
UNSURE = Option("unsure", N_("Not sure"), (N_("I don't know"), N_("I'm not sure")))

#: So is not wanting to say; it is kept apart from a question that was skipped.
RATHER_NOT = Option("rather_not", N_("I'd rather not say"), (N_("I would rather not say"),))


def other_answer(said: str, words: Words) -> Understood | None:
    """Return which of the two ``said`` is, to the letter, or ``None``."""
    found = exact(said, (UNSURE, RATHER_NOT), words)
    if found is None:
        return None
    return understood(UNSURE if found.value == (UNSURE.key,) else RATHER_NOT)


def understood(option: Option) -> Understood:
    """Return the answer that ``option``, one of the two, is."""
    return Understood((option.key,), (), "unsure" if option is UNSURE else "declined")


def shown(answer: Answer, words: Words) -> str:
    """Return the answer in words if it is one of the two; empty if not."""
    if answer.status == "unsure" and answer.value in ((), (UNSURE.key,)):
        return words.say(UNSURE.label)
    return words.say(RATHER_NOT.label) if answer.value == (RATHER_NOT.key,) else ""
