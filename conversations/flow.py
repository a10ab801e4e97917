"""The script: an immutable sequence of nodes with branches, and the way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.catalogue import Words
from conversations.conditions import Condition
from conversations.questions.base import Question, Reading, Unclear, Understood, Wording
from conversations.run import Answer


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
    ``short`` what it is called there if its own last line would not do.
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

    def read(self, said: str, words: Words) -> Reading:
        """Read what was typed in answer. Only a clean yes is a consent.

        "I agree to nothing" begins like a yes; a no with words after it is still a no.
        """
        reading = self.question.read(said, words)
        if self.consent is None or not isinstance(reading, Understood) or not reading.words:
            return reading
        return reading if refuses(reading.value) else Unclear("unclear")


#: Options that refuse a consent, whatever it is for.
_REFUSALS = frozenset({"no", "never"})


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
        for node in every(self.nodes):
            if isinstance(node, Ask) and node.key == key:
                return node
        return None


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
    way: list[Say | Ask | End] = []
    _walk(nodes, answers, facts, way)
    return tuple(way)


def _walk(
    nodes: tuple[Node, ...],
    answers: Mapping[str, Answer],
    facts: Mapping[str, str],
    way: list[Say | Ask | End],
) -> bool:
    for node in nodes:
        if isinstance(node, Branch):
            chosen = node.then if node.when.holds(answers, facts) else node.otherwise
            if _walk(chosen, answers, facts, way):
                return True
        else:
            way.append(node)
            if isinstance(node, End):
                return True
    return False
