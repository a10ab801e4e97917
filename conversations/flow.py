"""The script: an immutable sequence of nodes with branches, and the way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from conversations.catalogue import Words
from conversations.conditions import Condition
from conversations.questions.base import (
    Choice,
    Option,
    Question,
    Reading,
    Setting,
    Unclear,
    Understood,
    Wording,
)
from conversations.questions.matching import leading_number
from conversations.questions.other_answers import (
    RATHER_NOT,
    UNSURE,
    other_answer,
    shown,
    understood,
)
from conversations.questions.wordings import wordings
from conversations.run import Answer
from conversations.sameness import shape


@dataclass(frozen=True)
class Say:
    """Words that ask nothing."""

    key: str
    text: Wording


@dataclass(frozen=True)
class Ask:
    """A question. ``numbered`` ones are counted in "Question 3 of 6"; ``section`` groups the rest.

    ``serves`` names the open or shared constraint the answer can influence and
    ``constraint_version`` the version of it a person was shown. ``measure`` marks a reading,
    ``consent`` the scope that a "yes" gives, ``reviewed`` whether it is listed in "my answers",
    ``short`` what it is called there if its own last line would not do. ``hint`` stands under the
    question. ``unsure`` and ``rather_not`` give these two answers a button; where a question may be
    skipped they are understood without one. ``round`` counts the rounds of a repeat. ``block``
    is the equality block it is of: what is said to it is kept apart from the project's answers.
    ``for_others``: what is said to it is shown to others, once the team has accepted it.
    """

    key: str
    question: Question
    serves: str | None = None
    constraint_version: int | None = None
    measure: str | None = None
    consent: str | None = None
    promise: str | None = None
    numbered: bool = False
    reviewed: bool = True
    optional: bool = True
    short: Wording | None = None
    hint: Wording | None = None
    unsure: bool = False
    rather_not: bool = False
    round: int = 0
    block: str | None = None
    for_others: bool = False

    def at(self, setting: Setting) -> Ask:
        """Return the question as it is put in ``setting``."""
        there = self.question.at(setting)
        return self if there is self.question else replace(self, question=there)

    @cached_property
    def _wordings(self) -> tuple[Wording, ...]:
        return tuple(wordings((self.question, self.hint)))

    def said_in(self, words: Words) -> Words:
        """Return the words it is put in: ``words``, or the source's where a part has no other.

        Its text and its answers are in one language together: nobody gets half of each.
        """
        return words.whole(*self._wordings)

    def text(self, words: Words) -> str:
        """Return what is asked, as Telegram HTML, with the hint below it."""
        own = self.said_in(words)
        asked = self.question.ask(own)
        return f"{asked}\n{own.say(self.hint)}" if self.hint else asked

    def choices(self, words: Words, draft: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """Return its buttons, "Not sure" and "I'd rather not say" last."""
        own = self.said_in(words)
        buttons = self.question.choices(own, draft)
        return (*buttons, *(Choice(own.plain(o.label), o.key) for o in self._others))

    @property
    def _others(self) -> tuple[Option, ...]:
        """Return which of the two answers that fit any question have a button here."""
        return ((UNSURE,) if self.unsure else ()) + ((RATHER_NOT,) if self.rather_not else ())

    def read(self, said: str, words: Words) -> Reading:
        """Read what was typed in answer. Only a clean yes is a consent.

        "I agree to nothing" begins like a yes; a no with words after it is still a no. Where it
        was put in another language than theirs, an answer in theirs is understood too.
        """
        own = self.said_in(words)
        reading = self._read(said, own)
        if own is words or _is_found(reading):
            return reading
        other = self._read(said, words)
        return other if _is_found(other) else reading

    def _read(self, said: str, words: Words) -> Reading:
        reading = self.question.read(said, words)
        if self.consent is None:
            return self._or_other(reading, said, words)
        if not isinstance(reading, Understood) or not reading.words:
            return reading
        return reading if refuses(reading.value) else Unclear("unclear")

    def _or_other(self, reading: Reading, said: str, words: Words) -> Reading:
        """Return that they are not sure or would rather not say, if that is all that was said."""
        if isinstance(reading, Understood) and (reading.value or reading.status != "given"):
            return reading
        other = other_answer(said, words) or self._by_place(said)
        if other is None:
            return reading
        offered = self.unsure if other.status == "unsure" else self.rather_not
        return other if self.optional or offered else reading

    def _by_place(self, said: str) -> Understood | None:
        """Return which of the two ``said`` names by its number, behind those of the options."""
        number, options = leading_number(said), getattr(self.question, "all_options", ())
        if number is None or number[1] or not options:
            return None
        behind = number[0] - len(options)
        named = self._others[behind - 1] if 1 <= behind <= len(self._others) else None
        return understood(named) if named else None

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Read a tap on one of its buttons."""
        tapped = next((option for option in self._others if option.key == value), None)
        if tapped is not None:
            return understood(tapped)
        return self.question.tap(value, draft)

    def show(self, answer: Answer, words: Words) -> str:
        """Return the answer's value in words, as Telegram HTML; empty if it has none."""
        if not answer.value and answer.status != "unsure":
            return ""
        own = self.said_in(words)
        return shown(answer, own) or self.question.show(answer, own)


