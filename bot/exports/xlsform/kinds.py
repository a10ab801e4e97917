"""How each kind of question is put in a form: its type, its choices, what an answer must fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.exports.wording import bare, kind_of, plain
from bot.exports.wording import question as asked_as
from bot.exports.xlsform.expressions import both, day, either, period, quoted
from bot.exports.xlsform.names import companions
from bot.exports.xlsform.rows import Chosen, Row, Tongues
from conversations.catalogue import N_, Words
from conversations.events import Reason
from conversations.flow import Ask
from conversations.questions.ages import Ages
from conversations.questions.base import Option
from conversations.questions.choice import OneChoice
from conversations.questions.choices import NONE, SeveralChoices
from conversations.questions.day import Bound, Day
from conversations.questions.files import Files
from conversations.questions.number import Number
from conversations.questions.other_answers import RATHER_NOT, UNSURE
from conversations.questions.own_words import OwnWords
from conversations.questions.place import Place
from conversations.questions.ranking import Ranking
from conversations.questions.scale import Scale


@dataclass(frozen=True)
class Put:
    """A question as a form puts it: its row, its choices, and what it cannot do as a chat does."""

    row: Row
    choices: tuple[Chosen, ...] = ()
    lacks: tuple[str, ...] = ()
    #: rows behind its own: other things that can be the answer
    more: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Kind:
    """Puts questions of one kind. ``others``: it can offer "Not sure" and "rather not say"."""

    put: Callable[[Ask, Row, Tongues], Put]
    others: bool = False


_NO_OTHERS = (
    "“Not sure” and “I'd rather not say” cannot be told from an empty answer here: it comes back "
    "as skipped."
)


def put(ask: Ask, name: str, tongues: Tongues) -> Put:
    """Return the question ``ask`` as a form puts it under ``name``."""
    hint = tongues.say(lambda w: bare(ask.said_in(w).say(ask.hint)) if ask.hint else "")
    label = tongues.say(lambda w: asked_as(ask, w))
    row = Row("text", name, label, hint, required=not ask.optional)
    kind = kind_of(ask.question, KINDS)
    done = kind.put(ask, row, tongues)
    if kind.others:
        return replace(done, choices=(*done.choices, *_others(ask, tongues)))
    lacks = (_NO_OTHERS,) if ask.unsure or ask.rather_not else ()
    return replace(done, lacks=(*done.lacks, *lacks))


def _others(ask: Ask, tongues: Tongues) -> tuple[Chosen, ...]:
    unsure = ask.unsure or isinstance(ask.question, Scale)
    found = ((UNSURE,) if unsure else ()) + ((RATHER_NOT,) if ask.rather_not else ())
    return tuple(_chosen(ask, option, tongues) for option in found)


def _chosen(ask: Ask, option: Option, tongues: Tongues) -> Chosen:
    return Chosen(option.key, tongues.say(lambda w: bare(ask.said_in(w).say(option.label))))


def _options(ask: Ask, options: tuple[Option, ...], tongues: Tongues) -> tuple[Chosen, ...]:
    return tuple(_chosen(ask, option, tongues) for option in options)


def _one(ask: Ask, row: Row, tongues: Tongues) -> Put:
    assert isinstance(ask.question, OneChoice | Ages)
    row = replace(row, type="select_one")
    lacks = ("Own words beside the choices are not taken here.",) if ask.question.open else ()
    return Put(row, _options(ask, ask.question.all_options, tongues), lacks)


def _several(ask: Ask, row: Row, tongues: Tongues) -> Put:
    question = ask.question
    assert isinstance(question, SeveralChoices)
    most = len(question.options) if question.most is None else question.most
    alone = [NONE.key] if question.none else []
    alone += [o.key for o, on in ((UNSURE, ask.unsure), (RATHER_NOT, ask.rather_not)) if on]
    chosen = [f"selected(., {quoted(key)})" for key in alone]
    parts = [f"count-selected(.) <= {most}"]
    if question.least > 1:
        parts.append(either(f"count-selected(.) >= {question.least}", *chosen))
    parts += [f"not({both(one, 'count-selected(.) > 1')})" for one in chosen]
    constraint = both(*parts)
    message = tongues.say(
        lambda w: bare(
            w.t(
                "Please choose from {least} to {most}. “None of these”, “not sure” and their "
                "like stand alone.",
                least=question.least,
                most=most,
            )
        )
    )
    row = replace(row, type="select_multiple", constraint=constraint, message=message)
    return Put(row, _options(ask, question.all_options, tongues))


def _scale(ask: Ask, row: Row, tongues: Tongues) -> Put:
    question = ask.question
    assert isinstance(question, Scale)
    ends = {question.start: question.low, question.top: question.high}

    def label(number: int) -> Callable[[Words], str]:
        if number not in ends:
            return lambda w: str(number)
        return lambda w: f"{number} · {plain(ask.said_in(w), ends[number])}"

    numbers = range(question.start, question.top + 1)
    choices = tuple(Chosen(str(n), tongues.say(label(n))) for n in numbers)
    return Put(replace(row, type="select_one"), choices)


def _number(ask: Ask, row: Row, tongues: Tongues) -> Put:
    question = ask.question
    assert isinstance(question, Number)
    parts = [f". >= {question.least}"] if question.least is not None else []
    parts += [f". <= {question.most}"] if question.most is not None else []
    if question.decimals:
        parts.append(f". = round(., {question.decimals})")
    bounded = question.least is not None or question.most is not None
    reason: Reason = "outside" if bounded else "whole"
    message = tongues.say(lambda w: question.refuse(reason, ask.said_in(w))) if parts else {}
    unit = question.unit
    if unit:
        counted = tongues.say(lambda w: bare(w.t("Counted in: {unit}.", unit=unit)))
        hint = {tag: f"{row.hint[tag]} {counted[tag]}".strip() for tag in counted}
        row = replace(row, hint=hint)
    kind = "decimal" if question.decimals else "integer"
    return Put(replace(row, type=kind, constraint=both(*parts) if parts else "", message=message))


_NOT_THIS_DAY = N_("This date does not fit here.")

_LOOKS = {"day": "", "month": "month-year", "year": "year"}
_CUT = {"month": "%Y%m", "year": "%Y"}


def _day(ask: Ask, row: Row, tongues: Tongues) -> Put:
    question = ask.question
    assert isinstance(question, Day)
    parts = [_bound(question, ">=", question.earliest)] if question.earliest else []
    parts += [_bound(question, "<=", question.latest)] if question.latest else []
    written = all(bound.day for bound in (question.earliest, question.latest) if bound)

    def message(words: Words) -> str:
        if question.wrong or written:
            return question.refuse("outside", ask.said_in(words))
        return words.say(_NOT_THIS_DAY)

    row = replace(
        row,
        type="date",
        appearance=_LOOKS[question.exact],
        constraint=both(*parts) if parts else "",
        message=tongues.say(message) if parts else {},
    )
    return Put(row)


def _bound(question: Day, sign: str, bound: Bound) -> str:
    """Return that the answer fits ``bound``; a month does if any of its days fits.

    A form keeps a month as its first day, which is never too late if any of it is not.
    """
    if bound.day:
        exact = bound.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[question.exact]]
        return f". {sign} {day(period(exact)[0] if sign == '>=' else bound.day)}"
    today = "today()"
    if bound.days:
        today += f" {'+' if bound.days > 0 else '-'} {abs(bound.days)}"
    if question.exact == "day" or sign == "<=":
        return f". {sign} {today}"
    cut = _CUT[question.exact]
    return f"number(format-date(., '{cut}')) {sign} number(format-date(date({today}), '{cut}'))"


def _ranking(ask: Ask, row: Row, tongues: Tongues) -> Put:
    question = ask.question
    assert isinstance(question, Ranking)
    lacks = []
    if question.top < len(question.options):
        lacks.append(f"All options are put in order here; the first {question.top} are the answer.")
    return Put(replace(row, type="rank"), _options(ask, question.options, tongues), tuple(lacks))


def _words(ask: Ask, row: Row, tongues: Tongues) -> Put:
    assert isinstance(ask.question, OwnWords)
    more = _more(ask, row, tongues)
    lacks = () if more else ("Typed only: in a chat a voice message or photos do too.",)
    return Put(replace(row, appearance="multiline"), lacks=lacks, more=more)


def _place(ask: Ask, row: Row, tongues: Tongues) -> Put:
    """Ask for a spot: people are told that a device, unlike the chat, keeps it as it is."""
    told = tongues.say(lambda w: w.say(_SPOT))
    hint = {tag: f"{row.hint[tag]} {told[tag]}".strip() for tag in told}
    row = replace(row, type="geopoint", appearance="placement-map", hint=hint, required=False)
    lacks = ("The device keeps the spot as it is, and nothing rounds it before it comes back.",)
    return Put(row, lacks=(*lacks, *_required(ask)), more=_more(ask, row, tongues))


def _files(ask: Ask, row: Row, tongues: Tongues) -> Put:
    assert isinstance(ask.question, Files)
    first = ask.question.takes[0]
    row = replace(row, type=_FILE_TYPES[first], parameters=_parameters(first), required=False)
    lacks = ("One file of a sort is taken here; in a chat it may be several.",)
    return Put(row, lacks=(*lacks, *_required(ask)), more=_more(ask, row, tongues))


def _required(ask: Ask) -> tuple[str, ...]:
    """Return that an answer which may be one of several things cannot be insisted on."""
    return () if ask.optional else ("It can be left empty here, though it is required.",)


def _more(ask: Ask, row: Row, tongues: Tongues) -> tuple[Row, ...]:
    """Return the other things that can be the answer, each a question of its own."""
    rows = []
    for part in companions(ask):
        label = tongues.say(partial(Words.say, text=_OR[part]))
        kind = _FILE_TYPES.get(part, "text")
        rows.append(Row(kind, f"{row.name}.{part}", label, parameters=_parameters(part)))
    return tuple(rows)


def _parameters(part: str) -> str:
    return _SMALL if part == "photo" else ""


#: Large enough to read a letter in, small enough for a telephone's connection.
_SMALL = "max-pixels=2000"

_FILE_TYPES = {
    "photo": "image",
    "voice": "audio",
    "audio": "audio",
    "video": "video",
    "document": "file",
}

_OR = {
    "photo": N_("Or show it in a picture."),
    "voice": N_("Or say it: record it here."),
    "audio": N_("Or choose a sound."),
    "video": N_("Or show it in a video."),
    "document": N_("Or add a document."),
    "words": N_("Or write it."),
}

# safety: before someone gives a spot on the map, on another's device
_SPOT = N_(
    "Choose a spot near the place: not the place itself, if you do not want to be found there. "
    "This device keeps the very spot you choose."
)


#: A new kind of question is a function and a line here.
KINDS: dict[type, Kind] = {
    OneChoice: Kind(_one, others=True),
    Ages: Kind(_one, others=True),
    SeveralChoices: Kind(_several, others=True),
    Scale: Kind(_scale, others=True),
    Number: Kind(_number),
    Day: Kind(_day),
    Ranking: Kind(_ranking),
    OwnWords: Kind(_words),
    Place: Kind(_place),
    Files: Kind(_files),
}
