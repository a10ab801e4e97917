"""Asking somebody back about what they said: one question of a peer's, with what it is about."""

from __future__ import annotations

from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, End, Script
from conversations.languages import base_of, own_name
from conversations.questions.own_words import OwnWords
from conversations.text import Text

BACK = "back"

#: So much of what they said reminds them of it, and of what was asked in a list.
_SHORT = 160


def back_script(
    key: str, words: str, theirs: str, title: Text, written: str, reader: str
) -> Script:
    """Return the script that asks back; ``theirs`` is what it is about, empty for a file alone.

    ``written`` is the language of ``words``: said to whoever reads another, ``reader``.
    """
    said: str | Phrase = words
    if base_of(written) != base_of(reader):
        language = own_name(base_of(written))
        said = N_("{told}\n(The team wrote this in {language}.)", told=words, language=language)
    head: str | Phrase = (
        N_("You said: “{words}”", words=_short(theirs)) if theirs else N_("It is about your files.")
    )
    asked = N_(
        "<b>{title}: a question about what you told us</b>\n{head}\n{words}\n\n"
        "<i>They do not see who you are. You can answer in words, by voice or with photos, or "
        "skip. /stop ends it.</i>",
        title=title,
        head=head,
        words=said,
    )
    thanks = N_("Thank you. The team reads it beside what you told us before.")
    short = N_("Asked back by the team: {words}", words=_short(words))
    return Script(
        key, (Ask(BACK, OwnWords(asked), short=short), End("end", "done", thanks)), review=False
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
