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
            OneChoice(_card(statement), (AGREE, DISAGREE, PASS)),
            serves=serves,
            constraint_version=version,
            numbered=True,
            short=statement,
        )
        for name, statement in said
    )
    return (Say(key, intro), *cards)


def _card(statement: Text) -> Phrase:
    return N_("Do you agree?\n<b>{statement}</b>", statement=statement)
