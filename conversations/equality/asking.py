"""Asking the block: the reason first, then each question, as far as it was not told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conversations.catalogue import N_, Phrase
from conversations.conditions import All, AnyOf, Compare, Fact, Not
from conversations.equality.apart import OFFER, REUSE, TELL, TOLD, TOLD_IN, TOLD_OF, USE, node
from conversations.equality.block import Asked, Block
from conversations.equality.questions import Offer
from conversations.flow import Ask, Branch, Node
from conversations.questions.ages import Ages
from conversations.questions.base import Option, Question, Wording
from conversations.questions.choice import NO
from conversations.questions.own_words import OwnWords

#: The reason, where a project gives none of its own.
BECAUSE = N_("They show us who we have not heard from yet.")

_ELSEWHERE = Fact(TOLD, ("some", "all"))


def equality(
    block: Block, chosen: Iterable[str], because: Wording, small: int, youngest: int
) -> tuple[Node, ...]:
    """Return the nodes that ask the ``chosen`` questions of ``block``, and what follows from them.

    ``because`` is the project's reason, ``small`` the number of people below which it says none,
    and ``youngest`` the age from which people take part.
    """
    again = Compare(REUSE, "is", ("again",))
    more = All((Compare(REUSE, "is", ("yes",)), Fact(TOLD, ("some",))))
    wanted = AnyOf((Not(_ELSEWHERE), again, more))
    questions = tuple(
        Branch(
            f"{node(key)}?",
            AnyOf((Not(Fact(f"{TOLD_OF}{key}", ("yes",))), again)),
            _asks(block, block.by_key[key], youngest),
        )
        for key in chosen
    )
    return (
        Branch(node("reuse?"), _ELSEWHERE, (_reuse(block, because, small),)),
        Branch(node("offer?"), wanted, (_offer(block, because, small),)),
        Branch(node("yes?"), Compare(OFFER, "is", ("yes",)), questions),
    )


def _offer(block: Block, because: Wording, small: int) -> Ask:
    # safety: before someone is asked about themselves; they agree to it by going on
    text = N_(
        "Some questions about you, only if you want. {because}\n"
        "What you say is confidential: kept apart, never shown with your words or your made-up "
        "name. Nobody decides anything about you by it.\n"
        "It takes a minute or two.",
        because=because,
    )
    yes = Option("yes", N_("Yes, ask me"), (N_("yes"), N_("Yes please"), N_("ok")))
    no = Option("no", N_("Skip them"), (N_("no"), N_("No thanks")))
    more = N_("A few questions about you, only if you want. You can skip each of them.")
    question = Offer(text, (yes, no), because=_used_for(small), after=REUSE, shorter=more)
    return Ask(
        OFFER, question, block=block.name, consent=TELL, reviewed=False, short=N_("About you")
    )


def _reuse(block: Block, because: Wording, small: int) -> Ask:
    # safety: before what someone told about themselves in one project is used in another
    text = N_(
        "In <b>{project}</b> you told us some things about yourself. May we use them here too? "
        "{because}\n"
        "They stay confidential: kept apart, never shown with your words or your made-up name.",
        project="",
        because=because,
    )
    options = (
        Option("yes", N_("Yes, use them"), (N_("yes"), N_("Yes please"), N_("ok"))),
        Option("again", N_("Ask me again")),
        NO,
    )
    question = Offer(text, options, because=_used_for(small), named=TOLD_IN)
    return Ask(
        REUSE, question, block=block.name, consent=USE, reviewed=False, short=N_("About you")
    )


def _used_for(small: int) -> Phrase:
    # safety: what answers about someone themselves are used for, when they ask
    return N_(
        "The team sees how many people gave each answer, never who, and no number under {small}. "
        "So it can look for the people it has not heard from.\n"
        "What you say stays yours. To see, change or delete it at any time, type: my details",
        small=small,
    )


def put(block: Block, asked: Asked) -> Ask:
    """Return the question as it is put in a conversation."""
    return Ask(
        node(asked.key),
        asked.question,
        block=block.name,
        short=asked.short,
        hint=asked.hint,
        # Words of one's own are typed or skipped: there is nothing to tap.
        rather_not=not isinstance(asked.question, OwnWords),
    )


def _asks(block: Block, asked: Asked, youngest: int) -> tuple[Node, ...]:
    """Return the node that asks this, and those for each answer that something follows from."""
    key = node(asked.key)
    ask = replace(put(block, asked), question=_from(asked.question, youngest))
    behind = (
        Branch(f"{key}?{option}", Compare(key, "is", (option,)), _asks(block, follow, youngest))
        for option, follow in asked.then
    )
    return (ask, *behind)


def _from(question: Question, youngest: int) -> Question:
    """Leave out the bands that nobody who may take part is in; the others stay as they are."""
    if not isinstance(question, Ages):
        return question
    begun = max(band for band in question.bands if band <= youngest)
    return Ages(question.text, tuple(band for band in question.bands if band >= begun))
