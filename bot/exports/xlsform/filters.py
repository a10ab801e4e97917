"""Options that are offered to some people only, as a form filters a list of choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.exports.xlsform.expressions import Expressions, Here, either, quoted
from bot.exports.xlsform.rows import Chosen
from conversations.conditions import Compare, Condition
from conversations.questions.base import Option
from conversations.questions.choice import OneChoice
from conversations.questions.offering import Offering

#: The column that says when a choice is offered, where that is more than one answer before.
_OFFERED = "offered"
_TO_ALL = "always"


def filtered(
    question: Offering, choices: tuple[Chosen, ...], expressions: Expressions, here: Here
) -> tuple[tuple[Chosen, ...], str, str]:
    """Return ``choices`` with what they are filtered by, the filter, and when any is offered."""
    conditions = {option.key: option.when for option in question.options if option.when}
    name = _list_of(question.options, expressions, here)
    if name:
        named = tuple(replace(c, filters={name: _value(conditions, c)}) for c in choices)
        choice_filter = f"{name} = ${{{name}}}"
        if len(conditions) < len(choices):
            choice_filter = f"{choice_filter} or {name} = {quoted(_TO_ALL)}"
        return named, choice_filter, _any(question, expressions, here)
    written = {key: expressions.of(when, here) for key, when in conditions.items()}
    names = {said: f"if_{n}" for n, said in enumerate(dict.fromkeys(written.values()), start=1)}
    marked = tuple(
        replace(c, filters={_OFFERED: names[written[c.name]] if c.name in written else _TO_ALL})
        for c in choices
    )
    cases = [f"({_OFFERED} = {quoted(n)} and ({said}))" for said, n in names.items()]
    return (
        marked,
        either(f"{_OFFERED} = {quoted(_TO_ALL)}", *cases),
        _any(question, expressions, here),
    )


def _list_of(options: tuple[Option, ...], expressions: Expressions, here: Here) -> str:
    """Return the question before whose one answer each option goes with; empty if none."""
    asked = set()
    for option in options:
        match option.when:
            case None:
                continue
            case Compare(question=key, comparison="is", values=(_,)):
                asked.add(key)
            case _:
                return ""
    place = expressions.places[asked.pop()] if len(asked) == 1 else None
    if place is None or place.rounds != here.rounds or place.another:
        return ""
    return place.name if isinstance(place.ask.question, OneChoice) and "." not in place.name else ""


def _value(conditions: Mapping[str, Condition], chosen: Chosen) -> str:
    when = conditions.get(chosen.name)
    return when.values[0] if isinstance(when, Compare) else _TO_ALL


def _any(question: Offering, expressions: Expressions, here: Here) -> str:
    """Return when there is anything to choose; empty if there always is."""
    if any(option.when is None for option in question.options):
        return ""
    said = (expressions.of(option.when, here) for option in question.options if option.when)
    return either(*dict.fromkeys(said))
