"""Conditions: what they compare with has been asked before, and can be answered so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from conversations.checks.parts import Parts
from conversations.conditions import BOUNDS, Compare, is_date, is_number
from conversations.equality.apart import is_apart, node
from conversations.flow import Ask, Branch, every
from conversations.problems import Problem, did_you_mean, listed, problem_at
from conversations.questions.base import Question
from conversations.questions.day import Day
from conversations.questions.number import Number, canonical
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.questions.scale import Scale
from conversations.reading.whens import Mention


def check_conditions(parts: Parts) -> Iterator[Problem]:
    """Find conditions on questions unknown or not yet asked, and on answers nobody can give."""
    asked: dict[str, Ask] = {}
    for step in every(parts.draft.project.script.nodes):
        if isinstance(step, Ask | Branch):
            # A question's options may have conditions too.
            for mention in parts.draft.mentions:
                if mention.branch == step.key:
                    yield from _mention(parts, mention, asked)
        if isinstance(step, Ask):
            asked[step.key] = step


def _mention(parts: Parts, mention: Mention, asked: dict[str, Ask]) -> Iterator[Problem]:
    key = mention.compare.question
    ask, draft = asked.get(key), parts.draft
    if _is_equality(parts, key):
        yield problem_at(
            mention.place,
            "equality-condition",
            f"“{key}” is something people say about themselves, and nothing may depend on it: it "
            "is asked to see who is missing, never to treat anyone differently. Take this "
            "condition away.",
        )
    elif ask is not None:
        wrong = wrong_values(mention.compare, ask)
        if wrong:
            yield problem_at(mention.place, "condition-value", wrong)
    elif draft.project.script.find(key):
        yield problem_at(
            mention.place,
            "asked-later",
            f"“{key}” is only asked further down, so there is no answer to it here yet. Move the "
            "question up or this step down.",
        )
    elif key and key not in draft.unread:
        known = [k for k in asked if f"flow.{k}" in draft.places]
        yield problem_at(
            mention.place,
            "no-question",
            f"There is no question “{key}” before this.{did_you_mean(key, known)}",
        )


def _is_equality(parts: Parts, key: str) -> bool:
    """Say whether ``key`` names an equality question, by itself or in full."""
    script = parts.draft.project.script
    if is_apart(key):
        return True
    named = script.find(node(key))
    return named is not None and script.find(key) is None


def wrong_values(compare: Compare, ask: Ask) -> str:
    """Return what is wrong with what the answer to ``ask`` is compared with; empty if nothing."""
    if compare.comparison == "given":
        return ""
    if compare.comparison in BOUNDS:
        return _wrong_bound(compare, ask)
    if isinstance(ask.question, Number | Day):
        return _wrong_amount(compare, ask)
    known = choosable(ask)
    if not known:
        return f"“{ask.key}” is answered in people's own words. All that fits is “given: true”."
    if not compare.values:
        return f"Say which answer is meant: one of {listed(known)}."
    for value in compare.values:
        if value not in known:
            return (
                f"“{ask.key}” cannot be answered with “{value}”.{did_you_mean(value, known)} It "
                f"can be {listed(known)}."
            )
    return ""


def _wrong_amount(compare: Compare, ask: Ask) -> str:
    """Return what is wrong where a number or a date has to be one of some values."""
    if not compare.values:
        return f"Say which answer to “{ask.key}” is meant."
    for value in compare.values:
        if value not in others_of(ask) and not _is_amount(ask.question, value):
            kind = "a number" if isinstance(ask.question, Number) else "a date like 2027-05-03"
            return f"“{ask.key}” is answered with {kind}, and “{value}” is none as it is kept."
    return ""


def _is_amount(question: Question, value: str) -> bool:
    if isinstance(question, Number):
        return is_number(value) and canonical(Decimal(value)) == value
    return is_date(value)


def _wrong_bound(compare: Compare, ask: Ask) -> str:
    question, bound = ask.question, compare.values[0]
    if isinstance(question, Day):
        if is_date(bound):
            return ""
        return f"“{ask.key}” is a date: compare it with a day like 2027-05-03."
    if not isinstance(question, Scale | Number):
        return (
            f"“{compare.comparison}” needs a number or a date, and “{ask.key}” is neither. "
            "Use “is”."
        )
    if not is_number(bound):
        return f"“{ask.key}” is a number: compare it with a number like 3 or 2.5."
    least, most = _ends(question)
    compares = BOUNDS[compare.comparison]
    if any(end is None or compares(end, Decimal(bound)) for end in (least, most)):
        return ""
    return (
        f"No answer to “{ask.key}” is {compare.comparison.replace('_', ' ')} {bound}: it goes "
        f"from {least} to {most}."
    )


def _ends(question: Scale | Number) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(question, Scale):
        return Decimal(question.start), Decimal(question.top)
    return question.least, question.most


def others_of(ask: Ask) -> tuple[str, ...]:
    """Return the values of "not sure" and "rather not say", where they have a button."""
    unsure = (UNSURE.key,) if ask.unsure else ()
    return (*unsure, RATHER_NOT.key) if ask.rather_not else unsure


def choosable(ask: Ask) -> tuple[str, ...]:
    """Return every value an answer to this question can be chosen to have; none for own words."""
    question = ask.question
    if isinstance(question, Scale):
        own = tuple(str(n) for n in range(question.start, question.top + 1))
    else:
        own = tuple(option.key for option in getattr(question, "all_options", ()))
    return (*own, *others_of(ask))


def check_facts(parts: Parts) -> Iterator[Problem]:
    """Find conditions on languages nobody can choose, or on no value at all."""
    languages = parts.draft.project.languages
    for fact, place in ((named.fact, named.place) for named in parts.draft.facts):
        if not fact.values:
            yield problem_at(place, "fact-value", f"Say which “{fact.name}” is meant, with “is”.")
        for value in fact.values:
            if fact.name == "language" and value not in languages:
                yield problem_at(
                    place,
                    "fact-value",
                    f"Nobody can choose the language “{value}”: it is not one of "
                    f"{listed(languages)}.",
                )
