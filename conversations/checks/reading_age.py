"""Reading age: how many years of school someone needs for what is written in English.

The measure is the Flesch–Kincaid grade: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and
B. S. Chissom, "Derivation of New Readability Formulas", Naval Technical Training Command, Research
Branch Report 8-75, 1975. A child in grade 1 of a school in the United States is five when it begins
and six when it ends, so the reading age is the grade and 5 years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from conversations.checks.parts import Parts
from conversations.languages import base_of
from conversations.problems import Problem, listed, problem_at

#: What to aim for, and above what a text is warned of: GOV.UK writes for a reading age of 9, the
#: NHS for 9 to 11. Between the two lies what a formula cannot tell: it knows how long words are,
#: not how common.
AIM, OLDEST = 9, 11

#: The formula is about whole pages, and one long word in a short question would tip it over. A
#: text with fewer words counts as if plain words went on up to here.
FEWEST_WORDS = 30

#: Syllables in a word of plain English, and words in a sentence of it.
_PLAIN_SYLLABLES, _PLAIN_SENTENCE = 1.3, 10

#: So many syllables make a word worth naming.
_HARD = 3

#: Names are as they are, however long.
_NAMES = frozenset({"title", "organisation", "safeguarding", "team", "emergency"})

_SENTENCE = re.compile(r"[.!?:…]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_ADDRESS = re.compile(r"\S+@\S+|\b\w+(?:\.\w+)+(?:/\S*)?|\{[^{}]*\}|\+?\d[\d ]{6,}\d")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_VOWELS = re.compile(r"i[aou]|ie[nrt]|eo|ea$|eate|eum|ua|uou|[aeo]ing")
_ONE_AFTER_ALL = re.compile(r"[cstg]i(?:on|ou|a|en)|friend|qua|gua|eous|people")
#: An "e" in the middle that nobody says.
_SILENT = re.compile(r"^some(?=.)|^ever(?=y)|^even(?=ing)|^differ(?=en)")


@dataclass(frozen=True)
class Reading:
    """How hard a text is: the age it needs, its longest sentence and its long words."""

    age: float
    longest: str
    hard: tuple[str, ...]


def check_reading_age(parts: Parts) -> Iterator[Problem]:
    """Warn of English that needs more years of school than many people have had."""
    for path, written in parts.draft.written.items():
        if written.use not in ("message", "part") or path.partition(".")[0] in _NAMES:
            continue
        for words, place in parts.said(written):
            if base_of(words.language).partition("-")[0] != "en":
                continue
            reading = read(words.plain(written.text))
            if reading.age > OLDEST:
                yield problem_at(place, "reading-age", _sentence(reading), serious=False)


def _sentence(reading: Reading) -> str:
    long = len(_words(reading.longest))
    hard = f" Look for everyday words in place of {listed(reading.hard)}." if reading.hard else ""
    longest = (
        f" Its longest sentence has {long} words: “{_short(reading.longest)}” Cut it in two."
        if long > _PLAIN_SENTENCE + _PLAIN_SENTENCE // 2
        else ""
    )
    return (
        f"This needs a reading age of about {reading.age:.0f}. Aim for {AIM}, and {OLDEST} at most."
        f"{longest}{hard}"
    )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else f"{sentence[:59].rstrip()}…"


def read(text: str) -> Reading:
    """Return how hard ``text`` is. Addresses, numbers to call and dates are one easy word each."""
    plain = _ADDRESS.sub(" it ", text)
    sentences = [found for part in _SENTENCE.split(plain) if (found := part.strip())]
    words = [word for sentence in sentences for word in _words(sentence)]
    if not words:
        return Reading(0, "", ())
    missing = max(0, FEWEST_WORDS - len(words))
    count = len(words) + missing
    length = count / (len(sentences) + missing / _PLAIN_SENTENCE)
    spoken = (sum(map(syllables, words)) + missing * _PLAIN_SYLLABLES) / count
    grade = 0.39 * length + 11.8 * spoken - 15.59
    # A name in the middle of a sentence cannot be said plainer.
    hard = [word for word in words if syllables(word) >= _HARD and word == word.lower()]
    return Reading(
        grade + 5, max(sentences, key=lambda said: len(_words(said))), tuple(dict.fromkeys(hard))
    )


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


@lru_cache(4096)
def syllables(word: str) -> int:
    """Return how many syllables an English word has, by its vowels: near enough for an average."""
    parts = [part for part in re.split(r"['’-]", word.lower()) if part]
    # What follows an apostrophe is no syllable ("don't", "mum's"), but in "isn't" or "could've".
    if len(parts) > 1 and re.search(r"['’]", word):
        parts = parts[:1]
    return sum(map(_in_part, parts)) + bool(re.search(r"[dsv]n['’]t$|d['’]ve$", word.lower()))


def _in_part(part: str) -> int:
    if not part[:1].isalpha():
        return 1
    count = len(_VOWELS.findall(part)) - len(_SILENT.findall(part))
    count += len(_TWO_VOWELS.findall(part)) - len(_ONE_AFTER_ALL.findall(part))
    if re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$|[aeiouy]le?s?e$|[^aeiouy]ely$", part):
        count -= not re.search(r"(?:[cgsxz]|ch|sh)es$", part)
    return max(1, count)
