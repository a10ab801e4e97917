"""Reporting back: what was decided on what this person said, why, and whether it answers them.

It is told in several short messages, one idea each. The words quoted are this person's alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from conversations.catalogue import N_, Phrase
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Node, Say, Script
from conversations.languages import base_of, own_name
from conversations.project import Measure
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.own_words import OwnWords
from conversations.questions.scale import Scale
from conversations.text import Text

#: What a decision can say, from yes to no.
VERDICTS: dict[str, Phrase] = {
    "will": N_("This will be done."),
    "part": N_("This will be done in part."),
    "will_not": N_("This will not be done."),
    "not_ours": N_("This is not ours to decide."),
}

ANSWERS, WHY = "report.answers", "report.why"

PARTLY = Option("partly", N_("Partly"))
#: What someone can say to the question whether a decision answers them.
DOES_IT = (YES, PARTLY, NO)

#: What someone's words say of a decision they are told of.
Side = Literal["for", "against", "both"]

#: So many letters of someone's own words are quoted back: enough to know them by, and a report
#: stays short however long the story was.
_QUOTED = 300


@dataclass(frozen=True)
class PromiseNews:
    """A promise as people hear it: what will change, by when (a day in words), who sees to it.

    ``known_by`` is how they will know that it is so; ``language`` is what it was written in, where
    that is not the decision's.
    """

    what: str
    due: str
    responsible: str
    known_by: str = ""
    language: str = ""


@dataclass(frozen=True)
class Changed:
    """A power card that is not what it was when someone answered: what it said, and says now."""

    then: str
    now: str


@dataclass(frozen=True)
class News:
    """A decision as one person hears it.

    ``own`` are this person's words it rests on, theirs alone; where they told it without words,
    ``aloud`` says whether it was by voice or picture. Where their words speak on both sides,
    ``own`` are those for it and ``own_against`` those against. ``others`` counts other people it
    rests on (``None``: it rests on nobody's words in particular) and ``small`` is the number
    under which that is not told exactly. ``heard`` is what the team understood. ``limited_by``
    names the power card that limited it, ``because`` says why that is as it is, and ``changed``
    what it was when they answered. ``noes`` are what will not be done, each with why not;
    ``whose`` says whose it is, where it is not ours to decide; ``replaces`` is the day (in words)
    of what they were told before and this puts right. ``quotes`` are others' words that were
    cleared to be shown in public. ``measures`` are asked once more at the end.
    """

    title: Text
    own: str | None
    others: int | None
    small: int
    heard: str
    decided: str
    why: str
    verdict: str
    language: str
    limited_by: Text | None = None
    promises: tuple[PromiseNews, ...] = ()
    aloud: bool = False
    noes: tuple[tuple[str, str], ...] = ()
    whose: str = ""
    replaces: str = ""
    side: Side = "for"
    own_against: str | None = None
    decided_by: str = ""
    decided_on: date | None = None
    because: Text | None = None
    changed: Changed | None = None
    quotes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


def report_script(key: str, news: News, reader: str) -> Script:
    """Return the script that tells ``news`` to someone who reads ``reader`` (a language tag)."""
    why_not = Ask(
        WHY,
        OwnWords(N_("What is missing? Write it, or say it by voice. Or skip.")),
        short=N_("What is missing"),
    )
    thanks = N_("Thank you. The team reads this. We come back to you to ask if it got better.")
    return Script(
        key,
        (
            *(Say(f"report.{name}", text) for name, text in _told(news, reader)),
            _does_it_answer(),
            Branch("report.not", Compare(ANSWERS, "is", ("partly", "no")), (why_not,)),
            *(_once_more(measure) for measure in news.measures),
            End("end", "done", thanks),
        ),
        review=False,
    )


def _told(news: News, reader: str) -> Iterator[tuple[str, Phrase]]:
    """Yield the messages that tell it, each with its name."""
    yield "heard", _heard(news)
    yield "understood", _noted(_understood(news), news.language, reader)
    for number, words in enumerate(news.quotes, start=1):
        yield f"quote.{number}", _quote(words)
    yield from _decision(news)
    for number, promise in enumerate(news.promises, start=1):
        written = promise.language or news.language
        told = _promise(promise, number, len(news.promises))
        other = base_of(written) != base_of(news.language)
        yield f"promise.{number}", _noted(told, written, reader) if other else told


def retold(news: News, reader: str) -> Iterator[Phrase]:
    """Yield a decision again to someone who looks it up: what, why, and what limited it."""
    for name, told in _decision(news):
        yield _noted(told, news.language, reader) if name == "decided" else told


def _decision(news: News) -> Iterator[tuple[str, Phrase]]:
    yield "decided", _decided(news)
    yield "why", _why(news)
    for number, (what, why) in enumerate(news.noes, start=1):
        yield f"no.{number}", _no(what, why)
    if news.limited_by:
        yield "limit", _limit(news.limited_by, news)


def _noted(told: Phrase, written: str, reader: str) -> Phrase:
    """Return ``told``, and the language the team wrote it in where that is not the reader's."""
    if base_of(written) == base_of(reader):
        return told
    language = own_name(base_of(written))
    return N_("{told}\n(The team wrote this in {language}.)", told=told, language=language)


def _heard(news: News) -> Phrase:
    return N_(
        "<b>{title}: what was decided</b>\n{own}\n{others}",
        title=news.title,
        own=_own(news),
        others=_others(news),
    )


def _own(news: News) -> Phrase:
    own = _said(news.own, aloud=news.aloud)
    if news.side != "both" or not news.own_against:
        return own
    return N_("{own}\nYou also told us: “{words}”", own=own, words=quoted(news.own_against))


def _said(words: str | None, *, aloud: bool) -> Phrase:
    if words:
        return N_("You told us: “{words}”", words=quoted(words))
    if aloud:
        return N_("You told us about it with a voice message or a photo.")
    return N_("You took part in this conversation.")


def quoted(words: str, longest: int = _QUOTED) -> str:
    """Return the beginning of long words, cut between two of them."""
    if len(words) <= longest:
        return words
    kept = words[:longest]
    return (kept.rsplit(maxsplit=1)[0] if any(c.isspace() for c in kept) else kept) + " …"


def _others(news: News) -> Phrase:
    if news.others is None:
        return N_("It is for everyone who took part.")
    if news.others == 0:
        return N_("You were the one who told us.")
    if news.others < news.small:
        return N_("Fewer than {small} other people spoke about it, too.", small=news.small)
    return N_("{others} other people spoke about it, too.", others=news.others)


def _understood(news: News) -> Phrase:
    return N_("<b>What we understood:</b> {heard}", heard=news.heard)


def _quote(words: str) -> Phrase:
    return N_("Somebody lets everyone read this: “{words}”", words=quoted(words))


def _decided(news: News) -> Phrase:
    told = N_("<b>{verdict}</b>\n{decided}", verdict=VERDICTS[news.verdict], decided=news.decided)
    if news.replaces:
        told = N_("This puts right what you heard on {day}.\n{told}", day=news.replaces, told=told)
    if news.whose:
        told = N_("{told}\n<b>Who decides it:</b> {whose}", told=told, whose=news.whose)
    if news.decided_by and news.decided_on:
        return N_(
            "{told}\nDecided by {who}, {day}.", told=told, who=news.decided_by, day=news.decided_on
        )
    if news.decided_on:
        return N_("{told}\nDecided on {day}.", told=told, day=news.decided_on)
    return told


def _why(news: News) -> Phrase:
    """Return the reason. Whose words spoke against it hears that they were weighed."""
    if news.side == "against":
        return N_(
            "Your words speak against this. They were read and weighed. Why it was decided like "
            "this all the same:\n{why}",
            why=news.why,
        )
    if news.side == "both":
        return N_(
            "Some of your words speak for this, and some against it. All of them were read and "
            "weighed. Why it was decided like this:\n{why}",
            why=news.why,
        )
    return N_("<b>Why:</b> {why}", why=news.why)


def _no(what: str, why: str) -> Phrase:
    return N_("<b>Not done:</b> {what}\n<b>Why not:</b> {why}", what=what, why=why)


def _limit(card: Text, news: News) -> Phrase:
    told = N_("<b>What limited it:</b> {card}", card=card)
    if news.changed is not None:
        return N_(
            "{told}\nThis has changed since you answered.\n<b>You were shown:</b> {then}\n"
            "<b>Now it is:</b> {now}",
            told=told,
            then=news.changed.then,
            now=news.changed.now,
        )
    return N_("{told}\n{because}", told=told, because=news.because) if news.because else told


def _promise(promise: PromiseNews, number: int, of: int) -> Phrase:
    told = N_(
        "<b>Promised:</b> {what}\nBy {due}. {who} sees to it. We will ask you if it happened.",
        what=promise.what,
        due=promise.due,
        who=promise.responsible,
    )
    if promise.known_by:
        told = N_("{told}\n<b>How we shall know:</b> {how}", told=told, how=promise.known_by)
    if of > 1:
        return N_("Promise {number} of {of}\n{told}", number=number, of=of, told=told)
    return told


def _does_it_answer() -> Node:
    text = N_(
        "Does this answer what you told us?\n<i>You get this because you said we may "
        "write. /stop ends it.</i>"
    )
    return Ask(ANSWERS, OneChoice(text, DOES_IT), short=N_("Does it answer what you told us?"))


def _once_more(measure: Measure) -> Node:
    """Ask a measure in the very words of the start, and say nothing of what they said then."""
    text = N_("One last question, the same as at the start.\n{question}", question=measure.ask)
    scale = Scale(text, measure.points, measure.low, measure.high, start=measure.start)
    return Ask(f"measure.{measure.key}", scale, measure=measure.key, serves=measure.serves)
