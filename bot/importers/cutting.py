"""Words too long for one message, in several: the same number of them in each language."""

from __future__ import annotations

import re

from bot.importers.wording import Wording

#: Longer words are said in several messages.
LONG = 480

_SENTENCE = re.compile(r"(?<=[.!?。؟।…])\s+|\n+")


def cut(words: Wording, most: int = LONG) -> list[Wording]:
    """Return ``words`` in pieces of ``most`` characters, whole sentences where that can be."""
    pieces = _packed(_sentences(words.source, most), most)
    others = {tag: _in_pieces(said, len(pieces)) for tag, said in words.others.items()}
    return [
        Wording(piece, {tag: said[at] for tag, said in others.items() if said[at]})
        for at, piece in enumerate(pieces)
    ]


def _sentences(text: str, most: int) -> list[str]:
    found: list[str] = []
    for sentence in (part for part in _SENTENCE.split(text) if part.strip()):
        found += _packed(sentence.split(), most) if len(sentence) > most else [sentence]
    return found


def _packed(parts: list[str], most: int) -> list[str]:
    pieces: list[str] = []
    short = (long[at : at + most] for long in parts for at in range(0, len(long), most))
    for part in short:
        if pieces and len(pieces[-1]) + 1 + len(part) <= most:
            pieces[-1] += f" {part}"
        else:
            pieces.append(part)
    return pieces


def _in_pieces(text: str, count: int) -> list[str]:
    """Return ``text`` in ``count`` pieces as even as its sentences allow; empty where it cannot."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    if len(parts) < count:
        parts = text.split()
    if len(parts) < count:
        return [""] * count
    pieces: list[list[str]] = [[] for _ in range(count)]
    done, whole = 0, sum(map(len, parts))
    for at, part in enumerate(parts):
        # As far along as the words are, but leaving one part for each piece that is still empty.
        place = min(count - 1, done * count // max(1, whole))
        filled = sum(map(bool, pieces))
        if len(parts) - at <= count - filled:
            place = filled
        pieces[min(place, filled)].append(part)
        done += len(part)
    return [" ".join(piece) for piece in pieces]
