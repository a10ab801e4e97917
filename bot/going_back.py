"""What one person is asked again about, put together from the rows: fixed when they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.calendar import at
from bot.outreach.promised import standing
from conversations.checkbacks import Again, PromiseToCheck
from conversations.loader import Loaded
from storage import checkbacks, decision_words, decisions, outcomes, promises, reports
from storage.promises import Promise
from storage.sqlite import Connection

#: Facts of a check-back: which promises are asked about, in their order; whether anything was
#: decided, or by when it will be; what was said before (by measure); whether they had moved on;
#: and the day it began.
_PROMISES, _DECIDED, _BY = "promises", "decided", "by"
_BEFORE, _MOVED, _ON = "before.", "moved_on", "on"

_NOON = time(12)


def facts_of(db: Connection, loaded: Loaded, participant: str, now: datetime) -> dict[str, str]:
    """Return the facts of the check-back of someone who is asked now."""
    slug, today = loaded.project.slug, now.astimezone(ZoneInfo(loaded.project.timezone)).date()
    facts = {
        f"{_BEFORE}{measure}": value
        for measure, value in outcomes.before(db, slug, participant).items()
    }
    told = [one for one in decisions.of_project(db, slug) if one.told_at is not None]
    by = loaded.catalogues.dates.get("report_back")
    if told:
        facts[_DECIDED] = "yes"
    elif by is not None and today <= by:
        facts[_BY] = by.isoformat()
    if checkbacks.moved_on(db, slug, participant):
        facts[_MOVED] = "yes"
    facts[_PROMISES] = ",".join(one.id for one in _in_order(db, slug, participant, today))
    facts[_ON] = today.isoformat()
    return facts


def _in_order(db: Connection, project: str, participant: str, today: date) -> list[Promise]:
    """Return the promises to ask someone about: those that their words led to first.

    Then those whose day has come, the soonest first. What a later decision put right is left out.
    """
    told = [one for one in decisions.of_project(db, project) if one.told_at is not None]
    replaced = {one.replaces for one in told}
    theirs = {one.id for one in decisions.told_to(db, project, participant)}
    found = [
        promise
        for decision in told
        if decision.id not in replaced
        for promise in promises.of_decision(db, decision.id)
    ]
    return sorted(found, key=lambda p: (p.decision not in theirs, p.due_on > today, p.due_on))


def again_of(
    db: Connection, loaded: Loaded, participant: str, reader: str, facts: Mapping[str, str]
) -> Again:
    """Return what someone is asked again about, who reads ``reader`` (a language tag)."""
    words = loaded.catalogues.words(reader)
    listed = [promises.get(db, one) for one in facts.get(_PROMISES, "").split(",") if one]
    began = date.fromisoformat(facts[_ON])
    return Again(
        before={
            name.removeprefix(_BEFORE): value
            for name, value in facts.items()
            if name.startswith(_BEFORE)
        },
        promises=tuple(
            _to_check(
                db,
                loaded,
                decision_words.promise_in(db, promise, reader),
                participant,
                began,
                words.date(promise.due_on),
            )
            for promise in listed
            if promise is not None
        ),
        decided=_DECIDED in facts,
        by=words.date(date.fromisoformat(facts[_BY])) if _BY in facts else "",
        moved_on=_MOVED in facts,
        reader=reader,
    )


def _to_check(
    db: Connection, loaded: Loaded, promise: Promise, participant: str, began: date, due: str
) -> PromiseToCheck:
    own = reports.own(db, promise.decision or "", participant)
    return PromiseToCheck(
        promise.id,
        promise.what,
        due,
        ripe=promise.due_on <= began,
        own=next((one.words for one in own if one.words), ""),
        aloud=any(one.aloud for one in own),
        standing=standing(db, loaded, promise, at(began, _NOON, loaded.project.timezone)),
        language=promise.language,
    )
