"""A project's hint words: words that put what someone said in front of a human sooner.

No more than that: they are no verdict on anybody, and nobody is shown which were found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from conversations.text import fold

#: What parts one from the next, in Latin and Arabic writing.
_PARTING = re.compile(r"[,;،؛\n]")

#: Scripts written without spaces between words: there a hint is looked for within.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def hint_words(listed: str) -> tuple[str, ...]:
    """Return the words and phrases of a list, folded, each once."""
    folded = (fold(one) for one in _PARTING.split(listed))
    return tuple(dict.fromkeys(one for one in folded if one))


def hinted(said: str, hints: Iterable[str]) -> bool:
    """Say whether ``said`` holds one of ``hints`` (see :func:`hint_words`), as whole words.

    “hit me” is found in “He HIT me!” and not in “white meat”.
    """
    folded = fold(said)
    spaced = f" {folded} "
    return any(hint in folded if _unspaced(hint) else f" {hint} " in spaced for hint in hints)


def _unspaced(hint: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(_UNSPACED) for letter in hint)
