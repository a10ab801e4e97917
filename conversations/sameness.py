"""Whether two things ask the same, whatever words they ask it in."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from conversations.catalogue import Phrase
from conversations.questions.base import Question
from conversations.questions.choices import NONE
from conversations.run import Answer
from conversations.text import Text

if TYPE_CHECKING:  # a script has a shape, and is made of what is compared here
    from conversations.flow import Ask

#: Words that an answer is counted in: "2" means another thing when it is no longer hours.
_COUNTED = frozenset({"unit"})

#: What may be chosen; ``unsure`` and ``none`` add an option of ours.
_OPTIONS = frozenset({"options", "unsure", "none"})

#: Where a card lies among the others says nothing about it.
_PLACE = frozenset({"number", "of"})


def shape(thing: object, leave_out: frozenset[str] = frozenset()) -> object:
    """Return ``thing`` without its words: what can be answered, and what follows from it."""
    if isinstance(thing, Text | Phrase):
        return None
    if isinstance(thing, tuple):
        return tuple(shape(part) for part in thing)
    if not is_dataclass(thing):
        return thing
    parts = [
        (each.name, _part(each.name, getattr(thing, each.name)))
        for each in fields(thing)
        if each.name not in leave_out and each.name not in _PLACE and each.name != "also"
    ]
    return (type(thing).__name__, *parts)


def _part(name: str, value: object) -> object:
    return value.source if name in _COUNTED and isinstance(value, Text) else shape(value)


def same_subject(old: Ask, new: Ask) -> bool:
    """Say whether an answer to ``old`` would be about the same thing at ``new``."""
    return _subject(old) == _subject(new)


def _subject(ask: Ask) -> tuple[object, ...]:
    return ask.serves, ask.constraint_version, ask.measure, ask.consent, ask.promise, ask.round


def same_answers(old: Question, new: Question) -> bool:
    """Say whether the same can be answered to both."""
    return shape(old) == shape(new)


def still_an_answer(old: Question, new: Question, answer: Answer) -> bool:
    """Say whether ``answer``, given to ``old``, is one to ``new`` and means the same there.

    Options may have come or gone, as long as what was chosen is still there. "None of these" is
    said of the options there were, and of no others.
    """
    if shape(old, _OPTIONS) != shape(new, _OPTIONS):
        return False
    was, now = _offered(old), _offered(new)
    gone = was - now
    return was == now or (gone.isdisjoint(answer.value) and NONE.key not in answer.value)


def _offered(question: Question) -> frozenset[str]:
    # Whom an option is offered to decides who sees it; whether it still counts, the way says.
    return frozenset(option.key for option in getattr(question, "all_options", ()))
