"""What somebody understands of a message: which question it puts, in their own language.

Questions are known by how they begin, as people know them. A sentence that is no longer there is an
error, and not somebody who sits there and says nothing.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel.messages.pofile import read_po

from bot.demo.lines import labels, plain
from bot.house import words_folder
from conversations.catalogue import Phrase, Words
from conversations.flow import Ask, Branch, End, Node
from conversations.languages import own_name
from conversations.loader import Loaded
from conversations.questions.base import Wording
from tests.year.phone import Message

_TAG, _MARKS = re.compile(r"</?[a-z]+>"), re.compile("[\u2066-\u2069]")

#: Where something is filled in, or a line ends.
_GAP = re.compile(r"\{[^}]*\}|\n")

#: So many letters are enough to know a sentence by.
_ENOUGH = 10

#: Questions, news and last words of the bot's own, by how their English begins.
_OURS = {
    "report.answers": "Does this answer what you told us?",
    "report.why": "What is missing?",
    "after.hear": "Thank you for telling us. Do you still want to hear",
    "after.unplanned": "Did anything else change",
    "after.tone": "Was that good or bad for you?",
    "news.late": "<b>{title}</b>: a promise is late.",
    "over.report": "Thank you. The team reads this.",
    "over.after": "Thank you. What you said now",
    "over.gone": "All right, we do not write to you about this any more.",
}

#: How the button is called, in English, that tells a question about a promise from others.
_OF_PROMISES = "Doesn't touch me"


@dataclass(frozen=True)
class Ears:
    """Someone who understands one language. ``known`` holds pieces of wordings and their keys.

    ``promises`` are the names and words of what is promised in the year.
    """

    words: Words
    known: tuple[tuple[str, str], ...]
    promises: tuple[tuple[str, str], ...]

    def understands(self, message: Message) -> str:
        """Return the key of what ``message`` asks or tells; empty if we know it by no key."""
        offered = labels(message)
        if own_name(self.words.language) in offered:
            return "language"
        if self.says(_OF_PROMISES) in offered:
            return f"promise.{self._which(plain(message))}"
        text = " ".join(plain(message).split())
        found = [(text.find(piece), -len(piece), key) for piece, key in self.known]
        return min((one for one in found if one[0] >= 0), default=(0, 0, ""))[2]

    def _which(self, text: str) -> str:
        return next(name for name, what in self.promises if what in text)

    def says(self, english: str) -> str:
        """Return how the bot says its sentence that begins with ``english``, without markup."""
        return _TAG.sub("", self.words.plain(Phrase(sentence(english))))


def ears(loaded: Loaded, language: str, promises: Mapping[str, str]) -> Ears:
    """Return the ears of someone who reads ``language``; ``promises`` by name."""
    words = loaded.catalogues.words(language)
    wordings = dict(_wordings(loaded.project.script.nodes))
    ours = {key: Phrase(sentence(begins)) for key, begins in _OURS.items()}
    pieces = ((_piece(words, wording), key) for key, wording in {**wordings, **ours}.items())
    return Ears(words, tuple(pieces), tuple(promises.items()))


@cache
def sentence(begins: str) -> str:
    """Return the bot's sentence that is ``begins``, or the one that begins so.

    Raises ``LookupError`` if there is none, or more than one.
    """
    found = [one for one in _sentences() if one.startswith(begins)]
    exactly = [one for one in found if one == begins] or found
    if len(exactly) != 1:
        raise LookupError(f"{len(exactly)} of the bot's sentences begin with {begins!r}")
    return exactly[0]


@cache
def _sentences() -> tuple[str, ...]:
    template = read_po(io.BytesIO((words_folder() / "messages.pot").read_bytes()))
    return tuple(entry.id if isinstance(entry.id, str) else entry.id[0] for entry in template)


def _wordings(nodes: Iterable[Node]) -> Iterator[tuple[str, Wording]]:
    """Yield each question's key and wording, and those of the last words."""
    for node in nodes:
        if isinstance(node, Branch):
            yield from _wordings((*node.then, *node.otherwise))
        elif isinstance(node, Ask):
            yield node.key, node.question.text
        elif isinstance(node, End):
            yield f"over.{node.how}", node.text


def _piece(words: Words, wording: Wording) -> str:
    """Return the first stretch of a wording, as people read it, long enough to know it by."""
    if isinstance(wording, Phrase) and not wording.values:
        # Where values are to be filled in that nobody has here, their braces stay.
        said = words.bot.gettext(wording.msgid) if words.bot else wording.msgid
    else:
        said = words.say(wording)
    bare = _MARKS.sub("", html.unescape(_TAG.sub("", said)))
    stretches = [" ".join(part.split()) for part in _GAP.split(bare)]
    return next((one for one in stretches if len(one) >= _ENOUGH), max(stretches, key=len))
