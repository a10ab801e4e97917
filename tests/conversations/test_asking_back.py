"""Asking somebody back: what they said stands above it, and it says which language it is in."""

from __future__ import annotations

from conversations.asking_back import BACK, back_script
from conversations.catalogue import Words
from conversations.flow import Ask
from conversations.listing import asked
from conversations.text import Text


def _asks(words: str, theirs: str, written: str = "en", reader: str = "en") -> Ask:
    script = back_script("asked:1", words, theirs, Text("The park"), written, reader)
    ask = script.find(BACK)
    assert ask is not None
    return ask


def test_what_they_said_stands_above_what_is_asked() -> None:
    said = _asks("Which <gate>?", "It was shut").text(Words())
    assert said.index("It was shut") < said.index("Which &lt;gate&gt;?")
    assert "They do not see who you are" in said


def test_long_words_are_cut_and_a_file_has_none() -> None:
    said = _asks("Which gate?", "so long a story " * 20).text(Words())
    assert "so long a story so long" in said
    assert "…”" in said.translate(dict.fromkeys(map(ord, "\u2068\u2069")))
    assert "It is about your files." in _asks("What is it?", "").text(Words())


def test_another_language_is_named_and_a_list_says_what_was_asked() -> None:
    ask = _asks("Która brama?", "Było zamknięte", "pl", "en")
    assert "The team wrote this in" in ask.text(Words())
    assert "Asked back by the team:" in asked(ask, Words())
    assert "The team wrote this in" not in _asks("x", "y", "en", "en-x-easyread").text(Words())
