"""Conditions: what they compare with has been asked before, and can be answered so."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.checks.parts import Parts
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, every
from conversations.problems import Problem, did_you_mean, listed, problem_at
from conversations.questions.scale import Scale
from conversations.reading.whens import Mention


def check_conditions(parts: Parts) -> Iterator[Problem]:
    """Find conditions on questions unknown or not yet asked, and on answers nobody can give."""
    asked: dict[str, Ask] = {}
    for node in every(parts.draft.project.script.nodes):
        if isinstance(node, Ask | Branch):
            # A question's options may have conditions too.
            for mention in parts.draft.mentions:
                if mention.branch == node.key:
                    yield from _mention(parts, mention, asked)
        if isinstance(node, Ask):
            asked[node.key] = node


def _mention(parts: Parts, mention: Mention, asked: dict[str, Ask]) -> Iterator[Problem]:
    key = mention.compare.question
    ask, draft = asked.get(key), parts.draft
    if ask is not None:
        wrong = _wrong_values(mention.compare, ask)
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


def _wrong_values(compare: Compare, ask: Ask) -> str:
    """Return what is wrong with what the answer is compared with; empty if nothing is."""
    if compare.comparison == "given":
        return ""
    if compare.comparison in ("over", "under"):
        return _wrong_bound(compare, ask)
    known = _possible(ask)
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


def _wrong_bound(compare: Compare, ask: Ask) -> str:
    if not isinstance(ask.question, Scale):
        return f"“{compare.comparison}” needs a number, and “{ask.key}” is not a scale. Use “is”."
    bound, points = int(compare.values[0]), ask.question.points
    if 1 <= (bound + 1 if compare.comparison == "over" else bound - 1) <= points:
        return ""
    return f"No answer to “{ask.key}” is {compare.comparison} {bound}: it goes from 1 to {points}."


def _possible(ask: Ask) -> tuple[str, ...]:
    if isinstance(ask.question, Scale):
        return tuple(str(n) for n in range(1, ask.question.points + 1))
    return tuple(option.key for option in getattr(ask.question, "all_options", ()))


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
