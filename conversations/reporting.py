"""Reporting back: what was decided on what this person said, why, and whether it answers them."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.catalogue import N_, Phrase
from conversations.conditions import Compare
from conversations.flow import Ask, Branch, End, Node, Say, Script
from conversations.languages import base_of, own_name
from conversations.questions.base import Option
from conversations.questions.choice import NO, YES, OneChoice
from conversations.questions.own_words import OwnWords
from conversations.text import Text

#: What a decision can say, from yes to no.
VERDICTS: dict[str, Phrase] = {
    "will": N_("This will be done."),
    "part": N_("This will be done in part."),
    "will_not": N_("This will not be done."),
    "not_ours": N_("This is not ours to decide."),
}

ANSWERS = "report.answers"

#: So many letters of someone's own words are quoted back: enough to know them by, and a report
#: stays one message however long the story was.
_QUOTED = 300


@dataclass(frozen=True)
class PromiseNews:
    """A promise as people hear it: what will change, by when (a day in words), who sees to it."""

    what: str
    due: str
    responsible: str


@dataclass(frozen=True)
class News:
    """A decision as one person hears it.

    ``own`` are this person's words it rests on, theirs alone; where they told it without words,
    ``aloud`` says whether it was by voice or picture. ``others`` counts other people under the
    same themes (``None``: it rests on nobody's words in particular) and ``small`` is the number
    under which that is not told exactly. ``heard`` is what the team understood. ``limited_by``
    names the power card that limited it.
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


def report_script(key: str, news: News, reader: str) -> Script:
    """Return the script that tells ``news`` to someone who reads ``reader`` (a language tag)."""
    why_not = Ask(
        "report.why",
        OwnWords(N_("What is missing? Write it, or say it by voice. Or skip.")),
        short=N_("What is missing"),
    )
    thanks = N_("Thank you. The team reads this. We come back to you to ask if it got better.")
    return Script(
        key,
        (
            Say("report.heard", _heard(news)),
            Say("report.decided", _decided(news, reader)),
            *(
                Say(f"report.promise.{number}", _promise(promise))
                for number, promise in enumerate(news.promises, start=1)
            ),
            _does_it_answer(),
            Branch("report.not", Compare(ANSWERS, "is", ("partly", "no")), (why_not,)),
            End("end", "done", thanks),
        ),
        review=False,
    )


def _heard(news: News) -> Phrase:
    return N_(
        "<b>{title}: what was decided</b>\n{own}\n{others}\n<b>What we understood:</b> {heard}",
        title=news.title,
        own=_own(news),
        others=_others(news),
        heard=news.heard,
    )


def _own(news: News) -> Phrase:
    if news.own:
        return N_("You told us: “{words}”", words=_quoted(news.own))
    if news.aloud:
        return N_("You told us about it with a voice message or a photo.")
    return N_("You took part in this conversation.")


def _quoted(words: str) -> str:
    """Return the beginning of long words, cut between two of them."""
    if len(words) <= _QUOTED:
        return words
    kept = words[:_QUOTED]
    return (kept.rsplit(maxsplit=1)[0] if any(c.isspace() for c in kept) else kept) + " …"


def _others(news: News) -> Phrase:
    if news.others is None:
        return N_("It is for everyone who took part.")
    if news.others == 0:
        return N_("You were the one who told us.")
    if news.others < news.small:
        return N_("Fewer than {small} other people said something like it.", small=news.small)
    return N_("{others} other people said something like it.", others=news.others)


def _decided(news: News, reader: str) -> Phrase:
    told = N_(
        "<b>{verdict}</b>\n{decided}\n<b>Why:</b> {why}",
        verdict=VERDICTS[news.verdict],
        decided=news.decided,
        why=news.why,
    )
    if news.limited_by:
        told = N_("{told}\nWhat limited it: {card}", told=told, card=news.limited_by)
    if base_of(news.language) != base_of(reader):
        language = own_name(base_of(news.language))
        told = N_("{told}\n(The team wrote this in {language}.)", told=told, language=language)
    return told


def _promise(promise: PromiseNews) -> Phrase:
    return N_(
        "<b>Promised:</b> {what}\nBy {due}. {who} sees to it. We will ask you if it happened.",
        what=promise.what,
        due=promise.due,
        who=promise.responsible,
    )


def _does_it_answer() -> Node:
    text = N_(
        "Does this answer what you told us?\n<i>You get this because you said we may "
        "write. /stop ends it.</i>"
    )
    options = (YES, Option("partly", N_("Partly")), NO)
    return Ask(ANSWERS, OneChoice(text, options), short=N_("Does it answer what you told us?"))
