"""What may be claimed of a change, and what not: one rule, and the sentence that says it.

It got better (or worse) **for those who answered both times** where

* enough of them did that there is an interval of the mean change, and no change lies outside it,
* and among those who changed, better outnumbers worse beyond chance (the sign test): a mean can be
  carried by a few who changed a lot.

It holds **for everyone who was asked** where, besides, the mean change would point the same way had
all of the missing gone to the other end of the scale. Otherwise it is said that it may not hold for
everyone, and why. Nothing is claimed of groups of people, nor of promises: there
people's verdicts stand beside the team's own word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conversations.catalogue import N_, Phrase, Words
from conversations.outcomes import FEWEST_PAIRED, Outcome

#: *nobody* answered both times; *few*: fewer than are ever told; *too_few* to claim anything of the
#: whole; *chance* may have made the difference; *same*: so few changed, either way, that their
#: number is not told.
Kind = Literal["nobody", "few", "too_few", "chance", "same", "better", "worse"]


@dataclass(frozen=True)
class Claim:
    """What may be claimed; of ``everyone``, or only of those who answered both times."""

    kind: Kind
    everyone: bool = False


def claim(found: Outcome, small: int) -> Claim:
    """Return what ``found`` carries, where groups of fewer than ``small`` people are not told."""
    if not found.change.paired or found.mean is None:
        return Claim("nobody")
    if found.change.paired < small:
        return Claim("few")
    if found.mean.why == "few":
        return Claim("too_few")
    direction = _direction(found)
    if not direction:
        alike = found.change.better < small and found.change.worse < small
        return Claim("same" if alike else "chance", not found.change.unpaired)
    bounds = found.mean.bounds
    held = bounds.low > 0 if direction > 0 else bounds.high < 0
    return Claim("better" if direction > 0 else "worse", held)


def _direction(found: Outcome) -> int:
    """Return 1 if both ways to look at it say better, -1 if both say worse, else 0."""
    mean, odds = found.mean, found.odds
    if mean is None or odds is None:
        return 0
    points = mean.interval.direction if mean.interval else (mean.change > 0) - (mean.change < 0)
    return points if points == odds.direction else 0


#: What is said of the whole, where more is known than who answered.
_CLAIMS: dict[Kind, Phrase] = {
    "same": N_("For nearly all who answered both times it is as it was."),
    "chance": N_("That is not enough to say that it got better or worse: it may be chance."),
    "better": N_("On the whole it got better for those who answered both times."),
    "worse": N_("On the whole it got worse for those who answered both times."),
}


def claimed(found: Outcome, small: int, words: Words) -> str:
    """Return the claim in words, or why there is none."""
    made = claim(found, small)
    if made.kind == "nobody":
        return words.t("Nobody who answered before has answered again: nothing to compare yet.")
    if made.kind == "few":
        return words.t(
            "Fewer than {small} people answered both times. That is too few to say "
            "whether it got better.",
            small=small,
        )
    if made.kind == "too_few":
        return words.t(
            "Fewer than {fewest} people answered both times: too few to say whether it got better "
            "on the whole.",
            fewest=FEWEST_PAIRED,
        )
    return words.say(_CLAIMS[made.kind])


def for_everyone(found: Outcome, small: int, words: Words) -> str:
    """Return whether a claim holds for those, too, who did not answer again; empty if none is made.

    And empty where nobody is missing.
    """
    made, missing = claim(found, small), found.change.unpaired
    if made.kind not in ("better", "worse") or not missing:
        return ""
    if made.everyone and made.kind == "better":
        return words.t(
            "It holds for everyone who was asked, even if all who did not answer had got as bad as "
            "can be."
        )
    if made.everyone:
        return words.t(
            "It holds for everyone who was asked, even if all who did not answer had got as good "
            "as can be."
        )
    if made.kind == "better":
        return words.t(
            "Had all who did not answer again got as bad as can be, it would not be better on the "
            "whole."
        )
    return words.t(
        "Had all who did not answer again got as good as can be, it would not be worse on the "
        "whole."
    )
