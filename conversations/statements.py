"""Statements to agree or disagree with, or to pass: one card each, in people's own time.

What people are shown are single sentences; the way of asking is known from Polis. Passing is an
answer: it is not the same as leaving.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.catalogue import N_, Phrase
from conversations.flow import Ask, Node, Say
from conversations.questions.base import Option
from conversations.questions.choice import OneChoice
from conversations.text import Text

AGREE = Option("agree", N_("Agree"), (N_("I agree"), N_("yes")))
DISAGREE = Option("disagree", N_("Disagree"), (N_("I disagree"), N_("no")))
PASS = Option("pass", N_("Pass"), (N_("Not sure"), N_("I don't know")))


def statements(
    key: str, intro: Text, said: Sequence[tuple[str, Text]], serves: str, version: int
) -> tuple[Node, ...]:
    """Return the nodes that put each of ``said``, (key, statement), after ``intro``."""
    cards = (
        Ask(
            f"{key}.{name}",
            OneChoice(_card(number, len(said), statement), (AGREE, DISAGREE, PASS)),
            serves=serves,
            constraint_version=version,
            numbered=True,
            short=statement,
        )
        for number, (name, statement) in enumerate(said, start=1)
    )
    return (Say(key, intro), *cards)


def _card(number: int, of: int, statement: Text) -> Phrase:
    return N_(
        "Statement {number} of {of}. Do you agree?\n<b>{statement}</b>",
        number=number,
        of=of,
        statement=statement,
    )
