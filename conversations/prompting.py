"""A prompt with its question: one Ask, a thank you, and why the person gets it."""

from __future__ import annotations

from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, End, Script
from conversations.languages import base_of, own_name
from conversations.questions.own_words import OwnWords
from conversations.text import Text

PROMPT = "prompt"

#: So much of a prompt stands in a list of what was asked.
_SHORT = 60


def prompt_script(key: str, words: str, title: Text, written: str, reader: str) -> Script:
    """Return the script of a prompt; ``words`` are the peer lead's, whole as they wrote them.

    ``written`` is the language they wrote in: said to whoever reads another, ``reader``.
    """
    said: str | Phrase = words
    if base_of(written) != base_of(reader):
        language = own_name(base_of(written))
        said = N_("{told}\n(The team wrote this in {language}.)", told=words, language=language)
    asked = N_(
        "<b>{title}: a question from the peer leads</b>\n{words}\n\n"
        "<i>You get this because you said we may write. You can answer in words, by voice or "
        "with photos, or skip. /stop ends it.</i>",
        words=said,
        title=title,
    )
    thanks = N_("Thank you. The team reads every answer, under your made-up name.")
    short = N_("A question from the peer leads: {words}", words=_short(words))
    ask = Ask(PROMPT, OwnWords(asked), short=short)
    return Script(key, (ask, End("end", "done", thanks)), review=False)


def _short(words: str) -> str:
    """Return the beginning of long words, so that a list of questions stays a list."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
