"""How each kind of question is answered with a pen, and what is said about that."""

from __future__ import annotations

from collections.abc import Callable

from bot.exports.paper.blocks import Boxes, Lines, Numbers
from bot.exports.wording import bare, kind_of, plain
from conversations.catalogue import N_, Phrase, Words
from conversations.flow import Ask
from conversations.questions.ages import Ages
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

Field = Boxes | Numbers | Lines

#: So few short labels stand beside each other.
_FEW, _SHORT = 3, 14

_WORDS, _STORY = 4, 12

_ONE = N_("Tick one box.")


def answered(ask: Ask, words: Words) -> tuple[str, Field]:
    """Return how a question is answered, in words, and where."""
    return kind_of(ask.question, FIELDS)(ask, ask.said_in(words))


def _labels(ask: Ask, words: Words) -> tuple[str, ...]:
    """Return all that can be chosen: the options, then "Not sure" and its like."""
    options = getattr(ask.question, "all_options", ())
    return (*(plain(words, option.label) for option in options), *_others(ask, words))


def _others(ask: Ask, words: Words) -> tuple[str, ...]:
    found = ((UNSURE,) if ask.unsure else ()) + ((RATHER_NOT,) if ask.rather_not else ())
    return tuple(plain(words, option.label) for option in found)


def _said(words: Words, phrase: Phrase) -> str:
    return bare(words.say(phrase))


def _one(ask: Ask, words: Words) -> tuple[str, Field]:
    labels = _labels(ask, words)
    beside = len(labels) <= _FEW and all(len(label) <= _SHORT for label in labels)
    return _said(words, _ONE), Boxes(labels, beside=beside)


def _several(ask: Ask, words: Words) -> tuple[str, Field]:
    question = ask.question
    assert isinstance(question, SeveralChoices)
    said = []
    if question.least > 1:
        said.append(
            bare(words.tn("Tick {n} box or more.", "Tick {n} boxes or more.", question.least))
        )
    if question.most is not None:
        said.append(
            bare(words.tn("Tick {n} box at most.", "Tick {n} boxes at most.", question.most))
        )
    how = " ".join(said) or _said(words, N_("Tick each box that fits."))
    return how, Boxes(_labels(ask, words))


def _scale(ask: Ask, words: Words) -> tuple[str, Field]:
    question = ask.question
    assert isinstance(question, Scale)
    numbers = tuple(str(n) for n in range(question.start, question.top + 1))
    others = (plain(words, UNSURE.label), *_others(ask, words))
    low, high = plain(words, question.low), plain(words, question.high)
    return _said(words, _ONE), Numbers(numbers, low, high, others)


def _number(ask: Ask, words: Words) -> tuple[str, Field]:
    question = ask.question
    assert isinstance(question, Number)
    least, most = question.least, question.most
    how = N_("Write a number.")
    if least is not None and most is not None:
        how = N_(
            "Write a number from {least} to {most}.",
            least=words.number(least),
            most=words.number(most),
        )
    elif least is not None:
        how = N_("Write a number: {least} or more.", least=words.number(least))
    elif most is not None:
        how = N_("Write a number: {most} or less.", most=words.number(most))
    unit = plain(words, question.unit) if question.unit else ""
    return _said(words, how), Lines(short=(unit,), others=_others(ask, words))


_DATE_PARTS = {
    "day": (N_("Day"), N_("Month"), N_("Year")),
    "month": (N_("Month"), N_("Year")),
    "year": (N_("Year"),),
}


def _day(ask: Ask, words: Words) -> tuple[str, Field]:
    question = ask.question
    assert isinstance(question, Day)
    parts = tuple(_said(words, part) for part in _DATE_PARTS[question.exact])
    return _said(words, N_("Write it in figures.")), Lines(short=parts, others=_others(ask, words))


def _ranking(ask: Ask, words: Words) -> tuple[str, Field]:
    question = ask.question
    assert isinstance(question, Ranking)
    how = words.tn(
        "Write 1 in the box of what matters most.",
        "Write 1 in the box of what matters most, then 2, up to {n}.",
        question.top,
    )
    return bare(how), Boxes(_labels(ask, words), ranked=True)


def _words(ask: Ask, words: Words) -> tuple[str, Field]:
    assert isinstance(ask.question, OwnWords)
    others = _others(ask, words)
    if not ask.question.story:
        # A word or two about oneself needs no room for a story.
        lines = 1 if ask.block else _WORDS
        return _said(words, N_("Write in your own words.")), Lines(lines, others=others)
    how = N_(
        "As long or short as you like. You can also tell it to whoever gave you this form, or add "
        "a sheet or a picture."
    )
    return _said(words, how), Lines(_STORY, others=others)


def _place(ask: Ask, words: Words) -> tuple[str, Field]:
    how = N_("Write what you call it: a street, a corner, a building. It is kept as you write it.")
    return _said(words, how), Lines(1, others=_others(ask, words))


def _files(ask: Ask, words: Words) -> tuple[str, Field]:
    how = N_("Add it to this form, or show it to whoever gave you the form. Or write instead.")
    return _said(words, how), Lines(_WORDS, others=_others(ask, words))


#: A new kind of question is a function and a line here.
FIELDS: dict[type, Callable[[Ask, Words], tuple[str, Field]]] = {
    OneChoice: _one,
    Ages: _one,
    SeveralChoices: _several,
    Scale: _scale,
    Number: _number,
    Day: _day,
    Ranking: _ranking,
    OwnWords: _words,
    Place: _place,
    Files: _files,
}
