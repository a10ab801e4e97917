"""Promising: the questions a promise is made of, and one promise after another."""

from __future__ import annotations

from datetime import date

from bot.leads.decision_draft import PROMISE, Draft
from bot.leads.decision_questions import (
    NO_MORE,
    NOT_UNDERSTOOD,
    Step,
    chosen,
    no_options,
    nothing_yet,
    today,
    unreadable,
    unusable,
)
from bot.visit import Visit
from conversations.catalogue import N_, Phrase
from conversations.days import read_day
from conversations.loader import Loaded
from conversations.questions.base import Option

_NO_PROMISE = Option("none!", N_("No promise"), (N_("No"),))
_ANOTHER = Option("more!", N_("Another promise"), (N_("Yes"),))


def another(draft: Draft) -> Draft:
    """Return the draft asking for one more promise."""
    place = len(draft.promises)
    return draft.ask(*PROMISE, "promise_more", place=place, begun=())


def anew(draft: Draft, place: int) -> Draft:
    """Return the draft asking again, part by part, for the promise at ``place``."""
    return draft.ask(*PROMISE, place=place, begun=())


def _kept(draft: Draft) -> tuple[str, ...]:
    """Return the parts of the promise that is asked about, as it was made before."""
    return draft.promises[draft.place] if draft.place < len(draft.promises) else ()


def _begun(draft: Draft, parts: int) -> tuple[str, ...]:
    """Return the first ``parts`` of the promise that is asked about."""
    return (*draft.begun, *_kept(draft)[len(draft.begun) :])[:parts]


def _promise_options(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    if _kept(draft):
        return ()
    return (NO_MORE if draft.promises else _NO_PROMISE,)


def _take_promise(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    if chosen(visit.words, _promise_options(visit, loaded, draft), said, tapped):
        visit.mark_tapped("✓")
        return draft.answer(*PROMISE, "promise_more", begun=())
    return unusable(said, tapped) or draft.answer("promise", begun=(said,))


def _take_due_on(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    now = today(visit, loaded)
    day = read_day(said, visit.person.language, now)
    if day is None:
        return unreadable(date(now.year + 1, 4, 1))
    if day <= now:
        return N_("That day has passed. A promise needs a day to come.")
    return draft.answer("due_on", begun=(*_begun(draft, 1), day.isoformat()))


def _take_responsible(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    return unusable(said, tapped) or draft.answer("responsible", begun=(*_begun(draft, 2), said))


def _take_known_by(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    wrong = unusable(said, tapped)
    if wrong:
        return wrong
    what, due, who = _begun(draft, 3)
    made = [*draft.promises]
    made[draft.place : draft.place + 1] = [(what, due, who, said)]
    return draft.answer("known_by", promises=tuple(made), begun=())


def _more(visit: Visit, loaded: Loaded, draft: Draft) -> tuple[Option, ...]:
    return (_ANOTHER, NO_MORE)


def _take_more(
    visit: Visit, loaded: Loaded, draft: Draft, said: str, tapped: bool
) -> Draft | Phrase:
    found = chosen(visit.words, (_ANOTHER, NO_MORE), said, tapped)
    if found is None:
        return NOT_UNDERSTOOD
    visit.mark_tapped("✓")
    return draft.answer("promise_more") if found == NO_MORE.key else another(draft)


STEPS: dict[str, Step] = {
    "promise": Step(
        N_("Is something promised? Write what will change. Or tap No promise."),
        _promise_options,
        _take_promise,
        lambda draft: "".join(_begun(draft, 1)),
    ),
    "due_on": Step(
        N_("By which day?"), no_options, _take_due_on, lambda draft: "".join(_begun(draft, 2)[1:])
    ),
    "responsible": Step(
        N_("Who sees to it? A name or a role, as people should read it."),
        no_options,
        _take_responsible,
        lambda draft: "".join(_begun(draft, 3)[2:]),
    ),
    "known_by": Step(
        N_("How will people know that it is so? For example: a notice on the door."),
        no_options,
        _take_known_by,
        lambda draft: "".join(_begun(draft, 4)[3:]),
    ),
    "promise_more": Step(N_("Is there another promise?"), _more, _take_more, nothing_yet),
}