def _is_found(reading: Reading) -> bool:
    """Say whether it is more than words kept as they came."""
    if isinstance(reading, Understood):
        return bool(reading.value) or reading.status != "given"
    return not isinstance(reading, Unclear)


#: Options that refuse a consent, whatever it is for.
_REFUSALS = frozenset({"no", "never", "again"})


def refuses(value: tuple[str, ...]) -> bool:
    """Say whether this answer to a question of consent refuses it."""
    return not _REFUSALS.isdisjoint(value)


@dataclass(frozen=True)
class Branch:
    """One of two ways on, by what was answered."""

    key: str
    when: Condition
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...] = ()


@dataclass(frozen=True)
class End:
    """Where a run stops. ``how`` is ``done``, ``declined`` (no consent) or ``young``."""

    key: str
    how: str
    text: Wording


Node = Say | Ask | Branch | End


@dataclass(frozen=True)
class Script:
    """A flow at one revision. ``review``: nothing is sent to the team until the person says so."""

    key: str
    nodes: tuple[Node, ...]
    review: bool = True

    def find(self, key: str) -> Ask | None:
        """Return the question with this key, wherever in the script it stands, or ``None``."""
        return self._asks.get(key)

    @cached_property
    def shape(self) -> object:
        """Return what is asked in it and what follows, without the words."""
        return shape(self.nodes)

    @cached_property
    def _asks(self) -> Mapping[str, Ask]:
        # The first of a key counts: later ones are a mistake that the check has named.
        asks = [node for node in every(self.nodes) if isinstance(node, Ask)]
        return {ask.key: ask for ask in reversed(asks)}


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node of a script, branches' insides too, in the order they are written."""
    for node in nodes:
        yield node
        if isinstance(node, Branch):
            yield from every(node.then)
            yield from every(node.otherwise)


def path(
    nodes: tuple[Node, ...], answers: Mapping[str, Answer], facts: Mapping[str, str]
) -> tuple[Say | Ask | End, ...]:
    """Return the nodes on someone's way, up to the first ``End``.

    It is recomputed and never remembered, so going back and answering otherwise cannot leave a
    broken cursor. A branch whose question is still open takes its ``otherwise`` way for now.
    """
    return walk(nodes, answers, facts).nodes


@dataclass(frozen=True)
class Way:
    """The nodes on someone's way, and the answers that count on it.

    An answer counts no longer when what was chosen is not offered any more.
    """

    nodes: tuple[Say | Ask | End, ...]
    answers: Mapping[str, Answer]


def walk(nodes: tuple[Node, ...], answers: Mapping[str, Answer], facts: Mapping[str, str]) -> Way:
    """Return someone's way as ``path`` does, with the answers that count on it."""
    walker = _Walker(dict(answers), facts)
    walker.go(nodes)
    return Way(tuple(walker.way), walker.answers)


class _Walker:
    """Goes through a script once, in order."""

    def __init__(self, answers: dict[str, Answer], facts: Mapping[str, str]) -> None:
        self.answers = answers
        self.facts = facts
        self.way: list[Say | Ask | End] = []

    def go(self, nodes: tuple[Node, ...]) -> bool:
        """Walk ``nodes``; return whether an ``End`` was reached."""
        for node in nodes:
            if isinstance(node, Branch):
                holds = node.when.holds(self.answers, self.facts)
                if self.go(node.then if holds else node.otherwise):
                    return True
            elif isinstance(node, Ask):
                if not node.question.filtered or self._offers(node):
                    self.way.append(node)
            else:
                self.way.append(node)
                if isinstance(node, End):
                    return True
        return False

    def _offers(self, ask: Ask) -> bool:
        """Say whether there is anything to choose; let go of an answer no longer offered."""
        there = ask.at(Setting(self.answers, self.facts))
        answer = self.answers.get(ask.key)
        if answer and not there.question.admits(answer):
            del self.answers[ask.key]
        return not there.question.empty
