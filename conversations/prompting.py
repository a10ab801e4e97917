"""A prompt with its question: what peer leads write, in one language or several, as a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, End, Node, Script
from conversations.languages import base_of, own_name
from conversations.questions.ages import Ages
from conversations.questions.base import Option, Question, Wording
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.day import Day
from conversations.questions.files import Files
from conversations.questions.number import Number
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place
from conversations.questions.ranking import Ranking
from conversations.questions.scale import Scale
from conversations.statements import AGREE, DISAGREE, PASS
from conversations.text import Text

PROMPT = "prompt"

#: A message that asks nothing.
TELLS = "none"

#: So much of a prompt stands in a list of what was asked.
_SHORT = 60

#: How many points a prompt's scale has, and how many of its options are put in order at most.
_POINTS, _TOP = 5, 3

#: The ages at which a band begins: those most public bodies in Britain report in.
_BANDS = (16, 25, 35, 45, 55, 65, 75)


@dataclass(frozen=True)
class Version:
    """What a prompt says in one language.

    ``parts`` are its options or statements, the two ends of its scale, or what its number counts.
    """

    words: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Composed:
    """A prompt as its maker wrote it: ``written`` in one language, perhaps said in others too.

    ``kind`` is one of ``KINDS``, or ``none``. ``serves`` names the open decision its answers can
    influence, and ``card`` the version of it.
    """

    kind: str
    written: str
    versions: Mapping[str, Version] = field(default_factory=dict)
    serves: str | None = None
    card: int | None = None

    def version(self, reader: str) -> tuple[Version, str]:
        """Return what someone who reads ``reader`` is shown, and the language it is in."""
        own = base_of(reader)
        language = own if own in self.versions else self.written
        return self.versions[language], language

    def data(self) -> dict[str, Any]:
        """Return it as plain values, to be kept."""
        said = {tag: [v.words, list(v.parts)] for tag, v in self.versions.items()}
        return {
            "kind": self.kind,
            "written": self.written,
            "said": said,
            "serves": self.serves,
            "card": self.card,
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Composed:
        """Return what was kept by ``data``."""
        versions = {tag: Version(words, tuple(p)) for tag, (words, p) in data["said"].items()}
        return cls(data["kind"], data["written"], versions, data["serves"], data["card"])


#: Makes the question of a kind: what is asked, its parts, the time zone.
Make = Callable[[Wording, tuple[str, ...], str], Question]


@dataclass(frozen=True)
class Kind:
    """One way to answer a prompt. ``least`` and ``most`` are how many parts its maker types."""

    label: Phrase
    make: Make
    least: int = 0
    most: int = 0
    #: any words or files are an answer
    open: bool = False


def _options(parts: tuple[str, ...]) -> tuple[Option, ...]:
    """Return options by their place: the same one has the same key in every language."""
    return tuple(Option(str(at), Text(part)) for at, part in enumerate(parts, start=1))


#: Statements are several questions; the first of them is asked together with the prompt's words.
STATEMENTS = "statements"

KINDS: dict[str, Kind] = {
    "words": Kind(N_("In their own words"), lambda asked, p, z: OwnWords(asked), open=True),
    "yesno": Kind(N_("Yes or no"), lambda asked, p, z: OneChoice(asked, (YES, NO), unsure=True)),
    "choice": Kind(
        N_("One of several"), lambda asked, p, z: OneChoice(asked, _options(p), unsure=True), 2, 12
    ),
    "choices": Kind(
        N_("Several of these"),
        lambda asked, p, z: SeveralChoices(asked, _options(p), none=True),
        2,
        12,
    ),
    "ranking": Kind(
        N_("What matters most"),
        lambda asked, p, z: Ranking(asked, _options(p), min(_TOP, len(p))),
        2,
        12,
    ),
    "scale": Kind(
        N_("From 1 to 5"),
        lambda asked, p, z: Scale(asked, _POINTS, Text(p[0]), Text(p[1])),
        2,
        2,
    ),
    STATEMENTS: Kind(
        N_("Agree or disagree"),
        lambda asked, p, z: OneChoice(asked, (AGREE, DISAGREE, PASS)),
        1,
        10,
    ),
    "number": Kind(
        N_("A number"),
        lambda asked, p, z: Number(asked, unit=Text(p[0]) if p else None),
        0,
        1,
    ),
    "date": Kind(N_("A date"), lambda asked, p, z: Day(asked, z)),
    "ages": Kind(N_("An age band"), lambda asked, p, z: Ages(asked, _BANDS)),
    "place": Kind(N_("A place"), lambda asked, p, z: Place(asked), open=True),
    "files": Kind(N_("Photos, voice, files"), lambda asked, p, z: Files(asked), open=True),
}


def prompt_script(
    key: str, composed: Composed, title: Text, reader: str, zone: str = "UTC"
) -> Script:
    """Return the script of a prompt for someone who reads ``reader``.

    Where it is in another language than theirs, it says so.
    """
    version, language = composed.version(reader)
    words: Wording = Text(version.words)
    if language != base_of(reader):
        name = own_name(language)
        words = N_("{told}\n(The team wrote this in {language}.)", told=words, language=name)
    if composed.kind == TELLS:
        told = N_(
            "<b>{title}: a message from the peer leads</b>\n{words}\n\n<i>You get this because "
            "you said we may write. There is nothing to answer. /stop ends it.</i>",
            words=words,
            title=title,
        )
        return Script(key, (End("end", "done", told),), review=False)
    asked = N_("<b>{title}: a question from the peer leads</b>\n{words}", title=title, words=words)
    asks = _statements if composed.kind == STATEMENTS else _question
    thanks = N_("Thank you. The team reads every answer, under your made-up name.")
    nodes = asks(composed, version, asked, zone)
    return Script(key, (*nodes, End("end", "done", thanks)), review=False)


def _question(composed: Composed, version: Version, asked: Phrase, zone: str) -> tuple[Node, ...]:
    kind = KINDS[composed.kind]
    question = kind.make(asked, version.parts, zone)
    listed = N_("A question from the peer leads: {words}", words=short(version.words))
    return (_ask(composed, PROMPT, question, listed, _why(freely=kind.open)),)


def _statements(composed: Composed, version: Version, asked: Phrase, zone: str) -> tuple[Node, ...]:
    """Return a card for each statement; the first comes with the prompt's words."""
    cards = []
    for at, statement in enumerate(version.parts, start=1):
        text, why = N_("Do you agree?\n<b>{statement}</b>", statement=statement), None
        if at == 1:
            text = Phrase("{asked}\n\n{card}", (("asked", asked), ("card", text)))
            why = _why(freely=False)
        question = KINDS[STATEMENTS].make(text, (), zone)
        cards.append(_ask(composed, f"{PROMPT}.{at}", question, Text(statement), why))
    return tuple(cards)


def _ask(
    composed: Composed, key: str, question: Question, short: Wording, why: Phrase | None
) -> Ask:
    return Ask(
        key,
        question,
        serves=composed.serves,
        constraint_version=composed.card,
        short=short,
        hint=why,
    )


def _why(*, freely: bool) -> Phrase:
    """Return why someone gets a prompt, how it can be answered, and how to have no more."""
    if freely:
        return N_(
            "<i>You get this because you said we may write. You can answer in words, by voice or "
            "with photos, or skip. /stop ends it.</i>"
        )
    return N_("<i>You get this because you said we may write. You can skip it. /stop ends it.</i>")


def short(words: str) -> str:
    """Return the beginning of long words, so that a list of questions stays a list."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
