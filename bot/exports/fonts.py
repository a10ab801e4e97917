"""Fonts for what leaves as a PDF, cut to its letters; and a word on scripts that have none."""

from __future__ import annotations

import io
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from bot.fonts import BOLD, FAMILIES, REGULAR, font_file

#: Every page has them, whatever it says.
_ALWAYS = "0123456789 .,:;!?()/-·•“”"


class NoFont(Exception):
    """Some letters have no shape in any font we have; the message names their script."""


@dataclass(frozen=True)
class Cut:
    """A font with the letters of one text: its family, its weight, and the file it is in."""

    family: str
    weight: int
    file: Path


@contextmanager
def cut(text: str) -> Iterator[tuple[Cut, ...]]:
    """Yield the fonts that ``text`` needs, each in both weights; their files are there meanwhile.

    Cut first and made bold afterwards, a font takes a fifth of the time. Raises ``NoFont``.
    """
    letters = frozenset(text) | frozenset(_ALWAYS)
    _refuse_unknown(letters)
    with tempfile.TemporaryDirectory() as folder:
        yield tuple(
            Cut(family, weight, _written(Path(folder) / f"{family} {weight}.ttf", content))
            for family in FAMILIES
            if (here := _drawn_by(family, letters))
            for weight, content in _weights(family, here).items()
        )


def _written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def shapeless(text: str) -> str:
    """Return the signs of ``text`` that no font draws and that are no letters: emoji, mostly."""
    known = _known()
    return "".join(ch for ch in dict.fromkeys(text) if ord(ch) not in known and _is_sign(ch))


def drawable(text: str) -> str:
    """Return ``text`` without such signs: an empty box in their place would say less."""
    gone = shapeless(text)
    return text.translate(dict.fromkeys(map(ord, gone))) if gone else text


def _known() -> frozenset[int]:
    return frozenset().union(*(_alphabet(family) for family in FAMILIES))


def _is_sign(ch: str) -> bool:
    """Say whether ``ch`` is one that is seen and is no letter."""
    return unicodedata.category(ch)[0] not in "CZ" and unicodedata.category(ch) not in _DRAWN


#: Letters, marks and digits: without them a text is another text.
_DRAWN = frozenset({"Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Mn", "Nd", "Nl"})


def unprintable(text: Iterable[str]) -> str:
    """Return the letters of ``text``, each once, that no font of ours prints."""
    known = _known()
    return "".join(
        sorted(
            ch
            for ch in frozenset(text)
            if ord(ch) not in known and unicodedata.category(ch) in _DRAWN
        )
    )


def _refuse_unknown(letters: Iterable[str]) -> None:
    missing = unprintable(letters)
    if missing:
        scripts = dict.fromkeys(
            unicodedata.name(ch, "unknown").partition(" ")[0].capitalize() for ch in missing
        )
        raise NoFont(
            f"There is no font here that draws {' and '.join(scripts)} script "
            f"(“{missing[:8]}”), so this cannot be printed."
        )


def _drawn_by(family: str, letters: frozenset[str]) -> str:
    """Return the letters that ``family`` draws; none where one before it draws them all."""
    known = _alphabet(family)
    before = FAMILIES[: FAMILIES.index(family)]
    needed = [ch for ch in letters if not any(ord(ch) in _alphabet(other) for other in before)]
    return "".join(sorted(ch for ch in letters if ord(ch) in known)) if needed else ""


@cache
def _alphabet(family: str) -> frozenset[int]:
    with TTFont(font_file(family), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _weights(family: str, letters: str) -> dict[int, bytes]:
    options = subset.Options()
    # How letters join and where their marks stand is in these tables: all of it is kept.
    options.layout_features = ["*"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    small = io.BytesIO()
    with TTFont(font_file(family), lazy=True) as whole:
        cutter.subset(whole)
        whole.save(small)
    return {weight: _at(small.getvalue(), weight) for weight in (REGULAR, BOLD)}


def _at(content: bytes, weight: int) -> bytes:
    font = TTFont(io.BytesIO(content))
    made = io.BytesIO()
    instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}).save(made)
    return made.getvalue()
