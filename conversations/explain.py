"""Walking the power cards: each in turn, then what was understood, then honesty about it."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.catalogue import N_
from conversations.conditions import All, Compare, Not
from conversations.flow import Ask, Branch, Node, Say
from conversations.project import Constraint
from conversations.questions.base import Option
from conversations.questions.card import Card
from conversations.questions.choice import OneChoice
from conversations.questions.own_words import OwnWords

#: What the keys of these nodes begin with.
KEYS = frozenset({"cards", "card", "understood"})

UNDERSTOOD = "understood"
NOTHING = "nothing"


def card_key(constraint: str) -> str:
    """Return the key of the node that shows this constraint."""
    return f"card.{constraint}"


def explain(constraints: Sequence[Constraint]) -> tuple[Node, ...]:
    """Return the nodes that show ``constraints`` and ask back what can still change."""
    cards = tuple(
        Ask(card_key(c.key), _card(c, n, len(constraints)), reviewed=False)
        for n, c in enumerate(constraints, start=1)
    )
    fixed = tuple(c.key for c in constraints if c.kind == "fixed")
    free = tuple(c for c in constraints if c.kind != "fixed")
    return (
        Say("cards", N_("First, what can and what cannot change. One card at a time.")),
        *cards,
        _understood(constraints),
        *_told(constraints, fixed, free),
    )


def _card(constraint: Constraint, number: int, of: int) -> Card:
    return Card(
        constraint.key,
        constraint.kind,
        constraint.version,
        constraint.what,
        constraint.because,
        constraint.who,
        constraint.when,
        constraint.heard,
        number,
        of,
    )


def _understood(constraints: Sequence[Constraint]) -> Ask:
    options = tuple(Option(c.key, c.name) for c in constraints)
    nothing = Option(NOTHING, N_("Nothing, really"), (N_("Nothing"),))
    text = N_("In your own words, or by button: what can this conversation still change?")
    return Ask(UNDERSTOOD, OneChoice(text, (*options, nothing), open=True), reviewed=False)


def _told(
    constraints: Sequence[Constraint], fixed: tuple[str, ...], free: Sequence[Constraint]
) -> tuple[Node, ...]:
    """Say it gently where it cannot change; say what is open where words or "nothing" came."""
    gently = tuple(
        Branch(
            f"understood.{c.key}",
            Compare(UNDERSTOOD, "is", (c.key,)),
            (
                Say(
                    f"understood.{c.key}.told",
                    N_(
                        "That one is decided. {because}\n"
                        "I say it now, so that you know where you stand.",
                        because=c.because,
                    ),
                ),
            ),
        )
        for c in constraints
        if c.key in fixed
    )
    things = tuple(c.name for c in free)
    still_open = N_("This can still change, and you have a say:{things}", things=things)
    right = Say("understood.right", N_("Yes. That can still change, and what you say counts."))
    every_option = (*(c.key for c in constraints), NOTHING)
    own_words = All((Compare(UNDERSTOOD, "given"), Not(Compare(UNDERSTOOD, "is", every_option))))
    return (
        *gently,
        Branch(
            "understood.right?", Compare(UNDERSTOOD, "is", tuple(c.key for c in free)), (right,)
        ),
        Branch("understood.words", own_words, (Say("understood.words.open", still_open),)),
        Branch(
            "understood.mistaken",
            Compare(UNDERSTOOD, "is", (*fixed, NOTHING)),
            (Say("understood.open", still_open), *_disagree()),
        ),
    )


def _disagree() -> tuple[Node, ...]:
    options = (
        Option("got_it", N_("Got it"), (N_("ok"), N_("yes"))),
        Option("disagree", N_("I don't agree"), (N_("no"),)),
    )
    why = N_(
        "Thank you for saying so. I have written it down as it is. "
        "Do you want to add why? Or skip, to go on."
    )
    return (
        Ask(
            "understood.agree",
            OneChoice(N_("You do not have to agree. What do you say?"), options),
            short=N_("About what is decided"),
        ),
        Branch(
            "understood.disagree",
            Compare("understood.agree", "is", ("disagree",)),
            (Ask("understood.why", OwnWords(why), short=N_("Why I don't agree")),),
        ),
    )
