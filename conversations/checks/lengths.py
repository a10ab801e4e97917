"""Lengths: what fits a button, and what someone can read in one go."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

from conversations.catalogue import Words
from conversations.checks.parts import Parts
from conversations.equality.apart import OFFER, REUSE
from conversations.flow import Ask, End, Say, every
from conversations.layout import LONGEST_LABEL, lay_out
from conversations.opening import HELLO
from conversations.problems import Problem, problem_at
from conversations.questions.card import Card
from conversations.questions.ticking import TICK, Ticking
from conversations.text import FSI, PDI, Text

#: Characters in one message: beyond the first it is hard to read, beyond the second unreadable.
LONG, TOO_LONG = 500, 1000

#: The privacy notice is looked up, not read on the way, and may take more.
PRIVACY_LONG, PRIVACY_TOO_LONG = 1000, 2000

Message = Callable[[Words], str]


def check_buttons(parts: Parts) -> Iterator[Problem]:
    """Find words that are always on a button and do not fit it, in any language."""
    for written in parts.draft.written.values():
        if written.use != "button":
            continue
        for words, place in parts.said(written):
            said = words.plain(written.text)
            if _length(said) > LONGEST_LABEL:
                yield problem_at(
                    place,
                    "long-button",
                    f"“{said}” has {_length(said)} characters, and it is on a button that holds "
                    f"{LONGEST_LABEL}. Say it shorter.",
                )


def check_options(parts: Parts) -> Iterator[Problem]:
    """Warn of options that will be numbered in the text, because one is too long for a button."""
    for node in every(parts.draft.project.script.nodes):
        if not isinstance(node, Ask):
            continue
        ticked = isinstance(node.question, Ticking)
        most = LONGEST_LABEL - len(TICK) if ticked else LONGEST_LABEL
        for option in getattr(node.question, "all_options", ()):
            written = parts.draft.written.get(getattr(option.label, "context", ""))
            if written is None or written.use != "option":
                continue
            for words, place in parts.said(written):
                said = words.plain(option.label)
                if _length(said) > most:
                    yield problem_at(
                        place,
                        "long-option",
                        f"“{said}” has {_length(said)} characters, and a button holds {most} here. "
                        "The options will be numbered in the text; shorter ones are easier to tap.",
                        serious=False,
                    )


def check_messages(parts: Parts) -> Iterator[Problem]:
    """Find messages too long to be read on a phone, as they would be sent, in any language."""
    for path, most, message in _messages(parts):
        written = parts.draft.written.get(path)
        if written is None:
            continue
        for words, place in parts.said(written):
            length = _length(_shown(message(words)))
            if length > most[0]:
                yield problem_at(
                    place,
                    "long-message",
                    f"The message with this text has {length} characters. Keep it under {most[0]}"
                    f"{f': over {most[1]} it is refused' if length > most[1] else ''}. Say less, "
                    "or say it in two steps.",
                    serious=length > most[1],
                )


def _messages(parts: Parts) -> Iterator[tuple[str, tuple[int, int], Message]]:
    """Yield each message an author has a part in: where, how long it may be, how it is made."""
    project = parts.draft.project
    usual = (LONG, TOO_LONG)
    yield "privacy", (PRIVACY_LONG, PRIVACY_TOO_LONG), _saying(project.privacy)
    for node in every(project.script.nodes):
        if isinstance(node, Say | End):
            if isinstance(node.text, Text):
                yield node.text.context, usual, _saying(node.text)
        elif isinstance(node, Ask):
            yield _first_text(parts, node), usual, _asking(node)
            if isinstance(node.question, Card):
                yield node.question.because.context, usual, node.question.why


def _first_text(parts: Parts, ask: Ask) -> str:
    """Return the path of the text that makes this question's message what it is."""
    if ask.key == HELLO:
        return "about"
    if ask.key in (OFFER, REUSE):
        return "flow.equality.because"
    if isinstance(ask.question, Card):
        return ask.question.text.context
    if ask.measure:
        return f"measures.{ask.measure}.ask"
    return f"{parts.node_paths(ask.key)[0]}.text"


def _saying(text: Text) -> Message:
    return lambda words: words.say(text)


def _asking(ask: Ask) -> Message:
    return lambda words: lay_out(ask, words).text


def _shown(message: str) -> str:
    """Return what is seen of Telegram HTML."""
    bare = html.unescape(re.sub(r"<[^>]+>", "", message))
    return bare.replace(FSI, "").replace(PDI, "")


def _length(said: str) -> int:
    """Return how many characters are seen: an accent over a letter is part of it."""
    return sum(not unicodedata.combining(ch) for ch in unicodedata.normalize("NFC", said))
