"""The way through a form in words: “Answer question 5 only if …”, “If not, go to question 6”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from bot.exports.paper.blocks import Route
from bot.exports.wording import bare
from conversations.catalogue import N_, Phrase, Words
from conversations.conditions import All, AnyOf, Compare, Condition, Fact, Not, is_date
from conversations.flow import Ask
from conversations.opening import AGE, HELLO, LANGUAGE, TAKE_PART
from conversations.questions.day import Day
from conversations.questions.number import Number

_BEYOND = {
    "over": N_("Question {number}: your answer is over {bound}."),
    "under": N_("Question {number}: your answer is under {bound}."),
    "at_least": N_("Question {number}: your answer is {bound} or more."),
    "at_most": N_("Question {number}: your answer is {bound} or less."),
}

_BEYOND_DAY = {
    "over": N_("Question {number}: your date is after {bound}."),
    "under": N_("Question {number}: your date is before {bound}."),
    "at_least": N_("Question {number}: your date is {bound} or later."),
    "at_most": N_("Question {number}: your date is {bound} or earlier."),
}


#: What a chat asks and paper cannot: conditions on it never hold there.
_NOT_ON_PAPER = frozenset({HELLO, "card", "understood"})


def settled(condition: Condition, language: str) -> Condition | bool:
    """Return ``condition`` without what a form in ``language`` knows: its language, the consent."""
    match condition:
        case Fact(name="language"):
            return language in condition.values
        case Fact(name=name) if name != "source":
            # Paper knows of nothing that was told elsewhere.
            return False
        case Compare(question=key) if key in (LANGUAGE, TAKE_PART, AGE):
            given = language if key == LANGUAGE else "yes"
            if condition.comparison == "given":
                return True
            return (given in condition.values) == (condition.comparison == "is")
        case Compare(question=key) if key.partition(".")[0] in _NOT_ON_PAPER:
            return False
        case Not():
            part = settled(condition.part, language)
            return not part if isinstance(part, bool) else Not(part)
        case All():
            return _settled_parts(condition.parts, language, All)
        case AnyOf():
            return _settled_parts(condition.parts, language, AnyOf)
    return condition


def _settled_parts(
    parts: tuple[Condition, ...], language: str, whole: type[All] | type[AnyOf]
) -> Condition | bool:
    deciding = whole is AnyOf
    found = [settled(part, language) for part in parts]
    if deciding in found:
        return deciding
    left = tuple(part for part in found if not isinstance(part, bool))
    if not left:
        return not deciding
    return left[0] if len(left) == 1 else whole(left)


@dataclass(frozen=True)
class Router:
    """Says conditions in one language. ``numbers``: what each question is called on paper."""

    numbers: Mapping[str, int]
    asks: Mapping[str, Ask]
    words: Words

    def route(self, condition: Condition, first: int, last: int, after: int) -> Route:
        """Return for whom the questions ``first`` to ``last`` are; ``after`` 0: nothing follows.

        Without a question (``last`` before ``first``) it is something said only to some.
        """
        said = self._head(first, last)
        conditions = tuple(self.conditions(condition))
        if last < first:
            return Route(said, conditions)
        if after:
            otherwise = self._said(N_("If not, go on to question {number}.", number=after))
        else:
            otherwise = self._said(N_("If not, go on to the end of the form."))
        return Route(said, conditions, otherwise)

    def _head(self, first: int, last: int) -> str:
        if last < first:
            return self._said(N_("Only if this is so:"))
        if first == last:
            return self._said(N_("Answer question {number} only if this is so:", number=first))
        return self._said(
            N_("Answer questions {first} to {last} only if this is so:", first=first, last=last)
        )

    def conditions(self, condition: Condition, depth: int = 0) -> Iterator[tuple[int, str]]:
        """Yield what has to be so, one thing each, with how deep it stands in another."""
        match condition:
            case All():
                yield depth, self._said(N_("All of this:"))
                for part in condition.parts:
                    yield from self.conditions(part, depth + 1)
            case AnyOf():
                yield depth, self._said(N_("At least one of these:"))
                for part in condition.parts:
                    yield from self.conditions(part, depth + 1)
            case Not(part=Compare(comparison="is") as compare):
                yield depth, self._compare(replace(compare, comparison="not"))
            case Not():
                yield depth, self._said(N_("This is not so:"))
                yield from self.conditions(condition.part, depth + 1)
            case Fact():
                values = ", ".join(f"“{value}”" for value in condition.values)
                yield depth, self._said(N_("This form was given out here: {places}", places=values))
            case Compare():
                yield depth, self._compare(condition)
            case _:
                raise TypeError(f"nothing on paper says {condition!r}")

    def _compare(self, compare: Compare) -> str:
        ask, number = self.asks[compare.question], self.numbers[compare.question]
        match compare.comparison:
            case "given":
                return self._said(N_("Question {number}: you answered it.", number=number))
            case "is":
                options = self._options(ask, compare.values)
                return self._filled(_IS[len(compare.values) > 1], number=number, options=options)
            case "not":
                options = self._options(ask, compare.values)
                return self._filled(_NOT[len(compare.values) > 1], number=number, options=options)
            case "over" | "under" | "at_least" | "at_most":
                sentences = _BEYOND_DAY if isinstance(ask.question, Day) else _BEYOND
                bound = self._amount(ask, compare.values[0])
                return self._filled(sentences[compare.comparison], number=number, bound=bound)
            case _:
                assert_never(compare.comparison)

    def _options(self, ask: Ask, values: tuple[str, ...]) -> str:
        own = ask.said_in(self.words)
        labels = {choice.value: choice.label for choice in ask.choices(own)}
        return ", ".join(f"“{bare(labels.get(v) or self._amount(ask, v))}”" for v in values)

    def _amount(self, ask: Ask, value: str) -> str:
        if isinstance(ask.question, Day) and is_date(value):
            year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
            meant = date(year, month, day)
            if len(value) == 10:
                return bare(self.words.date(meant))
            return bare(self.words.day(meant, "month" if len(value) == 7 else "year"))
        if isinstance(ask.question, Number):
            return bare(self.words.number(Decimal(value)))
        return value

    def _said(self, phrase: Phrase) -> str:
        return bare(self.words.say(phrase))

    def _filled(self, phrase: Phrase, **values: object) -> str:
        return bare(self.words.t(phrase.msgid, **values))


#: By whether several answers are meant.
_IS = {
    False: N_("Question {number}: you answered {options}."),
    True: N_("Question {number}: you answered one of these: {options}."),
}
_NOT = {
    False: N_("Question {number}: you did not answer {options}."),
    True: N_("Question {number}: you answered none of these: {options}."),
}
