"""What people are told of a promise that is late, and of what a project that closes has kept."""

from __future__ import annotations

from bot.outreach.promised import standing, standings
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.standing import Standing, lines, what, why
from storage import promises
from storage.outreach import Delivery
from storage.promises import Promise

#: So many promises stand in the message that a project closes; the list has all of them.
_MOST = 5

_SHOW_ALL = N_("What was promised")


def still_true(visit: Visit, loaded: Loaded, delivery: Delivery) -> bool:
    """Say whether a copy still tells what is so: it may have waited, and things moved on.

    That is, a promise may have been kept, or the team have said something else of it since.
    """
    if delivery.news == "closing":
        return True
    promise = promises.get(visit.db, delivery.promise or "")
    if promise is None:
        return False
    if delivery.news == "word":
        told = promises.word(visit.db, delivery.word or "")
        return told is not None and told[1] == promises.last_word(visit.db, promise.id)
    return standing(visit.db, loaded, promise, visit.now).stands == "late"


def say_news(visit: Visit, loaded: Loaded, delivery: Delivery) -> None:
    """Say one person's copy, which is still true."""
    promise = promises.get(visit.db, delivery.promise or "")
    if promise is None:
        _closes(visit, loaded)
    elif delivery.news == "word":
        _word(visit, loaded, promise)
    else:
        _late(visit, loaded, promise)


def _late(visit: Visit, loaded: Loaded, promise: Promise) -> None:
    found = standing(visit.db, loaded, promise, visit.now, visit.person.language)
    words, title, reader = visit.words_of(loaded), loaded.project.title, visit.person.language
    if promise.kind == "report":
        told = words.t(
            "<b>{title}</b>: by now you should have heard what was decided. There is no "
            "decision yet. We are late, and we are sorry. You hear from us as soon as there "
            "is one.",
            title=title,
        )
    elif promise.kind == "read":
        told = words.t(
            "<b>{title}</b>: we said we would read everything by {day}. Nobody has read all "
            "of what you sent yet. We are late, and we are sorry. It is not lost.",
            title=title,
            day=promise.due_on,
        )
    else:
        told = words.t(
            "<b>{title}</b>: a promise is late.\nWe promised, by {day}: {what}\nNobody has told us "
            "that it is done.",
            title=title,
            day=promise.due_on,
            what=what(found),
        )
    # With no reason yet, the two others say already that there is nothing to tell.
    because = why(found, reader) if found.reason or promise.kind == "change" else ()
    _say(visit, loaded, [told, *(words.say(one) for one in because)])


def _word(visit: Visit, loaded: Loaded, promise: Promise) -> None:
    words, reader = visit.words_of(loaded), visit.person.language
    now = standing(visit.db, loaded, promise, visit.now, reader)
    told = words.t("<b>{title}</b>: about what we promised you.", title=loaded.project.title)
    _say(visit, loaded, [told, *_as_listed(visit, loaded, now)])


def _closes(visit: Visit, loaded: Loaded) -> None:
    words = visit.words_of(loaded)
    found = standings(visit.db, loaded, visit.now, visit.person.language)
    told = words.t(
        "<b>{title}</b> closes. Nobody is asked anything new. You can still read your answers and "
        "ask the team. This is what was promised, and what became of it:",
        title=loaded.project.title,
    )
    parts = [told]
    for one in found[:_MOST]:
        parts += ["", *_as_listed(visit, loaded, one)]
    if len(found) > _MOST:
        parts += ["", words.t("Promises not shown here: {n}.", n=len(found) - _MOST)]
    _say(visit, loaded, parts)


def _as_listed(visit: Visit, loaded: Loaded, one: Standing) -> list[str]:
    words = visit.words_of(loaded)
    return [words.say(line) for line in lines(one, visit.person.language)]


def _say(visit: Visit, loaded: Loaded, parts: list[str]) -> None:
    words = visit.words_of(loaded)
    why_this = words.t("<i>You get this because you said we may write. /stop ends it.</i>")
    visit.say(
        "\n".join([*parts, why_this]),
        column([tap(_SHOW_ALL, "do", "promised", loaded.project.slug, words=words)]),
        kind="notice",
    )
