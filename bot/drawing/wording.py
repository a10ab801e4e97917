"""Kinds of question and conditions, said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conversations.catalogue import N_, Phrase, Words
from conversations.conditions import All, AnyOf, Compare, Condition, Fact, Not
from conversations.flow import Ask
from conversations.languages import own_name
from conversations.questions.ages import Ages
from conversations.questions.base import Question
from conversations.questions.choice import OneChoice
from conversations.questions.choices import SeveralChoices
from conversations.questions.day import Day
from conversations.questions.files import Files
from conversations.questions.number import Number
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place
from conversations.questions.ranking import Ranking
from conversations.questions.scale import Scale

_KINDS: Mapping[type[Question], Phrase] = {
    OneChoice: N_("One of several answers"),
    SeveralChoices: N_("Several answers"),
    Scale: N_("A number on a scale"),
    Number: N_("A number"),
    Day: N_("A date"),
    Ages: N_("An age, kept only as a band"),
    Place: N_("A place, kept only roughly"),
    Files: N_("Photos or files"),
    Ranking: N_("What matters most, in order"),
    OwnWords: N_("In their own words: text, voice or photos"),
}

_COMPARED = {
    "is": N_("{question}: {values}"),
    "not": N_("{question}: not {values}"),
    "over": N_("{question}: more than {values}"),
    "under": N_("{question}: less than {values}"),
    "at_least": N_("{question}: {values} or more"),
    "at_most": N_("{question}: {values} or less"),
    "given": N_("{question}: answered"),
}


_YES_NO, _AGREE = frozenset({"yes", "no"}), frozenset({"agree", "disagree", "pass"})


def kind_of(ask: Ask, words: Words) -> str:
    """Return what sort of question it is, and whether it has to be answered."""
    keys = _own_options(ask)
    if getattr(ask.question, "story", False):
        kind = N_("A story. Its teller says what it may be used for")
    elif keys in (_YES_NO, _AGREE):
        kind = N_("Yes or no") if keys == _YES_NO else N_("Agree, disagree or pass")
    else:
        kind = _KINDS.get(type(ask.question), N_("A question"))
    said = [kind, *([N_("asked again after a decision")] if ask.measure else [])]
    said.append(N_("may be skipped") if ask.optional else N_("has to be answered"))
    return " · ".join(words.plain(one) for one in said)


def answers_of(ask: Ask, words: Words) -> str:
    """Return what can be answered, in one line; empty where its kind says it already."""
    question = ask.question
    if isinstance(question, Scale):
        low, high = words.plain(question.low), words.plain(question.high)
        return f"{question.start} {low} … {question.top} {high}"
    if _own_options(ask) in (_YES_NO, _AGREE):
        return ""
    options = getattr(question, "all_options", ())
    return " · ".join(words.plain(option.label) for option in options)


def _own_options(ask: Ask) -> frozenset[str]:
    return frozenset(option.key for option in getattr(ask.question, "options", ()))


def condition(when: Condition, named: Mapping[str, str], asks: Mapping[str, Ask], w: Words) -> str:
    """Return a condition in words; ``named`` is what each question is called in the picture."""
    match when:
        case Compare():
            values = _or(w, [_value(asks.get(when.question), v, w) for v in when.values])
            question = named.get(when.question, when.question)
            return fill(w, _COMPARED[when.comparison], question=question, values=values)
        case Fact(name="language"):
            languages = [own_name(tag) for tag in when.values]
            return fill(w, N_("language: {values}"), values=_or(w, languages))
        case Fact():
            return fill(w, N_("came by: {values}"), values=_or(w, when.values))
        case Not():
            inside = condition(when.part, named, asks, w)
            return fill(w, N_("not ({condition})"), condition=inside)
        case All() | AnyOf():
            parts = [_part(part, condition(part, named, asks, w)) for part in when.parts]
            return (_and if isinstance(when, All) else _or)(w, parts)
        case _:
            raise TypeError(f"no words for {when!r}")


def _part(when: Condition, said: str) -> str:
    """Return a part of a condition, in brackets where it has parts of its own."""
    return f"({said})" if isinstance(when, All | AnyOf) else said


def _value(ask: Ask | None, value: str, words: Words) -> str:
    own = getattr(ask.question, "all_options", ()) if ask else ()
    labels = {option.key: option.label for option in (*own, UNSURE, RATHER_NOT)}
    return f"“{words.plain(labels[value])}”" if value in labels else value


def _or(words: Words, parts: Iterable[str]) -> str:
    return _joined(words, N_("{one} or {other}"), parts)


def _and(words: Words, parts: Iterable[str]) -> str:
    return _joined(words, N_("{one} and {other}"), parts)


def _joined(words: Words, phrase: Phrase, parts: Iterable[str]) -> str:
    whole = ""
    for part in parts:
        whole = fill(words, phrase, one=whole, other=part) if whole else part
    return whole


def fill(words: Words, phrase: Phrase, **values: object) -> str:
    """Return a phrase of ours with its braces filled, as it is drawn: without markup."""
    return words.plain(Phrase(phrase.msgid, tuple(values.items())))
