"""Asking for a story: the telling, what its teller says it is about, what it may be used for."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.catalogue import N_
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, Node
from conversations.questions.base import Option
from conversations.questions.choice import OneChoice
from conversations.questions.own_words import OwnWords
from conversations.questions.scale import Scale
from conversations.text import Text

#: What a story may be used for, from least to most; "never" withdraws it from reading too.
USES = ("reading", "report", "public", "never")
QUOTABLE = ("report", "public")

#: What follows a story's key in those of the questions about it.
USE, ABOUT, WEIGHT, TONE = ".use", ".about", ".weight", ".tone"


#: A story about none of a project's topics.
OTHER = Option("other", N_("Something else"))

#: Ends the key of the branch to what is asked of someone who told one.
TOLD = ".told"


def story(
    key: str,
    text: Text,
    topics: Mapping[str, Text],
    serves: str,
    version: int,
    *,
    weighed: bool = False,
) -> tuple[Node, ...]:
    """Return the nodes that ask for a story and, if one was told, whose it is to interpret.

    ``weighed``: its teller is also asked how much it matters to them.
    """
    weight = (_weight(key),) if weighed else ()
    return (
        Ask(
            key,
            OwnWords(text, story=True),
            serves=serves,
            constraint_version=version,
            numbered=True,
        ),
        Branch(f"{key}{TOLD}", Compare(key, "given"), (about(key, topics), *weight, use(key))),
    )


def about(key: str, topics: Mapping[str, Text]) -> Ask:
    """Ask what a story is about; where a project names nothing, in a word or two of their own."""
    options = tuple(Option(topic, label) for topic, label in topics.items())
    text = N_(
        "Thank you. A person from the team will read it or listen to it.\n"
        "What is this story mostly about? You know best."
    )
    question = OneChoice(text, (*options, OTHER), open=True) if options else OwnWords(text)
    return Ask(f"{key}{ABOUT}", question)


def _weight(key: str) -> Ask:
    asked = N_("How much does this matter to you?")
    return Ask(f"{key}{WEIGHT}", Scale(asked, 5, N_("a little"), N_("very much")))


def use(key: str) -> Ask:
    """Ask what a story may be used for."""
    options = (
        Option("reading", N_("Only to read and learn")),
        Option("report", N_("In the report")),
        Option("public", N_("In public too")),
        Option("never", N_("Not at all")),
    )
    text = N_("How may we use it? Never with your name. You can change this any time.")
    return Ask(f"{key}{USE}", OneChoice(text, options), consent="story")
