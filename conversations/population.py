"""The people a project is for, as its folder counts them: what those who took part are set beside.

``population.csv`` has a line for each category: which group it belongs to, what it is called, and
how many people there are, from a census or whatever the team trusts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Literal

from babel import Locale, UnknownLocaleError

from conversations.catalogue import N_, Words
from conversations.equality.apart import question
from conversations.equality.block import block
from conversations.flow import Ask, Script, every
from conversations.languages import own_name
from conversations.problems import Place, Problem, did_you_mean, listed, problem_at
from conversations.questions.ages import Ages
from conversations.questions.base import Option, Question, Wording
from conversations.questions.choice import OneChoice
from conversations.questions.place import Place as PlaceQuestion
from conversations.snapshot import POPULATION

_COLUMNS = ["group", "category", "people"]

#: The group that is nobody's question: the language someone chose.
LANGUAGE = "language"

Kind = Literal["language", "age", "area", "about"]


@dataclass(frozen=True)
class Group:
    """One way to divide people, with how many live here in each ``category`` of it.

    ``key`` is ``language`` or the key of the node that asks; ``short`` is what that is called.
    """

    key: str
    kind: Kind
    people: Mapping[str, int] = field(hash=False)
    question: Question | None = None
    short: Wording | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the answers there are to choose from; none where people use their own words."""
        return tuple(option.key for option in self._options)

    @property
    def fewest_first(self) -> tuple[str, ...]:
        """Return the categories by how many live here: the order in which one is hidden."""
        return tuple(sorted(self.people, key=lambda key: self.people[key]))

    @property
    def _options(self) -> tuple[Option, ...]:
        if isinstance(self.question, Ages):
            return self.question.all_options
        return self.question.options if isinstance(self.question, OneChoice) else ()

    def name(self, words: Words) -> str:
        """Return what the group is called, as plain text."""
        if self.question is None:
            return words.plain(N_("Language"))
        text: Wording | None = self.short or getattr(self.question, "text", None)
        return words.plain(text) if text else self.key

    def label(self, category: str, words: Words) -> str:
        """Return what a category is called, as plain text."""
        if self.kind == "language":
            return _named(category)
        labels = {option.key: words.plain(option.label) for option in self._options}
        return labels.get(category, category)


def read_population(text: str | None, script: Script) -> tuple[tuple[Group, ...], list[Problem]]:
    """Return the groups in ``text``, in its order, and everything that is wrong with it."""
    if text is None:
        return (), []
    rows = csv.reader(StringIO(text))
    if [name.strip() for name in next(rows, [])] != _COLUMNS:
        return (), [_problem(1, f"The first line has to be: {','.join(_COLUMNS)}")]
    groups = {group.key: group for group in _comparable(script)}
    found: dict[str, dict[str, int]] = {}
    problems = []
    for cells in rows:
        if any(cell.strip() for cell in cells):
            wrong = _row(tuple(cell.strip() for cell in cells), groups, found)
            problems += [_problem(rows.line_num, wrong)] if wrong else []
    if not problems:
        problems += _together(found, groups)
    return tuple(replace(groups[key], people=people) for key, people in found.items()), problems


def _row(cells: tuple[str, ...], groups: dict[str, Group], found: dict[str, dict[str, int]]) -> str:
    """Take down one line; return what is wrong with it."""
    if len(cells) != len(_COLUMNS):
        return f"A line has {len(_COLUMNS)} values with commas between, and this has {len(cells)}."
    key, category, people = cells
    if key not in groups:
        return (
            f"“{key}” is nothing to compare people by.{did_you_mean(key, groups)} "
            f"In this project it can be {listed(groups)}."
        )
    known = groups[key].answers
    if known and category not in known:
        return f"“{category}” is no answer to {key}. It has {listed(known)}."
    if groups[key].kind == "language" and not _named(category):
        return f"“{category}” is the tag of no language. Write “pl” for Polish."
    if not people.isascii() or not people.isdecimal() or len(people) > 10:
        return f"“{people}” is no number of people. Write it in digits alone: 12500"
    if not category or category in found.get(key, {}):
        return f"Each category stands once, and “{category}” of {key} does not."
    found.setdefault(key, {})[category] = int(people)
    return ""


def _together(found: dict[str, dict[str, int]], groups: dict[str, Group]) -> Iterator[Problem]:
    """Find what is wrong with groups as a whole."""
    for key, people in found.items():
        if len(people) < 2 or not sum(people.values()):
            sentence = f"{key} needs two categories or more, and somebody in them."
            yield _problem(1, sentence)
    ages = [key for key in found if groups[key].kind == "age"]
    if len(ages) > 1:
        # Two ways to cut the same ages, laid side by side, give back what each of them hides.
        sentence = f"Ages are compared once: keep one of {listed(ages)}."
        yield _problem(1, sentence)


def _comparable(script: Script) -> Iterator[Group]:
    """Yield what people of this project can be compared by."""
    yield Group(LANGUAGE, "language", {})
    for ask in every(script.nodes):
        kind = _kind(ask) if isinstance(ask, Ask) else None
        if isinstance(ask, Ask) and kind is not None:
            yield Group(ask.key, kind, {}, ask.question, ask.short)


def _kind(ask: Ask) -> Kind | None:
    asked = ask.question
    if ask.consent is not None or ask.measure or ask.round or _follows(ask):
        return None
    if isinstance(asked, Ages):
        return "age"
    if isinstance(asked, PlaceQuestion):
        return "area" if asked.exact == "town" else None
    if isinstance(asked, OneChoice) and (ask.block or ask.numbered):
        return "about" if ask.block else "area"
    return None


def _follows(ask: Ask) -> bool:
    """Say whether it follows from another answer: it would give back what that table hides."""
    asked = question(ask.key)
    return ask.block is not None and all(one.key != asked for one in block(ask.block).questions)


def _named(tag: str) -> str:
    """Return what a language is called; nothing where there is none of that tag."""
    name = own_name(tag)
    if name != tag:
        return name
    try:
        return Locale.parse(tag, sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""


def _problem(line: int, sentence: str) -> Problem:
    return problem_at(Place(POPULATION, line), "population", sentence)
