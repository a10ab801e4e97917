"""Read aloud: which of a project's recordings says what a message says, in the same language.

A text has a recording at its own path. The opening's sentences, and the offer to be read to, are
ours and have no path: theirs are at ``opening.`` and the question's key. Which language is best
is not read aloud: it is asked before anyone knows in which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.flow import Ask, End, Say, every
from conversations.opening import AGE, CONTACT, HELLO, TAKE_PART, WHOM
from conversations.problems import Problem, did_you_mean
from conversations.project import Project
from conversations.questions.base import Wording
from conversations.questions.card import Card
from conversations.recordings import ENDINGS, problem
from conversations.text import Text

#: Where the offer to be read to is read aloud itself: who cannot read it has to hear it.
OFFER = "opening.voice"

#: Where sentences of ours hold one of an author's to answer: statements, measures asked again.
_WITHIN = ("statement", "question")

_OPENING = {key: f"opening.{key}" for key in (HELLO, TAKE_PART, AGE, CONTACT, WHOM)}


@dataclass(frozen=True)
class Aloud:
    """What can be read aloud: the path of its recording, in languages that say just the same."""

    path: str
    languages: tuple[str, ...]


def aloud(wording: Wording, words: Words, key: str = "") -> Aloud | None:
    """Return how ``wording``, said in ``words``, is read aloud, if it can have a recording.

    ``key`` is the question's; empty where nothing is asked.
    """
    path = _path(wording, key)
    return Aloud(path, _languages(wording, words)) if path else None


def _path(wording: Wording, key: str = "") -> str:
    """Return where its recording is: at the author's text in it, or the opening's question."""
    if key in _OPENING:
        return _OPENING[key]
    if isinstance(wording, Text):
        return wording.context
    texts = (text for name, text in wording.values if name in _WITHIN)
    return next((text.context for text in texts if isinstance(text, Text)), "")


def _languages(wording: Wording, words: Words) -> tuple[str, ...]:
    """Return the languages in which a recording says what ``wording`` says in ``words``.

    What Easy Read does not say plainer it says as its language does, in a recording too.
    """
    own = words.whole(wording)
    if own.base is not None and own.base.say(wording) == own.say(wording):
        return own.language, own.base.language
    return (own.language,)


def recording_for(names: Mapping[str, str], said: Aloud) -> str | None:
    """Return the hash of the recording of what is ``said``; ``names`` are all there are."""
    files = (f"{language}/{said.path}{end}" for language in said.languages for end in ENDINGS)
    return next((names[file] for file in files if file in names), None)


def hearable(project: Project) -> frozenset[str]:
    """Return every path that can have a recording anyone hears."""
    return frozenset({OFFER, *_OPENING.values(), *_spoken(project)} - {""})


def _spoken(project: Project) -> Iterator[str]:
    for node in every(project.script.nodes):
        match node:
            case Say():
                yield _path(node.text)
            case Ask():
                yield _path(node.question.text, node.key)
                if isinstance(node.question, Card):
                    yield _path(node.question.because)
            case End(how="done"):
                yield _path(node.text)
    for measure in project.measures.values():
        yield _path(measure.ask)


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
