"""Conditions as a form's expressions: XPath 1.0 with the functions that ODK and Kobo add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.exports.xlsform.names import Round, Spot, companions, count_of
from conversations.conditions import All, AnyOf, Compare, Condition, Fact, Not
from conversations.flow import Ask
from conversations.opening import LANGUAGE
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.day import Day
from conversations.questions.number import Number
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.questions.ranking import Ranking
from conversations.questions.scale import Scale

#: Names that no author's key can have: those have small letters only.
SOURCE = "Form.source"

#: Where a form has the facts of a run. It knows of no other: what was told elsewhere, for one.
_FACTS = {"language": LANGUAGE, "source": SOURCE}

ALWAYS, NEVER = "true()", "false()"

_SIGNS = {"over": ">", "under": "<", "at_least": ">=", "at_most": "<="}

_EXACT = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True)
class Here:
    """Where an expression stands: which conditions hold there anyway, and in which rounds."""

    within: tuple[Condition, ...] = ()
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True)
class Expressions:
    """Writes conditions for the form whose questions have these ``places``."""

    places: Mapping[str, Spot]

    def of(self, condition: Condition, here: Here) -> str:
        """Return the expression that is true where ``condition`` holds."""
        match condition:
            case All():
                return both(*(self.of(part, here) for part in condition.parts))
            case AnyOf():
                return either(*(self.of(part, here) for part in condition.parts))
            case Not():
                return opposite(self.of(condition.part, here))
            case Fact():
                name = _FACTS.get(condition.name)
                values = condition.values if name else ()
                return either(*(f"${{{name}}} = {quoted(v)}" for v in values))
            case Compare():
                return self._compare(condition, here)
        raise TypeError(f"a form has no expression for {condition!r}")

    def asked(self, place: Spot, here: Here) -> str:
        """Return the expression that is true where the question is put; empty if it always is.

        What is not asked and what was skipped are both empty in a form, and differ in a chat.
        """
        known = here.within[: len(place.within)] == place.within
        parts = [] if known else [self.of(each, here) for each in place.within]
        later = (one for one in place.rounds if one not in here.rounds and one.number > 1)
        parts += [f"${{{count_of(one.repeat)}}} >= {one.number}" for one in later]
        return both(*parts) if parts else ""

    def _compare(self, compare: Compare, here: Here) -> str:
        place = self.places[compare.question]
        if place.another:
            return _of_rounds(compare, place, place.another)
        value = _value(place, here)
        if compare.comparison == "given":
            return self._given(place, value, here)
        if compare.comparison in _SIGNS:
            return _beyond(place.ask, value, compare)
        chosen = either(*(_is(place.ask, value, each) for each in compare.values))
        if compare.comparison == "is":
            return chosen
        asked = self.asked(place, here)
        return both(asked, opposite(chosen)) if asked else opposite(chosen)

    def _given(self, place: Spot, value: str, here: Here) -> str:
        others = (replace(place, name=f"{place.name}.{part}") for part in companions(place.ask))
        values = [value, *(_value(other, here) for other in others)]
        if len(values) > 1:
            return either(*(f"{one} != ''" for one in values))
        wanting = (f"not({_selected(value, key)})" for key in others_of(place.ask))
        return both(f"{value} != ''", *wanting)


def others_of(ask: Ask) -> tuple[str, ...]:
    """Return the answers that are none of its own which a form can offer: not sure, and so on."""
    question = ask.question
    if not isinstance(question, OneChoice | SeveralChoices | Scale) and not _has_bands(ask):
        return ()
    unsure = ask.unsure or isinstance(question, Scale) or getattr(question, "unsure", False)
    return (*((UNSURE.key,) if unsure else ()), *((RATHER_NOT.key,) if ask.rather_not else ()))


def _has_bands(ask: Ask) -> bool:
    return hasattr(ask.question, "bands")


def both(*parts: str) -> str:
    """Return the expression that is true where all ``parts`` are."""
    return NEVER if NEVER in parts else _joined(" and ", parts, ALWAYS)


def either(*parts: str) -> str:
    """Return the expression that is true where one of ``parts`` is."""
    return ALWAYS if ALWAYS in parts else _joined(" or ", parts, NEVER)


def opposite(part: str) -> str:
    """Return the expression that is true where ``part`` is not."""
    return {ALWAYS: NEVER, NEVER: ALWAYS}.get(part, f"not({part})")


def _joined(word: str, parts: tuple[str, ...], none: str) -> str:
    parts = tuple(part for part in parts if part != none)
    if len(parts) < 2:
        return parts[0] if parts else none
    return word.join(f"({p})" if " or " in p or " and " in p else p for p in parts)


def quoted(value: str) -> str:
    """Return ``value`` as a text of XPath, which has no way to escape its quotation marks."""
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = ', "\'", '.join(f"'{part}'" for part in value.split("'"))
    return f"concat({parts})"


def _value(place: Spot, here: Here) -> str:
    """Return the reference to an answer, in a certain round where it is of another repeat."""
    if place.rounds == here.rounds[: len(place.rounds)]:
        return f"${{{place.name}}}"
    steps = ", ".join(f"${{{round_.repeat}}}, {round_.number}" for round_ in place.rounds)
    return f"indexed-repeat(${{{place.name}}}, {steps})"


def _of_rounds(compare: Compare, place: Spot, round_: Round) -> str:
    """Return whether there was another round, from how many there are."""
    count = f"${{{place.name}}}"
    yes = f"{count} > {round_.number}"
    if compare.comparison == "given":
        return f"{count} >= {round_.number}"
    wants_yes = ("yes" in compare.values) == (compare.comparison == "is")
    return yes if wants_yes else f"{count} = {round_.number}"


def _selected(value: str, key: str) -> str:
    return f"selected({value}, {quoted(key)})"


def _is(ask: Ask, value: str, key: str) -> str:
    question = ask.question
    if isinstance(question, Ranking):
        # A form puts all of them in order; those behind the first few are no answer.
        places = (f"selected-at({value}, {n}) = {quoted(key)}" for n in range(question.top))
        return either(*places)
    if isinstance(question, Number):
        return f"{value} = {key}" if _is_amount(key) else NEVER
    if isinstance(question, Day):
        if len(key) != _EXACT[question.exact] or not key[0].isdigit():
            return NEVER
        first, after = period(key)
        return both(f"{value} >= {day(first)}", f"{value} < {day(after)}")
    if isinstance(question, Scale) and not _is_amount(key):
        # "Not sure" has no value in a chat, and so is never compared with.
        return _selected(value, key) if key == RATHER_NOT.key else NEVER
    if isinstance(question, SeveralChoices):
        return _selected(value, key)
    return f"{value} = {quoted(key)}"


def _is_amount(key: str) -> bool:
    return key.lstrip("-").replace(".", "", 1).isdigit()


def _beyond(ask: Ask, value: str, compare: Compare) -> str:
    bound, sign = compare.values[0], _SIGNS[compare.comparison]
    if isinstance(ask.question, Day):
        first, after = period(bound[: _EXACT[ask.question.exact]])
        # Dates compare as exactly as the less exact says: nothing in May is before or after May.
        if compare.comparison in ("over", "at_most"):
            return f"{value} {'>=' if sign == '>' else '<'} {day(after)}"
        return f"{value} {sign} {day(first)}"
    return f"number({value}) {sign} {bound}"


def period(said: str) -> tuple[date, date]:
    """Return the first day of the day, month or year ``said``, and the first after it."""
    year, month, number = (*map(int, said.split("-")), 1, 1)[:3]
    first = date(year, month, number)
    if len(said) == _EXACT["day"]:
        return first, first + timedelta(days=1)
    if len(said) == _EXACT["month"]:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)


def day(one: date) -> str:
    """Return a day as a form writes it."""
    return f"date('{one.isoformat()}')"
