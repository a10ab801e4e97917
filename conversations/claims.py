"""What may be said of a change: it is told in words, and claims only what the data carry."""

from __future__ import annotations

from conversations.catalogue import Words
from conversations.outcomes import Change


def told(found: Change, small: int, words: Words) -> str:
    """Say it in words, or say why it cannot be said.

    Below ``small`` pairs nothing is told: a single person could be read off it. Nor is any group
    told that is smaller than ``small`` and not empty, since the others would give it away.
    """
    if found.paired < small:
        return words.t(
            "Fewer than {small} people answered both times. That is too few to say "
            "whether it got better.",
            small=small,
        )
    missing = _missing(found, small, words)
    groups = (found.better, found.same, found.worse)
    if any(0 < group < small for group in groups):
        return (
            words.t(
                "{paired} people answered both times. The groups are too small to tell "
                "apart without pointing at someone.",
                paired=found.paired,
            )
            + missing
        )
    return (
        words.t(
            "Of {paired} people who answered both times, {better} say it is better, "
            "{same} the same, {worse} worse.",
            paired=found.paired,
            better=found.better,
            same=found.same,
            worse=found.worse,
        )
        + missing
    )


def _missing(found: Change, small: int, words: Words) -> str:
    if found.unpaired == 0:
        return ""
    if found.unpaired < small:
        return " " + words.t(
            "Fewer than {small} did not answer the second time, so this may not hold for everyone.",
            small=small,
        )
    return " " + words.t(
        "{n} did not answer the second time, so this may not hold for everyone.", n=found.unpaired
    )
