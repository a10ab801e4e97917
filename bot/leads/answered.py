"""Whether a decision answers the people who were told of it: their numbers, as far as they go."""

from __future__ import annotations

from bot.leads.scope import people
from conversations.catalogue import Words
from conversations.text import Html
from storage.reports import Answers


def answered(counts: Answers, small: int, words: Words) -> tuple[str, ...]:
    """Return what people answer to a decision, as lines of Telegram HTML.

    No group is told that is smaller than ``small`` and not empty, nor any beside it that would
    give it away.
    """
    if counts.answered + counts.silent == 0:
        return ()
    if counts.answered == 0:
        return (words.t("Does it answer them? Nobody has said so far."),)
    if counts.answered < small:
        return (
            words.t(
                "Does it answer them? Fewer than {small} people have said so far.", small=small
            ),
        )
    groups = (counts.yes, counts.partly, counts.no)
    if any(0 < group < small for group in groups):
        told = words.t(
            "Does it answer them? {people} have said. The groups are too small to tell apart "
            "without pointing at someone.",
            people=Html(people(counts.answered, small, words)),
        )
    else:
        told = words.t(
            "Does it answer them? Of {people}, {yes} say yes, {partly} say partly, {no} say no.",
            people=Html(people(counts.answered, small, words)),
            yes=counts.yes,
            partly=counts.partly,
            no=counts.no,
        )
    if counts.silent == 0:
        return (told,)
    silent = Html(people(counts.silent, small, words))
    return told, words.t("Told, and silent so far: {people}.", people=silent)
