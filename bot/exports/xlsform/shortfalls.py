"""What a form cannot do that the conversation does, and what happens instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conversations.flow import Ask, every
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.card import Card
from conversations.questions.review import Review

#: True of every form.
_GENERAL = (
    "Nobody can ask the team anything, at a card or later: the form gives the team's number.",
    "Nobody is reminded. Whether somebody can go on another day depends on the device.",
    "A form has no way back: whoever took it in tells people what was decided, or nobody does.",
    "Its last words are not the project's own (“end”), which speak of the chat.",
    "Answers cannot be changed or deleted by their teller once the form is sent.",
    "Words beside a choice and other words for an option are not understood.",
    "Where the form came from (Form.source) is empty unless the link to it fills it in.",
)


def shortfalls(
    loaded: Loaded, of_questions: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return (where, what) of everything that is not in the form as it is in the chat."""
    general = (("every form", what) for what in _GENERAL)
    return (*general, *of_questions, *_untranslated(loaded))


def _untranslated(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield how many questions are not in each language: they are in the source's, whole."""
    project = loaded.project
    asks = [n for n in every(project.script.nodes) if isinstance(n, Ask) and _is_put(n)]
    for tag in project.languages:
        words = loaded.catalogues.words(tag)
        missing = [ask.key for ask in asks if ask.said_in(words) is not words]
        if missing:
            source = own_name(project.language)
            what = f"In {source}, as they are not translated: {', '.join(missing)}."
            yield own_name(tag), what


def _is_put(ask: Ask) -> bool:
    return not isinstance(ask.question, Card | Review)
