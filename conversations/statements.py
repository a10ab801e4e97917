"""Statements to agree or disagree with, or to pass: one card each, in people's own time.

What people are shown are single sentences; the way of asking is known from Polis. Passing is an
answer: it is not the same as leaving. Where a project lets people add a statement of their own,
those who come later are shown a few of the ones that were accepted. Which, is fixed when their run
begins; one that is taken back is asked of nobody any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.catalogue import N_, Phrase, Words
from conversations.flow import Ask, Branch, Node, Say, Script, every
from conversations.languages import base_of, own_name
from conversations.questions.base import Option, Reading, Understood, Wording
from conversations.questions.choice import OneChoice
from conversations.questions.matching import match_option
from conversations.questions.own_words import OwnWords
from conversations.run import Answer
from conversations.text import Text

AGREE = Option("agree", N_("Agree"), (N_("I agree"), N_("yes")))
DISAGREE = Option("disagree", N_("Disagree"), (N_("I disagree"), N_("no")))
PASS = Option("pass", N_("Pass"), (N_("Not sure"), N_("I don't know")))

#: Ends the key of the question for a statement of one's own; stands before the id of another's.
OWN, OTHER = ".own", ".other."

#: A run's fact for each step that shows others' statements: their ids, parted by commas.
OTHERS = "statements."

#: What may be shown to others, where a project has no words of its own for it.
POLICY = N_(
    "What others may see: one idea, about this project. No names, nothing that shows who "
    "somebody is, nothing that puts anyone down, nothing to sell."
)


@dataclass(frozen=True)
class Other:
    """A statement of someone else who took part; its ``words`` are ``None`` once taken back."""

    id: str
    words: str | None
    language: str


@dataclass(frozen=True)
class TakenBack(OneChoice):
    """A statement that is there no more: not asked, and a vote on it counts no longer.

    ``here``: it was the open question when it went. Whatever is said to it, they go on.
    """

    here: bool = False
    filtered = True

    @property
    def empty(self) -> bool:
        """Return whether it is passed over."""
        return not self.here

    def admits(self, answer: Answer) -> bool:
        """Return that a vote counts no longer, once the question is passed."""
        return self.here

    def read(self, said: str, words: Words) -> Reading:
        """Go on, whatever is typed; words that are no vote are kept."""
        vote = match_option(said, (AGREE, DISAGREE, PASS), words)
        is_vote = isinstance(vote, Understood) and not vote.words
        return Understood((GO_ON.key,), () if is_vote else (said,))

    def tap(self, value: str, draft: tuple[str, ...]) -> Reading:
        """Go on, by whichever button."""
        return Understood((GO_ON.key,))

    def show(self, answer: Answer, words: Words) -> str:
        """Return what became of the question, which is all there is to say of a vote on it."""
        return words.t("not shown any more")


GO_ON = Option("pass", N_("Go on"))


def statements(
    key: str,
    intro: Text,
    said: Sequence[tuple[str, Text]],
    serves: str,
    version: int,
    policy: Wording | None = None,
) -> tuple[Node, ...]:
    """Return the nodes that put each of ``said``, (key, statement), after ``intro``.

    With a ``policy``, people can add a statement of their own at the end, for others to see.
    """
    cards = tuple(
        _asked(f"{key}.{name}", _card(statement), statement, serves, version)
        for name, statement in said
    )
    own = (_own(key, policy, serves, version),) if policy else ()
    return (Say(key, intro), *cards, *own)


def _asked(key: str, card: Phrase, statement: Text, serves: str, version: int) -> Ask:
    return Ask(
        key,
        OneChoice(card, (AGREE, DISAGREE, PASS)),
        serves=serves,
        constraint_version=version,
        numbered=True,
        short=statement,
    )


def _card(statement: Text) -> Phrase:
    return N_("Do you agree?\n<b>{statement}</b>", statement=statement)


def _own(key: str, policy: Wording, serves: str, version: int) -> Ask:
    text = N_(
        "Is something missing? Write one sentence of your own, for others to agree or disagree "
        "with. Or skip.\n{policy}\nThe team reads it first, and tells you if others see it.",
        policy=policy,
    )
    return Ask(
        f"{key}{OWN}",
        OwnWords(text),
        serves=serves,
        constraint_version=version,
        short=N_("A sentence of your own, for others"),
        for_others=True,
    )


def steps_with_own(script: Script) -> tuple[str, ...]:
    """Return the keys of the steps of ``script`` where people can add a statement."""
    return tuple(
        node.key.removesuffix(OWN)
        for node in every(script.nodes)
        if isinstance(node, Ask) and node.for_others
    )


def with_others(
    script: Script, others: Mapping[str, Sequence[Other]], reader: str, at: str | None
) -> Script:
    """Return ``script`` with the statements of ``others``, by step, before one's own.

    ``reader`` is the language they are read in, ``at`` the question that is open.
    """
    return replace(script, nodes=tuple(_put_in(script.nodes, others, reader, at)))


def _put_in(
    nodes: tuple[Node, ...], others: Mapping[str, Sequence[Other]], reader: str, at: str | None
) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Branch):
            then = tuple(_put_in(node.then, others, reader, at))
            yield replace(
                node, then=then, otherwise=tuple(_put_in(node.otherwise, others, reader, at))
            )
            continue
        if isinstance(node, Ask) and node.for_others:
            for other in others.get(node.key.removesuffix(OWN), ()):
                yield _of_other(node, other, reader, at)
        yield node


def _of_other(own: Ask, other: Other, reader: str, at: str | None) -> Ask:
    """Return the card of someone else's statement, about the same as one's own would be."""
    key = f"{own.key.removesuffix(OWN)}{OTHER}{other.id}"
    serves, version = own.serves or "", own.constraint_version or 1
    if other.words is None:
        gone = N_("This sentence is not shown any more. Please go on.")
        return Ask(
            key,
            TakenBack(gone, (GO_ON,), here=key == at),
            serves=serves,
            constraint_version=version,
            reviewed=False,
        )
    statement = Text(other.words)
    if base_of(other.language) == base_of(reader):
        card = N_(
            "Someone who took part says this. Do you agree?\n<b>{statement}</b>",
            statement=statement,
        )
    else:
        card = N_(
            "Someone who took part says this, in {language}. Do you agree?\n<b>{statement}</b>",
            statement=statement,
            language=own_name(base_of(other.language)),
        )
    return _asked(key, card, statement, serves, version)
