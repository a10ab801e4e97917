"""Read aloud: which of a project's recordings says what a message says, in the same language.

A text has a recording at its own path. The opening's sentences, and the offer to be read to, are
ours and have no path: theirs are at ``opening.`` and the question's key. Which language is best
is not read aloud: it is asked before anyone knows in which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from conversations.catalogue import N_, Words
from conversations.flow import Ask, End, Say, every
from conversations.opening import AGE, CONTACT, HELLO, TAKE_PART, WHOM
from conversations.problems import Problem, did_you_mean
from conversations.project import Project
from conversations.questions.base import Wording
from conversations.questions.card import Card
from conversations.recordings import ENDINGS, problem
from conversations.text import Text

#: The offer to be read to; it is read aloud itself: who cannot read it has to hear it.
OFFER = N_("Someone can read these messages to you. Do you want to hear them too?")

#: Where sentences of ours hold one of an author's to answer: statements, measures asked again.
_WITHIN = ("statement", "question")

#: What is said in bold is said as loud as the rest.
_BOLD = re.compile("</?b>")

_OPENING = {key: f"opening.{key}" for key in (HELLO, TAKE_PART, AGE, CONTACT, WHOM)}


@dataclass(frozen=True)
class Aloud:
    """What can be read aloud: the path of its recording, in languages that say just the same.

    ``said`` are the words to read, as this one language has them.
    """

    path: str
    languages: tuple[str, ...]
    said: str

    @property
    def fingerprint(self) -> str:
        """Return what tells these very words from what stood, or will stand, in their place."""
        return sha256(self.said.encode()).hexdigest()


def aloud(wording: Wording, words: Words) -> Aloud | None:
    """Return how ``wording``, said in ``words``, is read aloud, if it can have a recording."""
    text = _of_author(wording)
    return _aloud(text.context, (text,), words) if text else None


def question_aloud(ask: Ask, words: Words) -> Aloud | None:
    """Return how a question is read aloud: its text; of a card also who decides, and by when."""
    asked, own = ask.question, ask.said_in(words)
    if ask.key in _OPENING:
        return _aloud(_OPENING[ask.key], (asked.text,), own)
    if isinstance(asked, Card):
        return _aloud(asked.text.context, (asked.text, asked.who, asked.when, asked.heard), own)
    return aloud(asked.text, own)


def offer_aloud(words: Words) -> Aloud:
    """Return how the offer to be read to is read aloud."""
    return _aloud("opening.voice", (OFFER,), words)


def _of_author(wording: Wording) -> Text | None:
    """Return the author's own text in a message, if it has a path."""
    if isinstance(wording, Text):
        return wording if wording.context else None
    texts = (text for name, text in wording.values if name in _WITHIN)
    return next((text for text in texts if isinstance(text, Text) and text.context), None)


def _aloud(path: str, parts: tuple[Wording, ...], words: Words) -> Aloud:
    own = words.whole(*parts)
    said = "\n".join(own.plain(part) for part in parts if part)
    return Aloud(path, _languages(parts, own), _BOLD.sub("", said))


def _languages(parts: tuple[Wording, ...], own: Words) -> tuple[str, ...]:
    """Return the languages in which a recording says what ``parts`` say in ``own``.

    What Easy Read does not say plainer it says as its language does, in a recording too.
    """
    base = own.base
    if base is not None and all(base.plain(part) == own.plain(part) for part in parts):
        return own.language, base.language
    return (own.language,)


def recording_for(names: Mapping[str, str], said: Aloud) -> str | None:
    """Return the hash of the recording of what is ``said``; ``names`` are all there are."""
    files = (f"{language}/{said.path}{end}" for language in said.languages for end in ENDINGS)
    return next((names[file] for file in files if file in names), None)


def readable(project: Project, words: Words) -> tuple[Aloud, ...]:
    """Return all that can be read aloud in ``words``, once each, in the order people hear it."""
    heard = (one for one in _spoken(project, words) if one is not None)
    return tuple({one.path: one for one in (offer_aloud(words), *heard)}.values())


def hearable(project: Project) -> frozenset[str]:
    """Return every path that can have a recording anyone hears."""
    return frozenset(one.path for one in readable(project, Words()))


def _spoken(project: Project, words: Words) -> Iterator[Aloud | None]:
    for node in every(project.script.nodes):
        match node:
            case Say():
                yield aloud(node.text, words)
            case Ask():
                yield question_aloud(node, words)
                if isinstance(node.question, Card):
                    yield aloud(node.question.because, words)
            case End(how="done"):
                yield aloud(node.text, words)
    for measure in project.measures.values():
        yield aloud(measure.ask, words)


def check_recordings(names: Mapping[str, str], project: Project) -> Iterator[Problem]:
    """Warn of recordings that nobody hears: of no message, in no language, or one too many."""
    paths, seen = hearable(project), set[str]()
    for name in sorted(names, key=lambda name: ENDINGS.index(f".{name.rpartition('.')[2]}")):
        language, _, file = name.partition("/")
        path = file.rpartition(".")[0]
        if language not in project.languages:
            sentence = f"Nobody can choose “{language}”, so nobody hears this recording."
        elif path not in paths:
            sentence = f"No message says the text “{path}” by itself.{did_you_mean(path, paths)}"
        elif f"{language}/{path}" in seen:
            sentence = "There is another recording of this text. Keep one, or nobody hears this."
        else:
            seen.add(f"{language}/{path}")
            continue
        yield problem(name, "unheard-recording", sentence, serious=False)
