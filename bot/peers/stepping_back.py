"""Stepping back as a peer lead, for a while or for good: two taps, and one to come back.

The role is gone meanwhile, so that nothing has to remember that somebody is away: they see nobody,
their link brings people to the team, and what is new goes to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.channels.base import Incoming
from bot.leads.scope import NOT_YOURS, called, day, people, remark, within_reach, workplaces
from bot.visit import Visit, column, tap
from conversations.catalogue import N_
from conversations.loader import Loaded
from conversations.questions.base import Option, Understood
from conversations.questions.matching import match_option
from conversations.text import Html
from storage import audit, participants, scope, stepping_back
from storage.stepping_back import SteppedBack
from storage.tasks import Task

_WHILE = Option("while", N_("For a while"))
_GOOD = Option("good", N_("For good"))
_STAY = Option("stay", N_("No, I stay"), (N_("no"),))
_CHOICES = (_WHILE, _GOOD, _STAY)
_BACK = N_("I am back")

#: So long somebody can take it back that they left for good.
_REGRET = timedelta(days=1)


def _step_back(visit: Visit, rest: str) -> None:
    mine = workplaces(visit, "lead")
    project = visit.person.workplace if visit.person.workplace in mine else next(iter(mine), None)
    loaded = visit.house.project(visit.db, project) if project else None
    if loaded is None or _called(visit, loaded) is None:
        _offer_to_come_back(visit)
        return
    visit.begin_task("stepback", "choose", project=loaded.project.slug)
    visit.say(
        visit.words_of(loaded).t(
            "You can step back from {title} any time, without a reason. Others read your people "
            "meanwhile, and your link brings people to the team. How long?",
            title=loaded.project.title,
        ),
        column(
            tap(o.label, "stepback", loaded.project.slug, o.key, words=visit.words)
            for o in _CHOICES
        ),
    )


def _called(visit: Visit, loaded: Loaded) -> str | None:
    """Return what this peer lead is called, or ``None`` if they are none here."""
    leads = scope.leads(visit.db, loaded.project.slug)
    mine = next((one for one in leads if one.participant == visit.person.id), None)
    return called(visit.words_of(loaded), mine) if mine else None


def _offer_to_come_back(visit: Visit) -> None:
    away = [
        one for one in stepping_back.every(visit.db, visit.person.id) if _may_return(visit, one)
    ]
    if not away:
        visit.say(visit.words.say(NOT_YOURS))
    for one in away:
        loaded = visit.house.project(visit.db, one.project)
        if loaded is not None:
            visit.say(
                visit.words_of(loaded).t(
                    "You have stepped back from {title}, since {day}.",
                    title=loaded.project.title,
                    day=day(one.since, visit.words, visit.house.timezone),
                ),
                column([tap(_BACK, "stepback", one.project, "back", words=visit.words)]),
            )


def _may_return(visit: Visit, one: SteppedBack) -> bool:
    return not one.for_good or visit.now < one.since + _REGRET


def _tapped(visit: Visit, args: tuple[str, ...]) -> None:
    loaded = visit.house.project(visit.db, args[0]) if len(args) == 2 else None
    if loaded is not None:
        _choose(visit, loaded, args[1])


def _typed(visit: Visit, task: Task, came: Incoming) -> None:
    loaded = visit.house.project(visit.db, str(task.data["project"]))
    choices = (Option("back", _BACK),) if task.step == "away" else _CHOICES
    reading = match_option(came.text or "", choices, visit.words)
    if loaded is None or not isinstance(reading, Understood) or reading.words:
        visit.say(visit.words.t("Please tap a button. Nothing has changed."))
    else:
        _choose(visit, loaded, reading.value[0])


def _choose(visit: Visit, loaded: Loaded, what: str) -> None:
    if what == "back":
        _come_back(visit, loaded)
    elif what in (_WHILE.key, _GOOD.key):
        _go(visit, loaded, for_good=what == _GOOD.key)
    elif what == _STAY.key:
        visit.end_task()
        visit.mark_tapped("✓")
        visit.say(visit.words.t("All right, left as it was."))


def _go(visit: Visit, loaded: Loaded, *, for_good: bool) -> None:
    name, slug = _called(visit, loaded), loaded.project.slug
    gone = stepping_back.step_back(visit.db, visit.person.id, slug, visit.now, for_good=for_good)
    if gone is None or name is None:
        remark(visit, NOT_YOURS)
        return
    audit.add(
        visit.db,
        actor=f"lead {visit.person.id}",
        action=f"stepped back {'for good' if for_good else 'for a while'}",
        now=visit.now,
        project=slug,
        subject=visit.person.id,
    )
    visit.mark_tapped("✓")
    visit.begin_task("stepback", "away", project=slug)
    words = visit.words_of(loaded)
    visit.say(
        words.t(
            "Thank you for all you did in {title}. You are no longer a peer lead there. If this "
            "was a mistake, take it back by tomorrow.",
            title=loaded.project.title,
        )
        if for_good
        else words.t(
            "You have stepped back from {title}. Rest well. One tap brings you and your people "
            "back: here, or with /stepback.",
            title=loaded.project.title,
        ),
        column([tap(_BACK, "stepback", slug, "back", words=words)]),
    )
    _tell_officers(visit, loaded, name, sum(gone.values()), for_good=for_good)
    _tell_leads(visit, loaded, name, gone)


def _tell_officers(visit: Visit, loaded: Loaded, name: str, own: int, *, for_good: bool) -> None:
    for person in within_reach(visit, loaded.project.slug, "officer", "admin"):
        if person.id == visit.person.id:
            continue
        other = visit.other(person)
        words = other.words_of(loaded)
        title = loaded.project.title
        said = (
            N_("{name} has stepped back from {title} for good.", name=name, title=title)
            if for_good
            else N_("{name} has stepped back from {title} for a while.", name=name, title=title)
        )
        other.say(
            words.say(said)
            + "\n"
            + words.t(
                "Their people, now read by others: {people}",
                people=Html(people(own, loaded.project.small_number, words)),
            ),
            column([tap(N_("Peer leads"), "desk", "team", words=words)]),
            kind="notice",
        )


def _tell_leads(visit: Visit, loaded: Loaded, name: str, gone: Mapping[str | None, int]) -> None:
    for lead in gone:
        person = participants.get(visit.db, lead) if lead else None
        if person is not None and person.reachable and not person.stopped:
            other = visit.other(person)
            other.say(
                other.words_of(loaded).t(
                    "{name} has stepped back. You read some of their people from now on.",
                    name=name,
                ),
                kind="notice",
            )


def _come_back(visit: Visit, loaded: Loaded) -> None:
    slug, words = loaded.project.slug, visit.words_of(loaded)
    back = stepping_back.get(visit.db, visit.person.id, slug)
    if back is None or not _may_return(visit, back):
        remark(visit, N_("That is over. The project's officers can invite you again."))
        return
    visit.end_task()
    stepping_back.come_back(visit.db, visit.house.new_id(), visit.person.id, slug, visit.now)
    audit.add(
        visit.db,
        actor=f"lead {visit.person.id}",
        action="came back as peer lead",
        now=visit.now,
        project=slug,
        subject=visit.person.id,
    )
    visit.mark_tapped("✓")
    visit.say(
        words.t(
            "Welcome back. You are a peer lead in {title} again, and your people are yours.",
            title=loaded.project.title,
        ),
        column([tap(N_("To the desk"), "desk", "desk", words=words)]),
    )
    name = _called(visit, loaded) or ""
    for person in within_reach(visit, slug, "officer", "admin"):
        if person.id != visit.person.id:
            other = visit.other(person)
            other.say(
                other.words_of(loaded).t(
                    "{name} is back as peer lead in {title}.", name=name, title=loaded.project.title
                ),
                kind="notice",
            )


COMMANDS = {"stepback": _step_back}
TAPS = {"stepback": _tapped}
TASKS = {"stepback": _typed}
