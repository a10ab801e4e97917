"""The sweep: what is set aside for people goes out, a small batch at a time, to each person once.

A project's sweep is a timer that sets itself again while anything waits. Each batch is one unit
of work: after a crash it happened or it did not, and it carries on by itself.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.outreach.contact import Leave, leave
from bot.residents.conversation import begin
from bot.scripts import BEFORE, DECIDED, ON, PROMISES, of_checkback, of_prompt, of_report
from bot.visit import Visit
from conversations.loader import Loaded
from storage import decisions, outcomes, outreach, participants, timers
from storage.outreach import CheckBack, Delivery
from storage.participants import Person
from storage.timers import Timer

#: So many people a unit of work: some ten milliseconds of writing, so that nobody waits for it.
_BATCH = 50


def arm(visit: Visit, project: str) -> None:
    """Set the project's sweep for whenever something is next to be looked at."""
    due = outreach.next_due(visit.db, project)
    if due is not None and not timers.waits_before(visit.db, "sweep", project, due):
        timer = Timer(visit.house.new_id(), "sweep", due, project=project, subject=project)
        timers.add(visit.db, timer, visit.now)


def _sweep(visit: Visit, timer: Timer) -> None:
    slug = timer.project or ""
    loaded = visit.house.project(visit.db, slug)
    if loaded is None:
        return
    for delivery in outreach.due_deliveries(visit.db, slug, visit.now, _BATCH):
        _deliver(visit, loaded, delivery)
    for checkback in outreach.due_checkbacks(visit.db, slug, visit.now, _BATCH):
        _check_back(visit, loaded, checkback)
    arm(visit, slug)


def _ask_leave(
    visit: Visit, loaded: Loaded, participant: str, *, promised: bool
) -> tuple[Person | None, Leave]:
    person = participants.get(visit.db, participant)
    if person is None:
        return None, Leave(never=True, why="erased")
    project = loaded.project
    found = leave(visit.db, person, project.slug, project.timezone, visit.now, promised=promised)
    return person, found


def _deliver(visit: Visit, loaded: Loaded, delivery: Delivery) -> None:
    promised = delivery.decision is not None
    person, found = _ask_leave(visit, loaded, delivery.participant, promised=promised)
    if person is None or found.never:
        outreach.cancel_delivery(visit.db, delivery.id, found.why)
    elif found.until is not None:
        outreach.hold_delivery(visit.db, delivery.id, found.until, found.why)
    else:
        _begin_delivery(visit.other(person), loaded, delivery)


def _begin_delivery(visit: Visit, loaded: Loaded, delivery: Delivery) -> None:
    person = visit.person
    if delivery.decision is not None:
        script = of_report(visit.db, loaded, delivery.decision, person.id, person.language)
        run = begin(visit, loaded, script, wave="report")
    else:
        script = of_prompt(visit.db, loaded, delivery.prompt or "")
        run = begin(visit, loaded, script, wave="prompt", kind="prompt")
    row = visit.said[-1] if visit.said else None
    outreach.begin_delivery(visit.db, delivery.id, run.id, row, visit.now)


def _check_back(visit: Visit, loaded: Loaded, checkback: CheckBack) -> None:
    person, found = _ask_leave(visit, loaded, checkback.participant, promised=True)
    if person is None or found.never:
        outreach.cancel_checkback(visit.db, checkback.id)
    elif found.until is not None:
        outreach.hold_checkback(visit.db, checkback.id, found.until)
    else:
        _begin_checkback(visit.other(person), loaded, checkback)


def _begin_checkback(visit: Visit, loaded: Loaded, checkback: CheckBack) -> None:
    slug = loaded.project.slug
    taken = decisions.of_project(visit.db, slug)
    promises = [p.id for d in taken if (p := decisions.promise_of(visit.db, d.id))]
    before = outcomes.before(visit.db, slug, visit.person.id)
    facts = {f"{BEFORE}{measure}": value for measure, value in before.items()}
    facts[PROMISES] = ",".join(promises)
    facts[ON] = visit.now.astimezone(ZoneInfo(loaded.project.timezone)).date().isoformat()
    if taken:
        facts[DECIDED] = "yes"
    script = of_checkback(visit.db, loaded, checkback.id, visit.person.language, facts)
    run = begin(visit, loaded, script, wave=checkback.wave, facts=facts)
    outreach.begin_checkback(visit.db, checkback.id, run.id)


def set_aside(
    visit: Visit,
    project: str,
    people: tuple[str, ...],
    *,
    prompt: str | None = None,
    decision: str | None = None,
    at: datetime | None = None,
) -> int:
    """Set a copy of a prompt or of a decision aside for each of ``people``; sweeps do the rest.

    Returns for how many: nobody gets the same twice.
    """
    made = sum(
        outreach.add_delivery(
            visit.db,
            visit.house.new_id(),
            participant,
            at or visit.now,
            prompt=prompt,
            decision=decision,
        )
        for participant in people
    )
    arm(visit, project)
    return made


TIMERS = {"sweep": _sweep}
