"""The sweep: what is set aside for people goes out, a small batch at a time, to each person once.

A project's sweep is a timer that sets itself again while anything waits. Each batch is one unit
of work: after a crash it happened or it did not, and it carries on by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.going_back import facts_of
from bot.outreach.contact import Leave, What, leave
from bot.outreach.delivering import excuse, put_prompt, still_silent
from bot.outreach.late_news import say_news, still_true
from bot.outreach.reporting import report
from bot.residents.conversation import begin, close
from bot.scripts import of_checkback
from bot.visit import Visit
from conversations.catalogue import N_
from conversations.loader import Loaded
from storage import (
    checkbacks,
    outreach,
    participants,
    prompts,
    runs,
    timers,
)
from storage.checkbacks import CheckBack
from storage.outreach import Delivery
from storage.participants import Person
from storage.sqlite import Connection
from storage.timers import Timer

#: So many people a unit of work: some fifty milliseconds, so that nobody waits for it.
_BATCH = 20

#: So many messages may stand in the outbox before more are put there: Telegram takes thirty a
#: second, and what stands there can no longer wait for the morning. Until it is next looked at, it
#: must not run dry.
_IN_FLIGHT = 180
_A_MOMENT = timedelta(seconds=2)


def arm(visit: Visit, project: str, *, after: datetime | None = None) -> None:
    """Set the project's sweep for whenever something is next to be looked at, not before then."""
    set_off(visit.db, project, visit.now, visit.house.new_id, after=after)


def set_off(
    db: Connection,
    project: str,
    now: datetime,
    new_id: Callable[[], str],
    *,
    after: datetime | None = None,
) -> None:
    """Set the sweep as ``arm`` does, where nobody is visited."""
    due = outreach.next_due(db, project)
    if due is None:
        return
    due = max(due, after) if after else due
    if not timers.waits_before(db, "sweep", project, due):
        timers.add(db, Timer(new_id(), "sweep", due, project=project, subject=project), now)


def _sweep(visit: Visit, timer: Timer) -> None:
    slug = timer.project or ""
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        return
    if outreach.in_flight(visit.db) >= _IN_FLIGHT:
        arm(visit, slug, after=visit.now + _A_MOMENT)
        return
    waiting = outreach.due_deliveries(visit.db, slug, visit.now, _BATCH)
    for delivery in (one for one in waiting if one.prompt is None):
        _deliver(visit, loaded, delivery)
    checkbacks.close_overtaken(visit.db, slug, visit.now)
    for checkback in checkbacks.due(visit.db, slug, visit.now, _BATCH):
        _check_back(visit, loaded, checkback)
    for delivery in (one for one in waiting if one.prompt is not None):
        _deliver(visit, loaded, delivery)
    arm(visit, slug)


def _ask_leave(
    visit: Visit, loaded: Loaded, participant: str, what: What
) -> tuple[Person | None, Leave]:
    person = participants.get(visit.db, participant)
    if person is None:
        return None, Leave(never=True, why="erased")
    project = loaded.project
    member = participants.membership(visit.db, participant, project.slug)
    if member is not None and member.language is not None:
        person = replace(person, language=member.language)
    return person, leave(visit.db, person, project.slug, project.timezone, visit.now, what)


def _deliver(visit: Visit, loaded: Loaded, delivery: Delivery) -> None:
    what: What = "news" if delivery.prompt is None else "prompt"
    person, found = _ask_leave(visit, loaded, delivery.participant, what)
    if person is None or found.never:
        outreach.cancel_delivery(visit.db, delivery.id, found.why)
    elif _answered_since(visit.other(person), delivery):
        outreach.cancel_delivery(visit.db, delivery.id, "answered")
    elif delivery.news is not None and not still_true(visit.other(person), loaded, delivery):
        outreach.cancel_delivery(visit.db, delivery.id, "settled")
    elif found.until is not None:
        outreach.hold_delivery(visit.db, delivery.id, found.until, found.why)
    elif outreach.begin_delivery(visit.db, delivery.id, visit.now):
        _begin_delivery(visit.other(person), loaded, delivery)


def _answered_since(visit: Visit, delivery: Delivery) -> bool:
    """Say whether this reminds of something that was answered meanwhile."""
    found = prompts.get(visit.db, delivery.prompt) if delivery.prompt else None
    return found is not None and not still_silent(visit, found)


def _begin_delivery(visit: Visit, loaded: Loaded, delivery: Delivery) -> None:
    run = None
    if delivery.decision is not None:
        run = report(visit, loaded, delivery.decision)
    elif delivery.prompt is not None:
        run = put_prompt(visit, loaded, delivery.prompt)
    else:
        say_news(visit, loaded, delivery)
    if visit.said:
        outreach.sent_as(visit.db, delivery.id, run, visit.said[-1], visit.said[0])
    else:
        outreach.sent_as(visit.db, delivery.id, run, None)


def _check_back(visit: Visit, loaded: Loaded, checkback: CheckBack) -> None:
    person, found = _ask_leave(visit, loaded, checkback.participant, "checkback")
    if person is None or found.never:
        checkbacks.cancel(visit.db, checkback.id, _why_not(visit.db, loaded, checkback, found))
    elif found.until is not None:
        checkbacks.hold(visit.db, checkback.id, found.until)
    elif checkbacks.begin(visit.db, checkback.id):
        _begin_checkback(visit.other(person), loaded, checkback)


def _why_not(db: Connection, loaded: Loaded, checkback: CheckBack, found: Leave) -> str:
    gone = checkbacks.moved_on(db, loaded.project.slug, checkback.participant)
    return "moved on" if gone and found.why == "no consent" else found.why


def _begin_checkback(visit: Visit, loaded: Loaded, checkback: CheckBack) -> None:
    slug = loaded.project.slug
    for earlier in checkbacks.close_before(visit.db, slug, visit.person.id, checkback.place):
        held = runs.get(visit.db, earlier)
        if held is not None:
            close(visit, held)
    excuse(visit, loaded, N_("whether it got better"))
    who = visit.person
    facts = facts_of(visit.db, loaded, who.id, visit.now)
    script = of_checkback(visit.db, loaded, checkback.id, who.id, who.language, facts)
    run = begin(visit, loaded, script, wave=checkback.wave, facts=facts)
    checkbacks.asked_in(visit.db, checkback.id, run.id)


def set_aside(
    visit: Visit,
    project: str,
    people: Iterable[str],
    *,
    prompt: str | None = None,
    decision: str | None = None,
) -> int:
    """Set aside for each of ``people`` a copy of a prompt or of a decision.

    Returns for how many: nobody gets the same twice. Sweeps do the rest.
    """
    made = sum(
        outreach.add_delivery(
            visit.db,
            visit.house.new_id(),
            project,
            participant,
            visit.now,
            prompt=prompt,
            decision=decision,
        )
        for participant in people
    )
    arm(visit, project)
    return made


TIMERS = {"sweep": _sweep}
