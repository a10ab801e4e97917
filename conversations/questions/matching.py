"""Reading what people type in answer to a choice: number, label, synonym, and words beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain

from rapidfuzz.distance import OSA

from conversations.catalogue import Phrase, Words
from conversations.questions.base import Option, Unclear, Understood, Wording
from conversations.text import ascii_digits, fold

_LEADING_NUMBER = re.compile(r"\s*[(\[]?(\d{1,3})(?![\d.,:/]\d|\d)[)\].:,]?\s*(.*)", re.DOTALL)


def leading_number(said: str) -> tuple[int, str] | None:
    """Return the number ``said`` begins with, in any script's digits, and what is said after it.

    Full stops and the like are not said. ``2.5``, ``12:30`` and ``3/4`` are not the numbers 2, 12
    and 3: they give ``None``.
    """
    found = _LEADING_NUMBER.fullmatch(ascii_digits(said))
    if not found:
        return None
    rest = found[2].strip()
    return int(found[1]), "" if all(unicodedata.category(ch)[0] in "PZ" for ch in rest) else rest


def labels(option: Option, words: Words) -> tuple[str, ...]:
    """Return every way ``option`` can be typed, folded for comparison; empty ones left out.

    A synonym of ours may be several, parted by commas: Welsh says yes in as many ways as it asks.
    """
    also = (_several(each, words) for each in option.also)
    said = (words.plain(option.label), *chain.from_iterable(also), option.key)
    return tuple(folded for text in said if (folded := fold(text)))


def _several(also: Wording, words: Words) -> list[str]:
    said = words.plain(also)
    return re.split("[,،]", said) if isinstance(also, Phrase) else [said]


def match_option(said: str, options: Sequence[Option], words: Words) -> Understood | Unclear:
    """Find the one option meant by ``said``.

    Tried in order: the option's number in the list, its whole label or a synonym, a label at the
    beginning with words after it ("Yes, but the bus…": both are kept), a label with one or two
    slips of the finger. Two options equally near are asked about, never guessed.
    """
    number = leading_number(said)
    if number and 1 <= number[0] <= len(options):
        return _with_rest(options[number[0] - 1].key, said, number[1])
    folded = fold(said)
    if not folded:
        return Unclear("empty" if not said.strip() else "unclear")
    return (
        exact(said, options, words)
        or _beginning(folded, said, options, words)
        or _slip(folded, options, words)
        or Unclear("unclear")
    )


def _with_rest(key: str, said: str, rest: str) -> Understood:
    return Understood((key,), (said,) if rest else ())


def exact(said: str, options: Sequence[Option], words: Words) -> Understood | None:
    """Return the option whose label or synonym ``said`` is, to the letter, or ``None``."""
    folded = fold(said)
    for option in options:
        if folded in labels(option, words):
            return Understood((option.key,))
    return None


def _beginning(
    folded: str, said: str, options: Sequence[Option], words: Words
) -> Understood | None:
    found = {
        label: option.key
        for option in options
        for label in labels(option, words)
        if folded.startswith(label + " ")
    }
    return Understood((found[max(found, key=len)],), (said,)) if found else None


def _slip(folded: str, options: Sequence[Option], words: Words) -> Understood | Unclear | None:
    """A slip of the finger is the label and nothing beside it, so no words are kept with it."""
    near: dict[str, int] = {}
    for option in options:
        for label in labels(option, words):
            allowed = 0 if len(label) < 4 else 1 if len(label) < 8 else 2
            distance = OSA.distance(folded, label, score_cutoff=allowed)
            if allowed and distance <= allowed:
                near[option.key] = min(distance, near.get(option.key, distance))
    best = [key for key, distance in near.items() if distance == min(near.values())]
    if not best:
        return None
    return Understood((best[0],)) if len(best) == 1 else Unclear("near", tuple(best))
